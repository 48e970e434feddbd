import { civilDateAt } from '@lull/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { BlockTimePage, type BlockTimePlace } from '../../features/block-time/block-time-page.js';
import { useMinute } from '../../ui/clock.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';

const route = getRouteApi('/signed-in/block-time');

export function BlockTimeRoute() {
  const { clinic: clinicId, week, new: isNew, change, date } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useOwnSignIn();
  const { clinic } = useShownClinic(clinicId);
  const now = useMinute();
  if (clinic === undefined) return <NoClinic title="Block time" />;
  const today = civilDateAt(now, clinic.timeZone);
  const open: BlockTimePlace['open'] =
    isNew === true ? 'new' : change === undefined ? null : { id: change, date: date ?? '' };
  return (
    <BlockTimePage
      clinic={clinic}
      today={today}
      place={{ week: week ?? today, open }}
      mayChange={may('block-time', 'change')}
      onPlace={(place) =>
        void navigate({
          to: '/block-time',
          search: {
            ...(clinicId !== undefined && { clinic: clinicId }),
            ...(place.week !== today && { week: place.week }),
            ...(place.open === 'new' && { new: true as const }),
            ...(place.open !== null &&
              place.open !== 'new' && {
                change: place.open.id,
                ...(place.open.date !== '' && { date: place.open.date }),
              }),
          },
        })
      }
    />
  );
}

import { civilDateAt } from '@lull/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { PayerRulesPage } from '../../features/ledgers/payer-rules-page.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/settings/payers');

export function PayersRoute() {
  const { write } = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const now = useMinute();
  const { zoneOf } = useClinics();
  return (
    <PayerRulesPage
      today={civilDateAt(now, zoneOf())}
      mayWrite={member.may('payer-rule', 'write')}
      writing={write ?? null}
      onWriting={(payer) =>
        void navigate({ to: '/settings/payers', search: payer === null ? {} : { write: payer } })
      }
    />
  );
}

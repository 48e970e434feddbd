import { civilDateAt } from '@lull/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { TasksPage } from '../../features/tasks/tasks-page.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';

const route = getRouteApi('/signed-in/tasks');

export function TasksRoute() {
  const { state } = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const { zoneOf } = useClinics();
  const now = useMinute();
  return (
    <TasksPage
      state={state ?? 'open'}
      today={civilDateAt(now, zoneOf())}
      mayClose={member.may('follow-up-task', 'close')}
      patientLink={patientAnchor}
      onState={(chosen) =>
        void navigate({ to: '/tasks', search: chosen === 'open' ? {} : { state: chosen } })
      }
    />
  );
}

import { civilDateAt } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEscalationPolicy } from '../../api/escalations.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { cancelReasonWords } from '../../features/schedule/cancel-words.js';
import { TasksPage } from '../../features/tasks/tasks-page.js';
import { dateTimeText, useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';

const route = getRouteApi('/signed-in/tasks');

export function TasksRoute() {
  const filters = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const { zoneOf } = useClinics();
  const now = useMinute();
  const escalation = useEscalationPolicy();
  return (
    <TasksPage
      filters={filters}
      now={now}
      escalation={escalation}
      today={civilDateAt(now, zoneOf())}
      zone={zoneOf()}
      mayClose={member.may('follow-up-task', 'close')}
      patientLink={patientAnchor}
      reasonWords={cancelReasonWords}
      renderSession={(id, { clinicId, start }) => (
        <Link
          to="/day/$date"
          params={{ date: civilDateAt(start, zoneOf(clinicId)) }}
          search={{ session: id, clinic: clinicId }}
        >
          {dateTimeText(start, zoneOf(clinicId))}
        </Link>
      )}
      onFilters={(search) => void navigate({ to: '/tasks', search, replace: true })}
    />
  );
}

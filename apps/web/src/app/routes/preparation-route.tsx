import { Anchor } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { sessionQuery } from '../../api/sessions.js';
import { DayPreparationPage, PreparationPage } from '../../features/readiness/preparation-page.js';
import { dateText } from '../../ui/clock.js';
import { useClinics, useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';

const ofSession = getRouteApi('/signed-in/sessions/$id/preparation');
const ofDay = getRouteApi('/signed-in/day/$date/preparation');

export function PreparationRoute() {
  const { id } = ofSession.useParams();
  const { language, ...search } = ofSession.useSearch();
  const navigate = useNavigate();
  const { zoneOf } = useClinics();
  const { data: session } = useQuery(sessionQuery(id));
  return (
    <PreparationPage
      sessionId={id}
      language={language ?? null}
      onLanguage={(to) =>
        void navigate({
          to: '/sessions/$id/preparation',
          params: { id },
          search: to === null ? search : { ...search, language: to },
          replace: true,
        })
      }
      back={
        session !== undefined && (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                to="/day/$date"
                params={{ date: civilDateAt(session.start, zoneOf(session.clinicId)) }}
                search={{ session: id, clinic: session.clinicId }}
                {...props}
              />
            )}
          >
            The session on the board
          </Anchor>
        )
      }
    />
  );
}

export function DayPreparationRoute() {
  const { date } = ofDay.useParams();
  const { language, ...search } = ofDay.useSearch();
  const navigate = useNavigate();
  const { clinic } = useShownClinic(search.clinic);
  if (clinic === undefined) return <NoClinic title="Preparation sheets" />;
  return (
    <DayPreparationPage
      clinicId={clinic.id}
      date={date}
      dateWords={dateText(date)}
      language={language ?? null}
      onLanguage={(to) =>
        void navigate({
          to: '/day/$date/preparation',
          params: { date },
          search: to === null ? search : { ...search, language: to },
          replace: true,
        })
      }
      back={
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/day/$date" params={{ date }} search={search} {...props} />}
        >
          The board of the day
        </Anchor>
      }
    />
  );
}

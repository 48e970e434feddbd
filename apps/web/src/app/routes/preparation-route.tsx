import { Anchor } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { DayPreparationPage, PreparationPage } from '../../features/readiness/preparation-page.js';
import { dateText } from '../../ui/clock.js';
import { BoardLink } from '../board-link.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';

const ofSession = getRouteApi('/signed-in/sessions/$id/preparation');
const ofDay = getRouteApi('/signed-in/day/$date/preparation');

export function PreparationRoute() {
  const { id } = ofSession.useParams();
  const { language, ...search } = ofSession.useSearch();
  const navigate = useNavigate();
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
      back={<BoardLink sessionId={id} />}
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

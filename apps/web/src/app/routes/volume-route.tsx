import { Anchor } from '@mantine/core';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { DiaryFigures } from '../../features/diary-link/diary-figures.js';
import { VolumePage } from '../../features/reporting/volume-page.js';
import { VolumeRows } from '../../features/reporting/volume-rows.js';
import type { VolumeQuestion } from '../../features/reporting/volume.queries.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';

const route = getRouteApi('/signed-in/volume');

/** Volume, with every filter and the open figure in the address bar. */
export function VolumeRoute() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const { known, zoneOf } = useClinics();
  const zone = zoneOf(search.clinic);
  const today = civilDateAt(useMinute(), zone);
  const question: VolumeQuestion = {
    measure: search.measure ?? 'sessions',
    by: search.by ?? 'month',
    from: search.from ?? `${addCivilDays(today, -365).slice(0, 8)}01`,
    to: search.to ?? today,
    ...(search.split !== undefined && { split: search.split }),
    ...(search.compare !== undefined && { compare: search.compare }),
    ...(search.clinic !== undefined && { clinicId: search.clinic }),
  };
  const ask = ({ measure, by, from, to, split, compare, clinicId }: VolumeQuestion) => ({
    ...(measure === 'injections' && { measure }),
    by,
    from,
    to,
    ...(split !== undefined && split !== by && { split }),
    ...(compare !== undefined && { compare }),
    ...(clinicId !== undefined && { clinic: clinicId }),
  });
  return (
    <>
      <VolumePage
        question={question}
        clinics={known}
        zone={zone}
        below={known
          .filter(({ id }) => search.clinic === undefined || id === search.clinic)
          .map((clinic) => (
            <DiaryFigures key={clinic.id} clinic={clinic} />
          ))}
        onQuestion={(asked) =>
          void navigate({ to: '/volume', search: ask(asked), replace: true, resetScroll: false })
        }
        renderFigure={(figure, count, label) => (
          <Anchor
            inherit
            aria-label={label}
            renderRoot={(props) => (
              <Link
                to="/volume"
                search={{ ...ask(question), open: true, ...figure }}
                resetScroll={false}
                preload={false}
                {...props}
              />
            )}
          >
            {count}
          </Anchor>
        )}
      />
      {search.open === true && (
        <VolumeRows
          question={question}
          figure={{
            ...(search.row !== undefined && { row: search.row }),
            ...(search.column !== undefined && { column: search.column }),
          }}
          zone={zone}
          patientLink={member.may('patient', 'read') ? patientAnchor : (_id, name) => name}
          onClose={() => void navigate({ to: '/volume', search: ask(question), resetScroll: false })}
        />
      )}
    </>
  );
}

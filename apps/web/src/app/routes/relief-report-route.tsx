import { Anchor } from '@mantine/core';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ReliefReportPage } from '../../features/reporting/relief-report-page.js';
import { ReliefRows } from '../../features/reporting/relief-rows.js';
import type { ReliefQuestion } from '../../features/reporting/relief-report.queries.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/reports/relief');

/** The clinic view of relief, with every filter and the open figure in the address bar. */
export function ReliefReportRoute() {
  const { open, figure, group, of, ...search } = route.useSearch();
  const navigate = useNavigate();
  const { zoneOf } = useClinics();
  const zone = zoneOf(search.clinicId);
  const today = civilDateAt(useMinute(), zone);
  const question: ReliefQuestion = {
    ...search,
    from: search.from ?? `${addCivilDays(today, -730).slice(0, 8)}01`,
    to: search.to ?? today,
  };
  return (
    <>
      <ReliefReportPage
        question={question}
        zone={zone}
        onQuestion={(asked) =>
          void navigate({ to: '/reports/relief', search: asked, replace: true, resetScroll: false })
        }
        renderFigure={(asked, shown, label) => (
          <Anchor
            inherit
            underline="always"
            aria-label={label}
            renderRoot={(props) => (
              <Link
                to="/reports/relief"
                search={{ ...question, open: true, ...asked }}
                resetScroll={false}
                preload={false}
                {...props}
              />
            )}
          >
            {shown}
          </Anchor>
        )}
        renderDrawnFigure={(asked, label, text) => (
          <Link
            to="/reports/relief"
            search={{ ...question, open: true, ...asked }}
            resetScroll={false}
            preload={false}
            aria-label={label}
          >
            {text}
          </Link>
        )}
      />
      {open === true && figure !== undefined && (
        <ReliefRows
          question={question}
          figure={{ figure, ...(group !== undefined && { group }), ...(of !== undefined && { of }) }}
          seriesLink={seriesAnchor}
          onClose={() => void navigate({ to: '/reports/relief', search: question, resetScroll: false })}
        />
      )}
    </>
  );
}

const seriesAnchor = ({ seriesId }: { readonly seriesId: string }, name: ReactNode): ReactNode => (
  <Anchor
    inherit
    underline="always"
    renderRoot={(props) => <Link to="/series/$id" params={{ id: seriesId }} preload={false} {...props} />}
  >
    {name}
  </Anchor>
);

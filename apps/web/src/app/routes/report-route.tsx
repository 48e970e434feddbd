import { Anchor } from '@mantine/core';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { NextAvailablePanel } from '../../features/reporting/next-available-panel.js';
import { ReportPage } from '../../features/reporting/report-page.js';
import { ReportRows } from '../../features/reporting/report-rows.js';
import { isReportCode } from '../../features/reporting/report-words.js';
import type { ReportQuestion } from '../../features/reporting/report.queries.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';
import { NotFound } from '../route-states.js';

const route = getRouteApi('/signed-in/reports/$code');

/** One report, with every filter and the open figure in the address bar. */
export function ReportRoute() {
  const { code } = route.useParams();
  const { clinic, table, figure, row, ...search } = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const { known, zoneOf } = useClinics();
  const zone = zoneOf(clinic);
  const today = civilDateAt(useMinute(), zone);
  if (!isReportCode(code)) return <NotFound />;
  const question: ReportQuestion = {
    from: search.from ?? `${addCivilDays(today, -365).slice(0, 8)}01`,
    to: search.to ?? today,
    ...(search.by !== undefined && { by: search.by }),
    ...(clinic !== undefined && { clinicId: clinic }),
  };
  const ask = ({ clinicId, ...asked }: ReportQuestion) => ({
    ...asked,
    ...(clinicId !== undefined && { clinic: clinicId }),
  });
  const params = { code };
  return (
    <>
      <ReportPage
        code={code}
        question={question}
        clinics={known}
        zone={zone}
        others={
          <Anchor size="sm" renderRoot={(props) => <Link to="/reports" {...props} />}>
            All reports
          </Anchor>
        }
        {...(code === 'access' && {
          beside: known
            .filter(({ id }) => clinic === undefined || id === clinic)
            .map((each) => <NextAvailablePanel key={each.id} clinic={each} />),
        })}
        onQuestion={(asked) =>
          void navigate({
            to: '/reports/$code',
            params,
            search: ask(asked),
            replace: true,
            resetScroll: false,
          })
        }
        renderFigure={(asked, text, label) => (
          <Anchor
            inherit
            aria-label={label}
            renderRoot={(props) => (
              <Link
                to="/reports/$code"
                params={params}
                search={{ ...ask(question), ...asked }}
                resetScroll={false}
                preload={false}
                {...props}
              />
            )}
          >
            {text}
          </Anchor>
        )}
      />
      {table !== undefined && figure !== undefined && (
        <ReportRows
          code={code}
          question={question}
          figure={{ table, figure, ...(row !== undefined && { row }) }}
          patientLink={member.may('patient', 'read') ? patientAnchor : (_id, name) => name}
          onClose={() =>
            void navigate({ to: '/reports/$code', params, search: ask(question), resetScroll: false })
          }
        />
      )}
    </>
  );
}

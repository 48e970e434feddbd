import type { SeriesSessionView, SeriesView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { DecisionPanel } from '../../features/decision/decision-panel.js';
import { AuthorisationsPanel } from '../../features/ledgers/authorisations-panel.js';
import { PatientBanner } from '../../features/patients/patient-banner.js';
import { patientQuery } from '../../api/patients.js';
import { InstrumentForm } from '../../features/outcomes/instrument-form.js';
import { PainScoreForm } from '../../features/outcomes/pain-score-form.js';
import { toPlaceOf } from '../../features/planning/plan-wishes.js';
import { ToPlace } from '../../features/planning/to-place.js';
import { EditSeriesForm } from '../../features/series/edit-series-form.js';
import { SeriesFacts } from '../../features/series/series-facts.js';
import { SeriesState } from '../../features/series/series-state.js';
import { SeriesSteps } from '../../features/series/series-steps.js';
import { isOpen } from '../../features/series/series-words.js';
import { seriesQuery } from '../../api/series.js';
import { SessionsTable } from '../../features/series/sessions-table.js';
import { dateTimeText, useMinute } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import { sideWord } from '../../ui/side-word.js';
import { useClinics } from '../clinic-zone.js';
import { BookingOver } from './booking-over.js';
import { InjectionEntry } from './injection-entry.js';
import { WaitOver } from './wait-over.js';
import { ReviewSuggestion } from './review-suggestion.js';
import { wasInRoom } from './record-injection-offer.js';
import classes from './series-route.module.css';
import { SeriesRelief } from './series-relief.js';

const route = getRouteApi('/signed-in/series/$id');

/** The patient was in the room, and nothing is recorded; of two sides, one may still be missing. */
function awaitsRecord(session: SeriesSessionView, side: SeriesView['side']): boolean {
  return wasInRoom(session.state) && (session.ordinal === null || side === 'both');
}

/** What staff take down beside pain scores, by the symptom of the series. */
const instrumentWord = { pain: 'PEG or PGIC', sweating: 'HDSS', perfusion: 'measurement' } as const;

/** The series page: what the injections did, and what comes next. */
export function SeriesRoute() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const member = useOwnSignIn();
  const now = useMinute();
  const { known, zoneOf } = useClinics();
  const { data: series, error, refetch } = useQuery(seriesQuery(id));
  const { data: patient } = useQuery({
    ...patientQuery(series?.patientId ?? ''),
    enabled: series !== undefined,
  });
  const mayWait = member.may('waitlist', 'change');
  const toWait = () => void navigate({ to: '/series/$id', params: { id }, search: { wait: id } });
  const here = () => void navigate({ to: '/series/$id', params: { id } });
  const changed = (): void => {
    void readAnew(queryClient, 'series');
    here();
  };

  if (series === undefined) {
    return (
      <Page title="Series">
        {error === null ? (
          <Loading heights={[24, 100, 420, 200]} label="the series" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  const zone = zoneOf(series.sessions[0]?.clinicId);
  const title = `${series.patientName}: ${series.procedureName} ${sideWord(series.side)}`;
  const banner = patient !== undefined && <PatientBanner patient={patient} />;

  if (search.edit === true && member.may('series', 'change')) {
    return (
      <Page title={`Edit ${title}`} note={banner}>
        <Panel title="Plan">
          <EditSeriesForm series={series} clinics={known} onSaved={changed} onCancel={here} />
        </Panel>
      </Page>
    );
  }
  if (search.record === 'score' && member.may('pain-score', 'record')) {
    return (
      <Page title={`Pain score: ${title}`} note={banner}>
        <Panel title="What the patient says">
          <PainScoreForm
            seriesId={id}
            seriesSide={series.side}
            now={now}
            zone={zone}
            onRecorded={changed}
            onCancel={here}
          />
        </Panel>
      </Page>
    );
  }
  if (search.record === 'instrument' && member.may('pain-score', 'record')) {
    return (
      <Page title={`Questionnaire or measurement: ${title}`} note={banner}>
        <Panel title="What was answered or measured">
          <InstrumentForm
            seriesId={id}
            seriesSide={series.side}
            targetSymptom={series.targetSymptom}
            now={now}
            zone={zone}
            onRecorded={changed}
            onCancel={here}
          />
        </Panel>
      </Page>
    );
  }
  if (search.record === 'injection' && search.session !== undefined && member.may('injection', 'record')) {
    return (
      <Page
        title={`${search.injection === undefined ? 'Record injection' : 'Correct the record'}: ${series.patientName}`}
        note={banner}
      >
        <InjectionEntry
          {...{ series, zone, now }}
          sessionId={search.session}
          injectionId={search.injection ?? null}
          weightKg={patient?.weightKg ?? null}
          usesContrast={
            known
              .flatMap((clinic) => clinic.procedureTypes)
              .find((type) => type.id === series.procedureTypeId)?.usesContrast ?? true
          }
          onDone={changed}
          onCancel={here}
        />
      </Page>
    );
  }
  return (
    <Page
      title={title}
      note={
        <>
          {banner}
          <Link to="/patients/$id" params={{ id: series.patientId }} className="no-print">
            Patient’s page
          </Link>
        </>
      }
      actions={
        <>
          <SideMark side={series.side} />
          <SeriesState state={series.state} />
          {member.may('pain-score', 'record') && (
            <>
              {series.targetSymptom === 'pain' && (
                <Button
                  variant="default"
                  size="xs"
                  renderRoot={(props) => (
                    <Link to="/series/$id" params={{ id }} search={{ record: 'score' }} {...props} />
                  )}
                >
                  Record score
                </Button>
              )}
              <Button
                variant="default"
                size="xs"
                renderRoot={(props) => (
                  <Link to="/series/$id" params={{ id }} search={{ record: 'instrument' }} {...props} />
                )}
              >
                Record {instrumentWord[series.targetSymptom]}
              </Button>
            </>
          )}
          {isOpen(series) && member.may('series', 'change') && (
            <>
              <Button
                variant="default"
                size="xs"
                renderRoot={(props) => (
                  <Link to="/series/$id" params={{ id }} search={{ edit: true }} {...props} />
                )}
              >
                Edit plan
              </Button>
              <SeriesSteps series={series} onStepped={changed} />
            </>
          )}
          {series.state === 'active' && member.may('session', 'book') && (
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => <Link to="/series/$id/plan" params={{ id }} {...props} />}
            >
              Book series
            </Button>
          )}
          {isOpen(series) && mayWait && (
            <Button variant="default" size="xs" onClick={toWait}>
              Put on waitlist
            </Button>
          )}
          {isOpen(series) && member.may('session', 'book') && (
            <Button
              size="xs"
              renderRoot={(props) => (
                <Link to="/series/$id" params={{ id }} search={{ ...search, book: 'find' }} {...props} />
              )}
            >
              Book next
            </Button>
          )}
        </>
      }
    >
      {(search.book === 'find' || search.book === 'new') && member.may('session', 'book') && (
        <BookingOver
          seriesId={id}
          book={search.book}
          onOwnTime={() =>
            void navigate({ to: '/series/$id', params: { id }, search: { ...search, book: 'new' } })
          }
          onClose={here}
          {...(mayWait && { onWait: toWait })}
        />
      )}
      {search.wait !== undefined && mayWait && <WaitOver seriesId={id} onClose={here} />}
      {member.may('relief', 'read') && (
        <SeriesRelief
          {...{ series, zone, now }}
          decision={
            <DecisionPanel
              series={series}
              zone={zone}
              now={now}
              zoneOf={zoneOf}
              mayDecide={member.may('series', 'decide')}
              suggestedReview={<ReviewSuggestion seriesId={id} zone={zone} />}
              {...(member.may('series', 'decide') && {
                toOthers: (
                  <Link to="/lists" search={{ list: 'decisions' }}>
                    All that wait
                  </Link>
                ),
              })}
            />
          }
        />
      )}
      <Panel title="Plan">
        <SeriesFacts series={series} />
      </Panel>
      {/* What follows is of no use on the paper of a review. */}
      <div className={classes['off-paper']} />
      {member.may('authorisation', 'read') && (
        <AuthorisationsPanel
          seriesId={id}
          today={civilDateAt(now, zone)}
          mayAdd={isOpen(series) && member.may('authorisation', 'add')}
          renderSession={({ sessionId, clinicId, start }) => {
            const of = zoneOf(clinicId);
            return (
              <Link
                to="/day/$date"
                params={{ date: civilDateAt(start, of) }}
                search={{ clinic: clinicId, session: sessionId }}
              >
                {dateTimeText(start, of)}
              </Link>
            );
          }}
        />
      )}
      {isOpen(series) && (
        <ToPlace
          toPlace={toPlaceOf(series, zone, now)}
          today={civilDateAt(now, zone)}
          {...(series.state === 'active' &&
            member.may('session', 'book') && {
              action: (
                <Link to="/series/$id/plan" params={{ id }}>
                  Find times
                </Link>
              ),
            })}
        />
      )}

      <Panel title="Sessions">
        {series.sessions.length === 0 ? (
          <EmptyState sentence="No session has been booked yet." />
        ) : (
          <SessionsTable
            sessions={series.sessions}
            zoneOf={zoneOf}
            label="Sessions of this series"
            {...(member.may('injection', 'record') &&
              series.sessions.some((session) => awaitsRecord(session, series.side)) && {
                renderActions: (session) =>
                  awaitsRecord(session, series.side) ? (
                    <Link
                      to="/series/$id"
                      params={{ id }}
                      search={{ record: 'injection', session: session.id }}
                    >
                      Record injection
                    </Link>
                  ) : null,
              })}
          />
        )}
      </Panel>
    </Page>
  );
}

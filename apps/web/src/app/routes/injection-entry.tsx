import type { InjectionView, RecordedInjectionView, SeriesView } from '@lull/contracts';
import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { sessionQuery } from '../../api/sessions.js';
import { SteroidNote } from '../../features/ledgers/planned-steroids.js';
import { InjectionDetails } from '../../features/outcomes/injection-details.js';
import { InjectionForm } from '../../features/outcomes/injection-form.js';
import { reliefQuery, sessionInjectionsQuery } from '../../features/outcomes/outcomes.queries.js';
import { noticeOf } from '../../api/problem.js';
import { levelsOf } from '../../features/outcomes/spine-levels.js';
import { dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import { sideWord } from '../../ui/side-word.js';

interface InjectionEntryProps {
  readonly series: SeriesView;
  readonly sessionId: string;
  /** The record that is corrected; null for a new one. */
  readonly injectionId: string | null;
  readonly weightKg: number | null;
  readonly usesContrast: boolean;
  readonly zone: string;
  readonly now: number;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Recording what was done, or correcting it beside what stood there. */
export function InjectionEntry({
  series,
  sessionId,
  injectionId,
  weightKg,
  usesContrast,
  zone,
  now,
  onDone,
  onCancel,
}: InjectionEntryProps) {
  const member = useOwnSignIn();
  const [recorded, setRecorded] = useState<RecordedInjectionView | null>(null);
  const { data: relief } = useQuery({ ...reliefQuery(series.id), enabled: injectionId !== null });
  const { data: records, error, refetch } = useQuery(sessionInjectionsQuery(sessionId));
  const { data: booked } = useQuery(sessionQuery(sessionId));
  const session = series.sessions.find(({ id }) => id === sessionId);
  const judged = relief?.targets
    .flatMap((target) => target.injections)
    .find(({ injection }) => injection.id === injectionId);

  if (recorded !== null) {
    return (
      <Panel title="Recorded">
        <Stack align="flex-start">
          {recorded.advisories.length > 0 && (
            <>
              <p>The record is saved. It deserves a look:</p>
              <div className={notice['warn']}>
                <IconAlertTriangle size={18} aria-hidden />
                <ul className={notice['faults']}>
                  {recorded.advisories.map(({ code, detail }) => (
                    <li key={code}>{detail}</li>
                  ))}
                </ul>
              </div>
            </>
          )}
          {recorded.reviewAsked && <p>A clinician’s review of the complication has been asked for.</p>}
          <Button onClick={onDone}>To the series</Button>
        </Stack>
      </Panel>
    );
  }
  if (error !== null && records === undefined) {
    return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  }
  if (records === undefined || (injectionId !== null && judged === undefined))
    return <Loading heights={[120, 400]} label="the record" />;
  const standing = standingRecords(records, injectionId);
  const correctionLink = ({ id, side }: InjectionView) => (
    <Link
      to="/series/$id"
      params={{ id: series.id }}
      search={{ record: 'injection', session: sessionId, injection: id }}
    >
      Correct the record of the {sideWord(side)} side
    </Link>
  );
  if (injectionId === null && standing.length >= (series.side === 'both' ? 2 : 1)) {
    return (
      <Panel title="Recorded already">
        <p>
          {series.side === 'both' ? 'Both sides of this session are' : 'This session is'} recorded
          {session !== undefined && ` (${dateTimeText(session.start, zone)})`}. A mistake in it is corrected;
          the record itself is kept.
        </p>
        <ul>
          {standing.map((injection) => (
            <li key={injection.id}>
              {correctionLink(injection)}
              {injection.recordedBy !== null &&
                `, recorded by ${injection.recordedBy}, ${dateTimeText(injection.recordedAt, zone)}`}
            </li>
          ))}
        </ul>
        <Button variant="default" onClick={onCancel}>
          To the series
        </Button>
      </Panel>
    );
  }
  return (
    <>
      {judged !== undefined && (
        <Panel
          title={
            <>
              As recorded: <SideMark side={judged.injection.side} />
            </>
          }
          note="The record is kept as it is; the correction stands beside it with its reason and author."
        >
          <InjectionDetails judged={judged} zone={zone} />
        </Panel>
      )}
      <Panel
        title={judged === undefined ? 'What was done' : 'Correction'}
        note={
          <>
            Planned: <SideMark side={series.side} />
            {session !== undefined && ` for the session of ${dateTimeText(session.start, zone)}`}
          </>
        }
      >
        <SteroidNote
          patientId={series.patientId}
          agreed={booked?.overrides.find(({ code }) => code.startsWith('ledger.steroid-')) ?? null}
        />
        <InjectionForm
          key={`${sessionId} ${injectionId ?? ''}`}
          sessionId={sessionId}
          amended={judged?.injection ?? null}
          plannedSide={series.side}
          standing={standing}
          renderCorrection={correctionLink}
          memberId={member.memberId}
          weightKg={weightKg}
          usesContrast={usesContrast}
          offeredLevels={levelsOf(series.procedureCode)}
          sedated={session !== undefined && session.sedation !== 'none'}
          zone={zone}
          now={now}
          onRecorded={(done) =>
            done.advisories.length > 0 || done.reviewAsked ? setRecorded(done) : onDone()
          }
          onCancel={onCancel}
        />
      </Panel>
    </>
  );
}

/** The records of the session that are in force, without the one that is being corrected. */
function standingRecords(
  records: readonly InjectionView[],
  corrected: string | null,
): readonly InjectionView[] {
  return records.filter(({ id, status }) => status !== 'entered-in-error' && id !== corrected);
}

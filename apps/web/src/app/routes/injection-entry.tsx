import type { RecordedInjectionView, SeriesView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { InjectionDetails } from '../../features/outcomes/injection-details.js';
import { InjectionForm } from '../../features/outcomes/injection-form.js';
import { reliefQuery } from '../../features/outcomes/outcomes.queries.js';
import { dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { SideMark } from '../../ui/side-mark.js';

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
  const session = series.sessions.find(({ id }) => id === sessionId);
  const judged = relief?.targets
    .flatMap((target) => target.injections)
    .find(({ injection }) => injection.id === injectionId);

  if (recorded !== null) {
    return (
      <Panel title="Recorded">
        {recorded.advisories.length > 0 && (
          <>
            <p>The record is saved. It deserves a look:</p>
            <ul>
              {recorded.advisories.map(({ code, detail }) => (
                <li key={code}>{detail}</li>
              ))}
            </ul>
          </>
        )}
        {recorded.reviewAsked && <p>A clinician’s review of the complication has been asked for.</p>}
        <Button onClick={onDone}>To the series</Button>
      </Panel>
    );
  }
  if (injectionId !== null && judged === undefined)
    return <Loading heights={[120, 400]} label="the record" />;
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
        <InjectionForm
          key={`${sessionId} ${injectionId ?? ''}`}
          sessionId={sessionId}
          amended={judged?.injection ?? null}
          memberId={member.memberId}
          weightKg={weightKg}
          usesContrast={usesContrast}
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

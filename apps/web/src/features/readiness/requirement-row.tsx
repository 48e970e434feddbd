import { Button } from '@mantine/core';
import type { EvidenceView, RequirementView } from '@lull/contracts';
import { ownerWords, requirementWords, standingWords, voidCauseWords } from '@lull/contracts/plain';
import { isSettledStanding } from '@lull/domain';
import { useState } from 'react';
import { StandingMark } from '../../ui/readiness-mark.js';
import { EvidenceForm } from './evidence-form.js';
import { particularsText } from './particulars.js';
import classes from './readiness-section.module.css';

interface RequirementRowProps {
  readonly sessionId: string;
  readonly zone: string;
  readonly requirement: RequirementView;
}

const stepWords = {
  'in-room': 'Keeps out of the room',
  'sedative-given': 'Keeps the sedative back',
} as const;

/** One requirement: how it stands, by when and by whom, what to do next, and what was recorded of it. */
export function RequirementRow({ sessionId, zone, requirement }: RequirementRowProps) {
  const { kind, standing, voidedBy, owner, actionText, due, stops, byRecord, mayRecord, evidence } =
    requirement;
  const [recording, setRecording] = useState(false);
  const done = isSettledStanding(standing);
  return (
    <li className={classes['row']}>
      <div className={classes['line']}>
        <span className={classes['name']}>{requirementWords[kind]}</span>
        <StandingMark standing={standing} />
        {mayRecord && !byRecord && !recording && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Record: ${requirementWords[kind]}`}
            onClick={() => setRecording(true)}
          >
            Record
          </Button>
        )}
      </div>
      {!done && (
        <p className={classes['about']}>
          {actionText} {ownerWords[owner]}, by <span className="tabular">{due.text}</span>.
          {voidedBy.length > 0 && ` Void: ${voidedBy.map((each) => voidCauseWords[each]).join(', ')}.`}
        </p>
      )}
      {!done && stops !== null && <span className={classes['stops']}>{stepWords[stops]}</span>}
      {evidence.length > 0 && (
        <details className={classes['history']}>
          <summary>{evidence.length === 1 ? 'Recorded once' : `Recorded ${evidence.length} times`}</summary>
          <ul>
            {evidence.map((each) => (
              <li key={each.id}>{evidenceText(each, zone)}</li>
            ))}
          </ul>
        </details>
      )}
      {recording && (
        <EvidenceForm
          sessionId={sessionId}
          zone={zone}
          requirement={requirement}
          onDone={() => setRecording(false)}
        />
      )}
    </li>
  );
}

const sourceWords = { staff: 'staff', patient: 'the patient', system: 'the system' } as const;

function evidenceText(
  { outcome, at, by, source, reason, particulars, counts, afterEntry }: EvidenceView,
  zone: string,
): string {
  const details = [particularsText(particulars, zone), reason].filter((part) => part !== null && part !== '');
  return [
    `${outcome === 'requested' ? 'Asked for' : standingWords[outcome]}, ${at.text}, by ${by ?? sourceWords[source]}`,
    ...(details.length === 0 ? [] : [details.join('; ')]),
    ...(afterEntry ? ['after the patient had entered the room'] : counts ? [] : ['no longer counts']),
  ].join(': ');
}

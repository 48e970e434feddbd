import { Checkbox, Group, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { ParticularsView, RequirementView } from '@lull/contracts';
import { requirementWords } from '@lull/contracts/plain';
import { instantOf, type EvidenceOutcome } from '@lull/domain';
import { useState, type SyntheticEvent } from 'react';
import { noticeOf } from '../../api/problem.js';
import { recordEvidence, useReadinessChanged } from '../../api/readiness.js';
import { useChange } from '../../api/use-change.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideChoice } from '../../ui/side-choice.js';
import { WallTimeField } from '../../ui/wall-time-field.js';
import { ConsentTalk } from './consent-talk.js';
import { particularWords } from './particulars.js';
import classes from './readiness-section.module.css';

interface EvidenceFormProps {
  readonly sessionId: string;
  /** In whose hours instants are entered: the clinic's. */
  readonly zone: string;
  readonly requirement: RequirementView;
  readonly onDone: () => void;
}

const outcomeWords: Readonly<Record<EvidenceOutcome, string>> = {
  met: 'Done',
  requested: 'Asked for, no answer yet',
  failed: 'Failed, or cannot be had',
  waived: 'Waived, with a reason',
};

/** Particulars beside those that are needed, by kind. */
const further: Readonly<Partial<Record<RequirementView['kind'], readonly (keyof ParticularsView)[]>>> = {
  'sedation-assessment': ['airwayAssessed', 'approvedByPhysician'],
  'pain-present': ['score'],
  'anticoagulant-decision': ['lastDoseAt', 'restartAt'],
  'fasting-told': ['saidBack'],
};
const numbers: readonly string[] = ['inr', 'asaClass', 'score'];
const yesOrNo: readonly string[] = ['airwayAssessed', 'approvedByPhysician', 'saidBack'];
const instants: readonly string[] = ['lastDoseAt', 'restartAt'];

type Entered = Readonly<Record<string, string | boolean>>;

/** What was done about one requirement. No side is ever filled in: it is read from the signed form (product rule 5). */
export function EvidenceForm({ sessionId, zone, requirement, onDone }: EvidenceFormProps) {
  const { kind, needs, stops } = requirement;
  const changed = useReadinessChanged();
  const [outcome, setOutcome] = useState<EvidenceOutcome>('met');
  const [reason, setReason] = useState('');
  const [entered, setEntered] = useState<Entered>({});
  const [unread, setUnread] = useState<readonly string[]>([]);
  const record = useChange(
    (body: Parameters<typeof recordEvidence>[1], key: string) => recordEvidence(sessionId, body, key),
    async (answer) => {
      await changed(answer);
      onDone();
    },
  );
  const asked = outcome === 'met' ? [...needs, ...(further[kind] ?? []), 'note'] : ['note'];
  const outcomes = (['met', 'requested', 'failed', 'waived'] as const).filter(
    (each) => each !== 'waived' || stops === null,
  );
  const enter = (name: string, value: string | boolean): void => setEntered({ ...entered, [name]: value });
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    const wrong = asked.filter((name) => instants.includes(name) && instantIn(entered[name], zone) === null);
    setUnread(wrong);
    if (wrong.length > 0) return;
    record.mutate({
      kind,
      outcome,
      ...(outcome === 'waived' && { reason }),
      particulars: Object.fromEntries(
        asked.flatMap((name) => {
          const value = sentAs(name, entered[name], zone);
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    });
  };
  return (
    <form className={classes['form']} aria-label={`Record: ${requirementWords[kind]}`} onSubmit={send}>
      <Stack gap="sm">
        <Radio.Group
          label={requirementWords[kind]}
          value={outcome}
          onChange={(value) => setOutcome(outcomes.find((each) => each === value) ?? 'met')}
        >
          <Group gap="md" mt={4}>
            {outcomes.map((each) => (
              <Radio key={each} value={each} label={outcomeWords[each]} />
            ))}
          </Group>
        </Radio.Group>
        {kind === 'consent-for-side' && <ConsentTalk sessionId={sessionId} />}
        {asked.map((name) => (
          <Particular
            key={name}
            name={name}
            needed={needs.includes(name)}
            value={entered[name]}
            unread={unread.includes(name)}
            onEnter={enter}
          />
        ))}
        {outcome === 'waived' && (
          <Textarea
            label="Why it is waived"
            required
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {record.error !== null && <ProblemNotice {...noticeOf(record.error)} />}
        <DialogFoot deed="Record" pending={record.isPending} leave="Back" onLeave={onDone} />
      </Stack>
    </form>
  );
}

/** Neither a day nor a time. */
function isEmpty(value: string | boolean | undefined): boolean {
  return value === undefined || value === '' || value === 'T';
}

/** A wall time of the clinic as an instant; undefined: none was entered, null: it cannot be read. */
function instantIn(value: string | boolean | undefined, zone: string): string | null | undefined {
  if (isEmpty(value)) return undefined;
  const instant = instantOf(String(value), zone);
  return instant.accepted ? new Date(instant.value).toISOString() : null;
}

/** What was entered as the request says it; undefined: nothing was. */
function sentAs(name: string, value: string | boolean | undefined, zone: string) {
  if (value === undefined || value === '') return undefined;
  if (instants.includes(name)) return instantIn(value, zone) ?? undefined;
  return numbers.includes(name) ? Number(value) : value;
}

interface ParticularProps {
  readonly name: string;
  readonly needed: boolean;
  readonly value: string | boolean | undefined;
  readonly unread: boolean;
  readonly onEnter: (name: string, value: string | boolean) => void;
}

function Particular({ name, needed, value, unread, onEnter }: ParticularProps) {
  const label = name in particularWords ? particularWords[name as keyof ParticularsView] : name;
  if (name === 'side')
    return (
      <SideChoice
        label={label}
        name="consent-side"
        sides={['left', 'right', 'both'] as const}
        value={value === 'left' || value === 'right' || value === 'both' ? value : null}
        onChange={(side) => onEnter(name, side)}
      />
    );
  if (yesOrNo.includes(name))
    return (
      <Checkbox
        label={label}
        checked={value === true}
        onChange={(event) => onEnter(name, event.currentTarget.checked)}
      />
    );
  if (instants.includes(name))
    return (
      <WallTimeField
        id={`field-${name}`}
        label={label}
        required={false}
        value={typeof value === 'string' ? value : ''}
        error={unread ? 'Enter the day and the time, or neither.' : undefined}
        onChange={(wallTime) => onEnter(name, wallTime)}
      />
    );
  return (
    <TextInput
      label={label}
      required={needed}
      maxLength={name === 'note' ? 1000 : 100}
      inputMode={numbers.includes(name) ? 'decimal' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onEnter(name, event.currentTarget.value)}
    />
  );
}

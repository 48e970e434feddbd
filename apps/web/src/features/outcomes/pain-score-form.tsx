import type { PainScoreRequest, RecordPainScoresRequest, ScoreKind } from '@lull/contracts';
import { Checkbox, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { civilDateAt, instantOf, isCivilDate, wallTimeAt } from '@lull/domain';
import { problemTexts } from '@lull/contracts/plain';
import { useState, type FormEvent } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { SideChoice } from '../../ui/side-choice.js';
import { WallTimeField } from '../../ui/wall-time-field.js';
import classes from './injection-form.module.css';
import { NrsChoice } from '../../ui/nrs-choice.js';
import { recordPainScores } from './outcomes.queries.js';

interface PainScoreFormProps {
  readonly seriesId: string;
  readonly seriesSide: 'left' | 'right' | 'both';
  readonly now: number;
  readonly zone: string;
  readonly onRecorded: () => void;
  readonly onCancel: () => void;
}

const kinds: readonly { readonly value: ScoreKind; readonly label: string }[] = [
  { value: 'now', label: 'Pain now' },
  { value: 'avg24h', label: 'Average of the last 24 hours' },
  { value: 'pct-relief', label: 'Relief in percent' },
  { value: 'pain-returned', label: 'The pain came back' },
  { value: 'pain-relieved', label: 'The pain went' },
];

const isStatementKind = (kind: ScoreKind): boolean => kind === 'pain-returned' || kind === 'pain-relieved';

/** What a patient said, taken down by staff. No number is filled in, and no side of two. */
export function PainScoreForm({ seriesId, seriesSide, now, zone, onRecorded, onCancel }: PainScoreFormProps) {
  const [kind, setKind] = useState<ScoreKind>('now');
  const [value, setValue] = useState<number | null>(null);
  const [percent, setPercent] = useState<number | string>('');
  const [at, setAt] = useState(() => wallTimeAt(now, zone));
  const [on, setOn] = useState('');
  const [side, setSide] = useState<'left' | 'right' | null>(null);
  const [source, setSource] = useState<'clinic' | 'phone' | null>(null);
  const [rescue, setRescue] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange(
    (body: RecordPainScoresRequest, key: string) => recordPainScores(seriesId, body, key),
    onRecorded,
  );
  const faults: readonly FormFault[] = [
    ...found,
    ...faultsOf(saving.error).map((fault) => ({
      ...fault,
      field: fault.field?.replace(/^scores\.0\./, '') ?? null,
    })),
  ];
  const { field, errorOf } = fieldsOf(faults);
  const statement = isStatementKind(kind);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    const instant = instantOf(at.slice(0, 16), zone);
    const number = kind === 'pct-relief' ? (percent === '' ? null : Number(percent)) : value;
    const missing: FormFault[] = [
      ...(seriesSide === 'both' && side === null
        ? [{ field: 'side', sentence: problemTexts['series.side-missing'].detail({}) }]
        : []),
      ...(!statement && number === null
        ? [{ field: 'value', sentence: 'Choose the number the patient gave.' }]
        : []),
      ...(statement && !isCivilDate(on) ? [{ field: 'on', sentence: 'Enter the day.' }] : []),
      ...(!statement && !instant.accepted ? [{ field: 'at', sentence: 'Enter when it was.' }] : []),
      ...(source === null ? [{ field: 'source', sentence: 'Choose where it was said.' }] : []),
    ];
    setFound(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0 || source === null) return;
    const score: PainScoreRequest = {
      kind,
      source,
      rescue,
      ...(seriesSide === 'both' && { side }),
      ...(statement
        ? { on }
        : { value: number, ...(instant.accepted && { at: new Date(instant.value).toISOString() }) }),
    };
    saving.mutate({ scores: [score] }, { onError: () => setAttempt((before) => before + 1) });
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
        {seriesSide === 'both' && (
          <SideChoice
            label="Which side hurts"
            name="side"
            sides={['left', 'right']}
            value={side}
            onChange={setSide}
            error={errorOf('side')}
          />
        )}
        <Radio.Group
          label="What was asked"
          value={kind}
          onChange={(chosen) => setKind(kinds.find((each) => each.value === chosen)?.value ?? kind)}
        >
          <div className={classes['row']}>
            {kinds.map((each) => (
              <Radio key={each.value} value={each.value} label={each.label} />
            ))}
          </div>
        </Radio.Group>
        {(kind === 'now' || kind === 'avg24h') && (
          <NrsChoice value={value} onChange={setValue} error={errorOf('value')} />
        )}
        {kind === 'pct-relief' && (
          <NumberInput
            {...field('value')}
            label="Relief"
            withAsterisk
            suffix=" %"
            min={0}
            max={100}
            allowDecimal={false}
            maw={160}
            value={percent}
            onChange={setPercent}
          />
        )}
        {statement ? (
          <TextInput
            {...field('on')}
            type="date"
            label="On which day"
            withAsterisk
            maw={200}
            max={civilDateAt(now, zone)}
            value={on}
            onChange={({ currentTarget }) => setOn(currentTarget.value)}
          />
        ) : (
          <WallTimeField
            {...field('at')}
            label="When"
            description="The clinic's time"
            value={at}
            onChange={setAt}
          />
        )}
        <Radio.Group
          {...field('source')}
          label="Said"
          withAsterisk
          value={source}
          onChange={(chosen) => setSource(chosen === 'phone' ? 'phone' : 'clinic')}
        >
          <div className={classes['row']}>
            <Radio value="clinic" label="in the clinic" />
            <Radio value="phone" label="on the telephone" />
          </div>
        </Radio.Group>
        <Checkbox
          label="Took a rescue analgesic for this pain in the 6 hours before"
          checked={rescue}
          onChange={({ currentTarget }) => setRescue(currentTarget.checked)}
        />
        <FormFoot deed="Record score" pending={saving.isPending} leave="Cancel" onLeave={onCancel} />
      </Stack>
    </form>
  );
}

import type { BodyRegion, RecordInstrumentScoresRequest } from '@lull/contracts';
import { judgedByTexts, problemTexts } from '@lull/contracts/plain';
import { NumberInput, Radio, Select, Stack } from '@mantine/core';
import { instantOf, instrumentsFor, wallTimeAt, type TargetSymptom } from '@lull/domain';
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
import { itemsOf, regionWords, type ItemWords } from './instrument-words.js';
import { recordInstrumentScores } from './outcomes.queries.js';

interface InstrumentFormProps {
  readonly seriesId: string;
  readonly seriesSide: 'left' | 'right' | 'both';
  readonly targetSymptom: TargetSymptom;
  readonly now: number;
  readonly zone: string;
  readonly onRecorded: () => void;
  readonly onCancel: () => void;
}

const regions = Object.keys(regionWords) as BodyRegion[];

/** A questionnaire or a measurement, taken down by staff. No answer is filled in, and no side of two. */
export function InstrumentForm({
  seriesId,
  seriesSide,
  targetSymptom,
  now,
  zone,
  onRecorded,
  onCancel,
}: InstrumentFormProps) {
  const offered = instrumentsFor(targetSymptom);
  const [id, setId] = useState(offered[0]?.id ?? '');
  const instrument = offered.find((each) => each.id === id);
  const [answers, setAnswers] = useState<Readonly<Record<string, number | null>>>({});
  const [at, setAt] = useState(() => wallTimeAt(now, zone));
  const [side, setSide] = useState<'left' | 'right' | null>(null);
  const [region, setRegion] = useState<BodyRegion | null>(null);
  const [source, setSource] = useState<'clinic' | 'phone' | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<readonly FormFault[]>([]);
  const saving = useChange(
    (body: RecordInstrumentScoresRequest, key: string) => recordInstrumentScores(seriesId, body, key),
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
  if (instrument === undefined) return null;
  const items = itemsOf(instrument);
  const answerOf = (index: number): number | null => answers[`${id} ${index}`] ?? null;
  const asksSide = instrument.perLimb && seriesSide === 'both';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.reset();
    const instant = instantOf(at.slice(0, 16), zone);
    const given = items.map((_, index) => answerOf(index));
    const answered = given.filter((answer) => answer !== null).length;
    const missing: FormFault[] = [
      ...(asksSide && side === null
        ? [{ field: 'side', sentence: problemTexts['series.side-missing'].detail({}) }]
        : []),
      ...(answered < instrument.leastAnswered
        ? [
            {
              field: `answer-${given.indexOf(null)}`,
              sentence:
                instrument.leastAnswered === 1
                  ? 'Choose the answer that the patient gave.'
                  : `Answer at least ${instrument.leastAnswered} of ${items.length}: fewer are no score.`,
            },
          ]
        : []),
      ...(!instant.accepted ? [{ field: 'at', sentence: 'Enter when it was.' }] : []),
      ...(source === null ? [{ field: 'source', sentence: 'Choose where it was said.' }] : []),
    ];
    setFound(missing);
    setAttempt(attempt + 1);
    if (missing.length > 0 || source === null || !instant.accepted) return;
    saving.mutate(
      {
        scores: [
          {
            instrument: instrument.id,
            answers: given.map((value) => ({ value })),
            at: new Date(instant.value).toISOString(),
            source,
            ...(asksSide && { side }),
            ...(instrument.perLimb && region !== null && { region }),
          },
        ],
      },
      { onError: () => setAttempt((before) => before + 1) },
    );
  };

  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormSummary faults={faults} attempt={attempt} code={codeOf(saving.error)} />
        <p className={classes['total']}>{judgedByTexts[targetSymptom]}</p>
        <Radio.Group
          label="What was asked or measured"
          value={id}
          onChange={(chosen) => {
            setId(chosen);
            setFound([]);
          }}
        >
          <div className={classes['row']}>
            {offered.map(({ id: value, name }) => (
              <Radio key={value} value={value} label={name} />
            ))}
          </div>
        </Radio.Group>
        {asksSide && (
          <SideChoice
            label="Which leg"
            name="side"
            sides={['left', 'right']}
            value={side}
            onChange={setSide}
            error={errorOf('side')}
          />
        )}
        {items.map((item, index) => (
          <Item
            key={`${id} ${index}`}
            item={item}
            field={field(`answer-${index}`)}
            value={answerOf(index)}
            onChange={(value) => setAnswers({ ...answers, [`${id} ${index}`]: value })}
          />
        ))}
        {instrument.perLimb && (
          <Select
            label="Where on the leg"
            description="May be left open"
            maw={240}
            clearable
            data={regions.map((value) => ({ value, label: regionWords[value] }))}
            value={region}
            onChange={(value) => setRegion(regions.find((each) => each === value) ?? null)}
          />
        )}
        <WallTimeField
          {...field('at')}
          label="When"
          description="The clinic's time"
          value={at}
          onChange={setAt}
        />
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
        <FormFoot
          deed={`Record ${instrument.name}`}
          pending={saving.isPending}
          leave="Cancel"
          onLeave={onCancel}
        />
      </Stack>
    </form>
  );
}

interface ItemProps {
  readonly item: ItemWords;
  readonly field: { readonly id: string; readonly error: string | undefined };
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

function Item({ item: { label, least, most, answers }, field, value, onChange }: ItemProps) {
  if (answers === null)
    return (
      <NumberInput
        {...field}
        label={label}
        description={`${least} to ${most}`}
        withAsterisk
        min={least}
        max={most}
        allowDecimal={false}
        maw={260}
        value={value ?? ''}
        onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
      />
    );
  return (
    <Radio.Group
      {...field}
      label={label}
      withAsterisk
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    >
      <Stack gap="xs" mt={6}>
        {answers.map((text, index) => (
          <Radio key={text} value={String(least + index)} label={`${least + index}: ${text}`} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

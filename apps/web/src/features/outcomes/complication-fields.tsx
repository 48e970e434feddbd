import { Checkbox, Select, TextInput } from '@mantine/core';
import { complications, isComplicationCode, type ComplicationCode } from '@lull/domain';
import { WallTimeField } from '../../ui/wall-time-field.js';
import type { ComplicationDraft } from './injection-draft.js';
import classes from './injection-form.module.css';
import { noMoment, type Moment } from './moment.js';
import { complicationWord, tierWords } from './injection-words.js';

interface ComplicationFieldsProps {
  readonly chosen: readonly ComplicationDraft[];
  readonly onChange: (chosen: readonly ComplicationDraft[]) => void;
  /** Immediate, early or late, as far as the times tell. */
  readonly timingOf: (onset: Moment) => string | null;
  readonly field: (name: string) => { id: string; error: string | undefined };
}

const tiers = ['common', 'less-common', 'very-rare', 'clinic'] as const;
const codes = Object.keys(complications) as ComplicationCode[];
const grades = [
  '1 no or little treatment',
  '2 moderate escalation',
  '3 admission over 24 h',
  '4 life-threatening or disabling',
  '5 death',
];
const causalities = ['certain', 'probable', 'possible', 'unlikely', 'unassessable'];

/** By how often they are met; what is rare stays folded until somebody looks for it. */
export function ComplicationFields({ chosen, onChange, timingOf, field }: ComplicationFieldsProps) {
  const toggle = (code: ComplicationCode, on: boolean): void =>
    onChange(
      on
        ? [...chosen, { code, grade: null, causality: null, onset: noMoment, note: '' }]
        : chosen.filter((each) => each.code !== code),
    );
  const edit = (at: number, change: Partial<ComplicationDraft>): void =>
    onChange(chosen.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <fieldset className={classes['group']}>
      <legend>Complications</legend>
      {tiers.map((tier) => {
        const ofTier = codes.filter((code) => complications[code].tier === tier);
        const count = chosen.filter(({ code }) => tierOf(code) === tier).length;
        return (
          <details key={tier} className={classes['tier']} open={tier === 'common' || count > 0}>
            <summary>
              {tierWords[tier]}
              {count > 0 && ` (${count})`}
            </summary>
            <div className={classes['row']}>
              {ofTier.map((code) => (
                <Checkbox
                  key={code}
                  label={complicationWord(code)}
                  checked={chosen.some((each) => each.code === code)}
                  onChange={({ currentTarget }) => toggle(code, currentTarget.checked)}
                />
              ))}
            </div>
          </details>
        );
      })}
      {chosen.map(({ code, grade, causality, onset, note }, index) => {
        const timing = timingOf(onset);
        return (
          <fieldset key={`${code} ${index}`} className={`${classes['group']} ${classes['chosen']}`}>
            <legend>{complicationWord(code)}</legend>
            <div className={classes['fields']}>
              <Select
                {...field(`complications.${index}.grade`)}
                label="Grade"
                clearable
                placeholder="Not graded"
                data={grades.map((label) => ({ value: label.slice(0, 1), label }))}
                value={grade}
                onChange={(value) => edit(index, { grade: value })}
              />
              <Select
                {...field(`complications.${index}.causality`)}
                label="Caused by the injection"
                clearable
                placeholder="Not judged"
                data={causalities}
                value={causality}
                onChange={(value) => edit(index, { causality: value })}
              />
            </div>
            <div className={classes['onset']}>
              <WallTimeField
                {...field(`complications.${index}.onsetAt`)}
                label="Onset"
                {...(timing !== null && { description: timing })}
                required={false}
                seconds
                value={onset.text}
                onChange={(text) => edit(index, { onset: { text, recordedAt: null } })}
              />
              <TextInput
                {...field(`complications.${index}.note`)}
                label="Note on it"
                maxLength={1000}
                value={note}
                onChange={({ currentTarget }) => edit(index, { note: currentTarget.value })}
              />
            </div>
          </fieldset>
        );
      })}
    </fieldset>
  );
}

/** A code that the catalogue no longer has still belongs to its record. */
function tierOf(code: string): string | null {
  return isComplicationCode(code) ? complications[code].tier : null;
}

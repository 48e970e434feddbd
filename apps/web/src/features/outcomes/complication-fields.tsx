import { Checkbox, Select, TextInput } from '@mantine/core';
import { complications, type ComplicationCode } from '@lull/domain';
import type { ComplicationDraft } from './injection-draft.js';
import classes from './injection-form.module.css';
import { complicationWord, tierWords } from './injection-words.js';

interface ComplicationFieldsProps {
  readonly chosen: readonly ComplicationDraft[];
  readonly onChange: (chosen: readonly ComplicationDraft[]) => void;
}

const tiers = ['common', 'less-common', 'very-rare', 'clinic'] as const;
const codes = Object.keys(complications) as ComplicationCode[];
const grades = ['1 no or little treatment', '2 moderate escalation', '3 admission over 24 h', '4 life-threatening or disabling', '5 death'];
const causalities = ['certain', 'probable', 'possible', 'unlikely', 'unassessable'];

/** By how often they are met; what is rare stays folded until somebody looks for it. */
export function ComplicationFields({ chosen, onChange }: ComplicationFieldsProps) {
  const toggle = (code: ComplicationCode, on: boolean): void =>
    onChange(on ? [...chosen, { code, grade: null, causality: null, note: '' }] : chosen.filter((each) => each.code !== code));
  const edit = (code: ComplicationCode, change: Partial<ComplicationDraft>): void =>
    onChange(chosen.map((each) => (each.code === code ? { ...each, ...change } : each)));
  return (
    <fieldset className={classes['group']}>
      <legend>Complications</legend>
      {tiers.map((tier) => {
        const ofTier = codes.filter((code) => complications[code].tier === tier);
        const count = chosen.filter(({ code }) => complications[code].tier === tier).length;
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
      {chosen.map(({ code, grade, causality, note }) => (
        <fieldset key={code} className={`${classes['group']} ${classes['chosen']}`}>
          <legend>{complicationWord(code)}</legend>
          <div className={classes['fields']}>
            <Select label="Grade" clearable placeholder="Not graded" data={grades.map((label) => ({ value: label.slice(0, 1), label }))} value={grade} onChange={(value) => edit(code, { grade: value })} />
            <Select label="Caused by the injection" clearable placeholder="Not judged" data={causalities} value={causality} onChange={(value) => edit(code, { causality: value })} />
            <TextInput label="Note" value={note} onChange={({ currentTarget }) => edit(code, { note: currentTarget.value })} />
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}

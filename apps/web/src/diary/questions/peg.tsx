import { Scale, zeroToTen } from '../ui/scale.js';
import { useTexts } from '../words/page-texts.js';
import type { EntryDraft } from './entry-draft.js';

interface PegProps {
  readonly value: EntryDraft['peg'];
  readonly onChange: (value: EntryDraft['peg']) => void;
  readonly fault: string | null;
}

/** PEG: pain, enjoyment of life, general activity, each 0 to 10 over the last week (clinical reference 4). */
export function Peg({ value, onChange, fault }: PegProps) {
  const words = useTexts();
  return (
    <section aria-label={words.pegTitle} className="several">
      <h2>{words.pegTitle}</h2>
      {words.peg.map((legend, item) => (
        <Scale
          key={legend}
          legend={legend}
          ends={item === 0 ? [words.noPain, words.worstPain] : [words.pegNone, words.pegMost]}
          values={zeroToTen}
          value={value[item] ?? null}
          onChange={(score) => {
            const [pain, enjoyment, activity] = value;
            onChange([
              item === 0 ? score : pain,
              item === 1 ? score : enjoyment,
              item === 2 ? score : activity,
            ]);
          }}
          fault={value[item] === null ? fault : null}
        />
      ))}
    </section>
  );
}

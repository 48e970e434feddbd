import { aldreteItems, padssItems, recoveryPolicy } from '@lull/domain';
import { BigChoice } from './big-choice.js';
import classes from './day-form.module.css';
import styles from './recovery.module.css';
import { aldreteWords, padssWords } from './recovery-words.js';

export type ScoreName = 'aldrete' | 'padss';

/** The points that were given, by item; an item that is not there was not looked at. */
export type ScoreDraft = Readonly<Record<string, number>>;

const scores = {
  aldrete: { word: 'Aldrete', items: aldreteItems, words: aldreteWords },
  padss: { word: 'PADSS', items: padssItems, words: padssWords },
} as const;

/** The items of a score as points in their order; null while one is missing. */
export function pointsOf(name: ScoreName, draft: ScoreDraft): number[] | null {
  const points = scores[name].items.map((item) => draft[item]).filter((point) => point !== undefined);
  return points.length === scores[name].items.length ? points : null;
}

interface ScoreFieldsProps {
  readonly name: ScoreName;
  readonly onName: (name: ScoreName) => void;
  readonly draft: ScoreDraft;
  readonly onChange: (draft: ScoreDraft) => void;
}

/** One of the two scores, its total said while it is taken. No point is filled in. */
export function ScoreFields({ name, onName, draft, onChange }: ScoreFieldsProps) {
  const { word, items } = scores[name];
  const words: Readonly<Record<string, readonly [string, string, string, string]>> = scores[name].words;
  const points = pointsOf(name, draft);
  const total = points?.reduce((sum, point) => sum + point, 0) ?? null;
  return (
    <div className={classes['form']}>
      <BigChoice
        label="Score"
        name="score"
        choices={[
          { value: 'aldrete', word: 'Aldrete' },
          { value: 'padss', word: 'PADSS' },
        ]}
        value={name}
        onChange={(chosen: ScoreName) => {
          onName(chosen);
          onChange({});
        }}
      />
      {items.map((item) => {
        const [label = item, ...meanings] = words[item] ?? [];
        return (
          <BigChoice
            key={item}
            label={label}
            name={item}
            choices={[2, 1, 0].map((point) => ({
              value: String(point),
              word: `${point}: ${meanings[point] ?? ''}`,
            }))}
            value={draft[item] === undefined ? null : String(draft[item])}
            onChange={(chosen) => onChange({ ...draft, [item]: Number(chosen) })}
          />
        );
      })}
      <output className={styles['total']}>
        {total === null
          ? `${word}: ${Object.keys(draft).length} of ${items.length} items`
          : `${word} ${total} of 10: ${total >= recoveryPolicy.leastScore ? 'reached' : `below ${recoveryPolicy.leastScore}`}`}
      </output>
    </div>
  );
}

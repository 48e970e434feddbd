import type { AuditAction } from '@lull/contracts';
import classes from './trail-change.module.css';
import { fieldWord, valueWords } from './trail-words.js';

interface TrailChangeProps {
  readonly action: AuditAction;
  readonly change: Readonly<Record<string, unknown>>;
  readonly names: Readonly<Record<string, string>>;
  readonly zone: string;
}

/** What every change moves and nobody asks after. */
const ofEveryChange = ['version', 'updated_at', 'updated_by'];

/** Before and after of a change, side by side; of what was made or read, what it held. */
export function TrailChange({ action, change, names, zone }: TrailChangeProps) {
  const entries = Object.entries(change);
  const words = (value: unknown) => valueWords(value, zone, names);
  if (action !== 'update')
    return (
      <table className={classes['change']}>
        <tbody>
          {entries.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{fieldWord(name)}</th>
              <td className={action === 'create' ? classes['after'] : classes['plain']}>
                {action === 'delete' ? <del>{words(value)}</del> : words(value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  const pairs = entries.map(([name, value]) => {
    const [before, after] = Array.isArray(value) ? (value as readonly unknown[]) : [undefined, value];
    return { name, before, after, ofItself: ofEveryChange.includes(name) };
  });
  return (
    <table className={classes['change']}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {pairs
          .toSorted((one, other) => Number(one.ofItself) - Number(other.ofItself))
          .map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{fieldWord(name)}</th>
              <td className={classes['before']}>
                <del>{words(before)}</del>
              </td>
              <td className={classes['after']}>
                <ins>{words(after)}</ins>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

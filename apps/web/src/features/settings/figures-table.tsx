import type { ReadinessPolicyView } from '@lull/contracts';
import { figureList } from '@lull/domain';
import { TableFrame } from '../../ui/table-frame.js';
import { figureGroups, figureText } from './figure-words.js';
import classes from './settings.module.css';
import table from '../../ui/table.module.css';

interface FiguresTableProps {
  readonly version: ReadinessPolicyView;
  /** Null: none beside it. */
  readonly against: ReadinessPolicyView | null;
}

/** Every figure of a version; beside another one, what differs is marked by a word as well. */
export function FiguresTable({ version, against }: FiguresTableProps) {
  const own = new Map(figureList(version.figures));
  const other = against === null ? null : new Map(figureList(against.figures));
  return (
    <div className={classes['figures']}>
      {figureGroups.map(({ title, fields }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <TableFrame label={`${title}, version ${version.version}`}>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">Version {version.version}</th>
                {against !== null && <th scope="col">Version {against.version}</th>}
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => {
                const value = own.get(field.figure) ?? null;
                const beside = other?.get(field.figure) ?? null;
                const differs = other !== null && value !== beside;
                return (
                  <tr key={field.figure} data-chosen={differs}>
                    <th scope="row">
                      {field.label}
                      {field.about !== undefined && <span className={table['small']}>{field.about}</span>}
                    </th>
                    <td>
                      {figureText(field, value)}
                      {differs && <span className={table['small']}>differs</span>}
                    </td>
                    {other !== null && <td>{figureText(field, beside)}</td>}
                  </tr>
                );
              })}
            </tbody>
          </TableFrame>
        </section>
      ))}
    </div>
  );
}

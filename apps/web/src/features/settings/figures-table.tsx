import type { PolicyVersionView } from '@lull/contracts';
import { figuresByPath } from '@lull/domain';
import { TableFrame } from '../../ui/table-frame.js';
import { figureText, type FigureGroup } from './figure-words.js';
import classes from './settings.module.css';
import table from '../../ui/table.module.css';

interface FiguresTableProps {
  readonly groups: readonly FigureGroup[];
  readonly version: PolicyVersionView<object>;
  /** Null: none beside it. */
  readonly against: PolicyVersionView<object> | null;
}

/** Every figure of a version; beside another one, what differs is marked by a word as well. */
export function FiguresTable({ groups, version, against }: FiguresTableProps) {
  const own = new Map(figuresByPath(version.figures));
  const other = against === null ? null : new Map(figuresByPath(against.figures));
  return (
    <div className={classes['figures']}>
      {groups.map(({ title, fields }) => (
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

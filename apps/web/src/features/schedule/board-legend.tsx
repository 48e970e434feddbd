import { SessionStatus } from '../../ui/session-status.js';
import { flagMark, flagWords } from './session-words.js';
import classes from './board-legend.module.css';

const shown = [
  'tentative',
  'booked',
  'confirmed',
  'arrived',
  'preparing',
  'in-room',
  'recovering',
  'discharged',
  'no-show',
  'cancelled',
] as const;
const flags = [
  'deceased',
  'anticoagulant',
  'allergy-listed',
  'allergy-not-asked',
  'diabetes',
  'pregnancy-possible',
  'glp-1',
  'contrast-reaction',
  'infection',
];
const grounds = [
  ['closed', 'closed'],
  ['owned', "a physician's block time"],
  ['released', 'block time given back'],
  ['stage', 'preparation, turnover or recovery'],
] as const;

/** What the marks of the board mean: always in the same place (WCAG 3.2.6). The keys have a sheet of their own (?). */
export function BoardLegend() {
  return (
    <div className={classes['legend']}>
      <h2>Status</h2>
      <div className={classes['row']}>
        {shown.map((state) => (
          <SessionStatus key={state} state={state} />
        ))}
      </div>
      <h2>On the sheet</h2>
      <dl>
        {grounds.map(([ground, words]) => (
          <div key={ground}>
            <dt>
              <span className={classes['ground']} data-ground={ground} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <h2>To know of the patient</h2>
      <dl>
        {flags.map((flag) => (
          <div key={flag}>
            <dt>{flagMark(flag)}</dt>
            <dd>{flagWords(flag)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

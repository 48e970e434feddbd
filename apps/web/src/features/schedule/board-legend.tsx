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
const keys = [
  ['arrow keys', 'from session to session and over free time'],
  ['Enter', 'open a session, or book free time'],
  ['C', 'book here'],
  ['S', 'book a whole series'],
  ['F', 'find a slot'],
  ['M', 'move the session: date, time, room, physician'],
  ['Alt + arrow keys', 'move it by 5 minutes or to the next column; Enter, Esc'],
  ['X', 'pick up, then Enter or a click on free time'],
  ['Ctrl + Z', 'undo'],
  ['Del', 'cancel the session'],
  ['1 2 3 4', 'arrived, in room, recovering, discharged'],
  ['T J K', 'today, next day, day before'],
  ['R', 'rooms or physicians'],
  ['?', 'this sheet'],
  ['/', 'find a patient'],
  ['H', 'hold the time in the booking drawer'],
  ['G, then D P W L V A', 'go to a page'],
] as const;

/** What the marks of the board mean, and its keys: always in the same place (WCAG 3.2.6). */
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
      <h2 className={classes['keys']}>Keys</h2>
      <dl>
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

import type { BlockTimeOccurrenceView, ClinicView } from '@lull/contracts';
import type { CivilDate } from '@lull/domain';
import { dateText, timeText } from '../../ui/clock.js';
import classes from './block-time-week.module.css';
import { fillWords, nameIn, stateWords } from './block-time-words.js';

interface BlockTimeWeekProps {
  readonly clinic: ClinicView;
  readonly dates: readonly CivilDate[];
  readonly occurrences: readonly BlockTimeOccurrenceView[];
  /** Absent: who looks may not change it. */
  readonly onOpen?: (occurrence: BlockTimeOccurrenceView) => void;
}

/** One week, a row for each room; on a telephone the same as a list of days. */
export function BlockTimeWeek({ clinic, dates, occurrences, onOpen }: BlockTimeWeekProps) {
  const rooms = clinic.resources
    .filter(({ kind }) => kind === 'room')
    .toSorted((a, b) => a.position - b.position);
  const shown = dates.filter(
    (date, index) => index < 5 || occurrences.some((occurrence) => occurrence.date === date),
  );
  return (
    <div className={classes['frame']} tabIndex={0} role="region" aria-label="Week of block time">
      <table className={classes['week']}>
        <thead>
          <tr>
            <th scope="col">Room</th>
            {shown.map((date) => (
              <th scope="col" key={date}>
                {dateText(date).slice(0, -5)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <tr key={room.id}>
              <th scope="row">{room.name}</th>
              {shown.map((date) => (
                <td key={date} data-day={dateText(date).slice(0, -5)}>
                  {occurrences
                    .filter((each) => each.roomId === room.id && each.date === date)
                    .map((each) => (
                      <Occurrence
                        key={each.blockTimeId}
                        clinic={clinic}
                        occurrence={each}
                        {...(onOpen && { onOpen })}
                      />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Occurrence({
  clinic,
  occurrence,
  onOpen,
}: {
  readonly clinic: ClinicView;
  readonly occurrence: BlockTimeOccurrenceView;
  readonly onOpen?: (occurrence: BlockTimeOccurrenceView) => void;
}) {
  const { start, end, physicianId, state, thisWeekOnly } = occurrence;
  const times = `${timeText(start, clinic.timeZone)} to ${timeText(end, clinic.timeZone)}`;
  const physician = nameIn(clinic, physicianId);
  const notes = [stateWords(occurrence), thisWeekOnly && state !== 'not-this-week' ? 'this week only' : '']
    .filter((each) => each !== '')
    .join(', ');
  const words = (
    <>
      <strong>{physician}</strong>
      <span className="tabular">{times}</span>
      {state !== 'not-this-week' && <span>{fillWords(occurrence)}</span>}
      {notes !== '' && <em>{notes}</em>}
    </>
  );
  if (onOpen === undefined)
    return (
      <div className={classes['occurrence']} data-state={state}>
        {words}
      </div>
    );
  return (
    <button
      type="button"
      className={classes['occurrence']}
      data-state={state}
      aria-label={`Change ${physician}, ${nameIn(clinic, occurrence.roomId)}, ${dateText(occurrence.date)}, ${times}${notes === '' ? '' : `, ${notes}`}`}
      onClick={() => onOpen(occurrence)}
    >
      {words}
    </button>
  );
}

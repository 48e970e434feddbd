import { dateText, timeText } from '../../ui/clock.js';
import { civilDateAt, Temporal } from '@lull/domain';
import classes from './trail-page.module.css';

interface TrailChangeProps {
  readonly change: Readonly<Record<string, unknown>>;
  /** Values are pairs: before and after. */
  readonly pairs: boolean;
  readonly zone: string;
}

/** What an event holds, name by name, with times by the clinic's clock. */
export function TrailChange({ change, pairs, zone }: TrailChangeProps) {
  return (
    <dl className={classes['change']}>
      {Object.entries(change).map(([name, value]) => (
        <div key={name}>
          <dt>{nameWords(name)}</dt>
          <dd>
            {pairs && Array.isArray(value) && value.length === 2
              ? `${valueWords(value[0], zone)} → ${valueWords(value[1], zone)}`
              : valueWords(value, zone)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `room_in_at` and `stepTakenBack` as one reads them. */
function nameWords(name: string): string {
  return name.replaceAll(/_|(?=[A-Z])/g, ' ').toLowerCase();
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function valueWords(value: unknown, zone: string): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (instant.test(value)) return secondText(Temporal.Instant.from(value).epochMilliseconds, zone);
  return id.test(value) ? value.slice(0, 8) : value;
}

/** `Tue 1 Dec 2026, 08:30:15`: in a trail the second counts. */
function secondText(at: number, zone: string): string {
  return `${dateText(civilDateAt(at, zone))}, ${clockTextToSecond(at, zone)}`;
}

/** `08:30:15` in the clinic's zone. */
export function clockTextToSecond(at: number, zone: string): string {
  return `${timeText(at, zone)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`;
}

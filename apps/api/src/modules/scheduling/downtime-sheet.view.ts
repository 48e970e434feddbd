import type { ClinicView, DaySessionView } from '@lull/contracts';
import {
  clockParts,
  clockText,
  civilDay,
  wallTimeAt,
  type CivilDate,
  type Closure,
  type FastingIntake,
  type PaperFast,
} from '@lull/domain';

export interface DowntimeDay {
  readonly practice: string;
  readonly clinic: Pick<ClinicView, 'name' | 'timeZone' | 'resources'>;
  readonly date: CivilDate;
  readonly sessions: readonly DaySessionView[];
  /** Of the sedated ones. */
  readonly fasts: ReadonlyMap<string, PaperFast>;
  readonly closures: readonly (Closure & { readonly resourceId: string | null })[];
  /** Epoch ms: what was booked after it is not on the sheet. */
  readonly writtenAt: number;
}

const heads = [
  'Arrive',
  'Time',
  'Patient',
  'Born',
  'Procedure',
  'Side',
  'No.',
  'Sedation',
  'Fasting',
  'Physician',
  'Bay',
  'To know',
  'Status',
  'Notes',
];

/**
 * The day of a clinic on paper for the hours in which the product cannot be reached: a table for each room, in one
 * file that needs nothing else, runs nothing and fetches nothing.
 */
export function downtimeSheet({
  practice,
  clinic,
  date,
  sessions,
  fasts,
  closures,
  writtenAt,
}: DowntimeDay): string {
  const { timeZone: zone } = clinic;
  const clock = (at: number): string => wallTimeAt(at, zone).slice(11);
  const nameOf = (id: string): string => clinic.resources.find((each) => each.id === id)?.name ?? 'unknown';
  const { weekday, date: day } = clockParts(civilDay(date, 'UTC').start, 'UTC');
  const written = clockParts(writtenAt, zone);
  const title = `${weekday} ${day}, ${clinic.name}`;
  const stamp = `${practice}. Written ${written.weekday} ${written.date}, ${written.time} ${written.zone}; later changes are not on it.`;
  const row = (session: DaySessionView): string => {
    const { holds } = session;
    const bays = holds
      .filter(({ kind }) => kind === 'recovery-bay')
      .map(({ resourceId }) => nameOf(resourceId));
    const cells = [
      clock(arrivalOf(session)),
      `${clock(session.start)} to ${clock(session.end)}`,
      session.patientName,
      session.birthDate,
      session.procedureCode,
      session.side,
      `${session.ordinal} of ${session.plannedCount}`,
      session.sedation,
      fastingText(fasts.get(session.id) ?? 'none', zone),
      nameOf(session.physicianId),
      [...new Set(bays)].join(', '),
      session.flags.map((flag) => flag.replaceAll('-', ' ')).join(', '),
      session.state.replaceAll('-', ' '),
      '',
    ];
    return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  };
  const tables = clinic.resources
    .filter(({ kind }) => kind === 'room')
    .map(({ id, name }) => ({ name, inRoom: sessions.filter(({ roomId }) => roomId === id) }))
    .filter(({ inRoom }) => inRoom.length > 0)
    .map(
      ({ name, inRoom }) => `<table>
<thead><tr><th class="head" colspan="${heads.length}"><b>${escaped(`${name}, ${title}`)}</b> ${escaped(stamp)}</th></tr>
<tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${inRoom.map(row).join('\n')}</tbody>
</table>`,
    );
  const closed = closures.map(
    ({ resourceId, reason, interval }) =>
      `<li>${escaped(`${resourceId === null ? 'The clinic' : nameOf(resourceId)} is closed from ${shown(interval.start, zone)} to ${shown(interval.end, zone)}: ${reason}`)}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(stamp)}</p>
${closed.length === 0 ? '' : `<ul>${closed.join('')}</ul>`}
${tables.length === 0 ? '<p>No sessions.</p>' : tables.join('\n')}
</body>
</html>
`;
}

/** When the first thing that the visit holds begins. */
export function arrivalOf({ start, holds }: Pick<DaySessionView, 'start' | 'holds'>): number {
  return Math.min(start, ...holds.map((hold) => hold.start));
}

const lastWords: Readonly<Record<FastingIntake, string>> = {
  'full-meal': 'Last full meal',
  'light-meal': 'Last light meal',
  'solid-food': 'Last solid food',
  'clear-liquids': 'Last clear liquids',
};

/** `Last light meal Tue 24 Nov 2026, 02:00 EST`; whoever reads it may have no other source (hazards H3, H22). */
function fastingText(fast: PaperFast, zone: string): string {
  if (fast === 'none') return 'none';
  if (fast === 'unsigned') return 'No times: a physician signs them first';
  return fast.map(({ intake, lastAt }) => `${lastWords[intake]} ${clockText(lastAt, zone)}`).join('; ');
}

function shown(at: number, zone: string): string {
  const { weekday, date, time } = clockParts(at, zone);
  return `${weekday} ${date}, ${time}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
@page { size: landscape; margin: 12mm 10mm 14mm; @bottom-right { content: "page " counter(page) " of " counter(pages); font: 9pt sans-serif; } }
:root { color-scheme: light; }
body { margin: 12px; color: #000; background: #fff; font: 10pt/1.3 sans-serif; }
h1 { margin: 0; font-size: 14pt; }
table { width: 100%; margin-top: 12px; border-collapse: collapse; break-after: page; }
table:last-of-type { break-after: auto; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 3px 5px; border: 1px solid #555; text-align: left; vertical-align: top; }
th.head { border: 0; padding: 0 0 5px; font-weight: 400; }
td:last-child { min-width: 32mm; }`;

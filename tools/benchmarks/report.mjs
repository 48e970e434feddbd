/** What was measured, beside the goals of the project. */

/** @typedef {import('./load.mjs').Figures} Figures */

/**
 * @typedef {object} Results
 * @property {string} at
 * @property {string} node
 * @property {{ floor: Figures, product: Figures, ratio: number }} booking
 * @property {number} holdsOfABooking
 * @property {{ floor: Figures, product: Figures, ratio: number, answers: Record<number, number>, doubles: number }} race
 * @property {{ floor: Figures, product: Figures, times: number, gzippedBytes: number }} day
 * @property {{ floor: Figures, product: Figures, times: number }} slots
 * @property {{ search: Figures, product: Figures, times: number }} plan
 * @property {{ product: Figures }} relief
 * @property {number} warmStartSeconds
 * @property {number | null} mountMs null: there was no browser
 * @property {{ rows: number, seconds: number }} book
 * @property {number} memoryMb NaN where the system does not tell
 */

/** @typedef {{ work: string, figure: string, goal: string, met: boolean | null }} Line `met`: null without a goal */

/** @param {Results} results @returns {Line[]} */
export function linesOf({
  booking,
  race,
  day,
  slots,
  plan,
  relief,
  warmStartSeconds,
  mountMs,
  book,
  memoryMb,
  holdsOfABooking,
}) {
  const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
  const load = (/** @type {Figures} */ { perSecond, p50, p99 }) =>
    `${perSecond.toFixed(0)}/s, p50 ${ms(p50)}, p99 ${ms(p99)}`;
  const failures = Object.entries(race.answers).filter(([status]) => status >= '500').length + race.doubles;
  return [
    { work: 'floor: 1 session and 5 holds, 8 clients', figure: load(booking.floor), goal: '', met: null },
    {
      work: `book a session (${holdsOfABooking} holds), 8 clients`,
      figure: load(booking.product),
      goal: 'p99 <= 50 ms',
      met: booking.product.p99 <= 50,
    },
    { work: '  of the floor', figure: booking.ratio.toFixed(3), goal: '>= 0.20', met: booking.ratio >= 0.2 },
    { work: 'floor: look, then insert, 32 racers', figure: load(race.floor), goal: '', met: null },
    {
      work: '32 racers for 200 slots',
      figure: load(race.product),
      goal: 'p99 <= 150 ms',
      met: race.product.p99 <= 150,
    },
    { work: '  of the floor', figure: race.ratio.toFixed(3), goal: '>= 0.15', met: race.ratio >= 0.15 },
    {
      work: '  answers by status, double holds',
      figure: `${JSON.stringify(race.answers)}, ${race.doubles}`,
      goal: 'no 5xx, 0',
      met: failures === 0,
    },
    { work: 'floor: day of 500 sessions, joined', figure: `p50 ${ms(day.floor.p50)}`, goal: '', met: null },
    {
      work: 'day board, 20 resources, 500 sessions',
      figure: `p50 ${ms(day.product.p50)}, p99 ${ms(day.product.p99)}`,
      goal: '',
      met: null,
    },
    { work: '  times the floor', figure: day.times.toFixed(2), goal: '<= 2.5', met: day.times <= 2.5 },
    {
      work: '  body, gzipped',
      figure: `${(day.gzippedBytes / 1000).toFixed(1)} kB`,
      goal: '<= 60 kB',
      met: day.gzippedBytes <= 60_000,
    },
    {
      work: 'floor: free time of 8 weeks, multiranges',
      figure: `p50 ${ms(slots.floor.p50)}`,
      goal: '',
      met: null,
    },
    {
      work: 'find a slot over 8 weeks, ranked and explained',
      figure: `p50 ${ms(slots.product.p50)}, p99 ${ms(slots.product.p99)}`,
      goal: '',
      met: null,
    },
    { work: '  times the floor', figure: slots.times.toFixed(2), goal: '<= 4', met: slots.times <= 4 },
    {
      work: 'plan a series of 12 over a year, with alternatives',
      figure: `p50 ${ms(plan.product.p50)}, p99 ${ms(plan.product.p99)}`,
      goal: '',
      met: null,
    },
    { work: '  times one slot search', figure: plan.times.toFixed(2), goal: '<= 12', met: plan.times <= 12 },
    {
      work: 'relief, 50 injections and 2,000 scores',
      figure: `p50 ${ms(relief.product.p50)}`,
      goal: '<= 20 ms',
      met: relief.product.p50 <= 20,
    },
    {
      work: 'warm start',
      figure: `${warmStartSeconds.toFixed(2)} s`,
      goal: '<= 2 s',
      met: warmStartSeconds <= 2,
    },
    {
      work: 'board in the browser, answer to paint',
      figure: mountMs === null ? 'no browser here' : `${mountMs} ms`,
      goal: '<= 400 ms',
      met: mountMs === null ? null : mountMs <= 400,
    },
    {
      work: 'memory of the API after all this',
      figure: `${memoryMb.toFixed(0)} MB`,
      goal: '<= 250 MB',
      met: memoryMb <= 250,
    },
    {
      work: `import of a book, ${book.rows} rows`,
      figure: `${book.seconds.toFixed(1)} s`,
      goal: '',
      met: null,
    },
  ];
}

/** @param {Line[]} lines */
export function tableOf(lines) {
  const width = Math.max(...lines.map(({ work }) => work.length));
  const figures = Math.max(...lines.map(({ figure }) => figure.length));
  const verdict = (/** @type {boolean | null} */ met) => (met === null ? '' : met ? 'met' : 'MISSED');
  const rows = lines.map(({ work, figure, goal, met }) =>
    `${work.padEnd(width)}  ${figure.padEnd(figures)}  ${goal.padEnd(14)} ${verdict(met)}`.trimEnd(),
  );
  return rows.join('\n');
}

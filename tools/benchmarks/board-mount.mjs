/**
 * How long the day board takes from the day's answer to the painted grid: 20 resources and 500 sessions
 * must take less than 400 ms (issue 2). Run by hand on a built web application:
 *   CHROMIUM_PATH=/usr/bin/chromium node tools/benchmarks/board-mount.mjs
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';

import { places } from '../lib/places.mjs';

const ROOMS = 8;
const BAYS = 12;
const SESSIONS = 500;
const RUNS = 9;
const LIMIT_MS = 400;
const MINUTE = 60_000;
const DATE = '2026-12-01';
const ZONE = 'America/New_York';
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const STATES = ['tentative', 'booked', 'confirmed', 'arrived', 'in-room', 'discharged'];

const id = (/** @type {number} */ kind, /** @type {number} */ index) =>
  `00000000-0000-4000-8000-${String(kind).padStart(4, '0')}${String(index).padStart(8, '0')}`;
const resources = (/** @type {string} */ kind, /** @type {number} */ of, /** @type {number} */ count) =>
  Array.from({ length: count }, (_, index) => ({
    id: id(of, index),
    kind,
    name: `${kind} ${index + 1}`,
    position: index,
  }));

const clinic = {
  id: id(1, 0),
  name: 'Benchmark clinic',
  timeZone: ZONE,
  openingHours: [],
  resources: [
    ...resources('room', 2, ROOMS),
    ...resources('physician', 3, ROOMS),
    ...resources('recovery-bay', 4, BAYS),
  ],
  procedureTypes: [],
};

function day() {
  const start = Date.UTC(2026, 11, 1, 5);
  const sessions = Array.from({ length: SESSIONS }, (_, index) =>
    session(index, start + (6 * 60 + Math.floor(index / ROOMS) * 13) * MINUTE),
  );
  const open = [{ start: start + 6 * 60 * MINUTE, end: start + 21 * 60 * MINUTE }];
  const blockTimes = resources('room', 2, ROOMS).map((room, index) => ({
    id: id(5, index),
    physicianId: id(3, index),
    roomId: room.id,
    ...open[0],
  }));
  return {
    date: DATE,
    clinicId: clinic.id,
    timeZone: ZONE,
    start,
    end: start + 24 * 60 * MINUTE,
    open,
    blockTimes,
    closures: [],
    sessions,
  };
}

/** @param {number} index @param {number} start */
function session(index, start) {
  const end = start + 10 * MINUTE;
  const room = { kind: 'room', resourceId: id(2, index % ROOMS) };
  const bay = { kind: 'recovery-bay', resourceId: id(4, index % BAYS) };
  return {
    id: id(6, index),
    version: 1,
    state: STATES[index % STATES.length],
    start,
    end,
    patientId: id(7, index),
    patientName: `Family ${index}, Given`,
    birthDate: '1961-05-04',
    seriesId: id(8, index),
    procedureCode: 'LSB',
    side: 'left',
    sedation: 'none',
    roomId: room.resourceId,
    physicianId: id(3, index % ROOMS),
    ordinal: 2,
    plannedCount: 6,
    flags: index % 3 === 0 ? ['anticoagulant'] : [],
    holds: [
      { ...room, stage: 'procedure', start, end },
      { ...room, stage: 'turnover', start: end, end: end + 3 * MINUTE },
      { kind: 'physician', resourceId: id(3, index % ROOMS), stage: 'procedure', start, end },
      { ...bay, stage: 'recover', start: end, end: end + 20 * MINUTE },
    ],
  };
}

/** @type {Record<string, unknown>} */
const answers = {
  '/api/v1/sign-ins/current': { memberId: id(9, 0), name: 'Benchmark', roles: ['scheduler'] },
  '/api/v1/clinics': [clinic],
  [`/api/v1/clinics/${clinic.id}/days/${DATE}`]: day(),
};

const server = createServer((request, response) => {
  const path = request.url?.split('?')[0] ?? '/';
  if (path in answers) {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[path]));
    return;
  }
  if (path.startsWith('/api/')) {
    response.writeHead(204).end();
    return;
  }
  const asset = join(places.webRoot, path);
  const file = extname(path) !== '' && existsSync(asset) ? asset : join(places.webRoot, 'index.html');
  response.setHeader('content-type', TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'text/html');
  createReadStream(file).pipe(response);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const { CHROMIUM_PATH } = process.env;
const browser = await chromium.launch({
  ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});
const times = [];
for (let run = 0; run < RUNS; run += 1) times.push(await mountOnce());
await browser.close();
server.close();

times.sort((a, b) => a - b);
const median = times[Math.floor(RUNS / 2)] ?? Infinity;
process.stdout.write(
  `Day board, ${ROOMS + BAYS} resources, ${SESSIONS} sessions: median ${median} ms, best ${times[0]}, worst ${times.at(-1)} (limit ${LIMIT_MS}, ${RUNS} runs)\n`,
);
process.exit(median < LIMIT_MS ? 0 : 1);

/** From the moment the day's answer has arrived until the frame with every card has been painted. */
async function mountOnce() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const plain = window.fetch;
    window.fetch = async (...asked) => {
      const answer = await plain(...asked);
      if (answer.url.includes('/days/')) performance.mark('day-arrived');
      return answer;
    };
  });
  await page.goto(`http://127.0.0.1:${port}/day/${DATE}`);
  const ms = await page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (document.querySelectorAll('[role="grid"] [data-session]').length < wanted)
            requestAnimationFrame(look);
          else
            requestAnimationFrame(() =>
              setTimeout(() =>
                resolve(
                  performance.now() - (performance.getEntriesByName('day-arrived')[0]?.startTime ?? NaN),
                ),
              ),
            );
        };
        look();
      }),
    SESSIONS,
  );
  await page.close();
  return Math.round(Number(ms));
}

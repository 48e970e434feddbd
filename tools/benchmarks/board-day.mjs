/**
 * A clinic's day of 20 resources and 500 sessions (with the word `large`: 40 and 2,000) behind a server that answers
 * what the board asks, and a browser to look at it: what the measurements of the board share.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';

import { sessionsOf } from '../../libs/contracts/dist/holds.js';
import { places } from '../lib/places.mjs';

const LARGE = process.argv.includes('large');
export const ROOMS = LARGE ? 16 : 8;
export const BAYS = LARGE ? 24 : 12;
export const SESSIONS = LARGE ? 2_000 : 500;
const LENGTHS = LARGE
  ? { procedure: 5, turnover: 2, recovery: 10 }
  : { procedure: 10, turnover: 3, recovery: 20 };
const MINUTE = 60_000;
export const DATE = '2026-12-01';
const ZONE = 'America/New_York';
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const STATES = /** @type {const} */ ([
  'tentative',
  'booked',
  'confirmed',
  'arrived',
  'in-room',
  'discharged',
]);

/** @typedef {import('../../libs/contracts/dist/holds.js').HeldResource['kind']} Kind */
/** @typedef {import('../../libs/contracts/dist/scheduling.js').DaySessionRow} Row */

const id = (/** @type {number} */ kind, /** @type {number} */ index) =>
  `00000000-0000-4000-8000-${String(kind).padStart(4, '0')}${String(index).padStart(8, '0')}`;
const resources = (/** @type {Kind} */ kind, /** @type {number} */ of, /** @type {number} */ count) =>
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
  openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '06:00', closes: '21:00' })),
  resources: [
    ...resources('room', 2, ROOMS),
    ...resources('physician', 3, ROOMS),
    ...resources('recovery-bay', 4, BAYS),
  ],
  procedureTypes: [],
};

const heldResources = clinic.resources.map(({ id: resourceId, kind }) => ({ resourceId, kind }));

function day() {
  const start = Date.UTC(2026, 11, 1, 5);
  const sessions = Array.from({ length: SESSIONS }, (_, index) =>
    session(
      index,
      start + (6 * 60 + Math.floor(index / ROOMS) * (LENGTHS.procedure + LENGTHS.turnover)) * MINUTE,
    ),
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
    heldTimes: [],
    heldResources,
    sessions,
  };
}

/** @param {number} index @param {number} start @returns {Row} */
function session(index, start) {
  const { procedure, turnover, recovery } = LENGTHS;
  const end = start + procedure * MINUTE;
  const roomId = id(2, index % ROOMS);
  const physicianId = id(3, index % ROOMS);
  const placeOf = (/** @type {string} */ wanted) =>
    heldResources.findIndex(({ resourceId }) => resourceId === wanted);
  return {
    id: id(6, index),
    version: 1,
    state: STATES[index % STATES.length] ?? 'booked',
    start,
    end,
    patientId: id(7, index),
    patientName: `Family ${index}, Given`,
    birthDate: '1961-05-04',
    seriesId: id(8, index),
    procedureCode: 'LSB',
    side: 'left',
    sedation: 'none',
    roomId,
    physicianId,
    ordinal: 2,
    plannedCount: 6,
    flags: index % 3 === 0 ? ['anticoagulant'] : [],
    holds: [
      [placeOf(roomId), 'procedure', 0, procedure],
      [placeOf(roomId), 'turnover', procedure, procedure + turnover],
      [placeOf(physicianId), 'procedure', 0, procedure],
      [placeOf(id(4, index % BAYS)), 'recover', procedure, procedure + recovery],
    ],
  };
}

const today = day();
const member = { memberId: id(9, 0), name: 'Benchmark', roles: ['scheduler'] };

/** @type {Record<string, unknown>} */
const answers = {
  '/api/v1/sign-ins': [member],
  '/api/v1/sign-ins/current': member,
  '/api/v1/clinics': [clinic],
  [`/api/v1/clinics/${clinic.id}/days/${DATE}`]: today,
};

/** The session where it was asked to go; the day that is read next has it there too. */
/** @param {string} path @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function answerMove(path, request, response) {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { startsAt, roomId, physicianId } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const moved = today.sessions.find((each) => path.includes(each.id));
    if (moved === undefined) {
      response.writeHead(404).end();
      return;
    }
    const by = Date.parse(startsAt) - moved.start;
    Object.assign(moved, {
      version: moved.version + 1,
      start: moved.start + by,
      end: moved.end + by,
      roomId,
      physicianId,
    });
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ ...sessionsOf({ heldResources, sessions: [moved] })[0], lastChange: null }));
  });
}

/** @returns {Promise<{ origin: string, moves: () => number, close: () => void }>} */
export async function serveDay() {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    /** How many moves have been made so far. */
    moves: () => today.sessions.reduce((moves, { version }) => moves + version - 1, 0),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function answer(request, response) {
  const path = request.url?.split('?')[0] ?? '/';
  if (request.method === 'POST' && path.endsWith('/move')) {
    answerMove(path, request, response);
    return;
  }
  if (path in answers) {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[path]));
    return;
  }
  if (path.endsWith('/changes')) {
    // Stays open and says so: without it the board would be read only.
    const here = () => response.write('event: here\ndata: {}\n\n');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    here();
    const heartbeat = setInterval(here, 20_000);
    response.on('close', () => clearInterval(heartbeat));
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
}

export function launchBrowser() {
  const { CHROMIUM_PATH } = process.env;
  return chromium.launch({
    ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockText } from '@lull/domain';
import { minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { PostRoom } from '../../testing/given-messages.js';
import { startMailSink, startSmsSink, type Conduct, type Sink } from '../../testing/message-sinks.js';
import { buildProduct, ProductProcess } from '../../testing/product-process.js';
import { messageIdOf } from './mail-channel.js';

const from = 'appointments@elm-street.example';
const processes = 3;
const kills = 20;
/** Long enough that each process sends between its birth and its death. */
const betweenKillsMs = 1_000;
const leaseSeconds = 5;

/** Of 25 messages so many meet each conduct; in a fixed order, so that a run can be told from another. */
const conducts: readonly Conduct[] = [
  ...Array.from({ length: 15 }, (): Conduct => 'accept'),
  ...Array.from({ length: 5 }, (): Conduct => 'delay'),
  'drop',
  'drop',
  'refuse-for-now',
  'refuse-for-now',
  'refuse',
];
let met = 0;
const mixed = (): Conduct => conducts[(met++ * 7) % conducts.length] ?? 'accept';

interface Row {
  readonly id: string;
  readonly key: string;
  readonly channel: 'email' | 'sms';
  readonly kind: string;
  readonly state: string;
  readonly reason: string | null;
  readonly sessionId: string;
  readonly version: number;
  readonly aboutStart: number | null;
  readonly createdAt: number;
  readonly leasedAt: number | null;
}

/** What a session was after a change: its start, or null when it was cancelled. */
type Versions = Map<number, number | null>;

let folder: string;
let mail: Sink;
let sms: Sink;
let desk: Desk;
let post: PostRoom;
let running: ProductProcess[] = [];
const history = new Map<string, Versions>();
let changes = 0;

function note({ id, version, start, state }: BookedSession): void {
  changes += 1;
  const versions = history.get(id) ?? new Map<number, number | null>();
  versions.set(version, state === 'cancelled' ? null : start);
  history.set(id, versions);
}

const birth = (): Promise<ProductProcess> =>
  ProductProcess.start(desk.test.database.urls, {
    LULL_SMTP_URL: mail.url,
    LULL_MAIL_FROM: from,
    LULL_SMS_URL: sms.url,
    LULL_SMS_TOKEN_FILE: join(folder, 'token'),
    LULL_MESSAGE_LEASE_SECONDS: String(leaseSeconds),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lull-kills-'));
  await writeFile(join(folder, 'token'), 'token');
  await buildProduct();
  [mail, sms] = await Promise.all([startMailSink(), startSmsSink()]);
  desk = await startDesk();
  post = await PostRoom.at(desk);
  await post.arrange(
    `INSERT INTO message_policy (practice_id, id, version, author_id, grace_seconds, reminder_lead_minutes, useful_minutes,
       urgent_minutes, attempts, retry_seconds, effective_from)
     VALUES ($1, gen_random_uuid(), 2, $2, 1, '{}', 720, 720, 8, 1, now())`,
    [desk.clinic.practiceId, post.administrator.memberId],
  );
}, 240_000);
afterAll(async () => {
  await Promise.all(running.map((each) => each.kill()));
  await desk.test.close();
  await Promise.all([mail.close(), sms.close()]);
  await rm(folder, { recursive: true });
});

async function change(session: BookedSession, what: 'move' | 'cancel', body: object): Promise<BookedSession> {
  const answer = await desk.change(session, what, body);
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  const after = answer.body as BookedSession;
  note(after);
  return after;
}

/** One patient's story: booked, and then by turns left alone, moved, moved and back within the grace, or cancelled. */
async function live(turn: number, mayGoOn: () => boolean): Promise<void> {
  const series = await post.givenReachable();
  const at = desk.clinic.at(4 + Math.floor(turn / 5), ((turn % 5) + 1) as 1 | 2 | 3 | 4 | 5, '09:00');
  const session = await desk.givenSession({ at }, series);
  note(session);
  const there = desk.moveBody(at + minutes(120));
  if (turn % 5 === 1) await change(session, 'cancel', { reason: 'patient-request' });
  if (turn % 5 === 0 || !mayGoOn()) return;
  await pause(1_800 + (turn % 7) * 400);
  if (turn % 5 === 2) await change(session, 'move', there);
  if (turn % 5 === 3) await change(await change(session, 'move', there), 'move', desk.moveBody(at));
  if (turn % 5 === 4) await change(await change(session, 'move', there), 'cancel', { reason: 'patient-ill' });
}

/** Patients come, a few at a time, until the killing is over. */
async function liveOn(goesOn: () => boolean): Promise<void> {
  let turn = 0;
  const desks = Array.from({ length: 3 }, async () => {
    while (goesOn()) await live(turn++, goesOn);
  });
  await Promise.all(desks);
}

async function killAll(): Promise<void> {
  for (let killed = 0; killed < kills; killed++) {
    await pause(betweenKillsMs);
    const victim = running.shift();
    if (victim === undefined) throw new Error('Nobody is left to be killed.');
    await victim.kill();
    running.push(await birth());
  }
}

const rows = (): Promise<Row[]> =>
  desk.test.database.rows<Row>(
    `SELECT id, dedupe_key AS key, channel, kind, state, reason, session_id AS "sessionId", session_version AS version,
            (extract(epoch from about_start) * 1000)::float8 AS "aboutStart", (extract(epoch from created_at) * 1000)::float8 AS "createdAt",
            (extract(epoch from leased_at) * 1000)::float8 AS "leasedAt" FROM message`,
  );

async function untilQuiet(limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  while ((await rows()).some(({ state }) => state === 'pending' || state === 'leased')) {
    if (Date.now() > until) throw new Error('Messages still wait.');
    await pause(500);
  }
}

/** The messages of the sinks, by the row that they are of. */
function takenOf(row: Row) {
  const key = row.channel === 'email' ? messageIdOf(row.key, from).slice(1, -1) : row.key;
  return (row.channel === 'email' ? mail : sms).taken.filter((each) => each.key === key);
}

describe(`P19, P20: ${processes} processes, ${kills} kills, and another side that accepts, delays, drops and refuses`, () => {
  let all: Row[];

  it('come to an end in which every message is accounted for', async () => {
    mail.conduct = sms.conduct = mixed;
    running = await Promise.all(Array.from({ length: processes }, birth));
    let killing = true;
    const lives = liveOn(() => killing);
    await killAll().finally(() => (killing = false));
    await lives;
    await untilQuiet(60_000);
    all = await rows();
    const stops = await Promise.all(running.map((each) => each.stop()));
    running = [];
    // What it has to do before it goes is done: the signal alone ends it, and no lease is left behind.
    expect(stops.map(({ signal }) => signal)).toEqual(Array.from({ length: processes }, () => 'SIGTERM'));
    expect(Math.max(...stops.map(({ ms }) => ms))).toBeLessThan(25_000);
    // A hundred seconds by itself; beside other work each of twenty births takes as long as it takes.
  }, 600_000);

  it('bring no message twice', () => {
    const keys = [...mail.taken, ...sms.taken].map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(50);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('bring none of a time at which the session did not stand when it left', () => {
    const wrong = all.filter((row) => {
      const [taken] = takenOf(row);
      if (taken === undefined) return false;
      const inForce = all
        .filter((other) => other.sessionId === row.sessionId && other.createdAt <= (row.leasedAt ?? 0))
        .reduce((a, b) => (b.version > a.version ? b : a));
      const stood = history.get(row.sessionId)?.get(inForce.version);
      if (row.kind === 'cancelled') return stood !== null;
      const saysSo = taken.text
        .replaceAll(/=\r\n|\r\n/g, '')
        .includes(clockText(stood ?? 0, desk.clinic.zone).slice(0, 20));
      return stood === null || stood !== row.aboutStart || !saysSo;
    });
    expect(wrong).toEqual([]);
  });

  it('bring nothing of what was undone or replaced', () => {
    const skipped = all.filter(({ state }) => state === 'skipped');
    expect(skipped.length).toBeGreaterThan(10);
    expect(skipped.filter((row) => takenOf(row).length > 0)).toEqual([]);
  });

  it('MSG-10: lose nothing: one message was owed for each change and channel, and each has ended', async () => {
    const answer = await desk.test.as(post.administrator).get('/api/v1/messages/figures');
    expect(answer.body).toMatchObject({ created: 2 * changes, nothingLost: true });
    expect(all).toHaveLength(2 * changes);
    expect((answer.body as { states: object }).states).toMatchObject({ pending: 0, leased: 0 });
  });

  it('call sent what the other side has, and say of all else why', () => {
    const lies = all.filter((row) => {
      const there = takenOf(row).length > 0;
      if (row.state === 'sent') return !there;
      return row.reason === null || (there && row.state !== 'unknown');
    });
    expect(lies).toEqual([]);
    const unknown = all.filter(({ state }) => state === 'unknown');
    expect(unknown.some(({ reason }) => reason === 'no-answer')).toBe(true);
    expect(all.some(({ state }) => state === 'failed')).toBe(true);
  });

  it('leave every patient knowing what stands, or a person knowing that she may not', () => {
    const left = [...history].flatMap(([sessionId, versions]) => {
      const stands = versions.get(Math.max(...versions.keys())) ?? null;
      return (['email', 'sms'] as const).filter((channel) => {
        const own = all.filter((row) => row.sessionId === sessionId && row.channel === channel);
        if (own.some(({ state }) => state === 'failed' || state === 'unknown')) return false;
        const last = own
          .filter(({ state }) => state === 'sent')
          .sort((a, b) => (a.leasedAt ?? 0) - (b.leasedAt ?? 0))
          .at(-1);
        if (stands === null) return last !== undefined && last.kind !== 'cancelled';
        return last === undefined || last.kind === 'cancelled' || last.aboutStart !== stands;
      });
    });
    expect(left).toEqual([]);
  });
});

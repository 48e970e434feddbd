/** Clients that each do one thing after another, and what their waiting adds up to. */
import { Agent, request } from 'node:http';

/**
 * @typedef {{ count: number, seconds: number, perSecond: number, p50: number, p99: number }} Figures
 *   `p50` and `p99` in milliseconds
 */

/** @typedef {{ clients: number, count: number, seconds: number }} Limits whichever is met first */
/** @typedef {(index: number) => Promise<unknown>} Work `index` counts over all clients */

const SLICES = 4;

/**
 * Runs both over and over with so many clients, in turn and in slices: a machine that is busy for a while is busy
 * for both, and the ratio stays.
 * @param {Limits} limits of each
 * @param {Work} floorWork @param {Work} productWork
 * @returns {Promise<{ floor: Figures, product: Figures }>}
 */
export async function measureBoth(limits, floorWork, productWork) {
  const slice = { ...limits, count: limits.count / SLICES, seconds: limits.seconds / SLICES };
  const [floor, product] = [emptyTally(), emptyTally()];
  for (let turn = 0; turn < SLICES; turn += 1) {
    await run(floor, slice, floorWork);
    await run(product, slice, productWork);
  }
  return { floor: figuresOf(floor), product: figuresOf(product) };
}

/** @param {Limits} limits @param {Work} work @returns {Promise<Figures>} */
export async function measure(limits, work) {
  const tally = emptyTally();
  await run(tally, limits, work);
  return figuresOf(tally);
}

/**
 * For as long as something else lasts.
 * @param {number} clients @param {() => boolean} goesOn @param {Work} work @returns {Promise<Figures>}
 */
export async function measureWhile(clients, goesOn, work) {
  const tally = emptyTally();
  await runWhile(tally, clients, goesOn, work);
  return figuresOf(tally);
}

/** @typedef {{ times: number[], next: number, seconds: number }} Tally */

/** @returns {Tally} */
const emptyTally = () => ({ times: [], next: 0, seconds: 0 });

/** @param {Tally} tally @param {Limits} limits @param {Work} work */
function run(tally, { clients, count, seconds }, work) {
  const begun = performance.now();
  const end = tally.next + count;
  return runWhile(tally, clients, () => tally.next < end && performance.now() - begun < seconds * 1000, work);
}

/** @param {Tally} tally @param {number} clients @param {() => boolean} goesOn @param {Work} work */
async function runWhile(tally, clients, goesOn, work) {
  const begun = performance.now();
  const client = async () => {
    while (goesOn()) {
      const index = tally.next;
      tally.next += 1;
      const from = performance.now();
      await work(index);
      tally.times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  tally.seconds += (performance.now() - begun) / 1000;
}

/** @param {Tally} tally @returns {Figures} */
function figuresOf({ times, seconds }) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  return { count: sorted.length, seconds, perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99) };
}

/** @typedef {{ status: number, body: string, bytes: number }} Answer `bytes` as they came over the wire */

/**
 * Calls of the product over connections that stay open, each with the next of the cookies.
 * @param {string} url @param {readonly string[]} cookies
 */
export function openClient(url, cookies) {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  /**
   * @param {'GET' | 'POST'} method @param {string} path
   * @param {{ headers?: Record<string, string>, body?: unknown }} [options]
   * @returns {Promise<Answer>}
   */
  const call = (method, path, { headers = {}, body } = {}) =>
    new Promise((done, fail) => {
      const cookie = cookies[(turn += 1) % cookies.length] ?? '';
      const text = body === undefined ? undefined : JSON.stringify(body);
      const own = {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(text && { 'content-type': 'application/json' }),
      };
      const asked = request(
        `${url}/api/v1${path}`,
        { method, agent, headers: { ...own, ...headers } },
        (answer) => {
          /** @type {Buffer[]} */
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('error', fail);
          answer.on('end', () => {
            const whole = Buffer.concat(parts);
            done({ status: answer.statusCode ?? 0, body: whole.toString('utf8'), bytes: whole.length });
          });
        },
      );
      asked.on('error', fail);
      asked.end(text);
    });
  return { call, close: () => agent.destroy() };
}

/** @typedef {ReturnType<typeof openClient>} Client */

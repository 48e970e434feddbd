/** Clients that each do one thing after another, and what their waiting adds up to. */
import { Agent, request } from 'node:http';

/**
 * @typedef {{ count: number, seconds: number, perSecond: number, p50: number, p99: number }} Figures
 *   `p50` and `p99` in milliseconds
 */

/**
 * Runs `work` over and over with so many clients, until one of the two limits is met.
 * @param {{ clients: number, count: number, seconds: number }} limits
 * @param {(index: number, client: number) => Promise<unknown>} work `index` counts over all clients
 * @returns {Promise<Figures>}
 */
export async function measure({ clients, count, seconds }, work) {
  /** @type {number[]} */
  const times = [];
  let next = 0;
  const begun = performance.now();
  const client = async (/** @type {number} */ number) => {
    while (next < count && performance.now() - begun < seconds * 1000) {
      const index = next;
      next += 1;
      const from = performance.now();
      await work(index, number);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  return { count: times.length, seconds: took, perSecond: times.length / took, p50: at(0.5), p99: at(0.99) };
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

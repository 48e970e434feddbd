/** What docker-compose.yml must hold beyond being well formed. */
import { parse } from 'yaml';

/**
 * @typedef {object} Service
 * @property {string} [image]
 * @property {boolean} [read_only]
 * @property {string[]} [cap_drop]
 * @property {string[]} [security_opt]
 * @property {string[]} [ports]
 * @property {string[]} [command]
 * @property {string[]} [secrets]
 * @property {Record<string, string>} [environment] texts, as we quote what would not be one
 * @property {unknown} [build]
 *
 * @typedef {object} Composition
 * @property {Record<string, Service>} services
 * @property {Record<string, { file?: string }>} [secrets]
 */

/** What the product cannot work in full without: `LULL_SECRET_KEY_FILE` seals the seeds of authenticator apps. */
const KEY_FILE = 'LULL_SECRET_KEY_FILE';
const MOUNTED = '/run/secrets/';

/**
 * @param {string} source
 * @returns {Composition}
 */
function compositionOf(source) {
  return parse(source, { merge: true });
}

/**
 * @param {string} source
 * @returns {Record<string, Service>}
 */
export function servicesOf(source) {
  return compositionOf(source).services;
}

/**
 * @param {string} source
 * @returns {string[]} a sentence for each fault
 */
export function composeProblems(source) {
  const { services, secrets = {} } = compositionOf(source);
  const built = new Set(
    Object.values(services).flatMap(({ build, image }) => (build && image ? [image] : [])),
  );
  return [
    ...Object.entries(services).flatMap(([name, service]) =>
      [...problemsOf(service, built), ...keyProblems(service, built)].map((problem) => `${name}: ${problem}`),
    ),
    ...Object.entries(secrets).flatMap(([name, { file = '' }]) =>
      /^\$\{[A-Z_]+:\?/.test(file) ? [] : [`the secret ${name} does not insist on a file of the operator's`],
    ),
  ];
}

/**
 * The built image that serves is given its key, and every file that is named is a secret that the service takes.
 * @param {Service} service @param {Set<string>} built @returns {string[]}
 */
function keyProblems({ image = '', command, secrets = [], environment = {} }, built) {
  const files = Object.entries(environment).filter(([key]) => key.endsWith('_FILE'));
  return [
    ...(built.has(image) && command === undefined && !(KEY_FILE in environment)
      ? [`${KEY_FILE} is not set, so nobody can set up an authenticator app`]
      : []),
    ...files
      .filter(([, path]) => !path.startsWith(MOUNTED) || !secrets.includes(path.slice(MOUNTED.length)))
      .map(([key]) => `${key} names no secret that the service takes`),
  ];
}

/** @param {Service} service @param {Set<string>} built @returns {string[]} */
function problemsOf(service, built) {
  const { image = '', read_only, cap_drop = [], security_opt = [], ports = [], environment = {} } = service;
  const secrets = Object.values(environment).flatMap((value) => value.match(/\$\{[^}]*\}/g) ?? []);
  return [
    ...(built.has(image) || /:v?\d+\.\d+/.test(image)
      ? []
      : [`the image ${image} is not pinned to a version`]),
    ...(read_only === true ? [] : ['its root file system can be written']),
    ...(cap_drop.includes('ALL') ? [] : ['it keeps capabilities']),
    ...(security_opt.includes('no-new-privileges:true') ? [] : ['it may gain privileges']),
    ...ports
      .filter((port) => !port.startsWith('127.0.0.1:'))
      .map((port) => `port ${port} is open to the network`),
    ...secrets
      .filter((secret) => !secret.includes(':?'))
      .map((secret) => `${secret} does not insist on being set`),
    ...Object.entries(environment)
      .filter(([key, value]) => key.endsWith('PASSWORD') && !/^\$\{[A-Z_]+:\?/.test(value))
      .map(([key]) => `${key} stands in the file`),
    ...Object.values(environment)
      .filter((value) => /:\/\/[^:/]+:(?!\$\{)/.test(value))
      .map(() => 'a password stands in an address'),
  ];
}

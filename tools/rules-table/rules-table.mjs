/**
 * Reads the tables of docs/clinical-rules.md and holds each row against the code: a rule that a clinic is told
 * of must have a function that decides it and a test that runs.
 *
 * A row: `| id | sentence | source | function | test |`. The function is named in backticks beside its file,
 * the tests by their files, also in backticks; a path is meant from the root, from libs/domain/src, or, for a
 * test, from the folder of the function.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOMAIN = 'libs/domain/src';

/**
 * @param {string} root
 * @returns {{ rules: number, problems: string[] }}
 */
export function checkRulesTable(root) {
  const tables = readdirSync(join(root, 'docs')).filter((name) => /^clinical-rules.*[.]md$/.test(name));
  const rows = tables.flatMap((name) => rowsOf(readFileSync(join(root, 'docs', name), 'utf8')));
  const problems = rows.flatMap(({ id, cells }) =>
    problemsOf(root, cells).map((problem) => `${id}: ${problem}`),
  );
  const ids = rows.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index)))
    problems.push(`${id}: two rows`);
  if (rows.length === 0) problems.push('docs/clinical-rules.md holds no rule');
  return { rules: rows.length, problems };
}

/** @param {string} text @returns {{ id: string, cells: string[] }[]} */
function rowsOf(text) {
  return text.split('\n').flatMap((line) => {
    const [, id = '', rest = ''] = /^\|\s*`?([A-Z]+-\d+)`?[ *]*\|(.*)\|\s*$/.exec(line) ?? [];
    return id ? [{ id, cells: rest.split('|').map((cell) => cell.trim()) }] : [];
  });
}

/** @param {string} root @param {string[]} cells @returns {string[]} */
function problemsOf(root, cells) {
  const [sentence, source, code, test] = cells;
  if (!sentence || !source || !code || !test)
    return ['the row lacks a sentence, a source, a function or a test'];
  const quoted = inBackticks(code);
  const names = quoted.filter((text) => /^\w+$/.test(text));
  const files = quoted
    .filter((text) => /[.]tsx?$/.test(text))
    .map((text) => found(root, text, ['.', DOMAIN]));
  const tests = inBackticks(test).filter((text) => /[.]test[.]tsx?$/.test(text));
  if (names.length === 0 || files.length === 0) return [`"${code}" names no function beside its file`];
  if (tests.length === 0) return [`"${test}" names no test`];
  const folders = files.flatMap((file) => (file ? [dirname(file)] : []));
  const sources = files.map((file) => (file ? readFileSync(join(root, file), 'utf8') : ''));
  return [
    ...names
      .filter((name) => !sources.some((text) => exportsName(text, name)))
      .map((name) => `${quoted.filter((text) => text !== name).join(', ')} exports no "${name}"`),
    ...tests
      .filter((path) => !found(root, path, ['.', DOMAIN, ...folders]))
      .map((path) => `${path} is not there`),
  ];
}

/** @param {string} cell */
function inBackticks(cell) {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
}

/** @param {string} root @param {string} path @param {readonly string[]} folders */
function found(root, path, folders) {
  return folders.map((folder) => join(folder, path)).find((place) => existsSync(join(root, place))) ?? null;
}

/** @param {string} source @param {string} name */
function exportsName(source, name) {
  return new RegExp(`^export (async )?(function\\*?|const|class) ${name}\\b`, 'm').test(source);
}

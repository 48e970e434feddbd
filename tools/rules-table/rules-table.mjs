/**
 * Reads docs/clinical-rules.md and holds each row against the code: a rule that a clinic is told of must
 * have a function that decides it and a test that names that function.
 *
 * A row: `| id | sentence | source | function | test |`, with `path#name` in the column of the function and
 * a path in the column of the test, both in backticks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root
 * @param {string} [table]
 * @returns {{ rules: number, problems: string[] }}
 */
export function checkRulesTable(root, table = 'docs/clinical-rules.md') {
  const file = join(root, table);
  if (!existsSync(file)) return { rules: 0, problems: [`${table} is not there`] };
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.match(/^\|\s*`?([A-Z]+-\d+)`?\s*\|(.*)\|\s*$/))
    .flatMap((match) =>
      match ? [{ id: match[1] ?? '', cells: (match[2] ?? '').split('|').map((cell) => cell.trim()) }] : [],
    );
  const problems = rows.flatMap(({ id, cells }) =>
    problemsOf(root, cells).map((problem) => `${id}: ${problem}`),
  );
  const ids = rows.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index)))
    problems.push(`${id}: two rows`);
  if (rows.length === 0) problems.push(`${table} holds no rule`);
  return { rules: rows.length, problems };
}

/** @param {string} root @param {string[]} cells @returns {string[]} */
function problemsOf(root, cells) {
  const [sentence, source, code, test] = cells;
  if (!sentence || !source || !code || !test)
    return ['the row lacks a sentence, a source, a function or a test'];
  const [codePath = '', name] = unquoted(code).split('#');
  const testPath = unquoted(test);
  if (!name) return [`"${code}" does not name a function as path#name`];
  return [
    ...(exportsName(join(root, codePath), name) ? [] : [`${codePath} exports no "${name}"`]),
    ...(mentions(join(root, testPath), name) ? [] : [`${testPath} does not test "${name}"`]),
  ];
}

/** @param {string} cell */
function unquoted(cell) {
  return cell.replaceAll('`', '');
}

/** @param {string} file @param {string} name */
function exportsName(file, name) {
  return matches(file, new RegExp(`^export (async )?(function|const|class) ${name}\\b`, 'm'));
}

/** @param {string} file @param {string} name */
function mentions(file, name) {
  return /[.]test[.]tsx?$/.test(file) && matches(file, new RegExp(`\\b${name}\\b`));
}

/** @param {string} file @param {RegExp} pattern */
function matches(file, pattern) {
  return existsSync(file) && pattern.test(readFileSync(file, 'utf8'));
}

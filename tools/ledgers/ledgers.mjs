/**
 * Reads the tables of docs/seed-facts.md and docs/hazards.md and holds each row against the code: none may be
 * missing, each names where it lives and the test that holds it, and that test says the sentence that is quoted.
 *
 * A row: `| id | what | where | test |`. Where: one or more files in backticks. Test: a file in backticks, then a
 * piece of the test's own sentence in quotes; several pairs may stand in one cell. Paths are meant from the root.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @type {readonly { file: string, letter: string, last: number }[]} */
const LEDGERS = [
  { file: 'docs/seed-facts.md', letter: 'S', last: 31 },
  { file: 'docs/hazards.md', letter: 'H', last: 25 },
];

/**
 * @param {string} root
 * @param {readonly { file: string, letter: string, last: number }[]} ledgers
 * @returns {{ rows: number, problems: string[] }}
 */
export function checkLedgers(root, ledgers = LEDGERS) {
  const checked = ledgers.map((ledger) => checkLedger(root, ledger));
  return {
    rows: checked.reduce((sum, { rows }) => sum + rows, 0),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

/** @param {string} root @param {{ file: string, letter: string, last: number }} ledger */
function checkLedger(root, { file, letter, last }) {
  const rows = rowsOf(readFileSync(join(root, file), 'utf8'), letter);
  const wanted = Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
  const problems = wanted.flatMap((id) => {
    const [row, ...more] = rows.filter((each) => each.id === id);
    if (row === undefined) return [`${id}: no row in ${file}`];
    return [...(more.length > 0 ? ['two rows'] : []), ...problemsOf(root, row.cells)].map(
      (problem) => `${id}: ${problem}`,
    );
  });
  const unknown = rows.filter(({ id }) => !wanted.includes(id)).map(({ id }) => `${id}: is no id of ${file}`);
  return { rows: rows.length, problems: [...problems, ...unknown] };
}

/** @param {string} text @param {string} letter @returns {{ id: string, cells: string[] }[]} */
function rowsOf(text, letter) {
  return text.split('\n').flatMap((line) => {
    const [, id = '', rest = ''] = new RegExp(`^\\|\\s*(${letter}\\d+)\\s*\\|(.*)\\|\\s*$`).exec(line) ?? [];
    return id ? [{ id, cells: rest.split('|').map((cell) => cell.trim()) }] : [];
  });
}

/** @param {string} root @param {string[]} cells @returns {string[]} */
function problemsOf(root, cells) {
  const [what, where = '', test = ''] = cells;
  const places = [...where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
  const tests = [...test.matchAll(/`([^`]+)`\s*"([^"]+)"/g)].map(([, path = '', sentence = '']) => ({
    path,
    sentence,
  }));
  if (!what) return ['the row says nothing'];
  if (places.length === 0) return [`"${where}" names no file`];
  if (tests.length === 0) return [`"${test}" names no test with its sentence`];
  return [
    ...places.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is not there`),
    ...tests.flatMap(({ path, sentence }) => {
      if (!existsSync(join(root, path))) return [`${path} is not there`];
      return readFileSync(join(root, path), 'utf8').includes(sentence)
        ? []
        : [`${path} has no test that says "${sentence}"`];
    }),
  ];
}

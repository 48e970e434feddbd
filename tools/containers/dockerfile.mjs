/** Reads the Dockerfile: its stages, and what it must hold to be safe to run. */
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

/**
 * @typedef {{ keyword: string, words: string[], text: string, from: string | null }} Instruction `from`: of COPY
 * @typedef {{ name: string, base: string, instructions: Instruction[] }} Stage
 */

/**
 * @param {string} source
 * @returns {Stage[]}
 */
export function stagesOf(source) {
  /** @type {Stage[]} */
  const stages = [];
  for (const instruction of DockerfileParser.parse(source).getInstructions()) {
    const keyword = instruction.getKeyword();
    const words = instruction.getArguments().map((word) => word.getValue());
    if (keyword === 'FROM') {
      const [base = '', , name = ''] = words;
      stages.push({ name, base, instructions: [] });
      continue;
    }
    const [, from = null] = /--from=(\S+)/.exec(instruction.toString()) ?? [];
    const text = instruction.getRawArgumentsContent() ?? '';
    stages
      .at(-1)
      ?.instructions.push({ keyword, words: words.filter((word) => !word.startsWith('--')), text, from });
  }
  return stages;
}

/**
 * @param {string} source
 * @param {string} ignored the .dockerignore
 * @returns {string[]} a sentence for each fault
 */
export function dockerfileProblems(source, ignored) {
  const problems = validate(source).map(
    ({ range, message }) =>
      `line ${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
  );
  const stages = stagesOf(source);
  const last = stages.at(-1);
  if (!last) return ['there is no stage'];
  /** @param {string} keyword */
  const inLast = (keyword) => last.instructions.filter((instruction) => instruction.keyword === keyword);
  const names = new Set(stages.map(({ name }) => name));
  for (const { name, base } of stages) {
    if (!names.has(base) && !/:\d+\.\d+\.\d+/.test(base))
      problems.push(`stage ${name}: ${base} is not pinned to a version`);
  }
  const user = inLast('USER').at(-1)?.words[0];
  if (!user || user === 'root' || user === '0') problems.push('the product runs as root');
  if (inLast('HEALTHCHECK').length === 0) problems.push('there is no health check');
  if (inLast('RUN').length > 0) problems.push('the last stage runs a command; build elsewhere and copy');
  const copied = stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'COPY');
  for (const { words, from } of copied) {
    const hidden = words.slice(0, -1).filter((path) => from === null && ignored.split('\n').includes(path));
    for (const path of hidden) problems.push(`${path} is copied, but .dockerignore hides it`);
  }
  for (const { text } of stages.flatMap(({ instructions }) => instructions)) {
    if (/npm (ci|install)\b/.test(text) && !text.includes('--ignore-scripts'))
      problems.push(`"${text}" runs install scripts`);
  }
  return problems;
}

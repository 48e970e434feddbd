import { readFileSync } from 'node:fs';
import { ConfigProblem } from './config-problem.js';

/** The content of the file that a variable names, without its last line break; null where none is named. */
export function readSecretFile(env: NodeJS.ProcessEnv, name: string): string | null {
  const file = env[name] ?? '';
  if (file === '') return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigProblem(`${name} names a file that cannot be read.`, { cause: error });
  }
  if (text === '') throw new ConfigProblem(`${name} names an empty file.`);
  return text;
}

import { readFileSync } from 'node:fs';
import type { Schema } from './request-schemas.js';

/** What the build read from the handlers' declared types (tools/openapi/answer-schemas.mjs). */
export interface Answers {
  /** By `Controller.method`; null: nothing is answered, or text of another kind. */
  readonly handlers: Readonly<Record<string, Schema | null>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The same place, seen from the sources and from what is built of them. */
const file = new URL('../../../dist/openapi/answers.json', import.meta.url);

export function readAnswers(): Answers {
  return JSON.parse(readFileSync(file, 'utf8')) as Answers;
}

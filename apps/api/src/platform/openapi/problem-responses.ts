import { problemTexts, statusOfProblem, type ProblemCode } from '@lull/contracts';
import type { Schema } from './request-schemas.js';

const codes = Object.keys(problemTexts) as ProblemCode[];
const statuses = [...new Set(codes.map(statusOfProblem))];

/** One response per status that a problem can have, with the codes that lead to it. */
export const problemResponses: Readonly<Record<string, Schema>> = Object.fromEntries(
  statuses.map((status) => [
    `Problem${status}`,
    {
      description: codes
        .filter((code) => statusOfProblem(code) === status)
        .map((code) => `${code}: ${problemTexts[code].title}`)
        .join('; '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
    },
  ]),
);

export interface CallTraits {
  readonly signedIn: boolean;
  readonly patient: boolean;
  readonly hasPathId: boolean;
  readonly hasBody: boolean;
  readonly changes: boolean;
  readonly creates: boolean;
}

/** References to the problems that a call of these traits can meet. */
export function problemsOf({
  signedIn,
  patient,
  hasPathId,
  hasBody,
  changes,
  creates,
}: CallTraits): Readonly<Record<string, Schema>> {
  const possible = [
    400,
    429,
    500,
    503,
    ...(signedIn ? [401, 403] : []),
    ...(patient ? [401] : []),
    ...(hasPathId || hasBody ? [404] : []),
    ...(hasBody ? [409, 413, 415, 422] : []),
    ...(changes ? [409, 412, 428] : []),
    ...(creates ? [409, 422, 428] : []),
  ];
  return Object.fromEntries(
    [...new Set(possible)]
      .sort((a, b) => a - b)
      .map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reliefCounts, type AnsweredInjection } from './relief-counts.js';

type Status = AnsweredInjection['relief']['status'];
type Response = NonNullable<AnsweredInjection['relief']['response']>;

const injection = (
  ordinal: number,
  status: Status,
  response: Response,
  upper: number | null,
  reason: string | null = null,
): AnsweredInjection => ({
  ordinal,
  relief: {
    status,
    response,
    reason,
    lapse: status === 'evaluable' ? { lower: 100, upper } : null,
    coverage: null,
  },
  intervalDays: null,
});

it('REV-05: counts what was judged, and beside it everything that was not, with its reason', () => {
  expect(
    reliefCounts([
      injection(1, 'evaluable', 'responder', 20_000),
      injection(2, 'evaluable', 'responder', null),
      injection(3, 'evaluable', 'non-responder', 200),
      injection(4, 'evaluable', 'uncertain', 20_000),
      injection(5, 'evaluable', 'not-evaluable', null),
      injection(6, 'not-evaluable', 'not-evaluable', null, 'missing-baseline'),
      injection(7, 'indeterminate', 'not-evaluable', null),
      injection(8, 'no-data', 'not-evaluable', null),
    ]),
  ).toEqual({
    injections: 8,
    responders: 2,
    nonResponders: 1,
    uncertain: 1,
    censored: 2,
    notEvaluable: [
      { ordinal: 5, why: 'relief not followed until a response could be judged' },
      { ordinal: 6, why: 'no baseline' },
      { ordinal: 7, why: 'not asked again after the first two days' },
      { ordinal: 8, why: 'no scores' },
    ],
  });
});

it('REV-05: no injection is lost between the counts', () => {
  const any = fc.tuple(
    fc.constantFrom<Status>('evaluable', 'indeterminate', 'not-evaluable', 'no-data'),
    fc.constantFrom<Response>('responder', 'non-responder', 'uncertain', 'not-evaluable'),
    fc.option(fc.nat(), { nil: null }),
  );
  fc.assert(
    fc.property(fc.array(any), (all) => {
      const counts = reliefCounts(
        all.map(([status, response, upper], index) =>
          injection(index + 1, status, status === 'evaluable' ? response : 'not-evaluable', upper),
        ),
      );
      const { responders, nonResponders, uncertain, notEvaluable } = counts;
      expect(responders + nonResponders + uncertain + notEvaluable.length).toBe(all.length);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { readinessOf, standingOf } from './readiness.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { allMet, evidenceFor, flags, requirement, takes, visit } from './readiness.builder.js';
import { requirementsFor } from './requirements-for.js';
import type { Evidence } from './requirement.js';

const moderate = { sedation: 'moderate' } as const;
const escort = requirement('escort-confirmed', moderate);
const consent = requirement('consent-for-side');
const infection = requirement('no-infection', {}, { infection: 'present' });

describe('READY-41: how one requirement stands', () => {
  it.each([
    ['nothing was done, and it is not due', escort, [], '2026-06-01T09:00', 'open'],
    ['nothing was done by the minute it is due', escort, [], '2026-06-07T12:30', 'open'],
    ['nor a minute later', escort, [], '2026-06-07T12:31', 'overdue'],
    ['somebody was asked', escort, [evidenceFor(escort, 'requested')], '2026-06-07T12:00', 'requested'],
    ['and has not answered', escort, [evidenceFor(escort, 'requested')], '2026-06-07T12:31', 'overdue'],
    ['it was done', escort, [evidenceFor(escort)], '2026-06-08T12:00', 'met'],
    [
      'the escort has cancelled since',
      escort,
      [evidenceFor(escort), evidenceFor(escort, 'failed')],
      '2026-06-08T12:00',
      'failed',
    ],
    ['a hard stop takes no waiver', escort, [evidenceFor(escort, 'waived')], '2026-06-01T09:00', 'open'],
    ['the record settles it', requirement('side-agreement'), [], '2026-06-01T09:00', 'met'],
    ['the record fails it', infection, [], '2026-06-01T09:00', 'failed'],
    [
      'evidence does not outweigh the record',
      infection,
      [evidenceFor(infection)],
      '2026-06-01T09:00',
      'failed',
    ],
    [
      'the physician’s word with a reason does',
      infection,
      [evidenceFor(infection, 'waived')],
      '2026-06-08T12:55',
      'waived',
    ],
  ] as const)('%s', (_story, wanted, evidence, now, standing) => {
    expect(standingOf(wanted, evidence, at(now)).standing).toBe(standing);
  });

  it('evidence speaks for its own kind alone', () => {
    expect(standingOf(consent, [evidenceFor(escort)], at('2026-06-01T09:00')).standing).toBe('open');
  });

  const test = requirement('pregnancy-test', {}, { pregnancyPossible: 'present' });
  const moved = { ...moderate, start: at('2026-06-08T08:00') };
  it.each([
    [
      'consent for the other side',
      consent,
      evidenceFor(requirement('consent-for-side', { side: 'right' })),
      ['side'],
    ],
    ['an escort for another hour', escort, evidenceFor(requirement('escort-confirmed', moved)), ['start']],
    [
      'a fast that ended otherwise',
      requirement('fasting-told', moderate),
      evidenceFor(requirement('fasting-told', moved)),
      ['fasting'],
    ],
    [
      'a decision about other drugs',
      requirement('anticoagulant-decision', {}, takes('apixaban', 'aspirin')),
      evidenceFor(requirement('anticoagulant-decision', {}, takes('apixaban'))),
      ['drugs'],
    ],
    ['a test of the day before yesterday', test, evidenceFor(test, 'met', at('2026-06-06T09:00')), ['age']],
  ] as const)('%s is void and says why', (_story, wanted, evidence, voidedBy) => {
    expect(standingOf(wanted, [evidence], at('2026-06-01T09:00'))).toMatchObject({
      standing: 'voided',
      voidedBy,
    });
  });

  it('the latest evidence speaks, in whatever order it stands', () => {
    const told = evidenceFor(escort, 'failed', escort.dueAt + 1);
    expect(standingOf(escort, [told, evidenceFor(escort)], at('2026-06-08T12:00')).standing).toBe('failed');
  });
});

interface Morning {
  readonly story: string;
  readonly visit?: Partial<ReadinessVisit>;
  readonly flags?: Partial<ReadinessFlags>;
  /** Kinds for which there is no evidence. */
  readonly without?: readonly string[];
  readonly but?: readonly Evidence[];
  readonly now: string;
  readonly verdict: string;
  readonly next: readonly [kind: string, action: string, owner: string] | null;
}

const mornings: readonly Morning[] = [
  { story: 'all is done', now: '2026-06-08T12:55', verdict: 'go', next: null },
  {
    story: 'weeks before, nothing is due, and the first thing to do is known',
    visit: moderate,
    without: ['escort-confirmed', 'fasting-told', 'consent-for-side'],
    now: '2026-05-10T09:00',
    verdict: 'go',
    next: ['fasting-told', 'tell-fasting-times', 'scheduler'],
  },
  {
    story: 'the escort is not confirmed on the evening before',
    visit: moderate,
    without: ['escort-confirmed'],
    now: '2026-06-07T18:00',
    verdict: 'at-risk',
    next: ['escort-confirmed', 'confirm-escort', 'scheduler'],
  },
  {
    story: 'nor when it begins',
    visit: moderate,
    without: ['escort-confirmed'],
    now: '2026-06-08T13:01',
    verdict: 'no-go',
    next: ['escort-confirmed', 'convert-to-unsedated', 'physician'],
  },
  {
    story: 'the escort has cancelled',
    visit: moderate,
    but: [evidenceFor(escort, 'failed', at('2026-06-08T07:00'))],
    now: '2026-06-08T07:01',
    verdict: 'no-go',
    next: ['escort-confirmed', 'convert-to-unsedated', 'physician'],
  },
  {
    story: 'nobody has asked the prescriber, and the usual hold would have begun',
    flags: takes('apixaban'),
    without: ['anticoagulant-decision'],
    now: '2026-06-05T13:01',
    verdict: 'no-go',
    next: ['anticoagulant-decision', 'ask-the-prescriber', 'physician'],
  },
  {
    story: 'nobody has asked the prescriber, a day before that',
    flags: takes('apixaban'),
    without: ['anticoagulant-decision'],
    now: '2026-06-04T13:00',
    verdict: 'at-risk',
    next: ['anticoagulant-decision', 'ask-the-prescriber', 'physician'],
  },
  {
    story: 'the sides disagree',
    visit: { plannedSide: 'right' },
    now: '2026-06-01T09:00',
    verdict: 'no-go',
    next: ['side-agreement', 'settle-the-side', 'physician'],
  },
  {
    story: 'a positive pregnancy test waits for the physician',
    flags: { pregnancyPossible: 'present' },
    but: [
      evidenceFor(
        requirement('pregnancy-test', {}, { pregnancyPossible: 'present' }),
        'failed',
        at('2026-06-08T12:51'),
      ),
    ],
    now: '2026-06-08T12:52',
    verdict: 'no-go',
    next: ['pregnancy-test', 'let-the-physician-decide', 'physician'],
  },
  {
    story: 'what is soft and overdue puts at risk, and no more',
    visit: { authorisations: [] },
    without: ['authorisation'],
    now: '2026-06-08T13:30',
    verdict: 'at-risk',
    next: ['authorisation', 'ask-about-authorisation', 'scheduler'],
  },
  {
    story: 'of two that are overdue, the one due first',
    visit: moderate,
    without: ['escort-confirmed', 'fasting-told'],
    now: '2026-06-07T20:00',
    verdict: 'at-risk',
    next: ['fasting-told', 'tell-fasting-times', 'scheduler'],
  },
  {
    story: 'the graver comes before the earlier',
    visit: { ...moderate, plannedSide: 'right', bookedAt: at('2026-06-07T19:00') },
    without: ['fasting-told'],
    now: '2026-06-07T20:00',
    verdict: 'no-go',
    next: ['side-agreement', 'settle-the-side', 'physician'],
  },
];

describe('READY-42: go, at risk or no-go, with the one next action', () => {
  it.each(mornings)('$verdict: $story', (morning) => {
    const requirements = requirementsFor(visit(morning.visit), flags(morning.flags));
    const evidence = [
      ...allMet(requirements).filter(({ kind }) => !(morning.without ?? []).includes(kind)),
      ...(morning.but ?? []),
    ];
    const { verdict, next } = readinessOf(requirements, evidence, at(morning.now));
    expect(verdict).toBe(morning.verdict);
    expect(next === null ? null : [next.kind, next.action, next.owner]).toEqual(morning.next);
  });
});

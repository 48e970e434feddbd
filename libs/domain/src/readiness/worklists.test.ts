import { describe, expect, it } from 'vitest';
import { at, clinicZone as zone } from '../scheduling/booking.builder.js';
import { hourMs } from '../time/zone.js';
import { allMet, evidenceFor, flags, visit } from './readiness.builder.js';
import { readinessOf } from './readiness.js';
import { requirementsFor } from './requirements-for.js';
import {
  authorisationRunningOut,
  dayAfterCall,
  decisionWaits,
  diarySilent,
  isReadinessList,
  lackingOn,
  unreachable,
  worklistKinds,
} from './worklists.js';

const day = 24 * hourMs;

describe('READY-60: a list of what sessions lack', () => {
  const requirements = requirementsFor(visit({ sedation: 'moderate' }), flags({ diabetes: 'present' }));
  const now = at('2026-06-04T09:00');
  const on = (list: Parameters<typeof lackingOn>[0], evidence = allMet([])) =>
    lackingOn(list, readinessOf(requirements, evidence, now)).map(({ requirement }) => requirement.kind);

  it('has each thing that is lacking, the gravest first', () => {
    expect(on('escorts')).toEqual(['escort-confirmed']);
    expect(on('fasting')).toEqual(['fasting-signed-off', 'fasting-told', 'glucose-plan']);
    expect(on('consents')).toEqual(['consent-for-side', 'sedation-consent']);
  });

  it('loses what is met or waived, and gets back what is void', () => {
    for (const list of worklistKinds.filter(isReadinessList))
      expect(on(list, allMet(requirements)), list).toEqual([]);
    const waived = requirements
      .filter(({ stops }) => stops === null)
      .map((each) => evidenceFor(each, 'waived'));
    expect(on('fasting', waived)).toEqual([]);
    const earlier = requirementsFor(visit({ sedation: 'moderate', start: at('2026-06-08T08:00') }), flags());
    expect(on('escorts', allMet(earlier))).toEqual(['escort-confirmed']);
  });
});

describe('READY-61: an authorisation that runs out', () => {
  const now = at('2026-06-01T09:00');
  it.each([
    ['ends in two weeks', 5, '2026-06-15', 'authorisation-ends'],
    ['ends in two weeks and a day', 5, '2026-06-16', null],
    ['has its last unit left', 1, '2026-12-31', 'authorisation-used-up'],
    ['has two units left', 2, '2026-12-31', null],
    ['ended yesterday', 5, '2026-05-31', null],
    ['ends today', 5, '2026-06-01', 'authorisation-ends'],
  ])('%s', (_story, unitsLeft, validTo, reason) => {
    expect(authorisationRunningOut({ unitsLeft, validTo, zone, now })?.reason ?? null).toBe(reason);
  });
});

describe('READY-62: a diary that has fallen silent', () => {
  const injected = at('2026-06-01T09:00');
  const facts = {
    purpose: 'therapeutic',
    targetSymptom: 'pain',
    lastInjectionAt: injected,
    lastScoreAt: null,
  } as const;
  it('is due since 48 hours after what was heard last', () => {
    expect(diarySilent({ ...facts, now: injected + 3 * day })).toEqual({
      reason: 'diary-silent',
      dueAt: injected + 2 * day,
    });
    expect(diarySilent({ ...facts, lastScoreAt: injected + 2 * day, now: injected + 3 * day })).toBeNull();
  });
});

describe('READY-63: a decision that waits', () => {
  const injected = at('2026-06-01T09:00');
  const facts = { lastInjectionAt: injected, decidedAt: null, nextStart: null };
  it.each([
    ['without a next session for 14 days', facts, injected + 14 * day],
    [
      'until two days before the next session',
      { ...facts, nextStart: injected + 10 * day },
      injected + 8 * day,
    ],
    ['never from before the injection', { ...facts, nextStart: injected + day }, injected],
    [
      'when only the injection before it was answered',
      { ...facts, decidedAt: injected - day },
      injected + 14 * day,
    ],
    ['not once it is given', { ...facts, decidedAt: injected + day }, null],
    ['not before the first injection', { ...facts, lastInjectionAt: null }, null],
  ])('%s', (_story, given, dueAt) => {
    expect(decisionWaits(given)?.dueAt ?? null).toBe(dueAt);
  });
});

describe('READY-64: a patient whom no message reaches', () => {
  const nextStart = at('2026-06-08T13:00');
  const nothing = { phone: null, email: null, consentToSms: false, consentToEmail: false, nextStart };
  it.each([
    ['without number and address', nothing, 'no-contact'],
    ['with a consent and nothing to send to', { ...nothing, consentToSms: true }, 'no-contact'],
    ['with a number and no consent', { ...nothing, phone: '+15550100' }, 'no-consent-to-messages'],
    [
      'with consent for the channel that is lacking',
      { ...nothing, phone: '+15550100', consentToEmail: true },
      'no-consent-to-messages',
    ],
    ['by text message', { ...nothing, phone: '+15550100', consentToSms: true }, null],
    ['by e-mail', { ...nothing, email: 'a@b.example', consentToEmail: true }, null],
  ])('%s', (_story, given, reason) => {
    expect(unreachable(given)?.reason ?? null).toBe(reason);
  });

  it('is reached by somebody two days before the session', () => {
    expect(unreachable(nothing)?.dueAt).toBe(nextStart - 2 * day);
  });
});

describe('READY-65: the call on the day after', () => {
  const dischargedAt = at('2026-06-08T15:00');
  const call = (now: string, heardAt: string | null = null) =>
    dayAfterCall({ dischargedAt, heardAt: heardAt === null ? null : at(heardAt), zone, now: at(now) });

  it.each([
    ['is not made on the same day', '2026-06-08T23:59', null, false],
    ['is made from the next morning on', '2026-06-09T07:00', null, true],
    ['is made on the third day still', '2026-06-11T23:00', null, true],
    ['is not made up for later', '2026-06-12T07:00', null, false],
    ['is not made to who was heard of since', '2026-06-09T12:00', '2026-06-09T08:00', false],
    ['is made to who was heard of on the day itself', '2026-06-09T12:00', '2026-06-08T20:00', true],
  ])('%s', (_story, now, heardAt, made) => {
    expect(call(now, heardAt) !== null).toBe(made);
  });

  it('is due 24 hours after the discharge', () => {
    expect(call('2026-06-09T07:00')?.dueAt).toBe(dischargedAt + day);
  });
});

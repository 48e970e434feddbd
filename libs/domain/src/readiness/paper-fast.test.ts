import { describe, expect, it } from 'vitest';
import { clockText } from '../time/clock-text.js';
import { fastingCutOffs, fastingText, usualBasis } from './fasting.js';
import { paperFast, type PaperFastFacts } from './paper-fast.js';
import { policyOn } from './readiness-policy.js';

const zone = 'America/New_York';
const facts: PaperFastFacts = {
  start: Date.parse('2026-11-24T13:00:00Z'),
  arriveAt: Date.parse('2026-11-24T12:30:00Z'),
  sedation: 'moderate',
  zone,
  basis: usualBasis,
  usual: true,
  signedFor: null,
};
const told = (changes: Partial<PaperFastFacts> = {}) => {
  const fast = paperFast({ ...facts, ...changes });
  return typeof fast === 'string'
    ? fast
    : fast.map(({ intake, lastAt }) => `${intake} ${clockText(lastAt, zone)}`);
};
const times = [
  'full-meal Mon 23 Nov 2026, 23:59 EST',
  'light-meal Tue 24 Nov 2026, 02:00 EST',
  'clear-liquids Tue 24 Nov 2026, 06:00 EST',
];

describe('READY-52 the fast on a sheet of paper', () => {
  it('H3, H22: is clock times with weekday, date and zone, and never 00:00', () => {
    expect(told()).toEqual(times);
  });

  it('is nobody’s without sedation', () => {
    expect(told({ sedation: 'none' })).toBe('none');
  });

  it('H4: has no times before a physician has signed these very ones', () => {
    const cutOffs = fastingCutOffs(facts, policyOn('2026-11-24').fasting);
    expect(told({ usual: false })).toBe('unsigned');
    expect(told({ usual: false, signedFor: fastingText(cutOffs) })).toEqual(times);
    const moved = { start: facts.start + 3_600_000, arriveAt: facts.arriveAt + 3_600_000 };
    expect(told({ usual: false, signedFor: fastingText(cutOffs), ...moved })).toBe('unsigned');
  });
});

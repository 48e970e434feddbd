import { describe, expect, it } from 'vitest';
import { consentTalk } from './consent-texts.js';

const { items } = consentTalk;

describe('The talk before consent', () => {
  it.each([
    ['S1: less pain in leg and foot', items.relief, /pain in the leg or foot/],
    ['S3: less sweating and more blood flow', items.relief, /sweating.*blood flow/],
    ['S31: less inflammation, where a steroid is given', items.inflammation, /steroid.*less inflammation/],
    ['S31: a finding', items.diagnosis, /^Finding the cause/],
    ['S7: relief and no relief, each with its limit', items.diagnosis, /no relief.*Neither proves it/],
    ['S22: that not everybody has relief, and what then', items['not-everybody'], /Other treatments/],
    ['S26: how long relief may last, as no promise', items.duration, /several weeks.*nobody can promise/],
  ])('names %s', (_what, item, words) => {
    expect(item).toMatch(words);
  });

  it('promises nothing, and carries a version, an author and a first day', () => {
    for (const item of Object.values(items)) expect(item).not.toMatch(/\b(will|cures?|always|guarantee)\b/i);
    expect(consentTalk).toMatchObject({
      version: expect.stringMatching(/./),
      author: expect.stringMatching(/./),
      effectiveFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });
});

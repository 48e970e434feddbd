import { preparationCodes } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import {
  groupOfPreparation,
  preparationGroups,
  preparationLanguage,
  preparationLanguages,
  preparationText,
  preparationTexts,
} from './preparation-texts.js';

const zone = 'America/New_York';
const phone = '+15550100';
const at = Date.UTC(2026, 5, 8, 3, 59);
const every = preparationLanguages.flatMap((language) =>
  preparationCodes.flatMap((code) =>
    [null, 'Sam Lee'].flatMap((name) =>
      [null, phone].map((number) => ({
        language,
        code,
        name,
        number,
        text: preparationText(
          { code, at, hours: 24, ...(name !== null && { name }) },
          { zone, phone: number },
          language,
        ),
      })),
    ),
  ),
);

describe('The words of the preparation', () => {
  it('H7: have nobody stop, hold, skip or begin a medicine again, and name no dose', () => {
    const orders =
      /\b(stop|hold|skip|omit|pause|quit|discontinue|withhold|restart|resume|half|mg|units?)\b|suspend|interrump|deje de|dejar de|omit|reanud|reinici|salt(e|ar)\b|unidades|mitad/i;
    for (const { text } of every) expect(text).not.toMatch(orders);
  });

  it('H3: never say midnight, and say each time with weekday, date and zone', () => {
    for (const { text } of every) expect(text).not.toMatch(/midnight|medianoche/i);
    const fasting = (language: 'en' | 'es') =>
      preparationText({ code: 'no-full-meal-after', at }, { zone, phone: null }, language);
    expect(fasting('en')).toContain('Sun 7 Jun 2026, 23:59 EDT');
    expect(fasting('es')).toContain('dom 7 jun 2026, 23:59 EDT');
  });

  it('say the clinic’s own number where there is one, and none where there is none', () => {
    const calling = new Set(every.filter(({ text }) => text.includes(phone)).map(({ code }) => code));
    expect([...calling]).toEqual([
      'fasting-clinic-calls',
      'blood-thinner-as-agreed',
      'diabetes-clinic-calls',
      'diabetes-plan-as-agreed',
      'bring-escort',
      'questions',
    ]);
    for (const { text, number } of every) {
      if (number === null) expect(text).not.toMatch(/\+|null|undefined|: *\.|:$/);
      expect(text).toMatch(/\.$/);
    }
  });

  it('H23: are other words in each language, in sentences short enough to be read aloud', () => {
    for (const code of preparationCodes) {
      const texts = every.filter((each) => each.code === code && each.name === null && each.number === null);
      expect(new Set(texts.map(({ text }) => text)).size).toBe(preparationLanguages.length);
    }
    for (const { text } of every)
      for (const sentence of text.split(/[.:] /)) expect(sentence.split(' ').length).toBeLessThan(36);
  });

  it('stand each under a heading, and each heading has a line', () => {
    expect(new Set(Object.values(groupOfPreparation))).toEqual(new Set(preparationGroups));
  });

  it('carry a version, an author and a first day', () => {
    expect(preparationTexts).toMatchObject({
      version: expect.stringMatching(/./),
      author: expect.stringMatching(/./),
      effectiveFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });

  it.each([
    ['es-MX', 'es'],
    ['EN', 'en'],
    ['vi', null],
  ])('are for a speaker of %s in %s', (spoken, language) => {
    expect(preparationLanguage(spoken)).toBe(language);
  });
});

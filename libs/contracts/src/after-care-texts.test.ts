import { afterCare, afterCareCodes, type AfterCareFacts } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import { afterCareText } from './after-care-texts.js';

const facts: AfterCareFacts = {
  zone: 'America/New_York',
  needleOutAt: Date.parse('2025-03-08T15:00:00Z'),
  roomOutAt: Date.parse('2025-03-08T15:10:00Z'),
  sedated: true,
  anaestheticGiven: true,
  steroidGiven: true,
  bloodThinner: 'taken',
  nextDose: { prescriber: 'Dr Osei', at: Date.parse('2025-03-09T12:30:00Z') },
  diabetes: true,
  phone: '+15551234567',
  outOfHoursText: 'At night, call the hospital.',
};
const textsOf = (language: 'en' | 'es', changes: Partial<AfterCareFacts> = {}): string[] =>
  afterCare({ ...facts, ...changes }).map((line) => afterCareText(line, facts.zone, language));

describe('What a patient reads at home', () => {
  it.each([
    ['en', 'No sport, no lifting and no hard work for 24 hours: until Sun 9 Mar 2025, 11:00 EDT.'],
    [
      'es',
      'Nada de deporte, de levantar peso ni de trabajo duro durante 24 horas: hasta el dom 9 mar 2025, 11:00 EDT.',
    ],
  ] as const)('%s: the rest is a clock time, right over the change of the clocks', (language, sentence) => {
    expect(textsOf(language)[0]).toBe(sentence);
  });

  it.each([
    [
      'en',
      'Your prescriber (Dr Osei) has written down for the next dose of your blood thinner: Sun 9 Mar 2025, 08:30 EDT.',
    ],
    [
      'es',
      'Quien le receta el anticoagulante (Dr Osei) anotó para la próxima dosis: dom 9 mar 2025, 08:30 EDT.',
    ],
  ] as const)('H7: %s: the next dose is the prescriber’s own word, as a clock time', (language, sentence) => {
    expect(textsOf(language)).toContain(sentence);
  });

  it.each(['en', 'es'] as const)("%s: the number is the clinic's own", (language) => {
    expect(textsOf(language).join(' ')).toContain('+15551234567');
  });

  it.each(['en', 'es'] as const)(
    'H7, H3: %s never says stop, start, or midnight, and leaves no gap',
    (language) => {
      const every = afterCareCodes.map((code) =>
        afterCareText(
          { code, until: facts.roomOutAt, hours: 24, days: 3, say: '+15551234567' },
          facts.zone,
          language,
        ),
      );
      expect(every).toHaveLength(17);
      for (const text of every) {
        expect(text).not.toMatch(
          /\b(stop|restart|start taking|resume|suspenda|deje de tomar|reanude|midnight|medianoche)\b/i,
        );
        expect(text).not.toMatch(/undefined|null|NaN|\s{2,}/);
        expect(text.trim()).not.toBe('');
      }
    },
  );
});

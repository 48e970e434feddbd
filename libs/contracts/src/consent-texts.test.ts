import { describe, expect, it } from 'vitest';
import { consentTalk } from './consent-texts.js';

const { items } = consentTalk;

describe('The talk before consent', () => {
  it.each([
    ['S1: less pain in leg and foot', items.relief, /pain in the leg or foot/, /dolor en la pierna o el pie/],
    ['S3: less sweating and more blood flow', items.relief, /sweating.*blood flow/, /sudor.*flujo de sangre/],
    [
      'S31: less inflammation, where a steroid is given',
      items.inflammation,
      /steroid.*less inflammation/,
      /esteroide.*menos inflamación/,
    ],
    ['S31: a finding', items.diagnosis, /^Finding the cause/, /^Buscar la causa/],
    [
      'S7: relief and no relief, each with its limit',
      items.diagnosis,
      /no relief.*Neither proves it/,
      /si no lo hay.*Ni lo uno ni lo otro lo demuestra/,
    ],
    [
      'S22: that not everybody has relief, and what then',
      items['not-everybody'],
      /Other treatments/,
      /otros tratamientos/,
    ],
    [
      'S26: how long relief may last, as no promise',
      items.duration,
      /several weeks.*nobody can promise/,
      /varias semanas.*nadie puede prometerlo/,
    ],
  ])('names %s, in both languages', (_what, item, english, spanish) => {
    expect(item.en).toMatch(english);
    expect(item.es).toMatch(spanish);
  });

  it('promises nothing, and carries a version, an author and a first day', () => {
    for (const { en, es } of Object.values(items)) {
      expect(en).not.toMatch(/\b(will|cures?|always|guarantee)\b/i);
      expect(es).not.toMatch(/\b(cura|siempre|garantiza|tendrá)\b/i);
    }
    expect(consentTalk).toMatchObject({
      version: expect.stringMatching(/./),
      author: expect.stringMatching(/./),
      effectiveFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  });

  it('S31: says of itself that it is no form to be signed', () => {
    expect(consentTalk.noForm.en).toMatch(/not a form.*nothing is signed/);
    expect(consentTalk.noForm.es).toMatch(/No es un formulario y no se firma/);
  });
});

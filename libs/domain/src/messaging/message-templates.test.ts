import { describe, expect, it } from 'vitest';
import { messageChannels, messageKinds } from './message.js';
import {
  messageLanguage,
  messageLanguages,
  messageTemplates,
  messageText,
  type MessageFacts,
  type SaidKind,
} from './message-templates.js';

const saidKinds = messageKinds.filter((kind): kind is SaidKind => kind !== 'change');
const facts: MessageFacts = {
  clinic: 'Elm Street',
  phone: '+12125550100',
  when: 'Mon 7 Dec 2026, 09:00 EST',
  was: 'Fri 4 Dec 2026, 13:00 EST',
  arrive: 'Mon 7 Dec 2026, 08:15 EST',
  until: 'Fri 4 Dec 2026, 13:15 EST',
  link: 'https://example.org/d#token',
  prepare: [],
};
const every = saidKinds.flatMap((kind) =>
  messageLanguages.flatMap((language) =>
    messageChannels.map((channel) => [kind, language, channel] as const),
  ),
);
const whole = (
  kind: SaidKind,
  language: 'en' | 'es',
  channel: 'email' | 'sms',
  more: MessageFacts = facts,
) => {
  const { subject, body } = messageText(kind, language, channel, more);
  return `${subject ?? ''}\n${body}`;
};

/** What is done, why, and with what: none of it may stand in a message, in either language (trust.md 3.9). */
const forbidden =
  /inject|inyec|block|bloqueo|needle|aguja|nerve|nervio|sympathet|simp[aá]tic|lumbar|spine|columna|pain|dolor|sedat|sedaci|an(a)?esth|anest[eé]|steroid|esteroid|contrast|procedure|procedimiento|surg|cirug|diagnos|diagn[oó]s|treatment|tratamiento|medic|drug|f[aá]rmaco|anticoag|warfarin|insulin|pregnan|embaraz|allerg|alergi|left|right|izquierd|derech|\bdr\b|doctor|room|sala|score|puntuaci/i;

describe('MSG-07: the text of a message', () => {
  it.each(every)('%s in %s by %s has no place left open and no hole in it', (kind, language, channel) => {
    expect(whole(kind, language, channel)).not.toMatch(/[{}]|undefined|null|NaN| {2}|: *$|\s[.,]/);
  });

  it.each(every)('H21: %s in %s by %s says nothing of what is done and why', (kind, language, channel) => {
    const { intakes, escort, clinicCallsAboutFood } = messageTemplates;
    const prepare = [...Object.values(intakes[language]), escort[language], clinicCallsAboutFood[language]];
    expect(
      whole(kind, language, channel, {
        ...facts,
        prepare: prepare.map((line) => line.replace('{at}', '08:00')),
      }),
    ).not.toMatch(forbidden);
  });

  it.each(every)(
    '%s in %s by %s names the clinic, and its number only where there is one',
    (kind, language, channel) => {
      expect(whole(kind, language, channel)).toContain('Elm Street');
      expect(whole(kind, language, channel)).toContain('+12125550100');
      const without = whole(kind, language, channel, { ...facts, phone: null });
      expect(without).not.toMatch(/[{}+]|(call|llame al) *[.,]/);
    },
  );

  it('gives the time with weekday, date, time and zone, and the earlier one beside it', () => {
    expect(messageText('moved', 'en', 'sms', facts).body).toBe(
      'Elm Street: your appointment is now on Mon 7 Dec 2026, 09:00 EST, no longer on Fri 4 Dec 2026, 13:00 EST. Please be there at Mon 7 Dec 2026, 08:15 EST. Questions: +12125550100',
    );
  });

  it('says how to prepare in a paragraph of its own, and nothing where there is nothing to prepare', () => {
    const prepared = messageText('confirmation', 'en', 'email', {
      ...facts,
      prepare: ['Nothing to eat.', 'Nothing to drink.'],
    });
    expect(prepared.body).toContain('\n\nNothing to eat. Nothing to drink.\n\n');
    expect(messageText('confirmation', 'en', 'email', facts).body).not.toContain('\n\n\n');
  });

  it('is not made at all without the time it speaks of', () => {
    const { when: _, ...without } = facts;
    expect(() => messageText('confirmation', 'en', 'sms', without)).toThrow(RangeError);
  });

  it('says everything in every language: no template has more lines than its neighbour', () => {
    for (const kind of saidKinds)
      expect(messageTemplates.words.es[kind].lines).toHaveLength(
        messageTemplates.words.en[kind].lines.length,
      );
  });

  it('is in the language of the patient, in English where there are no words in it', () => {
    expect(['es', 'es-MX', 'ES', 'pt', 'en-US'].map(messageLanguage)).toEqual(['es', 'es', 'es', 'en', 'en']);
  });
});

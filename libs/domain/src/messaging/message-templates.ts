import type { FastingIntake } from '../readiness/readiness-policy.js';
import type { MessageChannel, MessageKind } from './message.js';

export const messageLanguages = ['en', 'es'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/** Everything but a change, of which it is not decided yet what it is. */
export type SaidKind = Exclude<MessageKind, 'change'>;

/**
 * The words of one message. A line with a place for a fact that nobody knows is left out where the fact may be
 * unknown (the clinic's telephone number, what to prepare); every other fact must be there.
 */
export interface MessageTemplate {
  readonly subject: string;
  readonly lines: readonly string[];
  /** The same in one breath: a text message costs by its length. */
  readonly short: string;
  /** Follows the short text where the number is known. */
  readonly shortCall: string;
}

export interface MessageTemplates {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  readonly words: Readonly<Record<MessageLanguage, Readonly<Record<SaidKind, MessageTemplate>>>>;
  readonly intakes: Readonly<Record<MessageLanguage, Readonly<Record<FastingIntake, string>>>>;
  readonly escort: Readonly<Record<MessageLanguage, string>>;
  /** Instead of times that nobody has signed off for her: never a guess (hazard H4). */
  readonly clinicCallsAboutFood: Readonly<Record<MessageLanguage, string>>;
}

const en: Readonly<Record<SaidKind, MessageTemplate>> = {
  confirmation: {
    subject: 'Your appointment at {clinic}',
    lines: [
      'Your appointment at {clinic}:',
      '{when}',
      'Please be there at {arrive}.',
      '{prepare}',
      'If you cannot come, or have questions, call {phone}.',
    ],
    short: '{clinic}: your appointment is on {when}. Please be there at {arrive}. {prepare}',
    shortCall: 'Questions: {phone}',
  },
  moved: {
    subject: 'New time for your appointment at {clinic}',
    lines: [
      'Your appointment at {clinic} has a new time:',
      '{when}',
      'The earlier time, {was}, no longer stands.',
      'Please be there at {arrive}.',
      '{prepare}',
      'If this time does not suit you, call {phone}.',
    ],
    short:
      '{clinic}: your appointment is now on {when}, no longer on {was}. Please be there at {arrive}. {prepare}',
    shortCall: 'Questions: {phone}',
  },
  cancelled: {
    subject: 'Your appointment at {clinic} is cancelled',
    lines: [
      'Your appointment at {clinic} on {was} is cancelled. Please do not come at that time.',
      'To find another time, call {phone}.',
    ],
    short: '{clinic}: your appointment on {was} is cancelled. Please do not come.',
    shortCall: 'For another time: {phone}',
  },
  preparation: {
    subject: 'Please prepare differently for your appointment at {clinic}',
    lines: [
      'The time of your appointment at {clinic} stays as it is:',
      '{when}',
      'How to prepare has changed. Only what stands here counts now:',
      'Please be there at {arrive}.',
      '{prepare}',
      'If you have questions, call {phone}.',
    ],
    short:
      '{clinic}: how to prepare for your appointment on {when} has changed. Please be there at {arrive}. {prepare}',
    shortCall: 'Questions: {phone}',
  },
  reminder: {
    subject: 'Reminder: your appointment at {clinic}',
    lines: [
      'This is a reminder of your appointment at {clinic}:',
      '{when}',
      'Please be there at {arrive}.',
      '{prepare}',
      'If you cannot come, call {phone} now, so that somebody else can have the time.',
    ],
    short: 'Reminder from {clinic}: your appointment is on {when}. Please be there at {arrive}. {prepare}',
    shortCall: 'If you cannot come: {phone}',
  },
  'day-after': {
    subject: 'How are you today?',
    lines: [
      'You were at {clinic} yesterday. We hope that you are well.',
      'If anything worries you, call {phone}.',
      'In an emergency call your emergency number at once.',
    ],
    short: '{clinic}: you were with us yesterday. In an emergency call your emergency number at once.',
    shortCall: 'If anything worries you: {phone}',
  },
  offer: {
    subject: 'An earlier time at {clinic}',
    lines: [
      'A time at {clinic} has become free, and it is kept for you until {until}:',
      '{when}',
      'To take it, call {phone}. If you do not call, it goes to somebody else and nothing changes for you.',
    ],
    short: '{clinic}: {when} has become free, and it is kept for you until {until}.',
    shortCall: 'To take it: {phone}',
  },
  'diary-invitation': {
    subject: 'Your personal page at {clinic}',
    lines: [
      'This is your personal page at {clinic}:',
      '{link}',
      'It takes ten seconds a day. Please do not pass the link on: it is yours alone.',
      'If you have questions, call {phone}.',
    ],
    short: '{clinic}: your personal page, yours alone: {link}',
    shortCall: 'Questions: {phone}',
  },
};

const es: Readonly<Record<SaidKind, MessageTemplate>> = {
  confirmation: {
    subject: 'Su cita en {clinic}',
    lines: [
      'Su cita en {clinic}:',
      '{when}',
      'Por favor, llegue el {arrive}.',
      '{prepare}',
      'Si no puede venir o tiene preguntas, llame al {phone}.',
    ],
    short: '{clinic}: su cita es el {when}. Por favor, llegue el {arrive}. {prepare}',
    shortCall: 'Preguntas: {phone}',
  },
  moved: {
    subject: 'Nueva hora para su cita en {clinic}',
    lines: [
      'Su cita en {clinic} tiene una nueva hora:',
      '{when}',
      'La hora anterior, {was}, ya no es válida.',
      'Por favor, llegue el {arrive}.',
      '{prepare}',
      'Si esta hora no le conviene, llame al {phone}.',
    ],
    short: '{clinic}: su cita es ahora el {when}, ya no el {was}. Por favor, llegue el {arrive}. {prepare}',
    shortCall: 'Preguntas: {phone}',
  },
  cancelled: {
    subject: 'Su cita en {clinic} está cancelada',
    lines: [
      'Su cita en {clinic} del {was} está cancelada. Por favor, no venga a esa hora.',
      'Para buscar otra hora, llame al {phone}.',
    ],
    short: '{clinic}: su cita del {was} está cancelada. Por favor, no venga.',
    shortCall: 'Para otra hora: {phone}',
  },
  preparation: {
    subject: 'Por favor, prepárese de otra manera para su cita en {clinic}',
    lines: [
      'La hora de su cita en {clinic} no cambia:',
      '{when}',
      'Ha cambiado cómo debe prepararse. Ahora solo vale lo que dice aquí:',
      'Por favor, llegue el {arrive}.',
      '{prepare}',
      'Si tiene preguntas, llame al {phone}.',
    ],
    short:
      '{clinic}: ha cambiado cómo prepararse para su cita del {when}. Por favor, llegue el {arrive}. {prepare}',
    shortCall: 'Preguntas: {phone}',
  },
  reminder: {
    subject: 'Recordatorio: su cita en {clinic}',
    lines: [
      'Le recordamos su cita en {clinic}:',
      '{when}',
      'Por favor, llegue el {arrive}.',
      '{prepare}',
      'Si no puede venir, llame ahora al {phone}, para que otra persona pueda usar la hora.',
    ],
    short: 'Recordatorio de {clinic}: su cita es el {when}. Por favor, llegue el {arrive}. {prepare}',
    shortCall: 'Si no puede venir: {phone}',
  },
  'day-after': {
    subject: '¿Cómo está hoy?',
    lines: [
      'Ayer estuvo en {clinic}. Esperamos que se encuentre bien.',
      'Si algo le preocupa, llame al {phone}.',
      'En una emergencia, llame enseguida a su número de emergencias.',
    ],
    short:
      '{clinic}: ayer estuvo con nosotros. En una emergencia, llame enseguida a su número de emergencias.',
    shortCall: 'Si algo le preocupa: {phone}',
  },
  offer: {
    subject: 'Una hora más temprana en {clinic}',
    lines: [
      'Ha quedado libre una hora en {clinic}, reservada para usted hasta el {until}:',
      '{when}',
      'Para aceptarla, llame al {phone}. Si no llama, será para otra persona y para usted no cambia nada.',
    ],
    short: '{clinic}: ha quedado libre el {when}, reservado para usted hasta el {until}.',
    shortCall: 'Para aceptarla: {phone}',
  },
  'diary-invitation': {
    subject: 'Su página personal en {clinic}',
    lines: [
      'Esta es su página personal en {clinic}:',
      '{link}',
      'Le toma diez segundos al día. Por favor, no comparta el enlace: es solo para usted.',
      'Si tiene preguntas, llame al {phone}.',
    ],
    short: '{clinic}: su página personal, solo para usted: {link}',
    shortCall: 'Preguntas: {phone}',
  },
};

/**
 * Plain words and as few as will do: the clinic, when, and whom to call. Nothing says what is done there or why
 * (trust.md 3.9). A change of any word is a new version.
 */
export const messageTemplates: MessageTemplates = {
  version: '2',
  author: 'Lull defaults, to be confirmed by the clinic; the Spanish to be read by a native speaker',
  effectiveFrom: '2026-11-01',
  words: { en, es },
  intakes: {
    en: {
      'full-meal': 'No full meal after {at}.',
      'solid-food': 'Nothing solid to eat after {at}; liquids only.',
      'light-meal': 'Nothing to eat at all after {at}.',
      'clear-liquids': 'Nothing to drink after {at}, not even water.',
    },
    es: {
      'full-meal': 'Ninguna comida completa después del {at}.',
      'solid-food': 'Nada sólido de comer después del {at}; solo líquidos.',
      'light-meal': 'Nada de comer después del {at}.',
      'clear-liquids': 'Nada de beber después del {at}, ni siquiera agua.',
    },
  },
  escort: {
    en: 'Bring an adult who takes you home and stays with you. You must not drive.',
    es: 'Venga con un adulto que le lleve a casa y se quede con usted. No debe conducir.',
  },
  clinicCallsAboutFood: {
    en: 'The clinic will call you and say until when you may eat and drink.',
    es: 'La clínica le llamará y le dirá hasta cuándo puede comer y beber.',
  },
};

/** The language of a patient (BCP 47) among those that there are words in; English for all others. */
export function messageLanguage(tag: string): MessageLanguage {
  const primary = tag.toLowerCase().split('-')[0];
  return messageLanguages.find((language) => language === primary) ?? 'en';
}

/** What the channel says of a language's clock times. */
export const clockLocales: Readonly<Record<MessageLanguage, string>> = { en: 'en-GB', es: 'es-ES' };

export interface MessageFacts {
  readonly clinic: string;
  readonly phone: string | null;
  readonly when?: string;
  readonly was?: string;
  readonly arrive?: string;
  readonly until?: string;
  readonly link?: string;
  /** Whole lines, in the patient's language. */
  readonly prepare?: readonly string[];
}

export interface MessageText {
  /** Text messages have none. */
  readonly subject: string | null;
  readonly body: string;
}

const mayBeUnknown = ['phone', 'prepare'];

/**
 * MSG-07: the text of a message, in the patient's language. A line about a telephone number that the clinic does not
 * keep is left out. Throws on any other place that nobody filled: rather no message than one with a hole in it.
 */
export function messageText(
  kind: SaidKind,
  language: MessageLanguage,
  channel: MessageChannel,
  facts: MessageFacts,
): MessageText {
  const { subject, lines, short, shortCall } = messageTemplates.words[language][kind];
  if (channel === 'sms') {
    const body = [filled(short, facts), filled(shortCall, facts)].filter((part) => part !== null).join(' ');
    return { subject: null, body };
  }
  const body = lines.flatMap((line) => filled(line, facts) ?? []).join('\n\n');
  return { subject: filled(subject, facts) ?? '', body };
}

/** A template with its places filled; null: what may be unknown is. */
function filled(template: string, facts: MessageFacts): string | null {
  let whole = true;
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const fact = (facts as unknown as Readonly<Record<string, string | readonly string[] | null>>)[name];
    const words = typeof fact === 'string' ? fact : (fact ?? []).join(' ');
    if (words !== '') return words;
    if (!mayBeUnknown.includes(name)) throw new RangeError(`A message has no ${name}.`);
    whole = template === `{${name}}` || name === 'phone' ? false : whole;
    return '';
  });
  return whole ? text.trim() : null;
}

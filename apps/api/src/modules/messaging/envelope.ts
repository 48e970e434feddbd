import {
  clockLocales,
  clockText,
  messageLanguage,
  messageTemplates,
  messageText,
  type FastingIntake,
  type MessageChannel,
  type MessageLanguage,
  type Preparation,
  type PreparationCode,
  type PreparationLine,
  type SaidKind,
} from '@lull/domain';
import { calendarFile } from './calendar-file.js';
import type { MessagePeople, StandingSession, ToldBefore } from './outbox.repository.js';

/** What a message says, before it is put into words. */
export type Saying =
  | {
      readonly kind: 'confirmation' | 'moved' | 'preparation' | 'reminder';
      readonly sessionId: string;
      readonly session: StandingSession;
      readonly preparation: Preparation;
      readonly was: ToldBefore | null;
    }
  | {
      readonly kind: 'cancelled';
      readonly sessionId: string;
      readonly session: StandingSession;
      readonly was: ToldBefore;
    }
  | { readonly kind: 'offer'; readonly start: number; readonly until: number }
  | { readonly kind: 'diary-invitation'; readonly link: string }
  | { readonly kind: 'day-after' };

export interface WrittenMessage {
  readonly kind: SaidKind;
  readonly language: MessageLanguage;
  readonly subject: string | null;
  readonly body: string;
  readonly calendar: { readonly text: string; readonly method: 'PUBLISH' | 'CANCEL' } | null;
}

/** A message in the patient's words. An appointment comes with its calendar file, by e-mail. */
export function writeMessage(
  saying: Saying,
  people: MessagePeople,
  channel: MessageChannel,
  sender: string,
): WrittenMessage {
  const language = messageLanguage(people.language);
  const clock = (at: number): string => clockText(at, people.zone, clockLocales[language]);
  const { clinicName: clinic, phone } = people;
  const text = messageText(saying.kind, language, channel, {
    clinic,
    phone,
    ...factsOf(saying, language, clock),
  });
  const calendar = channel === 'email' ? calendarOf(saying, clinic, sender, text.subject ?? clinic) : null;
  return { kind: saying.kind, language, ...text, calendar };
}

function factsOf(saying: Saying, language: MessageLanguage, clock: (at: number) => string) {
  switch (saying.kind) {
    case 'cancelled':
      return { was: clock(saying.was.start) };
    case 'offer':
      return { when: clock(saying.start), until: clock(saying.until) };
    case 'diary-invitation':
      return { link: saying.link };
    case 'day-after':
      return {};
    case 'confirmation':
    case 'moved':
    case 'preparation':
    case 'reminder':
      return {
        when: clock(saying.session.start),
        arrive: clock(arrivalOf(saying.preparation)),
        ...(saying.was !== null && { was: clock(saying.was.start) }),
        prepare: saying.preparation.lines.flatMap((line) => preparationText(line, language, clock)),
      };
  }
}

function arrivalOf({ lines }: Preparation): number {
  const at = lines.find(({ code }) => code === 'arrive-at')?.at;
  if (at === undefined || at === null) throw new RangeError('A preparation says no time of arrival.');
  return at;
}

const intakeOf: Partial<Readonly<Record<PreparationCode, FastingIntake>>> = {
  'liquid-diet-from': 'solid-food',
  'no-full-meal-after': 'full-meal',
  'no-solid-food-after': 'light-meal',
  'clear-liquids-until': 'clear-liquids',
};

/** What a message says of the preparation; what tells why somebody comes stands on the sheet alone (hazard H21). */
function preparationText(
  { code, at }: PreparationLine,
  language: MessageLanguage,
  clock: (at: number) => string,
): string[] {
  const { intakes, clinicCallsAboutFood, escort } = messageTemplates;
  if (code === 'bring-escort') return [escort[language]];
  if (code === 'fasting-clinic-calls') return [clinicCallsAboutFood[language]];
  const intake = intakeOf[code];
  return intake === undefined || at === null ? [] : [intakes[language][intake].replace('{at}', clock(at))];
}

function calendarOf(
  saying: Saying,
  clinic: string,
  sender: string,
  words: string,
): WrittenMessage['calendar'] {
  if (!('session' in saying) || saying.kind === 'reminder') return null;
  const { session, sessionId } = saying;
  const cancelled = saying.kind === 'cancelled';
  const start = saying.kind === 'cancelled' ? saying.was.start : session.start;
  const { version, durationMinutes } = session;
  return {
    text: calendarFile({ sessionId, version, start, durationMinutes, clinic, sender, words, cancelled }),
    method: cancelled ? 'CANCEL' : 'PUBLISH',
  };
}

import {
  clockLocales,
  clockText,
  lastToldAt,
  messageLanguage,
  messageTemplates,
  messageText,
  sedationRules,
  type FastingCutOff,
  type MessageChannel,
  type MessageLanguage,
  type SaidKind,
} from '@lull/domain';
import { calendarFile } from './calendar-file.js';
import type { MessagePeople, StandingSession, ToldBefore } from './outbox.repository.js';

/** How the patient prepares, as readiness has it. */
export interface Preparation {
  readonly arriveAt: number;
  readonly cutOffs: readonly FastingCutOff[];
  /** What a patient with diabetes eats before is signed off by the physician. */
  readonly diabetes: boolean;
}

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
    ...factsOf(saying, language, clock, (at) => clock(lastToldAt(at, people.zone))),
  });
  const calendar = channel === 'email' ? calendarOf(saying, clinic, sender, text.subject ?? clinic) : null;
  return { kind: saying.kind, language, ...text, calendar };
}

type InWords = (at: number) => string;

function factsOf(saying: Saying, language: MessageLanguage, clock: InWords, lastly: InWords) {
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
        arrive: clock(saying.preparation.arriveAt),
        ...(saying.was !== null && { was: clock(saying.was.start) }),
        prepare: preparationLines(saying, language, lastly),
      };
  }
}

/** Whose times are a matter for the physician is told to ask: a general number would be a wrong one (hazard H4). */
function preparationLines(
  {
    session,
    preparation: { cutOffs, diabetes },
  }: { readonly session: StandingSession; readonly preparation: Preparation },
  language: MessageLanguage,
  lastly: InWords,
): string[] {
  const { intakes, askAboutFood, escort } = messageTemplates;
  const food =
    cutOffs.length > 0 && diabetes
      ? [askAboutFood[language]]
      : cutOffs.map(({ intake, lastAt }) => intakes[language][intake].replace('{at}', lastly(lastAt)));
  return [...food, ...(sedationRules[session.sedation].escort === 'required' ? [escort[language]] : [])];
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

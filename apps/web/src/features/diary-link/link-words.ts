import type { PatientLinkView } from '@lull/contracts';
import { dateTimeText } from '../../ui/clock.js';

/** What stands of a patient's link, in one sentence. */
export function linkSentence(link: PatientLinkView, zone: string): string {
  const when = (at: number | null): string => (at === null ? 'a time not known' : dateTimeText(at, zone));
  switch (link.state) {
    case 'none':
      return 'This patient has no diary link yet.';
    case 'sent':
      return `A link was made on ${when(link.createdAt)} and has not been opened. It works until ${when(link.expiresAt)}.`;
    case 'opened':
      return `The link is in use, last on ${when(link.lastUsedAt)}. It works until ${when(link.expiresAt)}.`;
    case 'revoked':
      return 'The last link was revoked. Nobody can open the diary.';
    case 'expired':
      return `The last link ended on ${when(link.expiresAt)}.`;
  }
}

/** `12 of 14 asked (86 %)`; of less than ten asked, no rate: it would say more than it knows. */
export function answeredText({
  asked,
  answered,
}: {
  readonly asked: number;
  readonly answered: number;
}): string {
  if (asked === 0) return 'none asked yet';
  const rate = asked >= 10 ? ` (${Math.round((100 * answered) / asked)} %)` : '';
  return `${answered} of ${asked} asked${rate}`;
}

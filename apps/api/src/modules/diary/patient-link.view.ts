import type { DiaryFiguresView, PatientLinkView } from '@lull/contracts';
import { diaryContacts } from '@lull/domain';
import type { DiaryKept, NewestLink } from './patient-link.repository.js';

/** How often the diary asked since there was a link, and how many of these contacts were answered; without one, nothing. */
function responseOf({ linked, from, today, injectedOn, answered }: DiaryKept): {
  asked: number;
  answered: number;
} {
  if (!linked || from === null) return { asked: 0, answered: 0 };
  const contacts = diaryContacts(injectedOn, from, today);
  return { asked: contacts.length, answered: contacts.filter((day) => answered.includes(day)).length };
}

export function patientLinkView(link: NewestLink | undefined, kept: DiaryKept | undefined): PatientLinkView {
  const { asked, answered } = kept === undefined ? { asked: 0, answered: 0 } : responseOf(kept);
  const counts = { entries: kept?.entries ?? 0, asked, answered };
  if (link === undefined)
    return { state: 'none', createdAt: null, lastUsedAt: null, expiresAt: null, ...counts };
  const { createdAt, lastUsedAt, expiresAt } = link;
  return { state: stateOf(link), createdAt, lastUsedAt, expiresAt, ...counts };
}

function stateOf({ revoked, expired, openedAt }: NewestLink): PatientLinkView['state'] {
  if (revoked) return 'revoked';
  if (expired) return 'expired';
  return openedAt === null ? 'sent' : 'opened';
}

export function diaryFiguresView(patients: readonly DiaryKept[]): DiaryFiguresView {
  const responses = patients.map(responseOf);
  return {
    patients: patients.length,
    linked: patients.filter(({ linked }) => linked).length,
    opened: patients.filter(({ opened }) => opened).length,
    asked: responses.reduce((sum, { asked }) => sum + asked, 0),
    answered: responses.reduce((sum, { answered }) => sum + answered, 0),
  };
}

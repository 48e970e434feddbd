import {
  groupOfPreparation,
  preparationClock,
  preparationLanguage,
  preparationLanguages,
  preparationNoteTexts,
  preparationText,
  preparationTexts,
  type PreparationLanguage,
  type PreparationSheetView,
} from '@lull/contracts';
import type { PreparationLine, SessionState } from '@lull/domain';
import { preparationOf } from './preparation-of.js';
import type { PreparationPeople } from './preparation.repository.js';
import type { JudgedSession } from './requirements.service.js';

const prepared: readonly SessionState[] = ['tentative', 'booked', 'confirmed', 'arrived', 'preparing'];

export function preparationSheetView(
  judged: JudgedSession,
  people: PreparationPeople,
  now: number,
): PreparationSheetView {
  const { row, visit, policy } = judged;
  const { zone } = row;
  const { lines, notes } = preparationOf(judged, now);
  const clock = (at: number) => inEach((language) => preparationClock(at, zone, language));
  const lineView = (line: PreparationLine) => ({
    code: line.code,
    group: groupOfPreparation[line.code],
    at: line.at,
    text: inEach((language) => preparationText(line, { zone, phone: people.phone }, language)),
  });
  const { version, author, effectiveFrom } = preparationTexts;
  return {
    sessionId: row.sessionId,
    sessionVersion: row.version,
    state: row.state,
    asked: prepared.includes(row.state),
    patientId: row.patientId,
    patientName: people.patientName,
    birthDate: people.birthDate,
    spokenLanguage: people.language,
    language: preparationLanguage(people.language),
    clinic: {
      id: row.clinicId,
      name: people.clinicName,
      phone: people.phone,
      outOfHoursText: people.outOfHoursText,
      timeZone: zone,
    },
    startsAt: { at: visit.start, text: clock(visit.start) },
    madeAt: { at: now, text: clock(now) },
    lines: lines.map(lineView),
    notes: notes.map((code) => ({ code, text: preparationNoteTexts[code] })),
    texts: { version, author, effectiveFrom },
    policy: { version: policy.version, author: policy.author, effectiveFrom: policy.effectiveFrom },
  };
}

function inEach(
  say: (language: PreparationLanguage) => string,
): Readonly<Record<PreparationLanguage, string>> {
  return Object.fromEntries(preparationLanguages.map((each) => [each, say(each)])) as Record<
    PreparationLanguage,
    string
  >;
}

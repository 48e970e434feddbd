import type { ClinicView, SessionView } from '@lull/contracts';
import { resourceNames } from '../../api/clinics.js';
import { dateText, dateTimeText, durationText, timeText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { HeldStages } from '../../ui/held-stages.js';
import { PreparationTimes } from '../../ui/preparation-times.js';
import { sideWord } from '../../ui/side-word.js';
import { cancelReasonWords } from './cancel-words.js';
import { flagWords } from './session-words.js';

interface SessionFactsProps {
  readonly session: SessionView;
  readonly clinic: ClinicView | undefined;
}

const stampWords = [
  ['confirmedAt', 'confirmed'],
  ['arrivedAt', 'arrived'],
  ['preparingAt', 'preparing'],
  ['roomInAt', 'into the room'],
  ['roomOutAt', 'out of the room'],
  ['dischargedAt', 'discharged'],
  ['endedAt', 'ended'],
] as const;

/** Everything known of one session, in the clinic's clock times. */
export function SessionFacts({ session, clinic }: SessionFactsProps) {
  const zone = clinic?.timeZone ?? 'UTC';
  const nameOf = resourceNames(clinic ?? { resources: [] });
  const stamps = stampWords.flatMap(([key, words]) => {
    const at = session.stamps[key];
    if (at === null) return [];
    const by = session.stampedBy[key];
    return [{ term: words, fact: `${dateTimeText(at, zone)}${by === undefined ? '' : `, by ${by}`}` }];
  });
  return (
    <>
      <FactList
        facts={[
          {
            term: 'When',
            fact: `${dateTimeText(session.start, zone)} to ${timeText(session.end, zone)} (${durationText(session.end - session.start)})`,
          },
          { term: 'Where', fact: `${nameOf(session.roomId)}, ${clinic?.name ?? ''}` },
          { term: 'Physician', fact: nameOf(session.physicianId) },
          { term: 'Born', fact: dateText(session.birthDate).slice(4) },
          { term: 'MRN', fact: session.mrn },
          ...(session.flags.length === 0
            ? []
            : [{ term: 'To know', fact: session.flags.map((flag) => flagText(flag, session)).join('; ') }]),
          {
            term: 'Procedure',
            fact: `${session.procedureName} (${session.procedureCode}), ${sideWord(session.side)}`,
          },
          { term: 'In its series', fact: placeInSeries(session) },
          { term: 'Sedation', fact: session.sedation },
          ...(session.cancelReason === null
            ? []
            : [
                {
                  term: 'Cancelled',
                  fact: [cancelReasonWords(session.cancelReason), session.cancelNote]
                    .filter((part) => part !== null)
                    .join(': '),
                },
              ]),
        ]}
      />
      <PreparationTimes preparation={session.preparation} />
      {session.holds.length > 0 && (
        <HeldStages title="Held for this session" holds={session.holds} zone={zone} nameOf={nameOf} />
      )}
      {stamps.length > 0 && <FactList title="What happened" facts={stamps} />}
      {session.overrides.length > 0 && (
        <FactList
          title="Overrides"
          facts={session.overrides.map(({ code, reason, by, at }) => ({
            term: code,
            fact: `"${reason}" (${by}, ${dateTimeText(at, zone)})`,
          }))}
        />
      )}
    </>
  );
}

/** An allergy with its substance, for those who may read it: a drug is checked against the substance. */
function flagText(flag: string, { allergies }: SessionView): string {
  return flag === 'allergy-listed' && allergies !== null && allergies.length > 0
    ? `allergy: ${allergies.join(', ')}`
    : flagWords(flag);
}

/** A session that fell out has no place: those before and after it are counted without it. */
function placeInSeries({ state, ordinal, plannedCount }: SessionView): string {
  return state === 'cancelled' || state === 'no-show'
    ? `not counted, of ${plannedCount} planned`
    : `${ordinal} of ${plannedCount} planned`;
}

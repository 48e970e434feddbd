import type { ClinicView, SessionView } from '@lull/contracts';
import { dateText, dateTimeText, durationText, timeText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { HeldStages } from '../../ui/held-stages.js';
import { PreparationTimes } from '../../ui/preparation-times.js';
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
  const nameOf = (id: string) => clinic?.resources.find((resource) => resource.id === id)?.name ?? 'unknown';
  const stamps = stampWords.flatMap(([key, words]) => {
    const at = session.stamps[key];
    return at === null ? [] : [{ term: words, fact: dateTimeText(at, zone) }];
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
          { term: 'Procedure', fact: `${session.procedureCode}, ${session.side}` },
          { term: 'In its series', fact: `${session.ordinal} of ${session.plannedCount} planned` },
          { term: 'Sedation', fact: session.sedation },
          { term: 'Born', fact: dateText(session.birthDate).slice(4) },
          ...(session.flags.length === 0
            ? []
            : [{ term: 'To know', fact: session.flags.map(flagWords).join(', ') }]),
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

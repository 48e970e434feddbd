import { Skeleton, Stack } from '@mantine/core';
import { IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { FreeTimeView, SessionCheckView } from '@lull/contracts';
import { HeldStages } from '../../ui/held-stages.js';
import { PreparationTimes } from '../../ui/preparation-times.js';
import type { GivenOverride } from './booking-draft.js';
import classes from './booking.module.css';
import { FirstLegal } from './first-legal.js';
import { ReasonsAgainst } from './reasons-against.js';

interface CheckAnswerProps {
  readonly answer: SessionCheckView | undefined;
  readonly asking: boolean;
  readonly zone: string;
  readonly nameOf: (resourceId: string) => string;
  readonly overrides: readonly GivenOverride[];
  readonly mayOverride: boolean;
  readonly onOverrides: (overrides: readonly GivenOverride[]) => void;
  readonly onFreeTime: (time: FreeTimeView) => void;
}

/** What the server says of the choice so far: every reason against it, what would be held, and where it would do. */
export function CheckAnswer({
  answer,
  asking,
  zone,
  nameOf,
  overrides,
  mayOverride,
  onOverrides,
  onFreeTime,
}: CheckAnswerProps) {
  if (answer === undefined) return asking ? <Skeleton h={120} /> : null;
  return (
    <Stack gap="sm" className={classes['answer'] ?? ''} data-asking={asking || undefined} aria-busy={asking}>
      <output>
        {answer.accepted ? (
          <span className={classes['yes']}>
            <IconCheck size={18} aria-hidden />
            Possible
            {answer.state === 'tentative'
              ? ', as tentative: it waits for the response to the injection before it'
              : ''}
            .
          </span>
        ) : (
          <span className={classes['no']}>
            {answer.refusals.length === 1
              ? 'One reason against it:'
              : `${answer.refusals.length} reasons against it:`}
          </span>
        )}
      </output>
      <ReasonsAgainst refusals={answer.refusals} {...{ overrides, mayOverride, onOverrides }} />
      {answer.advisories.length > 0 && (
        <ul className={classes['advisories']} aria-label="To know">
          {answer.advisories.map(({ code, detail }) => (
            <li key={code}>
              <IconInfoCircle size={16} aria-hidden />
              {detail}
            </li>
          ))}
        </ul>
      )}
      <FirstLegal firstLegal={answer.firstLegal} />
      {answer.preparation !== null && <PreparationTimes preparation={answer.preparation} />}
      {answer.freeTimes.length > 0 && (
        <FreeTimes times={answer.freeTimes} nameOf={nameOf} onChoose={onFreeTime} />
      )}
      {answer.holds.length > 0 && (
        <HeldStages title="Would be held" holds={answer.holds} zone={zone} nameOf={nameOf} />
      )}
    </Stack>
  );
}

interface FreeTimesProps {
  readonly times: readonly FreeTimeView[];
  readonly nameOf: (resourceId: string) => string;
  readonly onChoose: (time: FreeTimeView) => void;
}

function FreeTimes({ times, nameOf, onChoose }: FreeTimesProps) {
  return (
    <section aria-label="Next free times">
      <h3 className={classes['small-title']}>Next free times</h3>
      <ul className={classes['free-times']}>
        {times.map((time) => (
          <li key={`${time.start} ${time.roomId}`}>
            <button type="button" className={classes['free-time']} onClick={() => onChoose(time)}>
              <b className="tabular">{time.text}</b>
              <span>
                {nameOf(time.roomId)}, {nameOf(time.physicianId)}
                {time.daysSincePrevious !== null && `, ${time.daysSincePrevious} days after the one before`}
                {time.pastMaximumDays !== null &&
                  `: later than the ${time.pastMaximumDays} that the series plans at most`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconCircleDashed,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SeriesPlanOccurrenceView, PlanTimeView, ProblemReason } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import { nudged, type Choice } from './plan-wishes.js';
import { alternativeText, daysText, stateText, whenText } from './plan-words.js';
import classes from './plan.module.css';

interface PlanRowProps {
  readonly occurrence: SeriesPlanOccurrenceView;
  readonly zone: string;
  /** Somebody decided about it: a time, or to leave it out. */
  readonly isChosen: boolean;
  /** The proposal is being made anew. */
  readonly isWaiting: boolean;
  /** Why it could not be booked just now. */
  readonly refusals: readonly ProblemReason[];
  /** Null: as the plan proposes. */
  readonly onChoose: (choice: Choice | null) => void;
}

const icons = {
  free: IconCircleCheck,
  shifted: IconCircleCheck,
  'to-place': IconAlertTriangle,
  'left-out': IconCircleDashed,
};

/** One occurrence: when it is due, when it can be, and what may be done about it. */
export function PlanRow({ occurrence, zone, isChosen, isWaiting, refusals, onChoose }: PlanRowProps) {
  const { ordinal, target, dueBy, time, state, daysSincePrevious } = occurrence;
  const Icon = icons[state];
  return (
    <li className={classes['row']} data-state={state}>
      <span className={classes['ordinal']}>#{ordinal}</span>
      <span className={classes['target']}>
        <span className={classes['name']}>target </span>
        {dateText(target)}
      </span>
      <div className={classes['proposal']}>
        {time === null ? (
          <span className={classes['quiet']}>{dueBy === null ? 'no time' : `due by ${dateText(dueBy)}`}</span>
        ) : (
          <>
            <strong className="tabular">{whenText(time, zone)}</strong>
            <span className={classes['quiet']}>
              {time.roomName}, {time.physicianName}
              {daysSincePrevious !== null && `; ${daysText(daysSincePrevious)} after the one before`}
            </span>
          </>
        )}
      </div>
      <span className={classes['state']}>
        <Icon size={16} aria-hidden />
        {stateText(occurrence)}
        {occurrence.sessionState === 'tentative' && <span className={classes['quiet']}>tentative</span>}
      </span>
      <RowActions {...{ occurrence, zone, isChosen, onChoose }} />
      <Remarks occurrence={occurrence} refusals={refusals} wasChosen={isChosen && !isWaiting} />
    </li>
  );
}

function RowActions({ occurrence, zone, isChosen, onChoose }: Omit<PlanRowProps, 'refusals' | 'isWaiting'>) {
  const { ordinal, alternatives, target, state } = occurrence;
  if (state === 'left-out') {
    return (
      <div className={`${classes['actions']} no-print`}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChoose(null)}
          aria-label={`Put session ${ordinal} back`}
        >
          Put back
        </Button>
      </div>
    );
  }
  return (
    <div className={`${classes['actions']} no-print`} role="group" aria-label={`Change session ${ordinal}`}>
      <Nudge
        label={`Session ${ordinal} on an earlier day`}
        to={nudged(occurrence, 'earlier', zone)}
        onChoose={onChoose}
      >
        <IconChevronLeft size={16} aria-hidden />
      </Nudge>
      <Nudge
        label={`Session ${ordinal} on a later day`}
        to={nudged(occurrence, 'later', zone)}
        onChoose={onChoose}
      >
        <IconChevronRight size={16} aria-hidden />
      </Nudge>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default" aria-label={`Pick another time for session ${ordinal}`}>
            Pick
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {alternatives.length === 0 && <Menu.Label>No other time within reach</Menu.Label>}
          {alternatives.map((time) => (
            <Menu.Item
              key={`${time.start} ${time.roomId} ${time.physicianId}`}
              onClick={() => onChoose(time)}
            >
              {alternativeText(time, target, zone)}
            </Menu.Item>
          ))}
          {isChosen && <Menu.Item onClick={() => onChoose(null)}>As proposed</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={`Leave session ${ordinal} out`}
        onClick={() => onChoose('leave-out')}
      >
        Leave out
      </Button>
    </div>
  );
}

/** Stays in the tab order when there is no further day, so that the focus is not lost on the way. */
function Nudge({
  label,
  to,
  onChoose,
  children,
}: {
  readonly label: string;
  readonly to: PlanTimeView | null;
  readonly onChoose: (choice: PlanTimeView) => void;
  readonly children: ReactNode;
}) {
  return (
    <ActionIcon
      variant="default"
      size={26}
      aria-label={label}
      aria-disabled={to === null}
      {...(to === null && { 'data-disabled': true })}
      onClick={() => to !== null && onChoose(to)}
    >
      {children}
    </ActionIcon>
  );
}

function Remarks({
  occurrence: { obstacles, choiceRefusals, chosen, outsideWishes, state },
  refusals,
  wasChosen,
}: {
  readonly occurrence: SeriesPlanOccurrenceView;
  readonly refusals: readonly ProblemReason[];
  readonly wasChosen: boolean;
}) {
  const lost = wasChosen && !chosen && state !== 'left-out';
  const remarks = [
    ...refusals.map(({ detail }) => `Not booked: ${detail}`),
    ...(lost
      ? [
          `The time you chose cannot be had any more${choiceRefusals.length === 0 ? '.' : `: ${choiceRefusals.map(({ detail }) => detail).join(' ')}`}`,
        ]
      : []),
    ...(outsideWishes ? ['Not on the wished days or in the wished hours: no such time was free.'] : []),
    ...obstacles.map(
      ({ days, reason }) => `${reason.detail}${days > 1 ? ` The same on ${daysText(days - 1)} more.` : ''}`,
    ),
  ];
  if (remarks.length === 0) return null;
  return (
    <ul className={classes['remarks']} data-bad={refusals.length > 0 || undefined}>
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  );
}

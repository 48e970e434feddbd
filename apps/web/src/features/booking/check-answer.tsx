import { Button, Group, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle, IconShieldOff } from '@tabler/icons-react';
import type { FreeTimeView, ProblemReason, SessionCheckView } from '@lull/contracts';
import { useEffect, useRef, useState } from 'react';
import { HeldStages } from '../../ui/held-stages.js';
import { PreparationTimes } from '../../ui/preparation-times.js';
import type { GivenOverride } from './booking-draft.js';
import notice from '../../ui/notice.module.css';
import classes from './booking.module.css';

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
  const give = (given: GivenOverride): void =>
    onOverrides([...overrides.filter(({ refusal }) => refusal.code !== given.refusal.code), given]);
  const takeBack = (code: string): void =>
    onOverrides(overrides.filter(({ refusal }) => refusal.code !== code));
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
      {answer.refusals.length > 0 && (
        <ul className={classes['reasons']} aria-label="Reasons against it">
          {answer.refusals.map((refusal) => (
            <RefusalRow
              key={`${refusal.code} ${refusal.detail}`}
              refusal={refusal}
              mayOverride={mayOverride}
              onGive={(reason) => give({ refusal, reason })}
            />
          ))}
        </ul>
      )}
      {overrides.map(({ refusal, reason }) => (
        <div key={refusal.code} className={notice['note']}>
          <IconShieldOff size={18} aria-hidden />
          <div className={notice['text']}>
            Set aside: {refusal.detail} <b>"{reason}"</b>
            <code className={notice['code']}>{refusal.code}</code>
          </div>
          <Button size="compact-sm" variant="default" onClick={() => takeBack(refusal.code)}>
            Take back
          </Button>
        </div>
      ))}
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

interface RefusalRowProps {
  readonly refusal: ProblemReason;
  readonly mayOverride: boolean;
  readonly onGive: (reason: string) => void;
}

function RefusalRow({ refusal, mayOverride, onGive }: RefusalRowProps) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asking) input.current?.focus();
  }, [asking]);
  const give = (): void => {
    if (reason.trim() !== '') onGive(reason.trim());
  };
  return (
    <li className={notice['bad']}>
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>
        {refusal.detail}
        {refusal.remedy !== undefined && <span className={classes['remedy']}> {refusal.remedy.detail}</span>}
        <code className={notice['code']}>{refusal.code}</code>
        {asking && (
          <Group gap="xs" mt={6} wrap="nowrap" align="flex-end">
            <TextInput
              className={classes['grow'] ?? ''}
              size="xs"
              label="Reason for the override (it is kept in the trail)"
              ref={input}
              maxLength={500}
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.ctrlKey) return;
                event.preventDefault();
                give();
              }}
            />
            <Button size="xs" disabled={reason.trim() === ''} onClick={give}>
              Set aside
            </Button>
          </Group>
        )}
      </div>
      {refusal.overridable === true && mayOverride && !asking && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          Override
        </Button>
      )}
    </li>
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

import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { CheckSessionRequest, ClinicView, FreeTimeView, SeriesView, SessionView } from '@lull/contracts';
import { clockText, phoneHoldMinutes } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { PreparationTimes } from '../../ui/preparation-times.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { isForField, useSingleKeys } from '../../ui/shortcuts.js';
import {
  atFreeTime,
  chosenTimeOf,
  draftOfMove,
  emptyDraft,
  freeTimesWanted,
  pointedAt,
  questionOf,
  type BookingDraft,
  type BookingStart,
} from './booking-draft.js';
import { checkQuery, freeTimesQuery } from './booking.queries.js';
import { CheckAnswer } from './check-answer.js';
import { ChooseSeries, ChosenSeries } from './choose-series.js';
import { HeldTimeStep } from './held-time-step.js';
import { ProposedTimes } from './proposed-times.js';
import { RefusedReasons } from './refused-reasons.js';
import { useBooking } from './use-booking.js';
import { useHolding } from './use-holding.js';
import { SedationChoice, WhenAndWhere } from './visit-fields.js';
import classes from './booking.module.css';

interface BookingFormProps {
  readonly clinic: ClinicView;
  readonly start: BookingStart;
  readonly fixedSeries: SeriesView | null;
  readonly moved: SessionView | null;
  readonly onChosen: ((chosen: ChosenTime | null) => void) | undefined;
  readonly onDone: (session: SessionView) => void;
  readonly onClose: () => void;
  /** Where this time is refused, the patient can wait for another; absent where nobody can be put on the list. */
  readonly onWait: ((series: SeriesView) => void) | undefined;
}

/** How long somebody types before the server is asked. */
const pauseMs = 200;

export function BookingForm({
  clinic,
  start,
  fixedSeries,
  moved,
  onChosen,
  onDone,
  onClose,
  onWait,
}: BookingFormProps) {
  const member = useOwnSignIn();
  const form = useRef<HTMLFormElement>(null);
  const [series, setSeries] = useState(fixedSeries);
  const [typed, setTyped] = useState(() =>
    moved === null ? emptyDraft(clinic, start, Date.now()) : draftOfMove(clinic, moved, start),
  );
  // As long as nobody has named a time, the draft stands at the best one that the server knows.
  const [timeNamed, setTimeNamed] = useState(moved !== null || start.at !== undefined);
  const [firstRoom] = useState(typed.roomId);
  const proposed = useQuery(
    freeTimesQuery(
      moved === null && start.at === undefined
        ? freeTimesWanted({ ...typed, roomId: firstRoom }, clinic, series)
        : null,
    ),
  );
  // What was proposed for another visit is shown until the answer comes, but not stood at.
  const best = series === null || proposed.isPlaceholderData ? undefined : proposed.data?.times[0];
  const draft = timeNamed || best === undefined ? typed : atFreeTime(typed, best, clinic.timeZone);
  const change = (part: Partial<BookingDraft>): void => {
    setTimeNamed(true);
    setTyped({ ...draft, ...part });
  };
  /** What the visit is: a time that nobody has named follows it. */
  const changeVisit = (part: Partial<BookingDraft>): void =>
    setTyped({ ...(timeNamed ? draft : typed), ...part, overrides: [] });
  const [followed, setFollowed] = useState(start);
  if (
    start.at !== followed.at ||
    start.roomId !== followed.roomId ||
    start.physicianId !== followed.physicianId
  ) {
    // Somebody has pointed at another place on the board beside.
    setFollowed(start);
    if (start.at !== undefined) change(pointedAt(draft, start, clinic.timeZone));
  }
  const goTo = (time: FreeTimeView): void => change(atFreeTime(draft, time, clinic.timeZone));

  const question = questionOf(draft, clinic, series, moved?.id ?? null);
  const [asked] = useDebouncedValue(JSON.stringify(question), timeNamed ? pauseMs : 0);
  const check = useQuery(checkQuery(JSON.parse(asked) as CheckSessionRequest | null));
  const behind = asked !== JSON.stringify(question) || check.isFetching;
  const answer = question === null ? undefined : check.data;
  const usualMinutes =
    moved?.durationMinutes ??
    clinic.procedureTypes.find(({ id }) => id === series?.procedureTypeId)?.durationMinutes ??
    0;
  const current = behind ? undefined : answer;
  useChosen(question === null ? null : chosenTimeOf(question, usualMinutes, current), onChosen);
  const hasProposal = (proposed.data?.times.length ?? 0) > 0;
  const booking = useBooking(moved, clinic, onDone);
  const possible = question !== null && answer?.accepted === true && !behind;
  const nameOf = (id: string) => clinic.resources.find((resource) => resource.id === id)?.name ?? 'unknown';
  const submit = (): void => {
    if (question !== null && !booking.pending) booking.send(question);
  };

  const holding = useHolding(clinic);
  const mayHold = moved === null && member.may('held-time', 'hold');
  const hold = (): void => {
    if (mayHold && possible && !holding.pending) holding.hold(question);
  };

  useCtrlEnter(form, () => form.current?.requestSubmit());
  useHoldKey(form, hold);

  if (holding.held !== null) {
    return (
      <HeldTimeStep
        held={holding.held}
        clinic={clinic}
        overrides={question?.overrides}
        onBooked={onDone}
        onGivenBack={holding.forget}
      />
    );
  }

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (possible) submit();
      }}
    >
      <Stack gap="md">
        {booking.error !== null && <RefusedReasons error={booking.error} />}
        {holding.error !== null && <RefusedReasons error={holding.error} />}
        {fixedSeries === null ? (
          <ChooseSeries series={series} onSeries={setSeries} />
        ) : (
          <FixedSeries series={fixedSeries} moved={moved} zone={clinic.timeZone} />
        )}
        {series !== null && (
          <ProposedTimes
            answer={proposed}
            series={series}
            chosen={draft}
            zone={clinic.timeZone}
            nameOf={nameOf}
            onChoose={goTo}
          />
        )}
        {hasProposal &&
          series !== null &&
          (answer?.preparation == null ? (
            <Skeleton h={88} />
          ) : (
            <PreparationTimes preparation={answer.preparation} />
          ))}
        <WhenAndWhere clinic={clinic} series={series} draft={draft} onTime={change} onVisit={changeVisit} />
        <SedationChoice series={series} draft={draft} onVisit={changeVisit} />
        {check.error !== null && question !== null && (
          <ProblemNotice
            sentence={sentenceOf(check.error)}
            code={isProblem(check.error) ? check.error.code : null}
            onRetry={() => void check.refetch()}
          />
        )}
        {series === null && (
          <Text size="sm" c="dimmed">
            {timeNamed
              ? 'Choose the patient to see whether this time is possible.'
              : 'Choose the patient to see the best times.'}
          </Text>
        )}
        <CheckAnswer
          answer={answer}
          asking={question !== null && behind}
          zone={clinic.timeZone}
          nameOf={nameOf}
          overrides={draft.overrides}
          mayOverride={member.may('session', 'override')}
          onOverrides={(overrides) => change({ overrides })}
          proposed={hasProposal}
          onFreeTime={goTo}
        />
        <div className={classes['foot']}>
          <span className={classes['hint']}>Ctrl+Enter</span>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          {onWait !== undefined && series !== null && moved === null && answer?.accepted === false && (
            <Button variant="default" onClick={() => onWait(series)}>
              Put on waitlist
            </Button>
          )}
          {mayHold && (
            <Button
              variant="default"
              aria-keyshortcuts="H"
              loading={holding.pending}
              disabled={!possible}
              onClick={hold}
            >
              Hold {phoneHoldMinutes} min
            </Button>
          )}
          <Button type="submit" loading={booking.pending} disabled={!possible}>
            {moved === null ? 'Book' : 'Move'}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Tells where the draft stands whenever that changes, and that it stands nowhere when the drawer closes. */
function useChosen(chosen: ChosenTime | null, onChosen: BookingFormProps['onChosen']): void {
  const tell = useEffectEvent((told: ChosenTime | null) => onChosen?.(told));
  const text = JSON.stringify(chosen);
  useEffect(() => tell(JSON.parse(text) as ChosenTime | null), [text]);
  useEffect(() => () => tell(null), []);
}

/** Ctrl+Enter (Cmd+Enter) anywhere in the form presses its button. */
function useCtrlEnter(form: RefObject<HTMLFormElement | null>, press: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      press();
    };
    const element = form.current;
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  });
}

/** H in the form holds the time, unless one types or chooses in a field. */
function useHoldKey(form: RefObject<HTMLFormElement | null>, hold: () => void): void {
  const [singleKeys] = useSingleKeys();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!singleKeys || event.key.toLowerCase() !== 'h' || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const inside = event.target instanceof Node && form.current?.closest('section')?.contains(event.target);
      if (isForField(event) || (inside !== true && event.target !== document.body)) return;
      event.preventDefault();
      hold();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

function FixedSeries({
  series,
  moved,
  zone,
}: {
  readonly series: SeriesView;
  readonly moved: SessionView | null;
  readonly zone: string;
}) {
  return (
    <div>
      <Text fw={600}>{series.patientName}</Text>
      <ChosenSeries series={series} />
      {moved !== null && (
        <Text size="sm" mt={6}>
          Now: {clockText(moved.start, zone)}
          {moved.state === 'confirmed' && '. The patient has confirmed this time; a move voids that.'}
        </Text>
      )}
    </div>
  );
}

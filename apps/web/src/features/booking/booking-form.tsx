import { Button, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { CheckSessionRequest, ClinicView, FreeTimeView, SeriesView, SessionView } from '@lull/contracts';
import { phoneHoldMinutes } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ChangedWhileEditing, useSeenSession } from '../../ui/seen-session.js';
import { isForField, useSingleKeys } from '../../ui/shortcuts.js';
import {
  atFreeTime,
  chosenTimeOf,
  draftOfMove,
  emptyDraft,
  pointedAt,
  questionOf,
  type BookingDraft,
  type BookingStart,
} from './booking-draft.js';
import { checkQuery } from './booking.queries.js';
import { BookingRefused } from './booking-refused.js';
import { CheckAnswer } from './check-answer.js';
import { ChooseSeries, FixedSeries } from './choose-series.js';
import { SeriesScope, useSeriesScope } from './series-scope.js';
import { MoveReadiness } from './move-readiness.js';
import { HeldTimeStep } from './held-time-step.js';
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
  moved: movedNow,
  onChosen,
  onDone,
  onClose,
  onWait,
}: BookingFormProps) {
  const member = useOwnSignIn();
  const { seen: moved, meanwhile, look } = useSeenMove(movedNow);
  const form = useRef<HTMLFormElement>(null);
  const [series, setSeries] = useState(fixedSeries);
  const [draft, setDraft] = useState(() =>
    moved === null ? emptyDraft(clinic, start, Date.now()) : draftOfMove(clinic, moved, start),
  );
  const change = (part: Partial<BookingDraft>): void => setDraft({ ...draft, ...part });
  /** What the visit is: what was set aside for another visit is not set aside for this one. */
  const changeVisit = (part: Partial<BookingDraft>): void => change({ ...part, overrides: [] });
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
  const [asked] = useDebouncedValue(JSON.stringify(question), pauseMs);
  const askedOf = JSON.parse(asked) as CheckSessionRequest | null;
  const check = useQuery(checkQuery(askedOf));
  const behind = asked !== JSON.stringify(question) || check.isFetching;
  const answer = question === null ? undefined : check.data;
  const usualMinutes =
    moved?.durationMinutes ??
    clinic.procedureTypes.find(({ id }) => id === series?.procedureTypeId)?.durationMinutes ??
    0;
  const current = behind ? undefined : answer;
  useChosen(question === null ? null : chosenTimeOf(question, usualMinutes, current), onChosen);
  const booking = useBooking(moved, clinic, onDone);
  const scope = useSeriesScope(moved, askedOf);
  const alone = scope.scope === 'only-this' || !scope.asks;
  const settled = question !== null && !behind && meanwhile === null;
  const possible = settled && (alone ? answer?.accepted === true : scope.preview?.accepted === true);
  const nameOf = resourceNames(clinic);
  const submit = (): void => {
    if (question !== null && !booking.pending) booking.send(question, alone ? null : (scope.preview ?? null));
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
        {booking.error !== null && <BookingRefused error={booking.error} />}
        <ChangedWhileEditing
          change={meanwhile}
          zone={clinic.timeZone}
          onKeep={look}
          onReload={() => {
            look();
            if (movedNow !== null) setDraft(draftOfMove(clinic, movedNow, {}));
          }}
        />
        {holding.error !== null && <BookingRefused error={holding.error} />}
        {fixedSeries === null ? (
          <ChooseSeries series={series} onSeries={setSeries} />
        ) : (
          <FixedSeries series={fixedSeries} {...(moved !== null && { moved, zone: clinic.timeZone })} />
        )}
        <WhenAndWhere clinic={clinic} series={series} draft={draft} onTime={change} onVisit={changeVisit} />
        <SedationChoice series={series} draft={draft} onVisit={changeVisit} />
        {check.error !== null && question !== null && (
          <ProblemNotice {...noticeOf(check.error)} onRetry={() => void check.refetch()} />
        )}
        {series === null && (
          <Text size="sm" c="dimmed">
            Choose the patient to see whether this time is possible.
          </Text>
        )}
        <SeriesScope choice={scope} nameOf={nameOf} />
        {alone && (
          <CheckAnswer
            answer={answer}
            asking={question !== null && behind}
            zone={clinic.timeZone}
            nameOf={nameOf}
            overrides={draft.overrides}
            mayOverride={member.may('session', 'override')}
            onOverrides={(overrides) => change({ overrides })}
            onFreeTime={goTo}
          />
        )}
        {alone && moved !== null && askedOf !== null && (
          <MoveReadiness
            sessionId={moved.id}
            to={{
              startsAt: askedOf.startsAt,
              ...(askedOf.sedation !== undefined && { sedation: askedOf.sedation }),
            }}
          />
        )}
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

/** The session that is being moved, as it was when the drawer opened; a new booking has none. */
function useSeenMove(moved: SessionView | null) {
  const { seen, meanwhile, look } = useSeenSession<SessionView | Unmoved>(moved ?? nothingMoved);
  return { seen: 'patientId' in seen ? seen : null, meanwhile, look };
}

type Unmoved = typeof nothingMoved;
const nothingMoved = { id: '', version: 0, lastChange: null } as const;

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

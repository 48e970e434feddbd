import { Button, Skeleton, Stack, Text } from '@mantine/core';
import type { CheckSessionRequest, ClinicView, SeriesView, SessionView, SlotView } from '@lull/contracts';
import { addCivilDays } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { instantText } from '../../ui/instant-text.js';
import { seriesQuery } from '../../api/series.js';
import type { GivenOverride } from './booking-draft.js';
import { checkQuery, slotsQuery } from './booking.queries.js';
import { ChooseSeries, FixedSeries } from './choose-series.js';
import { SlotConfirm } from './slot-confirm.js';
import { ExcludedTimes, SearchedDays, SlotList } from './slot-list.js';
import { SlotWishFields } from './slot-wish-fields.js';
import { noWishes, slotsWanted, type SlotWishes } from './slot-wishes.js';
import { useBooking } from './use-booking.js';
import styles from './booking.module.css';

interface SlotPanelProps {
  readonly clinic: ClinicView;
  /** Given from a patient's or a series' page: the series is not asked for. */
  readonly seriesId?: string;
  /** The slot that is about to be booked; null when there is none. */
  readonly onChosen?: (chosen: ChosenTime | null) => void;
  /** Somebody wants to name a time; for this series, if one is chosen. */
  readonly onOwnTime: (seriesId: string | undefined) => void;
  readonly onDone: (session: SessionView) => void;
  readonly onClose: () => void;
}

/** Find a slot: the best times for a series' next session, each with its why; one press and a look book it. */
export function SlotPanel({ clinic, seriesId, onChosen, onOwnTime, onDone, onClose }: SlotPanelProps) {
  const fixed = useQuery({ ...seriesQuery(seriesId ?? ''), enabled: seriesId !== undefined });
  return (
    <SidePanel title="Find a slot" onClose={onClose}>
      {fixed.error !== null && <ProblemNotice {...noticeOf(fixed.error)} />}
      {seriesId !== undefined && fixed.data === undefined && fixed.error === null && <Skeleton h={240} />}
      {(seriesId === undefined || fixed.data !== undefined) && (
        <SlotFinder
          clinic={clinic}
          fixedSeries={fixed.data ?? null}
          onChosen={onChosen}
          onOwnTime={onOwnTime}
          onDone={onDone}
        />
      )}
    </SidePanel>
  );
}

interface SlotFinderProps {
  readonly clinic: ClinicView;
  readonly fixedSeries: SeriesView | null;
  readonly onChosen: SlotPanelProps['onChosen'];
  readonly onOwnTime: SlotPanelProps['onOwnTime'];
  readonly onDone: (session: SessionView) => void;
}

/** So many at first, and so many when somebody asks for more: as many as the server gives. */
const counts = [3, 20] as const;

function SlotFinder({ clinic, fixedSeries, onChosen, onOwnTime, onDone }: SlotFinderProps) {
  const [series, setSeries] = useState(fixedSeries);
  const [wishes, setWishes] = useState(noWishes);
  const [count, setCount] = useState<number>(counts[0]);
  const [chosen, setChosen] = useState<SlotView | null>(null);
  const answer = useQuery(slotsQuery(slotsWanted(wishes, clinic, series, count)));
  const booked = useBooking(null, clinic, onDone);
  const first = useRef<HTMLButtonElement>(null);
  const found = series === null ? undefined : answer.data;
  useFocusOnFirst(first, found !== undefined && !answer.isPlaceholderData && chosen === null);
  useChosenSlot(chosen, onChosen);
  const member = useOwnSignIn();
  const [overrides, setOverrides] = useState<readonly GivenOverride[]>([]);
  const booking =
    chosen === null || series === null ? null : bookingOf(chosen, clinic, series, wishes, overrides);
  const check = useQuery(checkQuery(booking));
  const nameOf = resourceNames(clinic);
  const wish = (part: Partial<SlotWishes>): void => setWishes({ ...wishes, ...part });

  if (chosen !== null && series !== null && booking !== null) {
    return (
      <Stack gap="md">
        <FixedSeries series={series} />
        <SlotConfirm
          slot={chosen}
          zone={clinic.timeZone}
          nameOf={nameOf}
          pending={booked.pending}
          error={booked.error}
          check={check.isPlaceholderData ? undefined : check.data}
          overrides={overrides}
          mayOverride={member.may('session', 'override')}
          onOverrides={setOverrides}
          onBook={() => booked.send(booking, null)}
          onBack={() => {
            setChosen(null);
            setOverrides([]);
            // Whatever spoke against it may have taken others, too.
            if (booked.error !== null) void answer.refetch();
          }}
        />
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      {fixedSeries === null ? (
        <ChooseSeries series={series} onSeries={setSeries} />
      ) : (
        <FixedSeries series={fixedSeries} />
      )}
      {series === null ? (
        <Text size="sm" c="dimmed">
          Choose the patient to see the best slots of the next eight weeks.
        </Text>
      ) : (
        <>
          <SlotWishFields clinic={clinic} series={series} wishes={wishes} onWish={wish} />
          {answer.error !== null && (
            <ProblemNotice {...noticeOf(answer.error)} onRetry={() => void answer.refetch()} />
          )}
          {found === undefined && answer.isLoading && (
            <Skeleton h={280} aria-label="Looking for the best slots" />
          )}
          {found !== undefined && (
            <section aria-label="Best slots" aria-busy={answer.isFetching}>
              <SearchedDays answer={found} />
              {found.refusals.map(({ code, detail, remedy }) => (
                <ProblemNotice
                  key={code}
                  sentence={remedy === undefined ? detail : `${detail} ${remedy.detail}`}
                  code={code}
                />
              ))}
              {found.refusals.length === 0 && found.slots.length === 0 && (
                <EmptyState
                  sentence="No slot in these weeks. Below stands what excluded the times; ask for less, or later."
                  action={
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => wish({ from: addCivilDays(found.searchedUntil, 1), until: '' })}
                    >
                      Search the eight weeks after
                    </Button>
                  }
                />
              )}
              <SlotList slots={found.slots} nameOf={nameOf} first={first} onChoose={setChosen} />
              {found.slots.length === counts[0] && count === counts[0] && (
                <Button size="compact-sm" variant="subtle" mt={6} onClick={() => setCount(counts[1])}>
                  More slots
                </Button>
              )}
              <ExcludedTimes excluded={found.excluded} open={found.slots.length === 0} />
            </section>
          )}
        </>
      )}
      <div className={styles['foot']}>
        <span className={styles['hint']}>↑ ↓ choose, Enter book</span>
        <Button variant="default" onClick={() => onOwnTime(series?.id)}>
          A time of my own
        </Button>
      </div>
    </Stack>
  );
}

function bookingOf(
  slot: SlotView,
  clinic: ClinicView,
  series: SeriesView,
  wishes: SlotWishes,
  overrides: readonly GivenOverride[],
): CheckSessionRequest {
  const { durationMinutes, sedation } = wishes;
  return {
    seriesId: series.id,
    clinicId: clinic.id,
    roomId: slot.roomId,
    physicianId: slot.physicianId,
    startsAt: instantText(slot.start),
    ...(durationMinutes !== null && { durationMinutes }),
    ...(sedation !== null && { sedation }),
    ...(overrides.length > 0 && {
      overrides: overrides.map(({ refusal: { code }, reason }) => ({ code, reason })),
    }),
  };
}

/** When the slots come (or come back), the first has the focus, unless somebody is about to fill in a wish. */
function useFocusOnFirst(first: RefObject<HTMLButtonElement | null>, ready: boolean): void {
  useEffect(() => {
    if (ready && document.activeElement?.closest('fieldset') == null) first.current?.focus();
  }, [first, ready]);
}

/** Tells the board where the slot would stand, and that there is none any more when the panel closes. */
function useChosenSlot(chosen: SlotView | null, onChosen: SlotPanelProps['onChosen']): void {
  const tell = useEffectEvent((slot: SlotView | null) =>
    onChosen?.(slot && { start: slot.start, holds: slot.holds, answer: 'possible' }),
  );
  useEffect(() => tell(chosen), [chosen]);
  useEffect(() => () => tell(null), []);
}

import { Skeleton } from '@mantine/core';
import type { ClinicView, SeriesView, SessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { sessionQuery } from '../../api/sessions.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { BookingForm } from './booking-form.js';
import { seriesQuery } from '../../api/series.js';
import type { BookingStart } from './booking-draft.js';

interface BookingDrawerProps {
  readonly clinic: ClinicView;
  /** What somebody pointed at. */
  readonly start: BookingStart;
  /** Given from a patient's or a series' page: the series is not asked for. */
  readonly seriesId?: string;
  /** Given: this session is moved instead of a new one booked. */
  readonly moveSessionId?: string;
  /** What the drawer stands at; null when it closes. */
  readonly onChosen?: (chosen: ChosenTime | null) => void;
  readonly onDone: (session: SessionView) => void;
  readonly onClose: () => void;
  /** Puts the series on the waitlist instead; absent where nobody may. */
  readonly onWait?: (series: SeriesView) => void;
}

/** The one place where a session is booked or moved, so that every rule is asked in one place. */
export function BookingDrawer({
  clinic,
  start,
  seriesId,
  moveSessionId,
  onChosen,
  onDone,
  onClose,
  onWait,
}: BookingDrawerProps) {
  const moved = useQuery({ ...sessionQuery(moveSessionId ?? ''), enabled: moveSessionId !== undefined });
  const fixedId = moveSessionId === undefined ? seriesId : moved.data?.seriesId;
  const fixed = useQuery({ ...seriesQuery(fixedId ?? ''), enabled: fixedId !== undefined });
  const error = moved.error ?? fixed.error;
  const ready =
    (moveSessionId === undefined || moved.data !== undefined) &&
    (fixedId === undefined || fixed.data !== undefined);
  return (
    <SidePanel title={moveSessionId === undefined ? 'Book a session' : 'Move the session'} onClose={onClose}>
      {error !== null && <ProblemNotice {...noticeOf(error)} />}
      {!ready && error === null && <Skeleton h={240} />}
      {ready && (
        <BookingForm
          clinic={clinic}
          start={start}
          fixedSeries={fixed.data ?? null}
          moved={moved.data ?? null}
          onChosen={onChosen}
          onDone={onDone}
          onClose={onClose}
          onWait={onWait}
        />
      )}
    </SidePanel>
  );
}

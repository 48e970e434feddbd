import { Button, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { SessionCheckView, SlotView } from '@lull/contracts';
import { useEffect, useRef } from 'react';
import { HeldStages } from '../../ui/held-stages.js';
import { PreparationTimes } from '../../ui/preparation-times.js';
import { BookingRefused } from './booking-refused.js';
import type { GivenOverride } from './booking-draft.js';
import { ReasonsAgainst } from './reasons-against.js';
import { SlotReasons } from './slot-list.js';
import booking from './booking.module.css';

interface SlotConfirmProps {
  readonly slot: SlotView;
  readonly zone: string;
  readonly nameOf: (resourceId: string) => string;
  readonly pending: boolean;
  readonly error: Error | null;
  /** What the booking itself would be asked; undefined while it is not known. */
  readonly check: SessionCheckView | undefined;
  readonly overrides: readonly GivenOverride[];
  readonly mayOverride: boolean;
  readonly onOverrides: (overrides: readonly GivenOverride[]) => void;
  readonly onBook: () => void;
  readonly onBack: () => void;
}

/** One look before it is booked: when and where, what the patient is told, what is held. Enter books. */
export function SlotConfirm({
  slot,
  zone,
  nameOf,
  pending,
  error,
  check,
  overrides,
  mayOverride,
  onOverrides,
  onBook,
  onBack,
}: SlotConfirmProps) {
  const advisories = check?.accepted === true ? check.advisories : slot.advisories;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Stack gap="md" role="group" aria-label="Book this slot">
      {error !== null && <BookingRefused error={error} />}
      <div className={booking['chosen']}>
        <div>
          <b className="tabular">{slot.text}</b>
          <br />
          {nameOf(slot.roomId)}, {nameOf(slot.physicianId)}
          <SlotReasons slot={slot} />
        </div>
      </div>
      {advisories.length > 0 && (
        <ul className={booking['advisories']} aria-label="To know">
          {advisories.map(({ code, detail }) => (
            <li key={code}>
              <IconInfoCircle size={16} aria-hidden />
              {detail}
            </li>
          ))}
        </ul>
      )}
      <ReasonsAgainst refusals={check?.refusals ?? []} {...{ overrides, mayOverride, onOverrides }} />
      <PreparationTimes preparation={slot.preparation} />
      <HeldStages title="Would be held" holds={slot.holds} zone={zone} nameOf={nameOf} />
      <div className={booking['foot']}>
        <span className={booking['hint']}>Enter</span>
        <Button variant="default" onClick={onBack}>
          Other slots
        </Button>
        <Button ref={button} loading={pending} disabled={check?.accepted === false} onClick={onBook}>
          {slot.state === 'tentative' ? 'Book as tentative' : 'Book'}
        </Button>
      </div>
    </Stack>
  );
}

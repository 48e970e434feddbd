import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { SlotsView, SlotView } from '@lull/contracts';
import { useRef, type KeyboardEvent, type RefObject } from 'react';
import { dateText } from '../../ui/clock.js';
import { FirstLegal } from './first-legal.js';
import classes from './slot.module.css';

interface SlotListProps {
  readonly slots: readonly SlotView[];
  readonly nameOf: (resourceId: string) => string;
  /** The first of them, for whoever wants to put the focus there. */
  readonly first: RefObject<HTMLButtonElement | null>;
  readonly onChoose: (slot: SlotView) => void;
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** The slots, the best first, each with why; arrow keys walk, Enter takes one to the confirmation. */
export function SlotList({ slots, nameOf, first, onChoose }: SlotListProps) {
  const list = useRef<HTMLOListElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = steps[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[step(at, buttons.length - 1)]?.focus();
  };
  return (
    <ol ref={list} className={classes['slots']} onKeyDown={walk}>
      {slots.map((slot, index) => (
        <li key={`${slot.start} ${slot.roomId} ${slot.physicianId}`}>
          <button
            type="button"
            ref={index === 0 ? first : null}
            data-autofocus={index === 0 || undefined}
            className={classes['slot']}
            onClick={() => onChoose(slot)}
          >
            <span className={classes['when']}>
              <b className="tabular">{slot.text}</b>
              {index === 0 && <span className={classes['best']}>Best</span>}
            </span>
            <span>
              {nameOf(slot.roomId)}, {nameOf(slot.physicianId)}
              {slot.state === 'tentative' && ', tentative'}
            </span>
            <SlotReasons slot={slot} />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Why a slot stands where it stands: what speaks for it and what against it, by sign and word. */
export function SlotReasons({ slot }: { readonly slot: SlotView }) {
  return (
    <span className={classes['reasons']}>
      {slot.reasons.map(({ code, detail, favours }) => (
        <span key={code} className={classes[favours ? 'for' : 'against']}>
          {favours ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
          <span className="visually-hidden">{favours ? 'for it: ' : 'against it: '}</span>
          {detail}
        </span>
      ))}
    </span>
  );
}

/** When the series wants its next session, and which days were looked at. */
export function SearchedDays({ answer }: { readonly answer: SlotsView }) {
  const { window, searchedFrom, searchedUntil } = answer;
  return (
    <>
      <p className={classes['searched']}>
        {window !== null && (
          <>
            Due <b>{dateText(window.dueOn)}</b>, from {dateText(window.earliestOn)} to{' '}
            {dateText(window.latestOn)}.{' '}
          </>
        )}
        Searched {dateText(searchedFrom)} to {dateText(searchedUntil)}.
      </p>
      <FirstLegal firstLegal={answer.firstLegal} />
    </>
  );
}

/** What each rule took out of the search: folded, because it is asked for when the answer disappoints. */
export function ExcludedTimes({
  excluded,
  open,
}: {
  readonly excluded: SlotsView['excluded'];
  readonly open: boolean;
}) {
  if (excluded.length === 0) return null;
  const few = excluded.slice(0, 3).map(({ title }) => title.toLowerCase());
  return (
    <details className={classes['excluded']} open={open}>
      <summary>
        Excluded: {few.join(', ')}
        {excluded.length > few.length && `, ${excluded.length - few.length} more`}
      </summary>
      <ul>
        {excluded.map(({ code, resourceKind, title, starts, days, example }) => (
          <li key={`${code} ${resourceKind ?? ''}`}>
            <b>{title}</b>: {starts} {starts === 1 ? 'time' : 'times'} on {days} {days === 1 ? 'day' : 'days'}
            <span className={classes['example']}>
              First {example.text}: {example.detail}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

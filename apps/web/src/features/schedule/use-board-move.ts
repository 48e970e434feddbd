import { useEffect, useRef, useState } from 'react';
import { useAnnounce } from '../../ui/announcer.js';
import { useEscapeFirst } from '../../ui/escape-first.js';
import { BoardMove, type BoardFacts } from './board-move.js';

/** Sessions of this board that are moved by pointer, finger or keys, until it shows another day. */
export function useBoardMove(facts: Omit<BoardFacts, 'announce'>): BoardMove {
  const announce = useAnnounce();
  const [move] = useState(() => new BoardMove({ ...facts, announce }));
  useEffect(() => move.know({ ...facts, announce }));
  useEscapeFirst(() => move.cancel());
  const { grid } = facts;
  const shown = useRef(facts.day.date);
  useEffect(() => {
    // Another day's grid has other times under the same pointer.
    if (shown.current !== facts.day.date) move.end();
    shown.current = facts.day.date;
  }, [facts.day.date, move]);
  useEffect(() => {
    const element = grid();
    // A browser that has begun to scroll takes the finger away: as long as a session is held, it must not.
    const hold = (event: Event): void => {
      if (move.isMoving()) event.preventDefault();
    };
    const quietMenu = (event: Event): void => {
      if (move.isHolding()) event.preventDefault();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    element?.addEventListener('contextmenu', quietMenu);
    return () => {
      element?.removeEventListener('touchmove', hold);
      element?.removeEventListener('contextmenu', quietMenu);
      move.end();
    };
  }, [grid, move]);
  return move;
}

import { instantAtPixels, minuteMs, type BoardScale } from '@lull/domain';
import { useMemo, useRef } from 'react';

const snapMinutes = 5;
/** A session shorter than this is not begun at the very end of a free stretch. */
const leastSessionMinutes = 10;

/** The time in a free stretch at the pointer's height, snapped to five minutes. */
export function timeAtPointer(free: HTMLElement, clientY: number, scale: BoardScale): number {
  const start = Number(free.dataset['start']);
  const end = Number(free.dataset['end']);
  const within = (clientY - free.getBoundingClientRect().top) / scale.pixelsPerMinute;
  const at = instantAtPixels(
    ((start - scale.window.start) / minuteMs + within - snapMinutes / 2) * scale.pixelsPerMinute,
    scale,
    snapMinutes,
  );
  return Math.min(Math.max(at, start), Math.max(start, end - leastSessionMinutes * minuteMs));
}

/** One line that follows the pointer over free time and says what a click would book; moved by transform, once per frame. */
export function useGhost(
  find: () => HTMLDivElement | null,
  scale: BoardScale,
  words: (at: number, free: HTMLElement) => string,
) {
  const frame = useRef(0);
  return useMemo(() => {
    const hide = (): void => {
      cancelAnimationFrame(frame.current);
      const ghost = find();
      if (ghost !== null) ghost.hidden = true;
    };
    const follow = (free: HTMLElement | null, clientY: number): void => {
      cancelAnimationFrame(frame.current);
      if (free === null) {
        hide();
        return;
      }
      frame.current = requestAnimationFrame(() => {
        const ghost = find();
        const cell = free.parentElement;
        if (ghost === null || cell === null) return;
        const at = timeAtPointer(free, clientY, scale);
        ghost.hidden = false;
        ghost.style.width = `${cell.clientWidth}px`;
        ghost.style.transform = `translate(${cell.offsetLeft}px, ${((at - scale.window.start) / minuteMs) * scale.pixelsPerMinute}px)`;
        ghost.textContent = words(at, free);
      });
    };
    return { follow, hide };
  }, [find, scale, words]);
}

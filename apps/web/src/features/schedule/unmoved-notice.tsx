import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { civilDateAt } from '@lull/domain';
import { dateText, timeText } from '../../ui/clock.js';
import { whoChangedText } from '../../ui/who-changed.js';
import type { MovePlace } from './move-preview.js';
import type { Unmoved } from './use-move.js';
import classes from './unmoved-notice.module.css';

interface UnmovedNoticeProps {
  readonly unmoved: Unmoved;
  readonly zone: string;
  readonly nameOf: (resourceId: string) => string;
  readonly onMove: (place: MovePlace) => void;
  readonly onKeepMine: () => void;
  readonly onClose: () => void;
}

/** Why a move was taken back, and the nearest ways out: each a button that moves there. */
export function UnmovedNotice({ unmoved, zone, nameOf, onMove, onKeepMine, onClose }: UnmovedNoticeProps) {
  const { session, sentences, code, nearest, meanwhile } = unmoved;
  const change = meanwhile?.change ?? null;
  const element = useRef<HTMLElement>(null);
  const told = JSON.stringify(sentences);
  useEffect(() => {
    // The card that had the focus has just gone back to its place.
    if (told !== '') element.current?.querySelector<HTMLElement>('button')?.focus();
  }, [told]);
  return (
    <section
      ref={element}
      role="dialog"
      aria-label="Not moved"
      className={classes['notice']}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={classes['head']}>
        <h2>Not moved: {session.patientName}</h2>
      </div>
      <ul className={classes['reasons']}>
        {(change === null ? sentences : [whoChangedText(change, zone)]).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {nearest.length > 0 && <p className={classes['label']}>The nearest free times:</p>}
      <div className={classes['ways']}>
        {nearest.map((place) => (
          <Button key={`${place.start} ${place.roomId}`} size="compact-sm" onClick={() => onMove(place)}>
            {whenText(place.start, session.start, zone)}, {nameOf(place.roomId)}
          </Button>
        ))}
        {meanwhile !== null && (
          <Button size="compact-sm" onClick={onKeepMine}>
            Keep mine
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {meanwhile === null ? 'Leave it where it is' : 'Reload'}
        </Button>
      </div>
      {code !== null && <code className={classes['code']}>{code}</code>}
      <CloseButton className={classes['close'] ?? ''} aria-label="Close" onClick={onClose} />
    </section>
  );
}

function whenText(at: number, was: number, zone: string): string {
  const date = civilDateAt(at, zone);
  return date === civilDateAt(was, zone) ? timeText(at, zone) : `${dateText(date)}, ${timeText(at, zone)}`;
}

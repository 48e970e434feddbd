import type { ReadinessPolicyPreviewView, StandingSessionView } from '@lull/contracts';
import type { ReactNode } from 'react';
import { figureFields, figureText } from './figure-words.js';
import { StandingSessions } from './standing-sessions.js';
import classes from './settings.module.css';

interface PolicyPreviewProps {
  readonly view: ReadinessPolicyPreviewView;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

const sessionsText = (count: number): string =>
  count === 1 ? '1 booked session' : `${count} booked sessions`;

/** What a version would change, and for whom. */
export function PolicyPreview({ view, renderSession }: PolicyPreviewProps) {
  const { accepted, refusals, advisories, differences, applies, otherFast } = view;
  return (
    <section aria-label="What it means" className={classes['means']}>
      <h3>What it means</h3>
      {!accepted && (
        <div role="alert">
          <ul className={classes['sessions']}>
            {refusals.map(({ code, detail, pointer }) => (
              <li key={`${code} ${pointer ?? ''}`}>{detail}</li>
            ))}
          </ul>
        </div>
      )}
      {differences.length > 0 && (
        <ul className={classes['sessions']} aria-label="What changes">
          {differences.map(({ figure, before, after }) => {
            const field = figureFields.find((each) => each.figure === figure);
            if (field === undefined) return null;
            return (
              <li key={figure}>
                {field.label}: {figureText(field, before)} before, {figureText(field, after)} then
              </li>
            );
          })}
        </ul>
      )}
      {advisories.map(({ code, detail }, index) => (
        <p key={`${code} ${index}`} className={classes['left']}>
          {detail}
        </p>
      ))}
      {accepted && (
        <p className={classes['quiet']}>
          {applies.count === 0
            ? 'No session is booked for its days yet.'
            : `It applies to ${sessionsText(applies.count)}.`}
        </p>
      )}
      {otherFast.count > 0 && (
        <StandingSessions
          sentence={`For ${sessionsText(otherFast.count)} the fast ends at another time: “Fasting times told” becomes open again, and whoever was told is told anew.`}
          sessions={otherFast}
          renderSession={renderSession}
        />
      )}
    </section>
  );
}

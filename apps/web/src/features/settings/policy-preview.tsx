import type { FiguresAnewView, StandingSessionView } from '@lull/contracts';
import type { ReactNode } from 'react';
import { figureText, type FigureGroup } from './figure-words.js';
import type { PolicyPreviewShown } from './policies.queries.js';
import { StandingSessions } from './standing-sessions.js';
import classes from './settings.module.css';

interface PolicyPreviewProps {
  readonly groups: readonly FigureGroup[];
  readonly view: PolicyPreviewShown;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

const sessionsText = (count: number): string =>
  count === 1 ? '1 booked session' : `${count} booked sessions`;

/** What a version would change, and for whom. */
export function PolicyPreview({ groups, view, renderSession }: PolicyPreviewProps) {
  const { accepted, refusals, advisories, differences, applies, otherFast, figuresAnew } = view;
  const fields = groups.flatMap((group) => group.fields);
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
            const field = fields.find((each) => each.figure === figure);
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
      {figuresAnew != null && <FiguresAnew anew={figuresAnew} />}
      {otherFast !== undefined && otherFast.count > 0 && (
        <StandingSessions
          sentence={`For ${sessionsText(otherFast.count)} the fast ends at another time: “Fasting times told” becomes open again.`}
          sessions={otherFast}
          renderSession={renderSession}
        />
      )}
    </section>
  );
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What becomes of the figures that stand, in numbers, before anybody uses the version. */
export function figuresAnewText({
  patients,
  everyPatient,
  injections,
  changed,
  otherResponse,
}: FiguresAnewView): string {
  if (injections === 0) return 'No injection has a figure of relief yet.';
  const whose = everyPatient
    ? counted(patients, 'patient')
    : `the ${counted(patients, 'patient')} injected last`;
  return changed === 0
    ? `Of ${counted(injections, 'injection')} of ${whose}, none would be judged otherwise.`
    : `Of ${counted(injections, 'injection')} of ${whose}, ${changed} would be judged otherwise; ${
        otherResponse === 0 ? 'none of them' : `${otherResponse} of them`
      } with another response.`;
}

function FiguresAnew({ anew }: { readonly anew: FiguresAnewView }) {
  return (
    <>
      <p className={classes['left']}>{figuresAnewText(anew)}</p>
      <p className={classes['quiet']}>
        Once it is used, the figures of every injection are made by it as well, earlier ones too. Those by the
        versions before stay, and reports can be asked for by them.
      </p>
    </>
  );
}

import type { ProfileStageView, ResourceKindName } from '@lull/contracts';
import { minuteMs, resourceKinds, stageInterval } from '@lull/domain';
import type { CSSProperties } from 'react';
import { stageWords } from '../../ui/visit-stages.js';
import { kindNames, stageSentence } from './procedure-words.js';
import classes from './visit-picture.module.css';

interface VisitPictureProps {
  readonly stages: readonly ProfileStageView[];
  readonly durationMinutes: number;
}

interface Bar {
  readonly stage: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

const tickMinutes = 30;

/** A visit on its time line: a row for each kind of resource, a bar for each stage that holds it. */
export function VisitPicture({ stages, durationMinutes }: VisitPictureProps) {
  const timed = stages.map((stage) => {
    const { start, end } = stageInterval(stage, 0, durationMinutes);
    return { ...stage, start: start / minuteMs, end: end / minuteMs };
  });
  const right = timed.filter(({ start, end }) => start < end);
  const first = Math.min(0, ...right.map(({ start }) => start));
  const last = Math.max(durationMinutes, ...right.map(({ end }) => end));
  const place = (start: number, end: number): CSSProperties => ({
    insetInlineStart: `${(100 * (start - first)) / (last - first)}%`,
    inlineSize: `${(100 * (end - start)) / (last - first)}%`,
  });
  const rows = resourceKinds.flatMap((kind) => {
    const bars = barsOf(kind, right);
    return bars.length === 0 ? [] : [{ kind, bars }];
  });
  const ticks = Array.from(
    { length: Math.floor(last / tickMinutes) - Math.ceil(first / tickMinutes) + 1 },
    (_, index) => (Math.ceil(first / tickMinutes) + index) * tickMinutes,
  );
  return (
    <figure className={classes['picture']}>
      <div role="img" aria-label={stages.map(stageSentence).join(' ')}>
        <div className={classes['row']}>
          <span />
          <div className={classes['ticks']}>
            {ticks.map((at) => (
              <span key={at} style={place(at, at)}>
                {at > 0 ? `+${at}` : at}
              </span>
            ))}
          </div>
        </div>
        {rows.map(({ kind, bars }) => (
          <div key={kind} className={classes['row']}>
            <span className={classes['kind']}>{kindNames[kind]}</span>
            <div className={classes['track']}>
              <span className={classes['session']} style={place(0, durationMinutes)} />
              {bars.map(({ stage, start, end, words }) => (
                <span
                  key={`${stage} ${words}`}
                  className={classes['bar']}
                  data-stage={stage}
                  style={place(start, end)}
                >
                  {words}
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
      <figcaption>
        Minutes from the start, for a session of {durationMinutes} minutes. The shaded stretch is the session
        itself.
      </figcaption>
    </figure>
  );
}

/** What of a stage stands in the row of one kind; two needs of one kind share the bar. */
function barsOf(
  kind: ResourceKindName,
  stages: readonly (ProfileStageView & { readonly start: number; readonly end: number })[],
): Bar[] {
  return stages.flatMap(({ kind: stage, start, end, needs }) => {
    const alike = needs.filter(({ resourceKind }) => resourceKind === kind);
    if (alike.length === 0) return [];
    const count = alike.reduce((sum, each) => sum + each.count, 0);
    const skills = alike.flatMap(({ skill }) => skill ?? []);
    const words = [
      `${stageWords[stage] ?? stage}${count === 1 ? '' : ` × ${count}`}`,
      ...(skills.length === 0 ? [] : [skills.join(', ')]),
    ].join(': ');
    return [{ stage, start, end, words }];
  });
}

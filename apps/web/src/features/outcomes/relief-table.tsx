import type { InjectionReliefView, InstrumentScoreView, ReliefView, TargetReliefView } from '@lull/contracts';
import { boundsText, civilDateAt, daysNumber, daysToAnswer, percentText } from '@lull/domain';
import { useMemo } from 'react';
import { dateText } from '../../ui/clock.js';
import { baselineSourceWords } from '../../ui/baseline-words.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { injectionLabel } from './injection-words.js';
import { reliefCourses, reliefOf, type Threshold } from './relief-course.js';
import { durationText, patternWords, responseWords, statusText } from './relief-words.js';

interface ReliefTableProps {
  readonly target: TargetReliefView;
  readonly threshold: Threshold;
  readonly instruments: readonly InstrumentScoreView[];
  readonly now: number;
  readonly zone: string;
  readonly chosen: number | null;
  readonly onChoose: (ordinal: number) => void;
}

/** The same as the time line, in figures: what is not known is a dash with its reason, never a zero. */
export function ReliefTable({
  target,
  threshold,
  instruments,
  now,
  zone,
  chosen,
  onChoose,
}: ReliefTableProps) {
  const functions = useMemo(() => functionBetween(target, instruments), [target, instruments]);
  const looks = useMemo(
    () => new Map(reliefCourses(target, threshold).map((course) => [course.ordinal, course.looks])),
    [target, threshold],
  );
  return (
    <TableFrame label={`Relief between injections as a table, ${target.side} side`}>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col" className={table['number']}>
            Baseline
          </th>
          <th scope="col" className={table['number']}>
            Relief ended after
          </th>
          <th scope="col" className={table['number']}>
            To next
          </th>
          <th scope="col" className={table['number']}>
            Coverage
          </th>
          <th scope="col" className={table['number']}>
            Unrelieved gap
          </th>
          <th scope="col">Pattern</th>
          <th scope="col">Response</th>
          <th scope="col">Quality</th>
          <th scope="col" className={table['number']}>
            Entries
          </th>
          {functions !== null && <th scope="col">Function (PEG)</th>}
          <th scope="col">Given</th>
        </tr>
      </thead>
      <tbody>
        {target.injections.map((each) => (
          <ReliefRow
            key={each.ordinal}
            judged={each}
            relief={reliefOf(each, threshold)}
            looks={looks.get(each.ordinal) ?? 0}
            underRescue={underRescue(target, each)}
            diary={diaryText(each, now)}
            functionText={functions === null ? null : (functions.get(each.ordinal) ?? '–')}
            zone={zone}
            chosen={chosen === each.ordinal}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </TableFrame>
  );
}

interface ReliefRowProps {
  readonly judged: InjectionReliefView;
  readonly relief: ReliefView;
  readonly looks: number;
  readonly underRescue: number;
  /** Days answered of those asked daily; empty: no day has passed. */
  readonly diary: string;
  /** Null: nobody was asked, and no column is there for it. */
  readonly functionText: string | null;
  readonly zone: string;
  readonly chosen: boolean;
  readonly onChoose: (ordinal: number) => void;
}

function ReliefRow({
  judged,
  relief,
  looks,
  underRescue: rescued,
  diary,
  functionText,
  zone,
  chosen,
  onChoose,
}: ReliefRowProps) {
  const { ordinal, injection, baseline, dataQuality, intervalDays } = judged;
  return (
    <tr data-chosen={chosen}>
      <th scope="row" className={table['nowrap']}>
        <button
          type="button"
          className={table['link']}
          onClick={() => onChoose(ordinal)}
          aria-pressed={chosen}
        >
          #{ordinal}
        </button>
        <span className={table['small']}>
          {injection.needleOutAt === null ? 'no time' : dateText(civilDateAt(injection.needleOutAt, zone))}
        </span>
      </th>
      <td className={table['number']}>
        {baseline.value ?? '–'}
        <span className={table['small']}>{baselineSourceWords[baseline.source] ?? baseline.source}</span>
      </td>
      <td className={table['number']}>
        <strong>{durationText(relief) ?? '–'}</strong>
        <span className={table['small']}>{durationNote(relief)}</span>
      </td>
      <td className={table['number']}>
        {intervalDays === null ? '–' : `${daysNumber(intervalDays)} d`}
        {relief.persistedAtNext === true && <span className={table['small']}>relief still there</span>}
      </td>
      <td className={table['number']}>
        {relief.coverage === null
          ? '–'
          : relief.coverage.point === null
            ? 'unknown'
            : percentText(relief.coverage.point)}
        {relief.coverage !== null && (
          <span className={table['small']}>
            {boundsText(relief.coverage)}; known {percentText(relief.coverage.knownFraction, Math.floor)}
          </span>
        )}
      </td>
      <td className={table['number']}>
        {relief.unrelievedGapDays === null ? '–' : `${daysNumber(relief.unrelievedGapDays)} d`}
      </td>
      <td>
        {relief.pattern === null ? '–' : (patternWords[relief.pattern] ?? relief.pattern)}
        {(relief.flares ?? 0) > 0 && (
          <span className={table['small']}>
            {relief.flares === 1 ? '1 flare' : `${relief.flares} flares`}
          </span>
        )}
      </td>
      <td>{relief.response === null ? '–' : (responseWords[relief.response] ?? relief.response)}</td>
      <td>{dataQuality ?? '–'}</td>
      <td className={table['number']}>
        {looks}
        {diary !== '' && <span className={table['small']}>{diary}</span>}
        {rescued > 0 && <span className={table['small']}>{rescued} under rescue</span>}
      </td>
      {functionText !== null && <td>{functionText}</td>}
      <td>{injectionLabel(injection)}</td>
    </tr>
  );
}

const dayMs = 86_400_000;

/** `diary 9 of 14 days`: how many of the daily questions were answered. */
function diaryText({ injection, daysAnswered, intervalDays }: InjectionReliefView, now: number): string {
  if (injection.needleOutAt === null) return '';
  const minutes = (now - injection.needleOutAt) / 60_000;
  const asked = daysToAnswer(intervalDays === null ? null : Math.round(intervalDays * 1440), minutes);
  return asked === 0
    ? ''
    : `diary ${Math.min(daysAnswered, asked)} of ${asked} ${asked === 1 ? 'day' : 'days'}`;
}

/** The time after one injection, up to the next of the target: after it began, up to and with its end. */
function timeOf({ injection, intervalDays }: InjectionReliefView): readonly [number, number] | null {
  const start = injection.needleOutAt;
  if (start === null) return null;
  return [start, intervalDays === null ? Infinity : start + intervalDays * dayMs];
}

function underRescue({ scores }: TargetReliefView, injection: InjectionReliefView): number {
  const [start, end] = timeOf(injection) ?? [0, 0];
  return scores.filter(({ rescue, at }) => rescue && at > start && at <= end).length;
}

/**
 * PEG as answered after each injection, `8.7; 4`; before the first, `before: 8.7`. What was answered on the day of the
 * next injection speaks of the one before it. Null where it was never asked.
 */
function functionBetween(
  { injections }: TargetReliefView,
  instruments: readonly InstrumentScoreView[],
): ReadonlyMap<number, string> | null {
  const answers = instruments.filter(({ instrument }) => instrument === 'peg');
  if (answers.length === 0) return null;
  const words = (between: readonly [number, number]): string =>
    answers
      .filter(({ at }) => at > between[0] && at <= between[1])
      .map(({ score }) => String(Math.round(score * 10) / 10))
      .join('; ');
  return new Map(
    injections.flatMap((each, index) => {
      const time = timeOf(each);
      if (time === null) return [];
      const before = index === 0 ? words([-Infinity, time[0]]) : '';
      const after = words(time);
      const text = [before === '' ? '' : `before: ${before}`, after].filter((part) => part !== '').join('; ');
      return text === '' ? [] : [[each.ordinal, text] as const];
    }),
  );
}

function durationNote(relief: ReliefView): string {
  if (relief.status !== 'evaluable') return statusText(relief);
  if (relief.lapse === null) return '';
  if (relief.lapse.upper === 0) return 'never relieved';
  if (relief.ongoing) return 'last confirmed then';
  return relief.lapse.confirmed ? '' : 'end seen once';
}

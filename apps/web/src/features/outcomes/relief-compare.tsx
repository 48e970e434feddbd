import type { InjectionReliefView } from '@lull/contracts';
import { comparisonSentence } from '@lull/domain';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import classes from './relief-compare.module.css';
import { reliefOf, type Threshold } from './relief-course.js';
import { reviewed } from './relief-words.js';

interface ReliefCompareProps {
  readonly injections: readonly InjectionReliefView[];
  readonly threshold: Threshold;
}

/** "Is #4 better than #2?", answered by both definitions: one that decides only by the other says so. */
export function ReliefCompare({ injections, threshold }: ReliefCompareProps) {
  const ordinals = injections.map(({ ordinal }) => ordinal);
  const [chosen, setChosen] = useState<{ one: number; other: number } | null>(null);
  const { one, other } = chosen ?? lastTwo(injections, threshold);
  if (ordinals.length < 2) return null;
  const choices = ordinals.map((ordinal) => ({ value: String(ordinal), label: `#${ordinal}` }));
  const sentence = (by: Threshold): string | null => {
    const judged = reviewed(injections, by);
    const [first, second] = [one, other].map((ordinal) => judged.find((each) => each.ordinal === ordinal));
    return first === undefined || second === undefined || one === other
      ? null
      : comparisonSentence(first, second, by);
  };
  const secondary = threshold === 50 ? 30 : 50;
  return (
    <div className={classes['compare']} role="group" aria-label="Compare two injections">
      <div className={`${classes['choice']} no-print`}>
        <span aria-hidden>Is</span>
        <NativeSelect
          size="xs"
          aria-label="Injection to compare"
          data={choices}
          value={String(one)}
          onChange={({ currentTarget }) => setChosen({ one: Number(currentTarget.value), other })}
        />
        <span aria-hidden>better than</span>
        <NativeSelect
          size="xs"
          aria-label="Compare it with"
          data={choices}
          value={String(other)}
          onChange={({ currentTarget }) => setChosen({ one, other: Number(currentTarget.value) })}
        />
        <span aria-hidden>?</span>
      </div>
      <p role="status" className={classes['answer']}>
        {one === other ? 'Choose two different injections.' : sentence(threshold)}
        {one !== other && <span className={classes['other']}>{sentence(secondary)}</span>}
      </p>
    </div>
  );
}

/** The last two that can be judged, else the last two: what is asked most often needs no choosing. */
function lastTwo(injections: readonly InjectionReliefView[], threshold: Threshold) {
  const judged = injections.filter((each) => reliefOf(each, threshold).status === 'evaluable');
  const [other, one] = (judged.length < 2 ? injections : judged).slice(-2).map(({ ordinal }) => ordinal);
  return { one: one ?? 1, other: other ?? 1 };
}

import type { SeriesStateName } from '@lull/contracts';
import {
  IconCircleCheck,
  IconCircleX,
  IconPlayerPause,
  IconPlayerPlay,
  IconQuestionMark,
  type Icon,
} from '@tabler/icons-react';
import classes from './series-state.module.css';

const looks: Readonly<Record<SeriesStateName, { readonly word: string; readonly icon: Icon }>> = {
  proposed: { word: 'proposed', icon: IconQuestionMark },
  active: { word: 'active', icon: IconPlayerPlay },
  paused: { word: 'paused', icon: IconPlayerPause },
  completed: { word: 'completed', icon: IconCircleCheck },
  stopped: { word: 'stopped', icon: IconCircleX },
};

/** Where a series stands: word, icon and border, colour last. */
export function SeriesState({ state }: { readonly state: SeriesStateName }) {
  const { word, icon: Symbol } = looks[state];
  return (
    <span className={classes['state']} data-state={state}>
      <Symbol size={13} stroke={2} aria-hidden />
      {word}
    </span>
  );
}

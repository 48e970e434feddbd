import classes from './died-mark.module.css';

/** Beside the name of a patient who is reported to have died, wherever somebody might call or book. */
export function DiedMark() {
  return <span className={classes['mark']}>died</span>;
}

import { useOwnSignIn } from '../../api/own-sign-in.js';
import { dateTimeText, useMinute } from '../../ui/clock.js';
import classes from './frame.module.css';

/** At the end of what is printed: when, and by whom. A sheet for somebody else says so itself, or not (`data-own-foot`). */
export function PrintedFoot({ zone }: { readonly zone: string }) {
  const { name } = useOwnSignIn();
  return (
    <p className={classes['printed']}>
      Printed {dateTimeText(useMinute(), zone)} by {name}.
    </p>
  );
}

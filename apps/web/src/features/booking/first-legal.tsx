import type { FirstLegalDateView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import classes from './booking.module.css';

/** The first day on which the series may be treated without setting anything aside, with what moved it there (LEDGER-12). */
export function FirstLegal({
  firstLegal: { on, because, withSteroidOn },
}: {
  readonly firstLegal: FirstLegalDateView;
}) {
  const reasons = because.map(({ detail }) => detail).join('; ');
  return (
    <p className={classes['legal']}>
      {on === null ? (
        <>No legal date: {reasons}.</>
      ) : (
        <>
          First legal date <b>{dateText(on)}</b>
          {reasons !== '' && `: ${reasons}`}.
          {withSteroidOn !== null &&
            withSteroidOn !== on &&
            ` With a steroid from ${dateText(withSteroidOn)}.`}
        </>
      )}
    </p>
  );
}

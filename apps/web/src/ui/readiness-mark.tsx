import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconForbid,
  IconHourglass,
  IconRefreshAlert,
  IconShieldCheck,
  type Icon,
} from '@tabler/icons-react';
import { standingWords, verdictWords } from '@lull/contracts/plain';
import type { Standing, Verdict } from '@lull/domain';
import classes from './readiness-mark.module.css';

type Look = 'good' | 'warn' | 'bad' | 'plain';

const verdictLooks: Readonly<Record<Verdict, { readonly icon: Icon; readonly look: Look }>> = {
  go: { icon: IconCircleCheck, look: 'good' },
  'at-risk': { icon: IconAlertTriangle, look: 'warn' },
  'no-go': { icon: IconForbid, look: 'bad' },
};

const standingLooks: Readonly<Record<Standing, { readonly icon: Icon; readonly look: Look }>> = {
  met: { icon: IconCircleCheck, look: 'good' },
  waived: { icon: IconShieldCheck, look: 'plain' },
  requested: { icon: IconHourglass, look: 'plain' },
  open: { icon: IconCircleDashed, look: 'plain' },
  overdue: { icon: IconClock, look: 'warn' },
  voided: { icon: IconRefreshAlert, look: 'warn' },
  failed: { icon: IconForbid, look: 'bad' },
};

/** Go, at risk or no-go: never by colour alone (WCAG 1.4.1). */
export function VerdictMark({
  verdict,
  small = false,
}: {
  readonly verdict: Verdict;
  readonly small?: boolean;
}) {
  const { icon: Symbol, look } = verdictLooks[verdict];
  return (
    <span className={classes['mark']} data-look={look} data-small={small || undefined}>
      <Symbol size={small ? 12 : 14} stroke={2} aria-hidden />
      {verdictWords[verdict]}
    </span>
  );
}

/** How one requirement stands, in the same way. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  const { icon: Symbol, look } = standingLooks[standing];
  return (
    <span className={classes['mark']} data-look={look}>
      <Symbol size={14} stroke={2} aria-hidden />
      {standingWords[standing]}
    </span>
  );
}

import { auditFaultTexts } from '@lull/contracts/plain';
import { IconAlertTriangle, IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import classes from './trail-page.module.css';
import { chainQuery } from './trail.queries.js';

/** Whether the newest part of the trail follows from what came before it. */
export function ChainState({ zone }: { readonly zone: string }) {
  const { data: chain, error } = useQuery(chainQuery);
  if (error !== null) return <span>{sentenceOf(error)}</span>;
  if (chain === undefined) return <span>Checking the chain …</span>;
  const { fault, from, wholeTo } = chain;
  if (fault !== null) {
    return (
      <strong className={classes['broken']} role="alert">
        <IconAlertTriangle size={16} aria-hidden /> Event {fault.sequence} {auditFaultTexts[fault.fault]}
        {fault.at !== null && ` (${dateTimeText(fault.at, zone)})`}.
      </strong>
    );
  }
  return (
    <span className={classes['whole']}>
      <IconLink size={15} aria-hidden /> Chain whole from event {from} to {wholeTo}. All of it is checked by{' '}
      <code>npm run audit:verify</code>.
    </span>
  );
}

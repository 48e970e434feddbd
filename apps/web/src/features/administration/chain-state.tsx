import type { AuditChainView } from '@lull/contracts';
import { IconAlertTriangle, IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import classes from './trail-page.module.css';
import { chainQuery } from './trail.queries.js';

type Fault = NonNullable<AuditChainView['fault']>['fault'];

const faultWords: Readonly<Record<Fault, string>> = {
  edited: 'does not have the content that was sealed',
  inserted: 'was put in later: the trail goes past it',
  deleted: 'is missing',
  rewritten: 'was replaced: what follows was sealed upon another event',
  'head-missing': 'cannot be judged: the end of the trail is not known',
};

/** Whether the newest part of the trail follows from what came before it. */
export function ChainState({ zone }: { readonly zone: string }) {
  const { data: chain, error } = useQuery(chainQuery);
  if (error !== null) return <span>{sentenceOf(error)}</span>;
  if (chain === undefined) return <span>Checking the chain …</span>;
  const { fault, from, wholeTo } = chain;
  if (fault !== null) {
    return (
      <strong className={classes['broken']} role="alert">
        <IconAlertTriangle size={16} aria-hidden /> Event {fault.sequence} {faultWords[fault.fault]}
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

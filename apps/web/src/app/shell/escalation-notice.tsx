import { Button, Popover } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { escalationsQuery } from '../../api/escalations.js';
import { useAnnounce } from '../../ui/announcer.js';
import { overdueText, symptomKindWords, toldText } from '../../ui/escalation-words.js';
import classes from './escalation-notice.module.css';

/**
 * That a symptom from home waits past its hour, on every page of those who are told of it by now (H15). In the header,
 * where it moves nothing under anybody's hand; it names no patient, because not everybody who is told may read whose it is:
 * `toTasks` leads there, and is null for those who may not.
 */
export function EscalationNotice({ toTasks }: { readonly toTasks: ReactNode }) {
  const { data } = useQuery(escalationsQuery);
  const announce = useAnnounce();
  const waiting = data?.rows.length ?? 0;
  useEffect(() => {
    if (waiting > 0) announce(`${counted(waiting)} past the hour. Open the notice in the header.`);
  }, [announce, waiting]);
  const [longest] = data?.rows ?? [];
  if (data === undefined || longest === undefined) return null;
  return (
    <Popover position="bottom-start" width={340} shadow="md" withArrow>
      <Popover.Target>
        <Button
          size="compact-sm"
          color="red"
          className={classes['notice'] ?? ''}
          aria-label={`${counted(waiting)} ${overdueText(longest)}`}
          leftSection={<IconUrgent size={16} aria-hidden />}
        >
          {waiting}
          <span className={classes['words']}>{waiting === 1 ? 'symptom' : 'symptoms'} overdue</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <strong>Symptoms that nobody has answered</strong>
        <ul className={classes['list']}>
          {data.rows.map((row, index) => (
            <li key={`${row.dueAt} ${index}`}>
              {symptomKindWords[row.kind]} is {overdueText(row)}. {toldText(row)}.
            </li>
          ))}
        </ul>
        {toTasks ?? <p className={classes['ask']}>Ask a nurse or a physician to answer now.</p>}
        <p className={classes['small']}>By version {data.policyVersion} of the escalation policy.</p>
      </Popover.Dropdown>
    </Popover>
  );
}

function counted(waiting: number): string {
  return waiting === 1 ? '1 symptom' : `${waiting} symptoms`;
}

import { Button, Group } from '@mantine/core';
import type { BlockTimeOccurrenceView, ClinicView } from '@lull/contracts';
import { useState } from 'react';
import { dateText, timeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { fillWords, nameIn, stateWords } from './block-time-words.js';
import { KeepDialog, ReleaseDialog } from './release-dialog.js';

type Wish = 'release' | 'keeps' | 'reclaims';

interface ReleaseQueueProps {
  readonly clinic: ClinicView;
  readonly occurrences: readonly BlockTimeOccurrenceView[];
}

/** What is released next, or was: to be released now, kept, or taken back while it is free. */
export function ReleaseQueue({ clinic, occurrences }: ReleaseQueueProps) {
  const [asked, setAsked] = useState<{ occurrence: BlockTimeOccurrenceView; wish: Wish } | null>(null);
  const end = (): void => setAsked(null);
  if (occurrences.length === 0) return <EmptyState sentence="No block time of this week is still to come." />;
  const buttons = (occurrence: BlockTimeOccurrenceView) => {
    const { state, kept, releasesOn, physicianId, date } = occurrence;
    const which = `${nameIn(clinic, physicianId)}, ${nameIn(clinic, occurrence.roomId)}, ${dateText(date)}`;
    const button = (wish: Wish, word: string) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${word}: ${which}`}
        onClick={() => setAsked({ occurrence, wish })}
      >
        {word}
      </Button>
    );
    if (state === 'released') return occurrence.sessionsOfOthers === 0 && button('reclaims', 'Reclaim');
    return (
      <>
        {button('release', 'Release now')}
        {!kept && releasesOn !== null && button('keeps', 'Keep')}
      </>
    );
  };
  return (
    <>
      <TableFrame label="Release queue">
        <thead>
          <tr>
            <th scope="col">Block time</th>
            <th scope="col">Room</th>
            <th scope="col">Physician</th>
            <th scope="col">Filled</th>
            <th scope="col">State</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {occurrences.map((each) => (
            <tr key={`${each.blockTimeId} ${each.date}`}>
              <th scope="row" className={table['nowrap']}>
                {dateText(each.date)}
                <span className={table['small']}>
                  {timeText(each.start, clinic.timeZone)} to {timeText(each.end, clinic.timeZone)}
                </span>
              </th>
              <td>{nameIn(clinic, each.roomId)}</td>
              <td>{nameIn(clinic, each.physicianId)}</td>
              <td>
                {fillWords(each)}
                {each.sessionsOfOthers > 0 && (
                  <span className={table['small']}>{each.sessionsOfOthers} of others</span>
                )}
              </td>
              <td>{stateWords(each)}</td>
              <td>
                <Group gap={8} wrap="nowrap">
                  {each.mayRelease && buttons(each)}
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {asked !== null &&
        (asked.wish === 'release' ? (
          <ReleaseDialog clinic={clinic} occurrence={asked.occurrence} onEnd={end} />
        ) : (
          <KeepDialog clinic={clinic} occurrence={asked.occurrence} what={asked.wish} onEnd={end} />
        ))}
    </>
  );
}

import { ActionIcon, Button, Group } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { addCivilDays, civilDatesBetween, mondayOf, type CivilDate } from '@lull/domain';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { BlockTimeWeek } from './block-time-week.js';
import { occurrencesQuery, patternsQuery } from './block-time.queries.js';
import { PatternForm } from './pattern-form.js';
import { PatternsTable } from './patterns-table.js';
import { ReleaseQueue } from './release-queue.js';

export interface BlockTimePlace {
  /** Any day of the week that is shown. */
  readonly week: CivilDate;
  /** What is open beside the page. */
  readonly open: 'new' | { readonly id: string; readonly date: string } | null;
}

interface BlockTimePageProps {
  readonly clinic: ClinicView;
  readonly today: CivilDate;
  readonly place: BlockTimePlace;
  readonly mayChange: boolean;
  readonly onPlace: (place: BlockTimePlace) => void;
}

/** Who owns which room when, what is released next, and the patterns behind it. */
export function BlockTimePage({ clinic, today, place, mayChange, onPlace }: BlockTimePageProps) {
  const monday = mondayOf(place.week);
  const patterns = useQuery(patternsQuery(clinic.id));
  const week = useQuery({
    ...occurrencesQuery(clinic.id, monday, addCivilDays(monday, 6)),
    placeholderData: keepPreviousData,
  });
  const error = patterns.error ?? week.error;
  const open = place.open;
  const changed = typeof open === 'object' ? patterns.data?.find(({ id }) => id === open?.id) : undefined;
  const go = (days: number): void => onPlace({ ...place, week: addCivilDays(monday, days) });
  return (
    <Page
      title="Block time"
      note="Time in a room that a physician owns, until it is released."
      actions={
        mayChange && <Button onClick={() => onPlace({ ...place, open: 'new' })}>New block time</Button>
      }
    >
      {error !== null && (
        <ProblemNotice
          {...noticeOf(error)}
          onRetry={() => {
            for (const each of [patterns, week]) void each.refetch();
          }}
        />
      )}
      {patterns.data?.length === 0 && (
        <EmptyState
          sentence="Nobody owns time in a room here: every room is open to all."
          action={
            mayChange && (
              <Button variant="default" onClick={() => onPlace({ ...place, open: 'new' })}>
                Make the first block time
              </Button>
            )
          }
        />
      )}
      {patterns.data?.length !== 0 && (
        <>
          <Panel
            title={`Week of ${dateText(monday)}`}
            actions={
              <Group gap={6}>
                <ActionIcon variant="default" size={30} aria-label="Week before" onClick={() => go(-7)}>
                  <IconChevronLeft size={16} aria-hidden />
                </ActionIcon>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onPlace({ ...place, week: today })}
                >
                  This week
                </Button>
                <ActionIcon variant="default" size={30} aria-label="Week after" onClick={() => go(7)}>
                  <IconChevronRight size={16} aria-hidden />
                </ActionIcon>
              </Group>
            }
          >
            {week.data === undefined && error === null && <Loading heights={[28, 80, 80]} label="the week" />}
            {week.data !== undefined && (
              <BlockTimeWeek
                clinic={clinic}
                dates={civilDatesBetween(monday, addCivilDays(monday, 6))}
                occurrences={week.data}
                {...(mayChange && {
                  onOpen: ({ blockTimeId, date }) => onPlace({ ...place, open: { id: blockTimeId, date } }),
                })}
              />
            )}
          </Panel>
          <Panel
            title="Release queue"
            note="Of the week shown: release it now, keep it from the automatic release, or reclaim it while it is free."
          >
            {week.data === undefined && error === null && (
              <Loading heights={[32, 32, 32]} label="the queue" />
            )}
            {week.data !== undefined && (
              <ReleaseQueue
                clinic={clinic}
                occurrences={week.data.filter(
                  ({ state, date }) => state !== 'not-this-week' && date >= today,
                )}
              />
            )}
          </Panel>
          <Panel title="Patterns">
            {patterns.data === undefined && error === null && (
              <Loading heights={[32, 32, 32]} label="the patterns" />
            )}
            {patterns.data !== undefined && (
              <PatternsTable
                clinic={clinic}
                patterns={patterns.data}
                {...(mayChange && { onChange: ({ id }) => onPlace({ ...place, open: { id, date: '' } }) })}
              />
            )}
          </Panel>
        </>
      )}
      {mayChange && (open === 'new' || changed !== undefined) && (
        <SidePanel
          title={open === 'new' ? 'New block time' : 'Change block time'}
          onClose={() => onPlace({ ...place, open: null })}
        >
          <PatternForm
            key={changed?.id ?? 'new'}
            clinic={clinic}
            pattern={changed ?? null}
            date={typeof open === 'object' ? (open?.date ?? '') : ''}
            tomorrow={addCivilDays(today, 1)}
            onEnd={() => onPlace({ ...place, open: null })}
          />
        </SidePanel>
      )}
    </Page>
  );
}

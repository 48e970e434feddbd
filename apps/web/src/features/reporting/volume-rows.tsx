import type { VolumeView } from '@lull/contracts';
import { Button, Drawer } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SessionStatus } from '../../ui/session-status.js';
import { SideMark } from '../../ui/side-mark.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import classes from './volume-rows.module.css';
import {
  volumeQuery,
  volumeRowsFile,
  volumeRowsQuery,
  type Figure,
  type VolumeQuestion,
} from './volume.queries.js';
import { figureName } from './volume-words.js';

interface VolumeRowsProps {
  readonly question: VolumeQuestion;
  readonly figure: Figure;
  readonly zone: string;
  readonly onClose: () => void;
  /** Leads to the patient where the role may. */
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** The rows behind one figure, a page at a time. */
export function VolumeRows({ question, figure, zone, onClose, patientLink }: VolumeRowsProps) {
  const { data: volume } = useQuery(volumeQuery(question));
  useFocusBack();
  const {
    data: pages,
    error,
    refetch,
    fetchNextPage,
    hasNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(volumeRowsQuery(question, figure));
  const rows = pages?.pages.flatMap((page) => page.sessions) ?? [];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(1080px, 100%)"
      title={volume === undefined ? 'Rows' : figureName(volume, figure)}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['head']}>
        <span>{volume !== undefined && `${rows.length} of ${countOf(volume, figure) ?? 'all'} shown`}</span>
        <Button
          size="compact-xs"
          variant="default"
          component="a"
          href={volumeRowsFile(question, figure)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          CSV of all
        </Button>
      </div>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && <Loading heights={[34, 34, 34, 34]} label="rows" />}
      {pages !== undefined && rows.length === 0 && (
        <EmptyState sentence="Nothing is behind this figure any longer: somebody changed it meanwhile." />
      )}
      {rows.length > 0 && (
        <TableFrame label="Rows">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Patient</th>
              <th scope="col">Procedure</th>
              <th scope="col">Physician</th>
              <th scope="col">Room</th>
              <th scope="col">Sedation</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.sessionId} ${row.injectionId ?? ''}`}>
                <td className={table['nowrap']}>{dateTimeText(row.start, zone)}</td>
                <td>
                  {patientLink(row.patientId, row.patientName)}
                  <span className={table['small']}>{row.mrn}</span>
                </td>
                <td>
                  {row.procedureCode} {row.side !== null && <SideMark side={row.side} />}
                  {row.purpose !== null && <span className={table['small']}>{row.purpose}</span>}
                </td>
                <td>{row.physicianName}</td>
                <td className={table['nowrap']}>{row.roomName}</td>
                <td>{row.sedation}</td>
                <td>
                  <SessionStatus state={row.state} />
                  {row.cancelReason !== null && (
                    <span className={table['small']}>{row.cancelReason.replaceAll('-', ' ')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show 50 more
        </Button>
      )}
    </Drawer>
  );
}

function countOf(volume: VolumeView, { row, column }: Figure): number | null {
  const at = volume.columns.findIndex(({ key }) => key === column);
  const of = volume.rows.find(({ key }) => key === row);
  if (row !== undefined) return (column === undefined ? of?.total : of?.counts[at]) ?? null;
  return (column === undefined ? volume.total : volume.columnTotals[at]) ?? null;
}

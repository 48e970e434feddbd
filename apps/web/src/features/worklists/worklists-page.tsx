import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconUrgent } from '@tabler/icons-react';
import type { ClinicView, WorklistRowView } from '@lull/contracts';
import { worklistWords } from '@lull/contracts/plain';
import { symptomEscalation, type Escalation, type WorklistKind } from '@lull/domain';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useAnnounce } from '../../ui/announcer.js';
import { useMinute } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { overdueText } from '../../ui/escalation-words.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { BulkBar } from './bulk-bar.js';
import { RecordDialog } from './record-dialog.js';
import { keysByCall, recordMany, type Recorded, type Word } from './record-many.js';
import { WorklistFilters } from './worklist-filters.js';
import { WorklistTable, type RowLinks } from './worklist-table.js';
import { worklistCountsQuery, worklistFile, worklistQuery, type ListFilters } from './worklists.queries.js';
import classes from './worklists.module.css';

interface WorklistsPageProps extends RowLinks {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  /** Those that the member may see; one at least. */
  readonly lists: readonly [WorklistKind, ...WorklistKind[]];
  readonly filters: ListFilters;
  readonly onFilters: (filters: ListFilters) => void;
  readonly renderTab: (list: WorklistKind, words: ReactNode, isShown: boolean) => ReactNode;
  /** Leads to the tasks, which are a list of their own: to all, or to those of a kind. */
  readonly renderTasks: (kind: string | null, words: ReactNode) => ReactNode;
}

/** The kind of task by which a patient asks for another time. */
const changeRequested = 'change-requested';

/** What sessions and patients lack, list by list, to be worked through from top to bottom. */
export function WorklistsPage(props: WorklistsPageProps) {
  const { clinic, lists, filters, renderTab, renderTasks } = props;
  const list = filters.list !== undefined && lists.includes(filters.list) ? filters.list : lists[0];
  const { data: counted } = useQuery(worklistCountsQuery(clinic.id, filters.until));
  const tasks = counted?.tasks.reduce((sum, { open }) => sum + open, 0);
  const now = useMinute();
  const changes = counted?.tasks.find(({ kind }) => kind === changeRequested);
  return (
    <Page
      title="Lists"
      actions={
        <Button
          component="a"
          size="sm"
          variant="default"
          href={worklistFile(clinic.id, list, filters)}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          CSV
        </Button>
      }
    >
      <nav className={classes['tabs']} aria-label="Lists">
        {counted?.tasks.map(({ kind, open, firstDueAt }) => {
          const escalation = symptomEscalation({ kind, dueAt: firstDueAt }, now);
          if (escalation === null) return null;
          return renderTasks(kind, <OverdueSymptoms escalation={escalation} open={open} />);
        })}
        {lists.map((each) =>
          renderTab(each, withCount(worklistWords[each].name, counted?.counts[each]), each === list),
        )}
        {changes !== undefined && renderTasks(changes.kind, withCount('Change requests', changes.open))}
        {tasks !== undefined && renderTasks(null, withCount('Follow-up tasks', tasks))}
      </nav>
      <WorklistFilters {...props} />
      {/* By the list: what was selected on one is nothing on another. */}
      <List key={`${clinic.id} ${list}`} {...props} list={list} />
    </Page>
  );
}

/** Before every list, whatever it is about: a symptom from home whose hour has passed (H15). */
function OverdueSymptoms({ escalation, open }: { readonly escalation: Escalation; readonly open: number }) {
  return (
    <span className={classes['symptoms']}>
      <IconUrgent size={15} aria-hidden />
      {escalation.kind === 'symptom-emergency' ? 'Emergency symptoms' : 'Symptoms of the same day'}
      <span className={classes['count']}>{open}</span>
      {overdueText(escalation)}
    </span>
  );
}

function withCount(name: string, count: number | undefined): ReactNode {
  return (
    <>
      {name}
      {count !== undefined && <span className={classes['count']}>{count}</span>}
    </>
  );
}

function List({ clinic, filters, list, ...links }: WorklistsPageProps & { readonly list: WorklistKind }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    worklistQuery(clinic.id, list, filters),
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [recording, setRecording] = useState<WorklistRowView | null>(null);
  const [keyOf] = useState(keysByCall);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const saying = useMutation({
    mutationFn: ({ rows, word }: { readonly rows: readonly WorklistRowView[]; readonly word: Word }) =>
      recordMany(rows, word, keyOf),
    onSuccess: async ({ recorded }) => {
      setSelected(new Set());
      announce(`${recorded} recorded.`);
      await readAnew(queryClient, 'readiness');
    },
  });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const chosen = rows.filter(({ id }) => selected.has(id));
  const { name, done } = worklistWords[list];
  const narrowed = filters.owner !== undefined || filters.due !== undefined;
  return (
    <>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {saying.error !== null && <ProblemNotice {...noticeOf(saying.error)} />}
      {saying.data !== undefined && <Refused {...saying.data} />}
      {data === undefined && error === null && <Loading heights={[36, 44, 44, 44, 44]} label="the list" />}
      {data !== undefined && rows.length === 0 && (
        <EmptyState sentence={narrowed ? 'Nothing by these filters.' : done} />
      )}
      {rows.length > 0 && (
        <BulkBar
          chosen={chosen}
          busy={saying.isPending}
          onSay={(word) => saying.mutate({ rows: chosen, word })}
          onClear={() => setSelected(new Set())}
        />
      )}
      {rows.length > 0 && (
        <WorklistTable
          {...links}
          label={name}
          rows={rows}
          selected={selected}
          onSelected={setSelected}
          onRecord={setRecording}
          onSay={(row) => saying.mutate({ rows: [row], word: 'met' })}
          busy={saying.isPending}
        />
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
      {recording !== null && (
        <RecordDialog key={recording.id} row={recording} onEnd={() => setRecording(null)} />
      )}
    </>
  );
}

function Refused({ recorded, refused }: Recorded) {
  if (refused.length === 0) return null;
  return (
    <div className={`${notice['warn']} ${classes['said']}`} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>
        {recorded} recorded, {refused.length} not:
        <ul className={notice['faults']}>
          {refused.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

import type { JoinPatientsRequest, MergePreviewView, PatientMergeView } from '@lull/contracts';
import { mergeConflictTexts, problemTexts } from '@lull/contracts/plain';
import type { MergeConflict } from '@lull/domain';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { joinPatients, mergePreviewQuery } from './merge.queries.js';
import { fieldsOfRecord, rowLines } from './merge-words.js';
import classes from './merge.module.css';

interface MergePageProps {
  readonly keptId: string;
  readonly joinedId: string;
  readonly back: ReactNode;
  readonly onSwap: () => void;
  readonly onJoined: (merge: PatientMergeView) => void;
}

/** Two records side by side, what joining them would do, and the joining. */
export function MergePage({ keptId, joinedId, back, onSwap, onJoined }: MergePageProps) {
  const { data: preview, error, refetch } = useQuery(mergePreviewQuery(keptId, joinedId));
  return (
    <Page
      title="Join two records"
      note={back}
      actions={
        <Button
          variant="default"
          leftSection={<IconArrowsLeftRight size={16} aria-hidden />}
          onClick={onSwap}
        >
          Keep the other one
        </Button>
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {preview === undefined && error === null && (
        <Loading heights={[34, 240, 160]} label="the two records" />
      )}
      {preview !== undefined && (
        <>
          <div className={classes['compared']}>
            <Compared preview={preview} />
          </div>
          <JoinForm key={keptId} preview={preview} onJoined={onJoined} />
        </>
      )}
    </Page>
  );
}

function Compared({ preview }: { readonly preview: MergePreviewView }) {
  const [kept, joined] = [fieldsOfRecord(preview.kept), fieldsOfRecord(preview.joined)];
  return (
    <TableFrame label="The two records">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Kept: {preview.kept.mrn}</th>
          <th scope="col">Joined into it: {preview.joined.mrn}</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(([name, value], index) => {
          const other = joined[index]?.[1] ?? '–';
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>
                {other === value ? (
                  <span className={table['quiet']}>the same</span>
                ) : (
                  <strong className={classes['differs']}>{other}</strong>
                )}
              </td>
            </tr>
          );
        })}
        {rowLines(preview.rows).map(({ words, kept: mine, joined: theirs }) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td className="tabular">{mine}</td>
            <td className="tabular">{theirs === 0 ? 0 : `${theirs}, would move`}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function JoinForm({
  preview,
  onJoined,
}: { readonly preview: MergePreviewView } & Pick<MergePageProps, 'onJoined'>) {
  const { kept, joined, conflicts, reasons, linksThatEnd } = preview;
  const [reason, setReason] = useState('');
  const [settled, setSettled] = useState<readonly MergeConflict[]>([]);
  const joining = useChange(
    (body: JoinPatientsRequest, key: string) => joinPatients(body, key),
    (merge) => onJoined(merge),
  );
  const forbidden = conflicts.filter(({ maySettle }) => !maySettle);
  const open = conflicts.some(({ conflict }) => !settled.includes(conflict));
  const ready = reasons.length === 0 && forbidden.length === 0 && !open && reason.trim() !== '';
  return (
    <Panel title="Joining">
      <ul className={classes['effects']}>
        <li>
          Both records stay. What belongs to {joined.mrn} moves to {kept.mrn}; names, contacts and weight are
          those of {kept.mrn}.
        </li>
        <li>Whoever looks for either number finds {kept.mrn}.</li>
        {linksThatEnd > 0 && <li>The link to the own page of {joined.mrn} ends at once.</li>}
        <li>It can be taken back, as long as nothing new hangs on what was moved.</li>
      </ul>
      {reasons.map(({ code, facts }) => (
        <ProblemNotice key={code} sentence={problemTexts[code].detail(facts)} code={code} />
      ))}
      {forbidden.map(({ conflict }) => (
        <ProblemNotice
          key={conflict}
          sentence={problemTexts['merge.conflict-of-treatment'].detail({ conflict })}
          code="merge.conflict-of-treatment"
        />
      ))}
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          joining.mutate({
            keptId: kept.id,
            joinedId: joined.id,
            keptVersion: kept.version,
            joinedVersion: joined.version,
            reason: reason.trim(),
            settled: [...settled],
          });
        }}
      >
        {conflicts
          .filter(({ maySettle }) => maySettle)
          .map(({ conflict }) => (
            <Checkbox
              key={conflict}
              label={`${mergeConflictTexts[conflict]} I have looked at it.`}
              checked={settled.includes(conflict)}
              onChange={({ currentTarget }) =>
                setSettled(
                  currentTarget.checked
                    ? [...settled, conflict]
                    : settled.filter((each) => each !== conflict),
                )
              }
            />
          ))}
        <TextInput
          label="How you know that this is one person"
          maxLength={200}
          required
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {joining.error !== null && <ProblemNotice {...noticeOf(joining.error)} />}
        <div>
          <Button type="submit" loading={joining.isPending} disabled={!ready}>
            Join into {kept.mrn}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import type { ClinicView, ClosureSettingsView } from '@lull/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useAnnounce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { TableFrame } from '../../ui/table-frame.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { ClosureForm, type ClosingWish } from './closure-form.js';
import { againRequest, whenText } from './closure-words.js';
import { HolidaysForm } from './holidays-form.js';
import { addClosure, closuresQuery, removeClosures } from './settings.queries.js';
import { useTakeBack } from './use-take-back.js';
import classes from './settings.module.css';
import table from '../../ui/table.module.css';

type ClosuresOpen = 'new' | 'holidays' | null;

interface ClosuresPageProps {
  readonly clinic: ClinicView;
  readonly clinics: readonly ClinicView[];
  readonly today: string;
  readonly open: ClosuresOpen;
  readonly mayChange: boolean;
  readonly onOpen: (open: ClosuresOpen) => void;
  readonly onClinic: (clinicId: string) => void;
  /** A link to the displacement desk, where sessions that stand in the way are placed again. */
  readonly renderDesk: (wish: ClosingWish, words: string) => ReactNode;
}

/** The days and hours at which a clinic, or something of it, is not to be had. */
export function ClosuresPage({
  clinic,
  clinics,
  today,
  open,
  mayChange,
  onOpen,
  onClinic,
  renderDesk,
}: ClosuresPageProps) {
  const { data: closures, error, refetch } = useQuery(closuresQuery(clinic.id, today));
  const close = (): void => onOpen(null);
  return (
    <Page
      title="Closures"
      note="When the clinic, a room, a device or somebody is not to be had. Nobody books into a closure."
      actions={
        mayChange && (
          <>
            <Button variant="default" onClick={() => onOpen('holidays')}>
              Import public holidays…
            </Button>
            <Button onClick={() => onOpen('new')}>New closure</Button>
          </>
        )
      }
    >
      {clinics.length > 1 && (
        <div className={classes['filters']}>
          <NativeSelect
            label="Clinic"
            data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
            value={clinic.id}
            onChange={({ currentTarget }) => onClinic(currentTarget.value)}
          />
        </div>
      )}
      {error !== null && closures === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {closures === undefined && error === null && <Loading heights={[32, 32, 32]} label="the closures" />}
      {closures?.length === 0 && (
        <EmptyState sentence={`Nothing of ${clinic.name} is closed from today on.`} />
      )}
      {closures !== undefined && closures.length > 0 && (
        <ClosuresTable clinic={clinic} closures={closures} mayChange={mayChange} />
      )}
      {mayChange && open === 'new' && (
        <SidePanel title="New closure" onClose={close}>
          <ClosureForm
            key={clinic.id}
            clinic={clinic}
            today={today}
            renderDesk={renderDesk}
            onClose={close}
          />
        </SidePanel>
      )}
      {mayChange && open === 'holidays' && (
        <SidePanel title="Import public holidays" onClose={close}>
          <HolidaysForm key={clinic.id} clinic={clinic} renderDesk={renderDesk} onClose={close} />
        </SidePanel>
      )}
    </Page>
  );
}

function ClosuresTable({
  clinic,
  closures,
  mayChange,
}: {
  readonly clinic: ClinicView;
  readonly closures: readonly ClosureSettingsView[];
  readonly mayChange: boolean;
}) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const takeBack = useTakeBack('closure');
  const remove = useMutation({
    mutationFn: (closure: ClosureSettingsView) => removeClosures(clinic.id, [closure]),
    onSuccess: async (_, closure) => {
      await readAnew(queryClient, 'closure');
      const sentence = `${whenText(closure)} is open again.`;
      // What the desk closed has moved people: closing it again is the desk's, too.
      if (closure.fromDesk) announce(sentence);
      else
        showUndoable({
          about: `closure-${closure.id}`,
          title: 'Opened',
          sentence,
          onUndo: () =>
            takeBack({
              undo: () => addClosure(clinic.id, againRequest(closure)),
              sentence: `${whenText(closure)} is closed again.`,
            }),
        });
    },
  });
  return (
    <>
      {remove.error !== null && <ProblemNotice {...noticeOf(remove.error)} />}
      <TableFrame label={`Closures of ${clinic.name}`}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            {mayChange && (
              <th scope="col" className={table['act']}>
                Actions
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {closures.map((closure) => (
            <tr key={closure.id}>
              <th scope="row">{whenText(closure)}</th>
              <td>{closure.resource?.name ?? 'The whole clinic'}</td>
              <td>
                {closure.reason}
                {closure.fromDesk && <span className={table['small']}>closed at the displacement desk</span>}
              </td>
              {mayChange && (
                <td className={table['act']}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Open ${closure.resource?.name ?? clinic.name} again, ${whenText(closure)}`}
                    loading={remove.isPending && remove.variables.id === closure.id}
                    onClick={() => remove.mutate(closure)}
                  >
                    Open again
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

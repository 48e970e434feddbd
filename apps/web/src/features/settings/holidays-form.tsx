import { Checkbox, FileInput } from '@mantine/core';
import type { ClinicView, HolidayPreviewView, HolidayView } from '@lull/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText } from '../../ui/clock.js';
import { TableFrame } from '../../ui/table-frame.js';
import { showUndoable } from '../../ui/undo-toast.js';
import type { ClosingWish } from './closure-form.js';
import { leftOutWords } from './closure-words.js';
import { SettingsFrame } from './settings-frame.js';
import { addHolidays, previewHolidays, removeClosures } from './settings.queries.js';
import { useTakeBack } from './use-take-back.js';
import classes from './settings.module.css';
import table from '../../ui/table.module.css';

interface HolidaysFormProps {
  readonly clinic: ClinicView;
  readonly renderDesk: (wish: ClosingWish, words: string) => ReactNode;
  readonly onClose: () => void;
}

const keyOf = ({ from, to }: Pick<HolidayView, 'from' | 'to'>): string => `${from} ${to}`;
const mayClose = ({ state, sessions }: HolidayView): boolean => state === 'new' && sessions === 0;
const daysText = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** An .ics file of public holidays: read, shown with what stands already, and closed where somebody says so. */
export function HolidaysForm({ clinic, renderDesk, onClose }: HolidaysFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const takeBack = useTakeBack('closure');
  const preview = useMutation({
    mutationFn: async (asked: File) => previewHolidays(clinic.id, await asked.text()),
    onSuccess: ({ days }) => {
      const free = days.filter(mayClose);
      setChosen(new Set(free.map(keyOf)));
      announce(`${daysText(days.length)} ahead, ${free.length} of them can be closed.`);
    },
  });
  const days = preview.data?.days ?? [];
  const wanted = days.filter((day) => mayClose(day) && chosen.has(keyOf(day)));
  const save = useChange(
    (asked: readonly HolidayView[], key) =>
      addHolidays(clinic.id, { days: asked.map(({ from, to, name }) => ({ from, to, reason: name })) }, key),
    async (added) => {
      onClose();
      await readAnew(queryClient, 'closure');
      showUndoable({
        about: `holidays-${clinic.id}`,
        title: 'Closed',
        sentence: `${clinic.name} is closed on ${daysText(added.length)} more.`,
        onUndo: () =>
          takeBack({
            undo: () => removeClosures(clinic.id, added),
            sentence: 'The days are open again.',
          }),
      });
    },
  );
  const choose = (day: HolidayView, checked: boolean): void => {
    const next = new Set(chosen);
    if (checked) next.add(keyOf(day));
    else next.delete(keyOf(day));
    setChosen(next);
  };
  const shown = preview.data !== undefined && !preview.isPending;
  return (
    <SettingsFrame
      saving={shown ? save : preview}
      deed={shown && wanted.length > 0 ? `Close ${daysText(wanted.length)}` : 'Read the file'}
      onSend={() => {
        if (shown && wanted.length > 0) save.mutate(wanted);
        else if (file !== null) preview.mutate(file);
      }}
      onClose={onClose}
    >
      <FileInput
        id="field-calendar"
        label="Calendar file (.ics)"
        description="Such as your government or calendar service offers. It is read here; nothing is closed yet."
        placeholder="Choose a file"
        accept=".ics,text/calendar"
        required
        value={file}
        onChange={(next) => {
          setFile(next);
          save.reset();
          if (next === null) preview.reset();
          else preview.mutate(next);
        }}
      />
      {shown && <Preview view={preview.data} chosen={chosen} onChoose={choose} renderDesk={renderDesk} />}
    </SettingsFrame>
  );
}

function Preview({
  view: { days, more, leftOut },
  chosen,
  onChoose,
  renderDesk,
}: {
  readonly view: HolidayPreviewView;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (day: HolidayView, checked: boolean) => void;
  readonly renderDesk: HolidaysFormProps['renderDesk'];
}) {
  return (
    <>
      {days.length === 0 && (
        <p className={classes['quiet']}>This calendar names no whole day in the next two years.</p>
      )}
      {days.length > 0 && (
        <TableFrame label="Days of the calendar">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">What stands</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day, index) => (
              <tr key={`${keyOf(day)} ${index}`}>
                <th scope="row">
                  <Checkbox
                    size="sm"
                    label={
                      day.from === day.to
                        ? dateText(day.from)
                        : `${dateText(day.from)} to ${dateText(day.to)}`
                    }
                    description={day.name}
                    disabled={!mayClose(day)}
                    checked={mayClose(day) && chosen.has(keyOf(day))}
                    onChange={({ currentTarget }) => onChoose(day, currentTarget.checked)}
                  />
                </th>
                <td>
                  <State day={day} renderDesk={renderDesk} />
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {more > 0 && (
        <p className={classes['quiet']}>
          {daysText(more)} more lie further ahead: close these first, then read the file again.
        </p>
      )}
      {leftOut.length > 0 && (
        <details>
          <summary>
            {leftOut.length === 1 ? 'One entry closes nothing' : `${leftOut.length} entries close nothing`}
          </summary>
          <ul className={classes['sessions']}>
            {leftOut.map(({ name, reason }, index) => (
              <li key={`${name} ${index}`}>
                {name} {leftOutWords[reason]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function State({
  day,
  renderDesk,
}: {
  readonly day: HolidayView;
  readonly renderDesk: HolidaysFormProps['renderDesk'];
}) {
  const { from, to, state, sessions } = day;
  if (state === 'there') return <span className={table['quiet']}>closed already</span>;
  if (state === 'repeated') return <span className={table['quiet']}>named twice</span>;
  if (sessions === 0) return <>free</>;
  return (
    <>
      {sessions === 1 ? 'one session' : `${sessions} sessions`}
      <span className={table['small']}>{renderDesk({ from, to }, 'Place them again')}</span>
    </>
  );
}

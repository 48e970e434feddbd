import { ActionIcon, Button } from '@mantine/core';
import type { ClinicSettingsView, OpeningHoursPreviewView, StandingSessionView } from '@lull/contracts';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { weekdayNames } from '../../ui/weekdays.js';
import { SettingsFrame } from './settings-frame.js';
import { previewHours, setHours } from './settings.queries.js';
import { StandingSessions } from './standing-sessions.js';
import { useTakeBack } from './use-take-back.js';
import classes from './settings.module.css';

interface HoursFormProps {
  readonly clinic: ClinicSettingsView;
  readonly onClose: () => void;
  readonly renderSession: (session: StandingSessionView) => ReactNode;
}

interface Stretch {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

const stretchesOf = ({ openingHours }: ClinicSettingsView): Stretch[] =>
  openingHours.map(({ weekday, opens, closes }) => ({ weekday, from: opens, to: closes }));

/** When a clinic is open: checked first, with the sessions that would stand outside, then used. */
export function HoursForm({ clinic, onClose, renderSession }: HoursFormProps) {
  const [seen] = useState(clinic);
  const [hours, setDraft] = useState(() => stretchesOf(clinic));
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const takeBack = useTakeBack('settings');
  const preview = useMutation({
    mutationFn: async (asked: Stretch[]) => ({
      text: JSON.stringify(asked),
      shown: await previewHours(seen.id, { hours: asked }),
    }),
    onSuccess: ({ shown }) => announce(previewWords(shown)),
  });
  const save = useChange(
    (asked: Stretch[]) => setHours(seen, { hours: asked }),
    async (after) => {
      onClose();
      await readAnew(queryClient, 'settings');
      showUndoable({
        about: `hours-${seen.id}`,
        title: 'Saved',
        sentence: `${after.name} has new opening hours.`,
        onUndo: () =>
          takeBack({
            undo: () => setHours(after, { hours: stretchesOf(seen) }),
            sentence: `${seen.name} is open as before.`,
          }),
      });
    },
  );
  // What was shown holds only for what stands in the form now.
  const shown = preview.data?.text === JSON.stringify(hours) ? preview.data.shown : null;
  const checked = shown?.accepted === true;
  const sentenceAt = (index: number, side: 'from' | 'to'): string | null =>
    shown?.refusals.find(({ pointer }) => pointer === `/hours/${index}/${side}`)?.detail ??
    faultsOf(save.error).find(({ field }) => field === `hours/${index}/${side}`)?.sentence ??
    null;
  const set = (index: number, changes: Partial<Stretch>): void =>
    setDraft(hours.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  return (
    <SettingsFrame
      saving={checked || save.error !== null ? save : preview}
      deed={checked ? 'Use these hours' : 'Check them'}
      onSend={() => (checked ? save.mutate(hours) : preview.mutate(hours))}
      onClose={onClose}
    >
      {weekdayNames.map((name, day) => (
        <fieldset key={name} className={classes['day']}>
          <legend>{name}</legend>
          {hours.every(({ weekday }) => weekday !== day + 1) && <p className={classes['quiet']}>shut</p>}
          {hours.map(
            (stretch, index) =>
              stretch.weekday === day + 1 && (
                <div key={index} className={classes['stretch']}>
                  <ClockTimeField
                    label={`${name} from`}
                    value={stretch.from}
                    error={sentenceAt(index, 'from')}
                    onChange={(from) => set(index, { from })}
                  />
                  <ClockTimeField
                    label={`${name} until`}
                    value={stretch.to}
                    error={sentenceAt(index, 'to')}
                    onChange={(to) => set(index, { to })}
                  />
                  <ActionIcon
                    variant="default"
                    size={34}
                    aria-label={`Take ${name} ${stretch.from} to ${stretch.to} away`}
                    onClick={() => setDraft(hours.filter((_, at) => at !== index))}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                </div>
              ),
          )}
          <div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Add hours on ${name}`}
              onClick={() => setDraft([...hours, nextStretch(hours, day + 1)])}
            >
              Add hours
            </Button>
          </div>
        </fieldset>
      ))}
      {checked && (
        <div role="status">
          {shown.left.count === 0 ? (
            <p className={classes['quiet']}>Every coming session lies inside these hours.</p>
          ) : (
            <StandingSessions
              sentence={`${shown.left.count === 1 ? 'One coming session' : `${shown.left.count} coming sessions`} would stand outside. They stay where they are: move each, or let staff stay.`}
              sessions={shown.left}
              renderSession={renderSession}
            />
          )}
        </div>
      )}
    </SettingsFrame>
  );
}

/** As on the day before, or after what stands on this day already. */
function nextStretch(hours: readonly Stretch[], weekday: number): Stretch {
  const last = hours.findLast((each) => each.weekday === weekday);
  if (last !== undefined) return { weekday, from: last.to, to: '' };
  const like = hours.findLast((each) => each.weekday === weekday - 1);
  return { weekday, from: like?.from ?? '08:00', to: like?.to ?? '17:00' };
}

function previewWords({ accepted, refusals, left }: OpeningHoursPreviewView): string {
  if (!accepted) return refusals.map(({ detail }) => detail).join(' ');
  return left.count === 0
    ? 'Every coming session lies inside.'
    : `${left.count} sessions would stand outside.`;
}

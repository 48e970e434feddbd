import { IconCloudOff } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listenToClinic, type LiveMessage } from '../../api/live.js';
import { timeText } from '../../ui/clock.js';
import { useAnnounce } from '../../ui/announcer.js';
import classes from './frame.module.css';

/** A reconnect within this time is no news. */
const patienceMs = 2_000;

/** Keeps what is shown up to date with what others do, and says so when it cannot. */
export function LiveUpdates({ clinic }: { readonly clinic: ClinicView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [offlineSince, setOfflineSince] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (message: LiveMessage): void => {
      if (message.kind === 'connection') {
        clearTimeout(timer);
        if (message.live) setOfflineSince(null);
        else timer = setTimeout(() => setOfflineSince(message.since), patienceMs);
      } else refresh(queryClient, message, clinic);
    };
    const end = listenToClinic(clinic.id, hear);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [clinic, queryClient]);
  useEffect(() => {
    if (offlineSince !== null) announce('The connection is lost. What you see may be old.');
  }, [announce, offlineSince]);
  if (offlineSince === null) return null;
  return (
    <div className={classes['offline']}>
      <IconCloudOff size={16} aria-hidden />
      Offline since {timeText(offlineSince, clinic.timeZone)}: what you see may be old, and nothing can be
      changed.
    </div>
  );
}

/**
 * What a notice may have changed is read again, if it is on the screen. Keys: ['days', clinicId, date], ['weeks', clinicId, ...],
 * ['sessions', id], ['series', ...], ['patients', ...], ['follow-up-tasks', ...].
 */
function refresh(
  queryClient: QueryClient,
  message: Exclude<LiveMessage, { kind: 'connection' }>,
  clinic: ClinicView,
): void {
  if (message.kind === 'resync') {
    for (const noun of [
      'days',
      'weeks',
      'session-checks',
      'sessions',
      'series',
      'patients',
      'follow-up-tasks',
    ]) {
      void queryClient.invalidateQueries({ queryKey: [noun] });
    }
    return;
  }
  const { notice } = message;
  const dates = new Set(
    [notice.at, ...(notice.was === null ? [] : [notice.was])].map((at) => civilDateAt(at, clinic.timeZone)),
  );
  for (const date of dates) void queryClient.invalidateQueries({ queryKey: ['days', clinic.id, date] });
  void queryClient.invalidateQueries({ queryKey: ['weeks', clinic.id] });
  void queryClient.invalidateQueries({ queryKey: ['session-checks'] });
  if (notice.kind === 'session') {
    void queryClient.invalidateQueries({ queryKey: ['sessions', notice.id] });
    for (const noun of ['series', 'patients', 'follow-up-tasks'])
      void queryClient.invalidateQueries({ queryKey: [noun] });
  }
}

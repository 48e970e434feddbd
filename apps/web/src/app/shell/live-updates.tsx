import { IconCloudOff } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setOfflineSince, useOfflineSince } from '../../api/connection.js';
import { ownSignIn } from '../../api/own-sign-in.js';
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
  const offlineSince = useOfflineSince();
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
      setOfflineSince(null);
      end();
    };
  }, [clinic, queryClient]);
  useEffect(() => {
    if (offlineSince === null) return;
    announce('The connection is lost: read only. What you see may be old.');
    // Where it was the sign-in that ended, and not the network, this answer says so.
    void queryClient.invalidateQueries({ queryKey: ownSignIn.queryKey });
  }, [announce, offlineSince, queryClient]);
  if (offlineSince === null) return null;
  return (
    <div className={classes['offline']}>
      <IconCloudOff size={16} aria-hidden />
      Offline since {timeText(offlineSince, clinic.timeZone)}: read only. What you see may be old; what you
      type is kept.
    </div>
  );
}

const soon = new Map<string, ReturnType<typeof setTimeout>>();
const soonMs = 300;

/** A day that is placed again has as many notices as sessions: what takes long to answer is asked once after them. */
function refreshSoon(queryClient: QueryClient, noun: string): void {
  clearTimeout(soon.get(noun));
  soon.set(
    noun,
    setTimeout(() => void queryClient.invalidateQueries({ queryKey: [noun] }), soonMs),
  );
}

/**
 * What a notice may have changed is read again, if it is on the screen. Keys: ['days', clinicId, date], ['weeks', clinicId, ...],
 * ['sessions', id], ['series', ...], ['patients', ...], ['follow-up-tasks', ...], ['displacements', ...].
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
      'held-times',
      'waitlist',
      'series',
      'patients',
      'follow-up-tasks',
      'block-times',
      'displacements',
    ]) {
      void queryClient.invalidateQueries({ queryKey: [noun] });
    }
    return;
  }
  const { notice } = message;
  if (notice.kind === 'block-time') {
    for (const noun of ['days', 'session-checks', 'block-times', 'follow-up-tasks'])
      void queryClient.invalidateQueries({ queryKey: [noun] });
    return;
  }
  if (notice.kind !== 'closure') void queryClient.invalidateQueries({ queryKey: ['waitlist'] });
  if (notice.kind === 'waitlist') return;
  if (notice.kind === 'held-time')
    void queryClient.invalidateQueries({ queryKey: ['held-times', notice.id] });
  const dates = new Set(
    [notice.at, ...(notice.was === null ? [] : [notice.was])].map((at) => civilDateAt(at, clinic.timeZone)),
  );
  for (const date of dates) void queryClient.invalidateQueries({ queryKey: ['days', clinic.id, date] });
  void queryClient.invalidateQueries({ queryKey: ['weeks', clinic.id] });
  void queryClient.invalidateQueries({ queryKey: ['session-checks'] });
  refreshSoon(queryClient, 'displacements');
  if (notice.kind === 'session') {
    void queryClient.invalidateQueries({ queryKey: ['sessions', notice.id] });
    for (const noun of ['series', 'patients', 'follow-up-tasks'])
      void queryClient.invalidateQueries({ queryKey: [noun] });
  }
}

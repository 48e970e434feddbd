import { IconCloudOff } from '@tabler/icons-react';
import type { ClinicView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setOfflineSince, useOfflineSince } from '../../api/connection.js';
import { ownSignIn } from '../../api/own-sign-in.js';
import { listenToClinic, type LiveMessage } from '../../api/live.js';
import { readAllAnew, readAnew } from '../../api/read-anew.js';
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
  // By its own facts: a setting of the clinic that changes is no reason to connect again.
  const { id, timeZone } = clinic;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (message: LiveMessage): void => {
      if (message.kind === 'connection') {
        clearTimeout(timer);
        if (message.live) setOfflineSince(null);
        else timer = setTimeout(() => setOfflineSince(message.since), patienceMs);
      } else refresh(queryClient, message, { id, timeZone });
    };
    const end = listenToClinic(id, hear);
    return () => {
      clearTimeout(timer);
      setOfflineSince(null);
      end();
    };
  }, [id, timeZone, queryClient]);
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

/** What a notice may have changed is read again, if it is on the screen: of days, those that it is about. */
function refresh(
  queryClient: QueryClient,
  message: Exclude<LiveMessage, { kind: 'connection' }>,
  clinic: Pick<ClinicView, 'id' | 'timeZone'>,
): void {
  if (message.kind === 'resync') return readAllAnew(queryClient);
  const { kind, id, at, was } = message.notice;
  const dates = new Set(
    [at, ...(was === null ? [] : [was])].map((each) => civilDateAt(each, clinic.timeZone)),
  );
  void readAnew(queryClient, kind, {
    weeks: [[clinic.id]],
    // Block time comes round, and settings hold for every day: which days it is about, no single instant tells.
    ...(kind !== 'block-time' &&
      kind !== 'settings' && { days: [...dates].map((date) => [clinic.id, date]) }),
    ...(kind === 'session' && { sessions: [[id]] }),
    ...((kind === 'session' || kind === 'readiness') && { 'session-readiness': [[id]] }),
    ...(kind === 'held-time' && { 'held-times': [[id]] }),
  });
}

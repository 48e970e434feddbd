import type { QueryClient } from '@tanstack/react-query';
import { isProblem } from '../../api/problem.js';
import { signInLeft } from '../../api/sign-in-mark.js';
import { forgetDrafts } from '../../ui/draft.js';

const channelName = 'lull-sign-in';

/** Ends the sign-in here and tells the other tabs; what was read is forgotten, and the page loaded anew. */
export async function leave(queryClient: QueryClient, end: () => Promise<void>): Promise<void> {
  try {
    await end();
  } catch (error) {
    // Ended already is as good as ended now.
    if (!isProblem(error, 'sign-in-required')) throw error;
  }
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('ended');
  channel.close();
  forget(queryClient);
}

/** Follows a sign-out in another tab. Gives back the function that ends listening. */
export function listenToSignOut(queryClient: QueryClient): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', () => forget(queryClient));
  return () => channel.close();
}

function forget(queryClient: QueryClient): void {
  forgetDrafts();
  signInLeft();
  queryClient.clear();
  location.assign('/sign-in');
}

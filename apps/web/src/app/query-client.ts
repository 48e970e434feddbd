import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/problem.js';

/** `onSignInEnded` hears of every answer that says "please sign in", whichever screen asked. */
export function makeQueryClient(onSignInEnded: (client: QueryClient) => void): QueryClient {
  const onError = (error: Error): void => {
    if (isProblem(error, 'sign-in-required')) onSignInEnded(client);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal will not change its mind; only a call that found nobody is worth a second try.
        retry: (failures, error) => failures < 2 && (!isProblem(error) || error.view.status >= 503),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      // A change that cannot be sent is refused at once: kept back, it would be sent later, unseen, into another day.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}

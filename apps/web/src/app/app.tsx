import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { isProblem } from '../api/problem.js';
import { ownSignIn } from '../api/own-sign-in.js';
import { Providers } from './providers.js';
import { makeQueryClient } from './query-client.js';
import { makeRouter } from './router.js';

const ProofDialog = lazy(async () => ({ default: (await import('./proof-dialog.js')).ProofDialog }));
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in/sign-in-again.js')).SignInAgain }));

/** The staff application. When a sign-in ends midway, the screen stays as it is behind a dialog. */
export function App() {
  const [signInEnded, setSignInEnded] = useState(false);
  const [queryClient] = useState(() =>
    makeQueryClient((client) => {
      // Before anybody was signed in, the router leads to the sign-in page instead.
      if (client.getQueryData(ownSignIn.queryKey) !== undefined) setSignInEnded(true);
    }),
  );
  const [router] = useState(() => makeRouter(queryClient));
  return (
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
      <Suspense fallback={null}>
        <ProofDialog />
      </Suspense>
      {signInEnded && (
        <Suspense fallback={null}>
          <SignInAgain
            onSignedIn={() => {
              setSignInEnded(false);
              void queryClient.invalidateQueries({
                predicate: ({ state }) =>
                  isProblem(state.error, 'sign-in-required') || state.status === 'success',
              });
            }}
          />
        </Suspense>
      )}
    </Providers>
  );
}

import { useState } from 'react';

/** The token of a link, from the address's fragment, which no server sees; null: there is none, or not a whole one. */
export function useLinkToken(): string | null {
  // Kept by the page and out of the address: it stands in no history for whoever comes to this desk next.
  const [token] = useState(() => {
    const given = window.location.hash.slice(1);
    if (given !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
    return /^[\w-]{43}$/.test(given) ? given : null;
  });
  return token;
}

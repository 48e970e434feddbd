/** The token of a link to the diary, from its fragment or from the whole link as it was pasted; null if it has none. */
export function tokenOf(link: string): string | null {
  const [, token] = /#([\w-]{16,100})\s*$/.exec(link) ?? [];
  return token ?? null;
}

/** Takes the token out of the address bar, where a screenshot or the history would keep it; it lives in memory alone. */
export function takeToken(): string | null {
  const token = tokenOf(location.hash);
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return token;
}

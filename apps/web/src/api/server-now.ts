/**
 * The server's clock: a device at the bedside may be wrong, and every relief duration counts from the needle-out
 * (hazard H24). To the second, as HTTP tells it; the device's own clock if the server does not say.
 */
export async function serverNow(): Promise<number> {
  const answer = await fetch('/api/v1/sign-ins/current', { credentials: 'same-origin', cache: 'no-store' });
  const told = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(told) ? Date.now() : told;
}

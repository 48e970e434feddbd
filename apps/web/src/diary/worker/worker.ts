/**
 * The service worker of the patient's page: it keeps the page's own files, so that the page opens without a
 * network, and nothing else. The API never passes through it (trust.md 3.11). Which files those are, the page
 * itself says: every address in its HTML. So the worker needs no list from the build, and stays the same from
 * release to release.
 */
declare const self: ServiceWorkerGlobalScope;

const page = '/d/';
const cacheName = 'lull-diary';
/** A network that is there but does not answer: the kept page is shown then. */
const patienceMs = 3_000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keep(await fetch(page, { cache: 'no-store' }));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === page) event.respondWith(openPage(event));
  } else if (isOwnFile(pathname)) {
    event.respondWith(keptOr(request));
  }
});

function isOwnFile(pathname: string): boolean {
  return (
    pathname.startsWith('/assets/') || pathname === '/favicon.svg' || /^\/d\/[^/]+[.]\w+$/.test(pathname)
  );
}

/** The newest page if the network answers soon, else the kept one. */
async function openPage(event: FetchEvent): Promise<Response> {
  const fresh = fetch(page, { cache: 'no-store' });
  const kept = fresh.then((answer) => (answer.ok ? keep(answer.clone()) : undefined)).catch(() => undefined);
  event.waitUntil(kept);
  const known = await (await caches.open(cacheName)).match(page);
  if (known === undefined) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(known.clone()), patienceMs));
  return Promise.race([fresh.then((answer) => (answer.ok ? answer : known)).catch(() => known), late]);
}

async function keptOr(request: Request): Promise<Response> {
  const known = await (await caches.open(cacheName)).match(request.url);
  return known ?? fetch(request);
}

/** Keeps the page with its files, and lets go of those of earlier releases. */
async function keep(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`The page answered ${answer.status}.`);
  const html = await answer.clone().text();
  const files = [...html.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map((found) => found[1] ?? '');
  const cache = await caches.open(cacheName);
  const missing: string[] = [];
  for (const file of files) if ((await cache.match(file)) === undefined) missing.push(file);
  await cache.addAll(missing);
  await cache.put(page, answer);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== page && !files.includes(pathname)) await cache.delete(url);
  }
}

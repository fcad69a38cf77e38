/** The page's frame as the build left it: what a school's form needs to open without a network. */
interface Shell {
  /** Another one for every build that differs in anything of it. */
  readonly version: string;
  /** Addresses below this origin; each has its content's digest in its name. */
  readonly assets: readonly string[];
}

/** Written in by the build (`vite.config.ts`). */
declare const BUILT_SHELL: Shell;
declare const self: ServiceWorkerGlobalScope;

const { version, assets } = BUILT_SHELL;
const PREFIX = 'hoc-ba-hub.shell.';
const CACHE = PREFIX + version;
/** Every address of the page is answered with the one document. */
const DOCUMENT = '/';
/** A line that is neither dead nor alive: the frame opens all the same, and its parts say what they cannot ask. */
const NETWORK_MS = 5_000;
/** What the hub answers itself: a worker that stood between would show a page in place of a sign-in or a file. */
const doors = /^\/(?:graphql|session|evidence|healthcheck|readiness|metrics|\.well-known)(?:\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOthers());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(pathname)) event.respondWith(openPage(request));
  } else if (assets.includes(pathname)) event.respondWith(openAsset(request));
});

/** All of it or nothing: a document beside the scripts of another build would open to an empty page. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([new Request(DOCUMENT, { cache: 'no-cache' }), ...assets]);
  // A form that opens without a network should be of the newest build that this browser has seen.
  await self.skipWaiting();
}

async function removeOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

const isPage = (pathname: string): boolean => !doors.test(pathname) && !/\.[a-z0-9]+$/i.test(pathname);

/** The network's document; the kept one where the network, or the proxy before the hub, has none. */
async function openPage(request: Request): Promise<Response> {
  const asked = fetch(request);
  const answer = await Promise.race([asked.catch(() => null), nothingAfter(NETWORK_MS)]);
  if (answer !== null && answer.status < 500) return answer;
  return (await kept(DOCUMENT)) ?? answer ?? asked;
}

async function openAsset(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

function kept(request: RequestInfo): Promise<Response | undefined> {
  return caches.match(request, { cacheName: CACHE, ignoreVary: true });
}

function nothingAfter(ms: number): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  setTimeout(() => resolve(null), ms);
  return promise;
}

// Answers for /rounds/ where there is no network, from what its pages kept (see phone.js). It sends and keeps nothing
// itself: what was written goes out from a page, where somebody sees what becomes of it.

const PATIENCE = 3000; // milliseconds; a network that is slower than this does not count as one
// What was refused is mended on the page as the site has it now: the kept one offers again what was refused.
const PATIENCE_TO_MEND = 20_000;
const HOME = "/rounds/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.method === "GET" && new URL(request.url).origin === self.location.origin;
  // What a page fetches in order to keep it must come from the network, or not at all.
  if (isOurs && !["reload", "no-store"].includes(request.cache)) event.respondWith(answer(request));
});

async function answer(request) {
  const kept = await found(request);
  if (!kept) return fetch(request);
  const patience = new URL(request.url).searchParams.has("mend") ? PATIENCE_TO_MEND : PATIENCE;
  const fresh = fetch(request).then((given) => (given.status >= 500 ? kept : given), () => kept);
  return Promise.race([fresh, new Promise((done) => setTimeout(done, patience, kept))]);
}

async function found(request) {
  const isPage = request.mode === "navigate";
  const own = await caches.match(request, { ignoreVary: true, ignoreSearch: isPage });
  return own ?? (isPage ? caches.match(HOME, { ignoreVary: true }) : undefined);
}

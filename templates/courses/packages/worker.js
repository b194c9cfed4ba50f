// The player, the pages that hold it and their files, kept on the device: network first, the kept copy when there is none.
// It runs for /paket/, and once more for each lesson whose package was opened: for that one page alone.
const CACHE = "literasi-player-v1";
const KEPT = {{ kept|safe }};
const HOME = new URL(self.registration.scope).pathname;
const isPlayer = HOME === "/paket/";

self.addEventListener("install", (event) => {
  const kept = isPlayer ? caches.open(CACHE).then((cache) => cache.addAll(KEPT)) : Promise.resolve();
  event.waitUntil(kept.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const isPage = request.mode === "navigate" && (isPlayer ? address.pathname.startsWith(HOME) : address.pathname === HOME);
  const isFile = /^\/(static|media)\//.test(address.pathname);
  // A lesson as a learner sees it names that learner; what is kept of it is the page of a guest, kept by the player.
  if (isPage || isFile) event.respondWith(fromNetwork(request, isPage, isFile || isPlayer));
});

async function fromNetwork(request, isPage, mayKeep) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (mayKeep && response.status === 200 && response.type === "basic") await cache.put(request, response.clone());
    return response;
  } catch (noSignal) {
    const known = await cache.match(request, { ignoreSearch: isPage });
    if (known) return known;
    throw noSignal;
  }
}

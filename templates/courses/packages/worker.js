// The player and its own files, kept on the device: network first, the kept copy when there is none.
const CACHE = "literasi-player-v1";
const KEPT = {{ kept|safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const isPage = request.mode === "navigate" && address.pathname.startsWith("/paket/");
  const isFile = request.mode !== "navigate" && !address.pathname.startsWith("/paket/");
  if (isPage || isFile) event.respondWith(fromNetwork(request, isPage));
});

async function fromNetwork(request, isPage) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok && response.type === "basic") await cache.put(request, response.clone());
    return response;
  } catch (noSignal) {
    const known = await cache.match(request, { ignoreSearch: isPage });
    if (known) return known;
    throw noSignal;
  }
}

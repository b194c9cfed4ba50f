// Fetch once, keep for good: packs carry their print in their address, so what is kept is never old.
const CACHE = "literasi-packages-v1";
// The cache of the service worker.
const PLAYER_CACHE = "literasi-player-v1";
const PATIENCE = 20_000;
const MOST_KEPT = 120;
const A_DAY = 24 * 60 * 60 * 1000;
const IS_FILE = /^\/(static|media)\//;

export async function kept(address, caching = globalThis.caches) {
  // Without https there is no Cache Storage; the browser's own cache has to do.
  const cache = caching ? await caching.open(CACHE).catch(() => null) : null;
  const known = await cache?.match(address);
  if (known) return known;
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${response.status}`);
  if (cache) await keepCopy(cache, address, response.clone()).catch(() => {});
  return response;
}

// What has been kept longest makes room: packs of older versions are never asked for again.
async function keepCopy(cache, address, copy) {
  await cache.put(address, copy);
  const known = await cache.keys();
  await Promise.all(known.slice(0, Math.max(0, known.length - MOST_KEPT)).map((old) => cache.delete(old)));
}

// The page around, a package's own or a lesson, and its files; tells whether it is kept. It is asked for without a
// cookie: several people may use this phone, so what is kept is the page that a guest sees, if a guest may see it.
export async function keepPage({ location, performance }, { caches, fetch, now = Date.now() } = globalThis) {
  const cache = await caches.open(PLAYER_CACHE);
  const known = await cache.match(location.pathname);
  if (known && now - Date.parse(known.headers.get("Date")) < A_DAY) return true;
  const answer = await fetch(location.pathname, { credentials: "omit", cache: "no-store" });
  if (!answer.ok || answer.redirected) return false;
  const made = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const files = made.filter(({ origin, pathname }) => origin === location.origin && IS_FILE.test(pathname));
  await Promise.allSettled(files.map(({ href }) => cache.add(href)));
  await cache.put(location.pathname, answer);
  return true;
}

export async function fresh(address) {
  const response = await fetch(address, {
    credentials: "same-origin",
    cache: "no-store",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
  return response.json();
}

// Some at a time: a hundred pictures must not stop each other on a thin line.
export async function inTurn(list, work, most = 4) {
  const results = new Array(list.length);
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const place = next;
      next += 1;
      results[place] = await work(list[place]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, list.length) }, worker));
  return results;
}

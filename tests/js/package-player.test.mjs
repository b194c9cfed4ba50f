// The player of packages: what it believes, what it keeps, and what it goes on with.
import assert from "node:assert/strict";
import test from "node:test";

import { keepPage } from "../../static/js/package-player/fetching.js";
import { holderOf, launchFor, newestStates, storeInMemory } from "../../static/js/package-player/kept.js";
import { believed, isDone, makeLimiter, resultOf } from "../../static/js/package-player/messages.js";
import { isDataDear } from "../../static/js/packages.js";

const FRAME = {};
const said = (data, { source = FRAME, origin = "null" } = {}) =>
  believed({ source, origin, data: { literasi: "said", ...data } }, FRAME);

test("a word counts only from the frame without an origin, and in the shape that was agreed", () => {
  assert.deepEqual(said({ kind: "height", height: 1e12 }), { kind: "height", height: 20_000 });
  assert.equal(said({ kind: "height", height: 10 }, { source: {} }), null);
  assert.equal(said({ kind: "height", height: 10 }, { origin: "https://lain.example" }), null);
  assert.equal(said({ kind: "__proto__" }), null);
  assert.equal(said({ kind: "state", sub: "../..", data: "x", value: "x", sequence: 1 }), null);
  assert.equal(said({ kind: "state", sub: "0", data: "state", value: "x".repeat(300_000), sequence: 1 }), null);
  assert.equal(said({ kind: "statement", statement: ["completed"] }), null);
});

test("a frame that floods is heard only so often in a minute", () => {
  let now = 0;
  const may = makeLimiter(2, () => now);
  assert.deepEqual([may(), may(), may()], [true, true, false]);
  now = 60_001;
  assert.equal(may(), true);
});

test("a result is about the whole content, and done by the rule of the package", () => {
  const verb = { id: "http://adlnet.gov/expapi/verbs/completed" };
  const result = resultOf({ verb, result: { score: { raw: 2, max: 3 } } });
  assert.deepEqual(result, { raw: 2, max: 3 });
  assert.equal(resultOf({ verb, context: { contextActivities: { parent: [{}] } } }), null);
  assert.deepEqual(
    [60, 70].map((percent) => isDone({ when: "score", percent }, result)),
    [true, false],
  );
  assert.equal(isDone({ when: "opened" }, null), true);
  assert.equal(isDone({ when: "finished" }, null), false);
});

test("of each part the state that was written last is gone on with, wherever that was", () => {
  const one = (value, sequence) => ({ sub: "0", data: "state", value, sequence });
  assert.deepEqual(newestStates([one("server", 1)], [one("device", 2)]), [one("device", 2)]);
  assert.deepEqual(newestStates([one("server", 3)], [one("device", 2)]), [one("server", 3)]);
});

test("who holds the device is told by being signed in, and anew with every signing in", () => {
  assert.equal(holderOf("masuk=1; csrftoken=abc"), "abc");
  assert.equal(holderOf("csrftoken=abc; masuk=murid; x=1"), "abc");
  assert.equal(holderOf("csrftoken=abc"), "");
  assert.equal(holderOf(""), "");
});

test("without a signal only the same holder goes on as the learner who began", () => {
  const launch = { package: "p", learner: "sari", token: "t", states: [{ sub: "0" }] };
  const guest = { package: "p", learner: "", token: "", states: [] };
  assert.deepEqual(launchFor("abc", { launch, holder: "abc" }), launch);
  assert.deepEqual(launchFor("", { launch, holder: "abc" }), guest);
  assert.deepEqual(launchFor("def", { launch, holder: "abc" }), guest);
  assert.deepEqual(launchFor("", { launch: guest, holder: "" }), guest);
});

test("without a database what waits is kept while the page is open", async () => {
  const store = storeInMemory();
  await store.queue({ key: "a" });
  await store.queue({ key: "b" });
  await store.forget(["a"]);
  assert.deepEqual(await store.waiting(), [{ key: "b" }]);
});

const NOON = Date.parse("2026-11-22T12:00:00Z");

// A browser that keeps what it is given, whose site answers like this.
function aBrowser({ answer = { ok: true }, known = {} } = {}) {
  const kept = new Map(Object.entries(known));
  const asked = [];
  const cache = {
    match: async (name) => kept.get(name),
    add: async (name) => kept.set(name, "file"),
    put: async (name, page) => kept.set(name, page),
  };
  const fetch = async (address, how) => (asked.push({ address, how }), answer);
  return { kept, asked, caches: { open: async () => cache }, fetch, now: NOON };
}

function aPage(pathname) {
  const names = [
    "https://kab.example/static/css/a.css",
    "https://kab.example/media/foto.jpg",
    "https://kab.example/paket/x/mulai/",
    "https://lain.example/static/b.js",
  ];
  return {
    location: { origin: "https://kab.example", pathname },
    performance: { getEntriesByType: () => names.map((name) => ({ name })) },
  };
}

test("the page around a package is kept with its files, as a guest sees it", async () => {
  for (const path of ["/paket/x/", "/katalog/w6/kartu/"]) {
    const browser = aBrowser();
    assert.equal(await keepPage(aPage(path), browser), true);
    assert.deepEqual([...browser.kept.keys()], [
      "https://kab.example/static/css/a.css",
      "https://kab.example/media/foto.jpg",
      path,
    ]);
    assert.deepEqual(browser.asked, [{ address: path, how: { credentials: "omit", cache: "no-store" } }]);
  }
});

test("a page that no guest may see is not kept: not the door that is shown instead, nor an error", async () => {
  for (const answer of [{ ok: true, redirected: true }, { ok: false }]) {
    const browser = aBrowser({ answer });
    assert.equal(await keepPage(aPage("/kelas/1/"), browser), false);
    assert.deepEqual([...browser.kept.keys()], []);
  }
});

test("a kept page is asked for again the next day", async () => {
  const keptAt = (date) => aBrowser({ known: { "/paket/x/": { headers: new Map([["Date", date]]) } } });
  const fresh = keptAt("Sun, 22 Nov 2026 09:00:00 GMT");
  const old = keptAt("Fri, 20 Nov 2026 09:00:00 GMT");
  assert.deepEqual([await keepPage(aPage("/paket/x/"), fresh), await keepPage(aPage("/paket/x/"), old)], [true, true]);
  assert.deepEqual([fresh.asked.length, old.asked.length], [0, 1]);
});

test("data is dear where it is saved, where the line is thin, and where much is to be fetched", () => {
  assert.equal(isDataDear({ saveData: true, effectiveType: "4g" }, 10), true);
  assert.equal(isDataDear({ effectiveType: "3g" }, 10), true);
  assert.equal(isDataDear({ effectiveType: "4g" }, 10), false);
  assert.equal(isDataDear({ effectiveType: "4g" }, 9_000_000), true);
  assert.equal(isDataDear(undefined, 300_000), false);
  assert.equal(isDataDear(undefined, 500_000), true);
});

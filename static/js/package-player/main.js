// The player: a page of ours that fetches a package, feeds it to a frame which may do nothing, and reports what it says.
import { fresh, inTurn, keepPage, kept } from "./fetching.js";
import { holderOf, launchFor, newestStates, openKept } from "./kept.js";
import { believed, isDone, isWorthSending, makeLimiter, resultOf } from "./messages.js";
import { makeReporter } from "./reporting.js";

const page = document.body;
const parts = JSON.parse(document.getElementById("parts").textContent);
const { words } = parts;

start().catch((problem) => {
  console.error(problem);
  show(problem.status === 404 ? words.gone : words.noSignal);
});

async function start() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const id = asked.get("paket") ?? "";
  if (!/^[0-9a-f-]{36}$/.test(id)) throw Object.assign(new Error("unknown"), { status: 404 });
  const store = await openKept();
  const launch = await launched(id, asked, store);
  const [libraries, content, core, style] = await Promise.all([
    kept(launch.libraries).then((answer) => answer.json()),
    kept(launch.content).then((answer) => answer.json()),
    kept(page.dataset.core).then((answer) => answer.text()),
    kept(page.dataset.style).then((answer) => answer.text()),
  ]);
  const media = await inTurn(content.media, fetchedMedia);
  const place = `states:${launch.package}:${launch.learner}`;
  const onDevice = (await store.get(place).catch(() => null)) ?? { revision: launch.revision, states: [] };
  const states = newestStates(launch.states, onDevice.revision === launch.revision ? onDevice.states : []);
  play({ launch, store, place, states, pack: packOf({ launch, libraries, content, core, style, media, states }) });
}

// How it begins comes from the server; without a signal, as it began the last time on this device.
async function launched(id, asked, store) {
  const query = new URLSearchParams({ pelajaran: asked.get("pelajaran") ?? "", latihan: asked.get("latihan") ?? "" });
  const key = `launch:${id}:${query}`;
  try {
    const launch = await fresh(`/paket/${id}/mulai/?${query}`);
    await store.set(key, { launch, holder: holderOf(document.cookie) }).catch(() => {});
    return launch;
  } catch (problem) {
    const known = problem.status ? null : await store.get(key).catch(() => null);
    if (known?.launch) return launchFor(holderOf(document.cookie), known);
    throw problem;
  }
}

async function fetchedMedia({ path, address, type, streamed }) {
  if (streamed) return { path, address: new URL(address, location.href).href };
  const answer = await kept(address).catch(() => null);
  return { path, blob: answer ? new Blob([await answer.arrayBuffer()], { type }) : new Blob([]) };
}

function packOf({ launch, libraries, content, core, style, media, states }) {
  return {
    literasi: "pack",
    scripts: [parts.before, "\n;", core, "\n;", parts.bridge, "\n;", libraries.script],
    styles: [style, parts.style, libraries.style],
    files: libraries.files,
    library: content.library,
    content: content.content,
    title: content.title,
    language: content.language === "und" ? "id" : content.language,
    address: launch.address,
    media,
    states,
    words: words.h5p,
  };
}

function play({ launch, store, place, states, pack }) {
  const reporter = makeReporter({
    address: `/paket/${launch.package}/kirim/`,
    launch,
    store,
    token: () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "",
  });
  const mayspeak = makeLimiter();
  const device = new Map(states.map((state) => [`${state.sub} ${state.data}`, state]));
  const tellAround = (message) => {
    if (window.parent !== window) window.parent.postMessage({ literasi: "player", ...message }, location.origin);
  };
  const done = (result) => tellAround({ kind: "done", correct: Math.round(result?.raw ?? 0), total: Math.round(result?.max ?? 0) });

  const heard = {
    height({ height }) {
      frame.style.height = `${height}px`;
      tellAround({ kind: "height", height: page.offsetHeight - frame.offsetHeight + height });
    },
    begun({ works }) {
      show(works ? "" : words.broken);
      setTimeout(keepForLater, 2000);
      if (launch.completes.when === "opened" && !launch.token) done(null);
    },
    trouble() {
      if (!frame.dataset.begun) show(words.broken);
    },
    state(said) {
      const { kind, ...state } = said;
      device.set(`${state.sub} ${state.data}`, state);
      store.set(place, { revision: launch.revision, states: [...device.values()] }).catch(() => {});
      if (launch.token && kind) reporter.keepState(state);
    },
    statement({ statement }) {
      if (launch.token && isWorthSending(statement)) reporter.say(statement);
      const result = resultOf(statement);
      if (!launch.token && result && isDone(launch.completes, result)) done(result);
    },
  };

  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = launch.title;
  document.title = launch.title;
  // Only the origin that films are streamed from is not known when the page is made.
  frame.srcdoc = parts.frame.replaceAll("%site%", location.origin);
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.origin === "null" && event.data?.literasi === "ready") {
      frame.contentWindow.postMessage(pack, "*");
      return;
    }
    const said = believed(event, frame.contentWindow);
    if (!said || !mayspeak()) return;
    if (said.kind === "begun") frame.dataset.begun = "1";
    heard[said.kind](said);
  });
  page.append(frame);

  if (!launch.token) return;
  reporter.onAnswer((answer) => {
    if (answer.done) done(null);
  });
  const isHidden = () => document.visibilityState === "hidden" && reporter.lastWord();
  document.addEventListener("visibilitychange", isHidden);
  addEventListener("pagehide", () => reporter.lastWord());
  addEventListener("online", () => reporter.flush().then(() => reporter.sendWaiting()));
  reporter.sendWaiting();
}

// So that it opens again without a signal, the page around too; after playing has begun, because it costs a few requests.
async function keepForLater() {
  try {
    await navigator.serviceWorker.register("/paket/sw.js", { scope: "/paket/" });
    await navigator.serviceWorker.ready;
    const { pathname } = window.parent.location;
    if ((await keepPage(window.parent)) && !pathname.startsWith("/paket/")) {
      await navigator.serviceWorker.register("/paket/sw.js", { scope: pathname });
    }
  } catch (unavailable) {
    // Without https, or in a private window: it plays as long as there is a signal.
  }
}

function show(sentence) {
  const place = document.getElementById("told");
  place.textContent = sentence;
  place.hidden = !sentence;
  if (window.parent !== window) {
    window.parent.postMessage({ literasi: "player", kind: "height", height: page.offsetHeight }, location.origin);
  }
}

// What a learner did goes to the server in batches, at the latest when the page is left, and waits on the device till then.
const PAUSE = 800;
const MOST_IN_A_BATCH = 40;
// The browser's limit for a request that outlives its page.
const LARGEST_LAST_WORD = 60_000;

export function makeReporter({ address, launch, store, token, send = fetch, clock = Date.now, makeKey = randomKey }) {
  const states = new Map();
  const statements = new Map();
  let timer = 0;
  let sending = null;
  let onAnswer = () => {};

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => flush(), PAUSE);
  }

  function say(statement) {
    const entry = {
      key: makeKey(),
      package: launch.package,
      learner: launch.learner,
      token: launch.token,
      said: { at: new Date(clock()).toISOString(), statement },
    };
    statements.set(entry.key, entry);
    store.queue(entry).catch(() => {});
    soon();
  }

  function keepState(state) {
    states.set(`${state.sub} ${state.data}`, state);
    soon();
  }

  function body(entries, kept) {
    return JSON.stringify({
      token: launch.token,
      statements: entries.map(({ key, said }) => ({ key, ...said })),
      states: kept,
    });
  }

  async function post(text, keepalive) {
    try {
      const response = await send(address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
        body: text,
        credentials: "same-origin",
        keepalive,
      });
      return response.ok ? await response.json() : { refused: response.status };
    } catch (noSignal) {
      return null;
    }
  }

  async function flush() {
    clearTimeout(timer);
    if (sending) return sending.then(() => (statements.size || states.size ? flush() : null));
    if (!statements.size && !states.size) return null;
    sending = sendNow();
    const answer = await sending;
    sending = null;
    return answer;
  }

  async function sendNow() {
    const entries = [...statements.values()].slice(0, MOST_IN_A_BATCH);
    const kept = [...states.values()];
    const answer = await post(body(entries, kept), false);
    if (answer?.settled) {
      for (const key of answer.settled) statements.delete(key);
      for (const state of kept) {
        const place = `${state.sub} ${state.data}`;
        if (states.get(place) === state) states.delete(place);
      }
      await store.forget(answer.settled).catch(() => {});
      onAnswer(answer);
    }
    return answer;
  }

  // The page is being left: one request that goes on without it. What is too large for that waits on the device.
  function lastWord() {
    clearTimeout(timer);
    if (!statements.size && !states.size) return;
    const entries = [...statements.values()].slice(0, MOST_IN_A_BATCH);
    const whole = body(entries, [...states.values()]);
    const text = whole.length <= LARGEST_LAST_WORD ? whole : body(entries, []);
    if (text.length <= LARGEST_LAST_WORD) post(text, true);
  }

  // What earlier visits could not send, also of other packages: each with the token it began with.
  async function sendWaiting() {
    const waiting = (await store.waiting().catch(() => [])).filter(
      (entry) => entry.learner === launch.learner && !statements.has(entry.key),
    );
    for (const [packageToken, entries] of groupedBy(waiting, (entry) => entry.token)) {
      for (let start = 0; start < entries.length; start += MOST_IN_A_BATCH) {
        const batch = entries.slice(start, start + MOST_IN_A_BATCH);
        const said = batch.map(({ key, said: one }) => ({ key, ...one }));
        const text = JSON.stringify({ token: packageToken, statements: said, states: [] });
        const answer = await postTo(`/paket/${batch[0].package}/kirim/`, text);
        if (!answer) return;
        // Refused as a whole (too old, another account): it will be refused again.
        const settled = answer.settled ?? (answer.refused === 400 ? batch.map((entry) => entry.key) : []);
        if (settled.length) await store.forget(settled).catch(() => {});
      }
    }
  }

  async function postTo(place, text) {
    try {
      const response = await send(place, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
        body: text,
        credentials: "same-origin",
      });
      return response.ok ? await response.json() : { refused: response.status };
    } catch (noSignal) {
      return null;
    }
  }

  return {
    say,
    keepState,
    flush,
    lastWord,
    sendWaiting,
    onAnswer: (listener) => {
      onAnswer = listener;
    },
  };
}

export function groupedBy(list, keyOf) {
  const groups = new Map();
  for (const one of list) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

// A UUID without crypto.randomUUID, which plain http does not have.
export function randomKey(fill = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = fill(new Uint8Array(16));
  bytes[6] = 0x40 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

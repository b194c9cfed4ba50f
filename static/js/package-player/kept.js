// What this device keeps of packages: how one began, where one stopped, and what still waits to be sent.
const DATABASE = "literasi-packages";

// Without IndexedDB (some private windows) it is kept for as long as the page is open.
export async function openKept(factory = globalThis.indexedDB) {
  try {
    return storeIn(await opened(factory));
  } catch (unavailable) {
    return storeInMemory();
  }
}

function opened(factory) {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("queue");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

function storeIn(database) {
  const ask = (name, mode, work) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  return {
    get: (key) => ask("kept", "readonly", (store) => store.get(key)),
    set: (key, value) => ask("kept", "readwrite", (store) => store.put(value, key)),
    queue: (entry) => ask("queue", "readwrite", (store) => store.put(entry, entry.key)),
    waiting: () => ask("queue", "readonly", (store) => store.getAll()),
    forget: (keys) =>
      ask("queue", "readwrite", (store) => keys.map((key) => store.delete(key)).at(-1) ?? store.count()),
  };
}

export function storeInMemory() {
  const kept = new Map();
  const queue = new Map();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    queue: async (entry) => void queue.set(entry.key, entry),
    waiting: async () => [...queue.values()],
    forget: async (keys) => keys.forEach((key) => queue.delete(key)),
  };
}

// The states to begin with: of each part the one that was written last, here or on another device.
export function newestStates(fromServer, fromDevice) {
  const newest = new Map();
  for (const state of [...fromServer, ...fromDevice]) {
    const place = `${state.sub} ${state.data}`;
    const known = newest.get(place);
    if (!known || state.sequence > known.sequence) newest.set(place, state);
  }
  return [...newest.values()];
}

// Who holds the device, as far as it can be told without a signal: "" for nobody who is signed in, else a word
// that changes with every signing in.
export function holderOf(cookies) {
  const values = new Map(cookies.split(/;\s*/).map((one) => one.split(/=(.*)/s, 2)));
  return values.get("masuk") ? (values.get("csrftoken") ?? "") : "";
}

// What was told to one person is not gone on with by the next: whoever else holds the device now plays as a guest.
export function launchFor(holder, { launch, holder: before }) {
  return holder && holder === before ? launch : { ...launch, learner: "", token: "", states: [] };
}

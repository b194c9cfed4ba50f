// What a frame may say. Whatever it says is looked at before it is believed: where from, what shape, how large, how often.
const LARGEST_STATEMENT = 32 * 1024;
const LARGEST_STATE = 256 * 1024;
const TALLEST = 20_000;
const MOST_IN_A_MINUTE = 600;
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

// Returns the message if it is one of ours, else null. `from` is the window it must come from.
export function believed(event, from) {
  if (event.source !== from || event.origin !== "null") return null;
  const said = event.data;
  if (said === null || typeof said !== "object" || said.literasi !== "said") return null;
  const reader = Object.hasOwn(READERS, said.kind) ? READERS[said.kind] : null;
  return reader ? reader(said) : null;
}

const READERS = {
  height({ height }) {
    return Number.isFinite(height) && height >= 0 ? { kind: "height", height: Math.min(height, TALLEST) } : null;
  },
  begun({ works }) {
    return { kind: "begun", works: works === true };
  },
  trouble() {
    return { kind: "trouble" };
  },
  state({ sub, data, value, sequence }) {
    if (![sub, data].every((name) => typeof name === "string" && NAME.test(name))) return null;
    if (value !== null && (typeof value !== "string" || value.length > LARGEST_STATE)) return null;
    if (!Number.isSafeInteger(sequence) || sequence < 0) return null;
    return { kind: "state", sub, data, value, sequence };
  },
  statement({ statement }) {
    const text = asText(statement);
    if (text === null || text.length > LARGEST_STATEMENT) return null;
    return { kind: "statement", statement: JSON.parse(text) };
  },
};

function asText(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  try {
    return JSON.stringify(value) ?? null;
  } catch (circular) {
    return null;
  }
}

// A frame that floods is heard only so often.
export function makeLimiter(most = MOST_IN_A_MINUTE, now = Date.now) {
  let since = now();
  let heard = 0;
  return () => {
    if (now() - since > 60_000) {
      since = now();
      heard = 0;
    }
    heard += 1;
    return heard <= most;
  };
}

const KEPT_VERBS = /\/(attempted|answered|completed|consume)$/;

// Phones pay for every byte: what the server would only throw away is not sent.
export function isWorthSending(statement) {
  return KEPT_VERBS.test(String(statement.verb?.id ?? ""));
}

// The result of the whole content, or null: verb completed or answered, and no parent.
export function resultOf(statement) {
  const isResult = /\/(answered|completed)$/.test(String(statement.verb?.id ?? ""));
  if (!isResult || statement.context?.contextActivities?.parent) return null;
  const { raw, max } = statement.result?.score ?? {};
  const isScored = Number.isFinite(raw) && Number.isFinite(max) && raw >= 0 && raw <= max;
  return { raw: isScored ? raw : 0, max: isScored ? max : 0 };
}

// For guests, whose practice is kept on the device alone; for learners the server decides.
export function isDone(completes, result) {
  if (completes.when === "opened") return true;
  if (!result) return false;
  if (completes.when === "finished") return true;
  return result.max > 0 && (result.raw / result.max) * 100 >= completes.percent;
}

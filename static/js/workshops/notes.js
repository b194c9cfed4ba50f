// What a trainer notes is on the device first, and leaves it only when the server has named it.
import { uuid7 } from "../uuid.js";

const MOST_IN_ONE = 100;
const PATIENCE_MS = 10000;

export function storeName(workshop) {
  return `literasi.workshop.v1.${workshop}`;
}

export function newNote(kind, meeting, { registration = "", body = {}, now = new Date() } = {}) {
  return { id: uuid7(now.getTime()), kind, meeting, registration, occurred: now.toISOString(), body };
}

export function readNotes(storage, workshop) {
  try {
    const kept = JSON.parse(storage.getItem(storeName(workshop)));
    return Array.isArray(kept) ? kept.filter((note) => note && note.id) : [];
  } catch (unreadable) {
    return [];
  }
}

export function keepNote(storage, workshop, note) {
  try {
    storage.setItem(storeName(workshop), JSON.stringify([...readNotes(storage, workshop), note]));
    return true;
  } catch (full) {
    return false;
  }
}

export function forgetNotes(storage, workshop, ids) {
  const rest = readNotes(storage, workshop).filter((note) => !ids.includes(note.id));
  storage.setItem(storeName(workshop), JSON.stringify(rest));
}

// Sends what waits, in order. {results} of all batches; {signedOut} when somebody must sign in; null without a signal.
export async function sendNotes(storage, workshop, address, token, send = fetch) {
  const results = [];
  for (let batch = waiting(storage, workshop); batch.length; batch = waiting(storage, workshop)) {
    const answer = await post(address, batch, token, send);
    if (!answer || answer.signedOut) return answer ?? (results.length ? { results } : null);
    results.push(...answer.results);
    forgetNotes(storage, workshop, batch.map((note) => note.id));
  }
  return { results };
}

function waiting(storage, workshop) {
  return readNotes(storage, workshop).slice(0, MOST_IN_ONE);
}

async function post(address, facts, token, send) {
  try {
    const response = await send(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify({ facts }),
      credentials: "same-origin",
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
    if (response.status === 401 || response.status === 403) return { signedOut: true };
    return response.ok ? await response.json() : null;
  } catch (noSignal) {
    return null;
  }
}

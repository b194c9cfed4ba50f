// Facts leave the device in small batches and are forgotten only when the server has named them.
import { QUEUE, readStore, withFact, withoutFacts, writeStore } from "./store.js";

const MOST_IN_A_BATCH = 100;
const PATIENCE = 8000;

export function batchesOf(facts, most = MOST_IN_A_BATCH) {
  const batches = [];
  for (let start = 0; start < facts.length; start += most) batches.push(facts.slice(start, start + most));
  return batches;
}

// A rejected fact will be rejected again, so it is settled too.
export function settledIds(answer) {
  return (answer?.results ?? [])
    .filter((result) => ["ok", "dup", "rejected"].includes(result.status))
    .map((result) => result.id);
}

export async function postFacts(address, facts, token, send = fetch) {
  try {
    const response = await send(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify({ facts: facts.map(asSent) }),
      credentials: "same-origin",
      keepalive: true,
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    return response.ok ? await response.json() : null;
  } catch (noSignal) {
    return null;
  }
}

// Whose fact it is stays on the device: the server knows who is signed in.
function asSent({ id, kind, course, lesson, occurred, body }) {
  return { id, kind, course, lesson, occurred, body };
}

export function queueFact(storage, learner, fact) {
  return writeStore(storage, withFact(readStore(storage, QUEUE), { ...fact, learner }), QUEUE);
}

// On a shared phone a fact waits for the person whose it is.
export function waitingFacts(storage, learner) {
  return readStore(storage, QUEUE).facts.filter((fact) => fact.learner === learner);
}

export async function sendWaiting(storage, learner, address, token, send = fetch) {
  let answer = null;
  for (const batch of batchesOf(waitingFacts(storage, learner))) {
    answer = await postFacts(address, batch, token, send);
    if (!answer) return null;
    writeStore(storage, withoutFacts(readStore(storage, QUEUE), settledIds(answer)), QUEUE);
  }
  return answer;
}

export function csrfToken(page) {
  const field = page.querySelector("input[name=csrfmiddlewaretoken]");
  return field?.value ?? cookieValue(page.cookie, "csrftoken");
}

export function cookieValue(cookies, name) {
  const found = cookies.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

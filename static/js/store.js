// What a guest has done, kept on this device only, and the facts of a signed-in learner that still wait for a signal.
import { uuid7 } from "./uuid.js";

export const GUEST = "literasi.progress.v1";
export const QUEUE = "literasi.queue.v1";
// A device of a year of learning holds a few hundred; a broken page must not fill the phone.
const MOST_FACTS = 2000;

export function newFact(kind, course, lesson, body = {}, now = new Date()) {
  return { id: uuid7(now.getTime()), kind, course, lesson, occurred: now.toISOString(), body };
}

export function readStore(storage, key = GUEST) {
  const empty = { facts: [], passed: [], last: null };
  try {
    const kept = JSON.parse(storage.getItem(key)) ?? {};
    return {
      facts: Array.isArray(kept.facts) ? kept.facts.filter((fact) => fact && fact.id) : empty.facts,
      passed: Array.isArray(kept.passed) ? kept.passed : empty.passed,
      last: kept.last ?? empty.last,
    };
  } catch (unreadable) {
    return empty;
  }
}

export function writeStore(storage, store, key = GUEST) {
  try {
    storage.setItem(key, JSON.stringify(store));
    return true;
  } catch (fullOrForbidden) {
    return false;
  }
}

export function withFact(store, fact) {
  if (store.facts.some((known) => saysTheSame(known, fact))) return store;
  return { ...store, facts: [...store.facts, fact].slice(-MOST_FACTS) };
}

export function withoutFacts(store, ids) {
  return { ...store, facts: store.facts.filter((fact) => !ids.includes(fact.id)) };
}

export function hasPractised(store, lesson, practice) {
  return store.facts.some(
    (fact) => fact.kind === "practice.done" && fact.lesson === lesson && fact.body.practice === practice,
  );
}

// The rule of the server: every practice of a lesson, or, where it has none, "I understand".
export function isLessonDone(store, lesson, practices = []) {
  if (store.passed.includes(lesson)) return true;
  if (practices.length) return practices.every((practice) => hasPractised(store, lesson, practice));
  return store.facts.some((fact) => fact.kind === "lesson.read" && fact.lesson === lesson);
}

function saysTheSame(one, other) {
  return (
    one.kind === other.kind &&
    one.lesson === other.lesson &&
    one.body?.practice === other.body?.practice &&
    one.learner === other.learner
  );
}

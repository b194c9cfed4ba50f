import assert from "node:assert/strict";
import { test } from "node:test";
import {
  GUEST,
  hasPractised,
  isLessonDone,
  newFact,
  readStore,
  withFact,
  withoutFacts,
  writeStore,
} from "../../static/js/store.js";

function memory(start = {}) {
  const kept = { ...start };
  return { getItem: (key) => kept[key] ?? null, setItem: (key, value) => (kept[key] = value), kept };
}

const nothing = { facts: [], passed: [], last: null };
const read = { id: "1", kind: "lesson.read", course: "W6", lesson: "a", occurred: "", body: {} };
const practised = { id: "2", kind: "practice.done", course: "W6", lesson: "b", occurred: "", body: { practice: "tandai" } };

test("a new device remembers nothing", () => {
  assert.deepEqual(readStore(memory()), nothing);
});

test("what was written is read back", () => {
  const storage = memory();
  const store = { ...nothing, facts: [read], last: { course: "W6", title: "Telepon", url: "/x/" } };
  assert.equal(writeStore(storage, store), true);
  assert.deepEqual(readStore(storage), store);
});

test("a store that somebody spoiled counts as empty", () => {
  for (const spoiled of ["{", "null", "[]", '{"facts": 3}', '{"facts": [null, {}]}']) {
    assert.deepEqual(readStore(memory({ [GUEST]: spoiled })), nothing);
  }
});

test("a full or forbidden storage says so instead of breaking the page", () => {
  const full = { setItem: () => { throw new Error("QuotaExceededError"); } };
  assert.equal(writeStore(full, nothing), false);
});

test("the same deed is remembered once", () => {
  const once = withFact(nothing, practised);
  assert.equal(withFact(once, { ...practised, id: "3" }), once);
});

test("two practices of one lesson, and two learners of one phone, are different deeds", () => {
  const facts = [practised, { ...practised, id: "3", body: { practice: "urut" } }, { ...practised, id: "4", learner: "x" }];
  assert.deepEqual(facts.reduce(withFact, nothing).facts, facts);
});

test("acknowledged facts are forgotten and the others stay", () => {
  const store = { ...nothing, facts: [read, practised] };
  assert.deepEqual(withoutFacts(store, ["1"]).facts, [practised]);
});

test("a lesson with practices is done when all of them are", () => {
  const store = { ...nothing, facts: [practised] };
  assert.equal(isLessonDone(store, "b", ["tandai"]), true);
  assert.equal(isLessonDone(store, "b", ["tandai", "urut"]), false);
  assert.equal(hasPractised(store, "b", "urut"), false);
});

test("a lesson without practices is done when it was understood", () => {
  const store = { ...nothing, facts: [read] };
  assert.equal(isLessonDone(store, "a"), true);
  assert.equal(isLessonDone(store, "b"), false);
});

test("reading alone does not finish a lesson that has a practice", () => {
  assert.equal(isLessonDone({ ...nothing, facts: [read] }, "a", ["tandai"]), false);
});

test("a passed quiz is done", () => {
  assert.equal(isLessonDone({ ...nothing, passed: ["q"] }, "q"), true);
});

test("a fact carries what the server asks for", () => {
  const now = new Date("2026-10-12T01:02:03Z");
  const { id, ...fact } = newFact("practice.done", "W6", "b", { practice: "tandai", correct: 3, total: 5 }, now);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(fact, {
    kind: "practice.done",
    course: "W6",
    lesson: "b",
    occurred: "2026-10-12T01:02:03.000Z",
    body: { practice: "tandai", correct: 3, total: 5 },
  });
});

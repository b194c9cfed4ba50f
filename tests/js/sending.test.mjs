import assert from "node:assert/strict";
import { test } from "node:test";
import { batchesOf, cookieValue, postFacts, queueFact, sendWaiting, settledIds, waitingFacts } from "../../static/js/sending.js";

function memory() {
  const kept = {};
  return { getItem: (key) => kept[key] ?? null, setItem: (key, value) => (kept[key] = value) };
}

const fact = (id, practice) => ({ id, kind: "practice.done", course: "W6", lesson: "b", occurred: "", body: { practice } });
const answering = (answer, asked = []) => (address, request) => {
  asked.push(JSON.parse(request.body));
  return Promise.resolve({ ok: true, json: () => Promise.resolve(answer) });
};
const noSignal = () => Promise.reject(new TypeError("Failed to fetch"));

test("facts leave in batches", () => {
  assert.deepEqual(batchesOf([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  assert.deepEqual(batchesOf([]), []);
});

test("only what the server has named is settled", () => {
  const results = [{ id: "1", status: "ok" }, { id: "2", status: "dup" }, { id: "3", status: "rejected" }, { id: "4", status: "later" }];
  assert.deepEqual(settledIds({ results }), ["1", "2", "3"]);
  assert.deepEqual(settledIds(null), []);
});

test("without a signal everything stays in the queue", async () => {
  const storage = memory();
  queueFact(storage, "rina", fact("1", "a"));
  assert.equal(await sendWaiting(storage, "rina", "/belajar/fakta/", "t", noSignal), null);
  assert.deepEqual(waitingFacts(storage, "rina").map((each) => each.id), ["1"]);
});

test("an answer from a server in trouble settles nothing", async () => {
  const inTrouble = () => Promise.resolve({ ok: false, status: 503 });
  assert.equal(await postFacts("/belajar/fakta/", [fact("1", "a")], "t", inTrouble), null);
});

test("acknowledged facts leave the queue and the others stay", async () => {
  const storage = memory();
  queueFact(storage, "rina", fact("1", "a"));
  queueFact(storage, "rina", fact("2", "b"));
  const answer = { results: [{ id: "1", status: "ok" }] };
  assert.deepEqual(await sendWaiting(storage, "rina", "/belajar/fakta/", "t", answering(answer)), answer);
  assert.deepEqual(waitingFacts(storage, "rina").map((each) => each.id), ["2"]);
});

test("facts of the person before are not sent as those of the next", async () => {
  const storage = memory();
  queueFact(storage, "rina", fact("1", "a"));
  const asked = [];
  await sendWaiting(storage, "budi", "/belajar/fakta/", "t", answering({ results: [] }, asked));
  assert.deepEqual(asked, []);
  assert.deepEqual(waitingFacts(storage, "rina").map((each) => each.id), ["1"]);
});

test("the mark of whose fact it is stays on the device", async () => {
  const asked = [];
  await postFacts("/belajar/fakta/", [{ ...fact("1", "a"), learner: "rina" }], "t", answering({ results: [] }, asked));
  assert.deepEqual(asked, [{ facts: [fact("1", "a")] }]);
});

test("a cookie is found by its whole name", () => {
  assert.equal(cookieValue("xmasuk=0; masuk=1; b=2", "masuk"), "1");
  assert.equal(cookieValue("", "masuk"), "");
});

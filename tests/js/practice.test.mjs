import assert from "node:assert/strict";
import { test } from "node:test";
import { markField, markOrder, markSpots, moved } from "../../static/js/practice.js";

const option = (correct, chosen) => ({ correct, chosen });

test("enough right ticks and no wrong one finish the practice", () => {
  const options = [option(true, true), option(true, true), option(true, false), option(false, false)];
  assert.deepEqual(markSpots(options, "2"), { correct: 2, total: 3, wrong: 0, needed: 2, isDone: true });
});

test("ticking everything finishes nothing", () => {
  const options = [option(true, true), option(false, true)];
  assert.deepEqual(markSpots(options, "1"), { correct: 1, total: 1, wrong: 1, needed: 1, isDone: false });
});

test("without a number all right ones are needed", () => {
  assert.equal(markSpots([option(true, true), option(true, false)], undefined).isDone, false);
});

test("an order is right when every place is", () => {
  assert.deepEqual(markOrder([0, 1, 2]), { correct: 3, total: 3, isDone: true });
  assert.deepEqual(markOrder([1, 0, 2]), { correct: 1, total: 3, isDone: false });
});

test("moving past an end changes nothing", () => {
  assert.deepEqual(moved(["a", "b"], 0, -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], 1, 1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
});

test("a mock form says what is wrong with a field", () => {
  const field = (value, more = {}) => markField({ value, required: true, expected: "", avoid: [], ...more });
  assert.equal(field("  "), "missing");
  assert.equal(field("", { required: false }), "");
  assert.equal(field("PIN saya 1234", { avoid: ["\\bpin\\b"] }), "avoid");
  assert.equal(field("poli gigi", { expected: "Poli Umum" }), "other");
  assert.equal(field(" poli umum ", { expected: "Poli Umum" }), "");
  assert.equal(field("kode (1", { avoid: ["(1"] }), "avoid");
});

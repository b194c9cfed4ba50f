import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersOf, nextPlace } from "../../static/js/paper-grid.js";

test("Enter and the arrows move between rows and stay inside the grid", () => {
  assert.deepEqual(nextPlace("Enter", [0, 2], 3, 5), [1, 2]);
  assert.deepEqual(nextPlace("ArrowUp", [1, 2], 3, 5), [0, 2]);
  assert.equal(nextPlace("ArrowUp", [0, 2], 3, 5), null);
  assert.equal(nextPlace("ArrowDown", [2, 2], 3, 5), null);
});

test("a pasted line is taken apart into letters, a hyphen for nothing", () => {
  assert.deepEqual(lettersOf("a b,c-d 1"), ["A", "B", "C", "-", "D"]);
});

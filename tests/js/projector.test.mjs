import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf, placeAfter } from "../../static/js/projector.js";

const blocks = (...names) => names.map((tagName) => ({ tagName }));

test("a heading begins a part and running text goes on with it", () => {
  const parts = partsOf(blocks("H1", "P", "DIV", "P", "H2", "UL", "P", "FORM"));
  assert.deepEqual(
    parts.map((part) => part.map((block) => block.tagName)),
    [["H1", "P"], ["DIV", "P"], ["H2", "UL", "P"], ["FORM"]],
  );
});

test("keys of a board, of a clicker and of a person stay inside the lesson", () => {
  assert.deepEqual(
    [["ArrowRight", 0], ["PageDown", 2], [" ", 1], ["ArrowLeft", 0], ["PageUp", 2], ["Home", 2], ["End", 0], ["a", 1]].map(
      ([key, place]) => placeAfter(key, place, 3),
    ),
    [1, 2, 2, 0, 1, 0, 2, 1],
  );
});

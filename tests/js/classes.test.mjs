import assert from "node:assert/strict";
import test from "node:test";
import { pinIn } from "../../static/js/classes/door.js";
import { slideIn, stepOf } from "../../static/js/classes/screen.js";

test("a card's QR carries six digits behind the hash, and anything else is no PIN", () => {
  assert.equal(pinIn("#012345"), "012345");
  assert.equal(pinIn("#12345"), "");
  assert.equal(pinIn("#abcdef"), "");
  assert.equal(pinIn(""), "");
});

test("arrows, page keys and a clicker move one part, other keys none", () => {
  assert.deepEqual(["ArrowRight", "PageDown", "ArrowLeft", "PageUp", "a"].map(stepOf), [1, 1, -1, -1, 0]);
});

test("a place in the address is taken up only when the lesson has it", () => {
  assert.equal(slideIn("#layar-3", 5), 3);
  assert.equal(slideIn("#layar-9", 5), 0);
  assert.equal(slideIn("#lain", 5), 0);
});

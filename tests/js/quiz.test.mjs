import assert from "node:assert/strict";
import test from "node:test";
import {
  fateOf,
  filled,
  leftOf,
  minutesLeft,
  nextSequence,
  stepMoved,
  withWaiting,
  withoutSettled,
} from "../../static/js/quiz/sequence.js";

test("an answer counts by the server's clock and never before the one it follows", () => {
  assert.equal(nextSequence(1000, 500, 0), 1500);
  assert.equal(nextSequence(1000, -900, 400), 401);
  assert.equal(nextSequence(1000.4, 0, undefined), 1000);
});

test("of one question only the newest answer waits", () => {
  const first = { address: "/1/", sequence: 1 };
  const other = { address: "/2/", sequence: 2 };
  const newer = { address: "/1/", sequence: 3 };
  assert.deepEqual(withWaiting([first, other], newer), [other, newer]);
});

test("what was given while another was being sent still waits", () => {
  const sent = { address: "/1/", sequence: 1 };
  const newer = { address: "/1/", sequence: 3 };
  const other = { address: "/2/", sequence: 2 };
  assert.deepEqual(withoutSettled([newer, other], sent), [newer, other]);
  assert.deepEqual(withoutSettled([sent, other], sent), [other]);
});

test("a step moves by one place and not past the ends", () => {
  assert.deepEqual(stepMoved(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
  assert.deepEqual(stepMoved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
  assert.deepEqual(stepMoved(["a", "b", "c"], 2, 1), ["a", "b", "c"]);
});

test("only what the server has said no to is given up", () => {
  assert.deepEqual([200, 400, 409, 413].map(fateOf), ["saved", "refused", "refused", "refused"]);
  assert.deepEqual([401, 403, 404, 429, 500, 502, 503].map(fateOf), Array(7).fill("waiting"));
});

test("sentences are filled in, and unknown names stay", () => {
  assert.equal(filled("{a} dari {b} {c}", { a: 1, b: 2 }), "1 dari 2 {c}");
});

test("without a line the questions that are left are known from the paper and from what was given here", () => {
  const sheets = [
    { position: 1, isAnswered: true, address: "/1/" },
    { position: 2, isAnswered: false, address: "/2/" },
    { position: 3, isAnswered: false, address: "/3/" },
  ];
  assert.deepEqual(leftOf(sheets, ["/2/"]), [3]);
});

test("a minute that has begun counts as left, and none after the end", () => {
  assert.equal(minutesLeft(60_001, 0), 2);
  assert.equal(minutesLeft(0, 5000), 0);
});

import assert from "node:assert/strict";
import test from "node:test";
import { isNumber, isOneOf, shareOfChoices, shareOfParts } from "../../cms/carrying/pieces/marking.js";
import { findApi, MOST_SIGNS, Session, spent } from "../../cms/carrying/pieces/scorm.js";

function lms(values = {}) {
  const kept = { ...values };
  const calls = [];
  const api = {
    LMSInitialize: () => (calls.push("initialize"), "true"),
    LMSGetValue: (name) => kept[name] ?? "",
    LMSSetValue: (name, value) => ((kept[name] = value), "true"),
    LMSCommit: () => (calls.push("commit"), "true"),
    LMSFinish: () => (calls.push("finish"), "true"),
  };
  return { api, kept, calls };
}

test("the API is found in the window itself, above it, or above its opener", () => {
  const top = { API: "api" };
  top.parent = top;
  const lost = {};
  lost.parent = lost;
  const opened = { opener: { parent: top } };
  opened.parent = opened;
  assert.deepEqual(
    [findApi(top), findApi({ parent: { parent: top } }), findApi(opened), findApi(lost)],
    ["api", "api", "api", null],
  );
});

test("windows of another origin are no API and no fault", () => {
  const foreign = {
    get API() {
      throw new Error("SecurityError");
    },
  };
  assert.equal(findApi({ parent: foreign }), null);
});

test("a lesson begins incomplete, keeps its state and is finished once", () => {
  const { api, kept, calls } = lms();
  let now = 0;
  const session = new Session(api, () => now);
  session.keep({ done: ["tandai"] });
  session.complete();
  now = 61_500;
  session.leave();
  session.leave();
  assert.deepEqual(kept, {
    "cmi.core.lesson_status": "completed",
    "cmi.suspend_data": '{"done":["tandai"]}',
    "cmi.core.session_time": "0000:01:01.50",
    "cmi.core.exit": "",
  });
  assert.equal(calls.filter((call) => call === "finish").length, 1);
});

test("what was done before stays done, and comes back", () => {
  const { api, kept } = lms({ "cmi.core.lesson_status": "passed", "cmi.suspend_data": '{"answers":[[1]]}' });
  const session = new Session(api);
  assert.deepEqual([kept["cmi.core.lesson_status"], session.kept()], ["passed", { answers: [[1]] }]);
});

test("looking back changes nothing", () => {
  const { api, kept } = lms({ "cmi.core.lesson_mode": "review" });
  new Session(api).score(50, false);
  assert.deepEqual(kept, { "cmi.core.lesson_mode": "review" });
});

test("without an LMS nothing is kept and nothing breaks", () => {
  const session = new Session(null);
  session.keep({});
  session.complete();
  session.leave();
  assert.deepEqual([session.isOpen, session.status, session.kept()], [false, "", {}]);
});

test("what is too long for SCORM 1.2 is not sent, and what is not ours is not read", () => {
  const { api, kept } = lms({ "cmi.suspend_data": "not ours" });
  const session = new Session(api);
  session.keep({ text: "x".repeat(MOST_SIGNS) });
  assert.deepEqual([kept["cmi.suspend_data"], session.kept()], ["not ours", {}]);
});

test("time is told as SCORM 1.2 wants it", () => {
  assert.deepEqual([spent(0), spent(3_723_450)], ["0000:00:00.00", "0001:02:03.45"]);
});

test("choices count right less wrong, parts each for itself", () => {
  const shares = [
    shareOfChoices(["a", "c"], ["a", "c"]),
    shareOfChoices(["a", "c"], ["a", "b"]),
    shareOfChoices(["a", "c"], ["a"]),
    shareOfChoices(["a", "c"], []),
    shareOfParts([true, false]),
  ];
  assert.deepEqual(shares, [1, 0, 0.5, 0, 0.5]);
});

test("words are compared without spacing, and with the patience of the key", () => {
  const key = { accepted: [".go.id"], mistakes: 1 };
  assert.deepEqual(
    ["  .GO.id ", ".og.id", ".go.com", ""].map((given) => isOneOf(given, key)),
    [true, true, false, false],
  );
  assert.equal(isOneOf("dukcapil", { accepted: ["Dukcapil"], strict: true }), false);
});

test("numbers are read as people here write them, with their unit", () => {
  const keys = [{ value: "1.5", tolerance: "0.05", unit: "GB" }, { value: "1500", tolerance: "0", unit: "MB" }];
  const given = ["1,5 GB", "1.55gb", "1.500 MB", "1500MB", "1,5", "1,6 GB", "dua GB"];
  assert.deepEqual(
    given.map((written) => isNumber(written, keys)),
    [true, true, true, true, false, false, false],
  );
});

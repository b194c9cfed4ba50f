import assert from "node:assert/strict";
import test from "node:test";
import { wordsIn } from "../../static/js/answers/counting.js";
import { crossAt, placeOf } from "../../static/js/answers/pointing.js";
import { isEmpty, responseOf } from "../../static/js/answers/reading.js";

test("each kind of question has its own shape of response", () => {
  const shapes = [
    ["single", [["choice", "a"]], { choice: "a" }],
    ["true_false", [], { choice: "" }],
    ["several", [["choices", "a"], ["choices", "c"]], { choices: ["a", "c"] }],
    ["ordering", [["order", "b"], ["order", "a"]], { order: ["b", "a"] }],
    ["numeric", [["number", "1,5"], ["unit", "GB"]], { number: "1,5", unit: "GB" }],
    ["numeric", [["number", "3"]], { number: "3", unit: "" }],
    ["short", [["text", "kantor desa"]], { text: "kantor desa" }],
    ["essay", [["text", "dua kata"]], { text: "dua kata" }],
    ["matching", [["pairs-1", "x"], ["pairs-2", ""], ["other", "y"]], { pairs: { 1: "x" } }],
    ["blanks", [["blanks-1", " "], ["blanks-2", "ya"]], { blanks: { 2: "ya" } }],
    ["categorise", [["groups-1", "g"]], { groups: { 1: "g" } }],
    ["hotspot", [["x", "0"], ["y", "1000"]], { x: 0, y: 1000 }],
    ["hotspot", [], { x: null, y: null }],
  ];
  for (const [kind, entries, response] of shapes) assert.deepEqual(responseOf(kind, entries), response);
});

test("an answer that says nothing is empty, and the corner of a picture is not", () => {
  const empty = [
    { choice: "" }, { choices: [] }, { pairs: {} }, { number: " ", unit: "" }, { x: null, y: null },
  ];
  const full = [{ order: ["a"] }, { pairs: { a: "b" } }, { number: "0", unit: "" }, { x: 0, y: 0 }];
  assert.deepEqual(empty.map(isEmpty), Array(5).fill(true));
  assert.deepEqual(full.map(isEmpty), Array(4).fill(false));
});

test("a tap is told in thousandths of the picture, and stays inside it", () => {
  const box = { left: 100, top: 50, width: 200, height: 400 };
  assert.deepEqual(placeOf({ x: 200, y: 50 }, box), { x: 500, y: 0 });
  assert.deepEqual(placeOf({ x: 100.4, y: 450 }, box), { x: 2, y: 1000 });
  assert.deepEqual(placeOf({ x: 900, y: 0 }, box), { x: 1000, y: 0 });
  assert.equal(crossAt(10, 20), "M10 20m-60 0h120m-60 -60v120");
});

test("words are counted as people do", () => {
  assert.deepEqual(["", "  ", "satu", " satu  dua\ntiga "].map(wordsIn), [0, 0, 1, 3]);
});

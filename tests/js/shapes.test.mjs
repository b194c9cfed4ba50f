import assert from "node:assert/strict";
import test from "node:test";
import { drawn, handlesOf, isDrawn, middleOf, moved, pulled, read, sized, withCorner, withoutCorner, written } from "../../static/js/areas/shapes.js";

const RECT = [100, 200, 300, 400];
const SQUARE = [0, 0, 200, 0, 200, 200, 0, 200];

test("a field is read as the server reads it, and nothing else than numbers is a place", () => {
  assert.deepEqual([read("1, 2;3  4"), read("kiri"), read("-1, 2"), read("")], [[1, 2, 3, 4], [], [], []]);
  assert.equal(written([1, 2, 3]), "1, 2, 3");
});

test("a shape has a place only with the right numbers inside the picture", () => {
  const cases = [
    ["rect", RECT], ["rect", [300, 200, 100, 400]], ["rect", [0, 0, 1001, 5]], ["circle", [1, 2, 3]],
    ["circle", [1, 2, 0]], ["polygon", SQUARE], ["polygon", [1, 2, 3, 4]], ["polygon", []],
  ];
  assert.deepEqual(cases.map((each) => isDrawn(...each)), [true, false, false, true, false, true, false, false]);
});

test("a shape moves whole, and stops at the edge of the picture", () => {
  assert.deepEqual(moved("rect", RECT, { x: 10, y: -20 }), [110, 180, 310, 380]);
  assert.deepEqual(moved("rect", RECT, { x: 900, y: -900 }), [800, 0, 1000, 200]);
  assert.deepEqual(moved("circle", [500, 500, 90], { x: 600, y: 1 }), [1000, 501, 90]);
  assert.deepEqual(moved("polygon", SQUARE, { x: -5, y: 5 }), [0, 5, 200, 5, 200, 205, 0, 205]);
});

test("a corner that is pulled past the opposite one still leaves a rectangle", () => {
  assert.deepEqual(pulled("rect", RECT, 2, { x: 350, y: 450 }, 1), [100, 200, 350, 450]);
  assert.deepEqual(pulled("rect", RECT, 2, { x: 50, y: 150 }, 1), [50, 150, 100, 200]);
  assert.deepEqual(pulled("polygon", SQUARE, 1, { x: 250, y: 10 }, 1), [0, 0, 250, 10, 200, 200, 0, 200]);
});

test("a circle's radius counts in the picture's width, however high the picture is", () => {
  assert.deepEqual(drawn("circle", { x: 500, y: 500 }, { x: 500, y: 600 }, 2), [500, 500, 200]);
  assert.deepEqual(pulled("circle", [500, 500, 90], 0, { x: 620, y: 500 }, 2), [500, 500, 120]);
  assert.deepEqual(handlesOf("circle", [950, 500, 90]), [{ x: 1000, y: 500 }]);
});

test("a drag in any direction draws, and so does a button", () => {
  assert.deepEqual(drawn("rect", { x: 300, y: 400 }, { x: 100, y: 200 }, 1), RECT);
  assert.deepEqual(drawn("polygon", { x: 0, y: 0 }, { x: 200, y: 200 }, 1), SQUARE);
  assert.deepEqual(["rect", "circle", "polygon"].map((shape) => isDrawn(shape, sized(shape, 0.5))), [true, true, true]);
});

test("corners come and go, and three stay", () => {
  assert.deepEqual(withCorner(SQUARE), [0, 0, 100, 0, 200, 0, 200, 200, 0, 200]);
  assert.deepEqual(withoutCorner(SQUARE, 1), [0, 0, 200, 200, 0, 200]);
  assert.deepEqual(withoutCorner([0, 0, 1, 0, 1, 1], 1), [0, 0, 1, 0, 1, 1]);
  assert.deepEqual(middleOf("polygon", SQUARE), { x: 100, y: 100 });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid7 } from "../../static/js/uuid.js";

const ones = (bytes) => bytes.fill(0xff);
const zeros = (bytes) => bytes.fill(0);

test("the example of RFC 9562 comes out", () => {
  const random = (bytes) => bytes.set([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f], 6) ?? bytes;
  assert.equal(uuid7(0x017f22e279b0, random), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("version and variant are set whatever chance gives", () => {
  assert.equal(uuid7(0, zeros), "00000000-0000-7000-8000-000000000000");
  assert.equal(uuid7(2 ** 48 - 1, ones), "ffffffff-ffff-7fff-bfff-ffffffffffff");
});

test("a later id sorts after an earlier one", () => {
  assert.ok(uuid7(1000) < uuid7(1001));
});

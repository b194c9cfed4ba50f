import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isSigned, isSignedByHand } from "../../static/js/verify/ed25519.js";
import { ageInDays, checked, isListSigned, partsOf, statementIn } from "../../static/js/verify/statement.js";

const page = readFileSync(new URL("../../docs/offline-proof.md", import.meta.url), "utf8");
const address = /```\n(https:\/\/\S+#\S{50,})\n```/.exec(page)[1];
const published = JSON.parse(/```json\n(.+)\n```/.exec(page)[1]);
const december = Date.parse("2026-12-01T00:00:00Z");
const changed = (list) => ({ ...published, list: JSON.stringify({ ...JSON.parse(published.list), ...list }) });

test("the example of the page is genuine and says what the page says", async () => {
  const { state, facts, madeAt } = await checked(address, published, december);
  assert.equal(state, "genuine");
  assert.equal(madeAt, "2026-12-01T00:00:00Z");
  assert.deepEqual(facts, {
    number: "SK/000123/BKPSDM/2026",
    name: "Sri Wahyuni, S.Kom.",
    title: "Keamanan Informasi dan Pelindungan Data Pribadi",
    awarded: "2026-11-20",
    started: "2026-11-02",
    finished: "2026-11-20",
    until: "2029-11-20",
    kind: "training",
    jp: 5,
    code: "K7QX9WMD2P",
  });
});

test("the code may be written as people write it, and no other code fits", async () => {
  const state = async (code) => (await checked(address.replace("K7QX9WMD2P", code), published, december)).state;
  assert.equal(await state("k7qx9-wmd2p"), "genuine");
  assert.equal(await state("K7QX9WMD2Q"), "forged");
});

test("a changed sign of the name is a forgery", async () => {
  const at = address.indexOf("#") + 80;
  const other = address.slice(0, at) + (address[at] === "A" ? "B" : "A") + address.slice(at + 1);
  assert.equal((await checked(other, published, december)).state, "forged");
});

test("the list says revoked, the calendar says expired, a new key is unknown", async () => {
  const revoked = changed({ ended: { b2c454ff1d24860d: "revoked" } });
  assert.equal((await checked(address, revoked, december)).state, "revoked");
  assert.equal((await checked(address, published, Date.parse("2029-11-20T16:59:00Z"))).state, "genuine");
  assert.equal((await checked(address, published, Date.parse("2029-11-20T17:01:00Z"))).state, "expired");
  assert.equal((await checked(address, changed({ keys: {} }), december)).state, "unknown-key");
});

test("anything else is unreadable", async () => {
  for (const text of ["", "https://contoh.id/", "K7QX9WMD2P", "/v/K7QX9WMD2P#AAAA", `/v/K7QX9WMD2P#${"A".repeat(300)}`]) {
    assert.equal((await checked(text, published, december)).state, "unreadable");
  }
});

test("a list counts only when its own text was signed", async () => {
  assert.equal(await isListSigned(published), true);
  assert.equal(await isListSigned(changed({ ended: {} , version: 2 })), false);
  assert.equal(await isListSigned(published, { other: "AAAA" }), false);
});

test("a browser without Ed25519 comes to the same answers by itself", async () => {
  const without = { importKey: () => Promise.reject(new Error("NotSupportedError")), digest: (...all) => crypto.subtle.digest(...all) };
  const { text, code } = partsOf(address);
  const { body, signature } = statementIn(text);
  const message = new Uint8Array([...new TextEncoder().encode(`literasi-proof-1\n${code}`), ...body]);
  const key = Uint8Array.from(atob(Object.values(JSON.parse(published.list).keys)[0]), (sign) => sign.charCodeAt(0));
  assert.equal(await isSigned(signature, message, key, without), true);
  for (const place of [0, 31, 32, 60, 63]) {
    const other = signature.slice();
    other[place] ^= 1;
    assert.equal(await isSignedByHand(other, message, key), false);
  }
  assert.equal(await isSignedByHand(signature, message.slice(1), key), false);
});

test("the age of the list is told in whole days and is never negative", () => {
  assert.equal(ageInDays("2026-12-01T00:00:00Z", Date.parse("2026-12-13T23:00:00Z")), 12);
  assert.equal(ageInDays("2026-12-01T00:00:00Z", Date.parse("2026-11-30T23:00:00Z")), 0);
});

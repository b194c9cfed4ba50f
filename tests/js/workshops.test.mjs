import assert from "node:assert/strict";
import { generateKeyPairSync, sign, webcrypto } from "node:crypto";
import { test } from "node:test";

import { kioskState } from "../../static/js/kiosk.js";
import { dayOf, isRepeated } from "../../static/js/workshops/attendance.js";
import { bytesOfBase32, partsOfCard, standingOf } from "../../static/js/workshops/card.js";
import { keepNote, newNote, readNotes, sendNotes } from "../../static/js/workshops/notes.js";
import { placeAfter } from "../../static/js/workshops/projector.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(bytes) {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return bits.match(/.{1,5}/g).map((part) => LETTERS[parseInt(part.padEnd(5, "0"), 2)]).join("");
}

const pair = generateKeyPairSync("ed25519");
const raw = pair.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
const scene = { keys: { KEYONE: raw.toString("base64") }, regency: "1803", today: "20261122", subtle: webcrypto.subtle };

function card({ regency = "1803", number = "ABCD2345", until = "20271231", key = "KEYONE" } = {}) {
  const stated = `LDK1:${regency}:${number}:${until}:${key}`;
  return `${stated}:${base32(sign(null, Buffer.from(stated), pair.privateKey))}`;
}

test("base32 is read as it is written", () => {
  const bytes = Uint8Array.from([0, 1, 127, 128, 255]);
  assert.deepEqual(bytesOfBase32(base32(bytes)), bytes);
  assert.equal(bytesOfBase32("0"), null);
});

test("a card is judged on the device", async () => {
  assert.deepEqual(await standingOf(card(), scene), { standing: "genuine", number: "ABCD2345" });
  assert.equal((await standingOf(card().replace("ABCD", "ZZZZ"), scene)).standing, "forged");
  assert.equal((await standingOf(card({ key: "OTHERS" }), scene)).standing, "forged");
  assert.equal((await standingOf(card({ regency: "1871" }), scene)).standing, "other_regency");
  assert.equal((await standingOf(card({ until: "20261121" }), scene)).standing, "expired");
  assert.equal((await standingOf("halo", scene)).standing, "unreadable");
  assert.equal((await standingOf(card(), { ...scene, subtle: undefined })).standing, "unchecked");
  assert.equal(partsOfCard(null), null);
});

test("one card before the camera is one scan", () => {
  const seen = new Map();
  assert.deepEqual([0, 100, 3000, 9000].map((now) => isRepeated(seen, "x", now)), [false, true, true, false]);
});

test("the day is that of the device", () => {
  assert.equal(dayOf(new Date(2026, 0, 5, 23, 59)), "20260105");
});

function storage() {
  const kept = new Map();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
}

test("a note leaves the device only when the server has named it", async () => {
  const device = storage();
  const note = newNote("count", "m", { body: { amount: 1 } });
  keepNote(device, "w", note);

  assert.equal(await sendNotes(device, "w", "/", "t", async () => Promise.reject(new Error("no signal"))), null);
  assert.equal(readNotes(device, "w").length, 1);
  const refused = async () => ({ ok: false, status: 401 });
  assert.deepEqual(await sendNotes(device, "w", "/", "t", refused), { signedOut: true });
  const taken = async () => ({ ok: true, status: 200, json: async () => ({ results: [{ id: note.id, status: "ok" }] }) });
  assert.deepEqual(await sendNotes(device, "w", "/", "t", taken), { results: [{ id: note.id, status: "ok" }] });
  assert.deepEqual(readNotes(device, "w"), []);
});

test("arrow keys and a clicker move the pages, and stop at both ends", () => {
  assert.deepEqual(
    ["ArrowRight", "PageDown", "ArrowLeft", "PageUp", "End", "Home", "x"].map((key) => placeAfter(key, 1, 3)),
    [2, 2, 0, 0, 2, 0, null],
  );
  assert.equal(placeAfter("ArrowRight", 2, 3), 2);
});

test("a kiosk warns for half a minute and then forgets", () => {
  assert.deepEqual([0, 269_000, 270_000, 300_000].map((idle) => kioskState(idle)), ["", "", "warn", "finish"]);
});

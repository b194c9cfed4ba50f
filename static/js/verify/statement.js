// The signed statement behind the # of a certificate's QR. Its format: docs/offline-proof.md.
import { isSigned } from "./ed25519.js";

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const KINDS = ["", "pass", "training", "completion", "facilitator"];
const HEAD = 16;

// What can be said about a scanned address: {state, facts?, madeAt?}. States: unreadable, unknown-key,
// forged, revoked, replaced, suspended, expired, genuine.
export async function checked(address, published, now = Date.now()) {
  const parts = partsOf(address);
  const statement = parts && statementIn(parts.text);
  if (!statement) return { state: "unreadable" };
  const list = JSON.parse(published.list);
  const key = list.keys[statement.key];
  if (!key) return { state: "unknown-key", madeAt: list.made_at };
  const message = joined(text("literasi-proof-1\n"), text(parts.code), statement.body);
  if (!(await isSigned(statement.signature, message, fromBase64(key)))) return { state: "forged" };
  const state = list.ended[await markOf(statement.signature)] ?? standing(statement.facts, now);
  return { state, facts: { ...statement.facts, code: parts.code }, madeAt: list.made_at };
}

// Whether the list was signed by one of its keys that this device trusted before, or by any at first.
export async function isListSigned(published, trusted = null) {
  const key = (trusted ?? JSON.parse(published.list).keys)[published.key];
  const message = joined(text("literasi-list-1\n"), text(published.list));
  return Boolean(key) && isSigned(fromBase64(published.signature), message, fromBase64(key));
}

// The code and the statement of an address such as https://…/v/K7QX9WMD2P#AEBA…
export function partsOf(address) {
  const found = /\/v\/([^/#?\s]+)\/?(?:\?[^#\s]*)?#([A-Za-z2-7]+)/.exec(address);
  if (!found) return null;
  return { code: found[1].replace(/[-\s]/g, "").toUpperCase(), text: found[2].toUpperCase() };
}

export function statementIn(base32) {
  const bytes = fromBase32(base32);
  if (!bytes || bytes.length < HEAD + 3 + 64 || bytes[0] !== 1) return null;
  const body = bytes.slice(0, -64);
  const view = new DataView(body.buffer);
  const texts = countedTexts(body.slice(HEAD));
  if (!texts) return null;
  const [number, name, title] = texts;
  const [awarded, started, finished, until] = [5, 7, 9, 11].map((place) => day(view.getUint16(place)));
  const facts = { number, name, title, awarded, started, finished, until };
  facts.kind = KINDS[view.getUint8(13)] ?? "";
  facts.jp = view.getUint16(14);
  return { key: hex(bytes.slice(1, 5)), facts, body, signature: bytes.slice(-64) };
}

export function ageInDays(madeAt, now = Date.now()) {
  return Math.max(0, Math.floor((now - Date.parse(madeAt)) / DAY));
}

// It counts to the end of its last day, wherever in Indonesia: the last of them ends at 17 UTC.
function standing(facts, now) {
  return facts.until && now > Date.parse(facts.until) + 17 * 60 * 60 * 1000 ? "expired" : "genuine";
}

function countedTexts(bytes) {
  const texts = [];
  let place = 0;
  while (place < bytes.length) {
    const end = place + 1 + bytes[place];
    if (end > bytes.length) return null;
    texts.push(new TextDecoder().decode(bytes.slice(place + 1, end)));
    place = end;
  }
  return texts.length === 3 ? texts : null;
}

function day(count) {
  return count ? new Date(FIRST_DAY + count * DAY).toISOString().slice(0, 10) : null;
}

async function markOf(signature) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", signature)).slice(0, 8));
}

function fromBase32(base32) {
  const bytes = [];
  let [bits, count] = [0, 0];
  for (const sign of base32) {
    const value = SIGNS.indexOf(sign);
    if (value < 0) return null;
    bits = (bits << 5) | value;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
      bits &= (1 << count) - 1;
    }
  }
  return Uint8Array.from(bytes);
}

function fromBase64(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function text(words) {
  return new TextEncoder().encode(words);
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

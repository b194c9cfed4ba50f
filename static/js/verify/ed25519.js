// Ed25519 signatures (RFC 8032): by the browser where it can, else with whole numbers of our own.

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n);
const BASE = pointAt(modulo(4n * inverse(5n)), 0n);

// Whether `signature` (64 bytes) over `message` was made with the key `publicKey` (32 bytes).
export async function isSigned(signature, message, publicKey, subtle = crypto.subtle) {
  try {
    const key = await subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, key, signature, message);
  } catch (notKnownHere) {
    return isSignedByHand(signature, message, publicKey, subtle);
  }
}

export async function isSignedByHand(signature, message, publicKey, subtle = crypto.subtle) {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const s = numberOf(signature.slice(32));
  const r = decoded(signature.slice(0, 32));
  const key = decoded(publicKey);
  if (s >= ORDER || !r || !key) return false;
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(signature.slice(0, 32));
  hashed.set(publicKey, 32);
  hashed.set(message, 64);
  const k = numberOf(new Uint8Array(await subtle.digest("SHA-512", hashed))) % ORDER;
  return isSame(times(BASE, s), sum(r, times(key, k)));
}

function modulo(number, by = P) {
  const rest = number % by;
  return rest < 0n ? rest + by : rest;
}

function power(base, exponent) {
  let result = 1n;
  for (let square = modulo(base); exponent > 0n; exponent >>= 1n, square = modulo(square * square)) {
    if (exponent & 1n) result = modulo(result * square);
  }
  return result;
}

function inverse(number) {
  return power(number, P - 2n);
}

function numberOf(bytes) {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

// A point as [X, Y, Z, T] with x = X/Z, y = Y/Z and x·y = T/Z; null when there is none with this y.
function pointAt(y, sign) {
  const square = modulo((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (modulo(x * x - square) !== 0n) x = modulo(x * ROOT);
  if (modulo(x * x - square) !== 0n || (x === 0n && sign === 1n)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, modulo(x * y)];
}

function decoded(bytes) {
  const number = numberOf(bytes);
  const y = number & ((1n << 255n) - 1n);
  return y < P ? pointAt(y, number >> 255n) : null;
}

function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * t1 * t2 * D);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function times(point, count) {
  let result = [0n, 1n, 1n, 0n];
  for (let doubled = point; count > 0n; count >>= 1n, doubled = sum(doubled, doubled)) {
    if (count & 1n) result = sum(result, doubled);
  }
  return result;
}

function isSame([x1, y1, z1], [x2, y2, z2]) {
  return modulo(x1 * z2 - x2 * z1) === 0n && modulo(y1 * z2 - y2 * z1) === 0n;
}

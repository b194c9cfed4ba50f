// UUIDv7 (RFC 9562). crypto.randomUUID exists only on https; getRandomValues also on a school's plain http.

export function uuid7(now = Date.now(), random = fillRandomly) {
  const bytes = random(new Uint8Array(16));
  for (let place = 5, rest = now; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function fillRandomly(bytes) {
  return crypto.getRandomValues(bytes);
}

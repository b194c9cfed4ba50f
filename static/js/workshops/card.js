// A Kartu Belajar is checked on the device: LDK1:<regency>:<number>:<yyyymmdd>:<key>:<signature>.
const MARK = "LDK1";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function partsOfCard(text) {
  const parts = String(text ?? "").trim().toUpperCase().split(":");
  if (parts.length !== 6 || parts[0] !== MARK) return null;
  const [, regency, number, until, key, signature] = parts;
  return { regency, number, until, key, signature, stated: parts.slice(0, 5).join(":") };
}

// RFC 4648 without padding; null for what is no base32.
export function bytesOfBase32(text) {
  let bits = 0;
  let value = 0;
  const bytes = [];
  for (const letter of text) {
    const place = LETTERS.indexOf(letter);
    if (place < 0) return null;
    value = ((value << 5) | place) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return new Uint8Array(bytes);
}

// The standing in the words of the server (courses/workshops/domain/cards.py). "unchecked": this browser
// cannot check signatures, so the server's word is awaited.
export async function standingOf(text, { keys, regency, today, subtle }) {
  const card = partsOfCard(text);
  if (!card) return { standing: "unreadable" };
  if (card.regency !== regency) return { standing: "other_regency" };
  const signed = await isSigned(card, keys, subtle);
  if (signed === false) return { standing: "forged" };
  if (card.until < today) return { standing: "expired", number: card.number };
  return { standing: signed ? "genuine" : "unchecked", number: card.number };
}

async function isSigned(card, keys, subtle) {
  const proof = bytesOfBase32(card.signature);
  if (!keys[card.key] || !proof || proof.length !== 64) return false;
  if (!subtle) return null;
  try {
    const raw = Uint8Array.from(atob(keys[card.key]), (letter) => letter.charCodeAt(0));
    const key = await subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return await subtle.verify({ name: "Ed25519" }, key, proof, new TextEncoder().encode(card.stated));
  } catch (tooOld) {
    return null;
  }
}

"""Public keys as the Multikey standard writes them: `z`, then base 58 of a header and the key."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# multicodec ed25519-pub, as a varint.
ED25519 = b"\xed\x01"
DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def multikey_of(key: Ed25519PublicKey) -> str:
    """Return the key as `z6Mk…`."""
    return f"z{base58(ED25519 + key.public_bytes_raw())}"


def key_of(multikey: str) -> Ed25519PublicKey:
    """Return the key that `multikey_of` wrote; ValueError for any other text."""
    content = from_base58(multikey.removeprefix("z"))
    if not multikey.startswith("z") or content[:2] != ED25519:
        raise ValueError(f"{multikey!r} is not an Ed25519 Multikey.")
    return Ed25519PublicKey.from_public_bytes(content[2:])


def base58(content: bytes) -> str:
    """Return the bytes in Bitcoin's base 58, with a 1 for each leading zero byte."""
    number = int.from_bytes(content)
    digits = ""
    while number:
        number, digit = divmod(number, 58)
        digits = DIGITS[digit] + digits
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + digits


def from_base58(text: str) -> bytes:
    """Return the bytes that `base58` wrote; ValueError for signs that it has not."""
    number = 0
    for sign in text:
        number = number * 58 + DIGITS.index(sign)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)

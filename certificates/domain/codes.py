"""The short code that stands beside the QR: ten signs that a person can read out and type.

The signs are Crockford's base 32 without 0 and 1: it has no I, L, O or U, so nothing in a code
looks like anything else in it. Ten of thirty signs are 49 bits from the system's random source.
"""

import secrets
from itertools import product

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
# What somebody may have meant who typed a sign that no code has.
MEANT_BY = {"O": "QD", "0": "QD", "I": "J7", "1": "7J", "L": "J7", "U": "V"}
BETWEEN = " \t\r\n-–—_./\u00a0\u200b"
MOST_DOUBTFUL_SIGNS = 3


def new_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """Return the code in two groups of five, as it is printed."""
    return f"{code[:5]}-{code[5:]}"


def possible_codes(typed: str) -> tuple[str, ...]:
    """Return the codes that somebody can have meant; none when it cannot be a code.

    Case, spaces and hyphens do not matter. Signs that no code has (O and 0, I and 1, L, U) are
    taken for what they look like, up to three of them.
    """
    signs = [sign for sign in typed[:60].upper() if sign not in BETWEEN]
    doubtful = sum(sign in MEANT_BY for sign in signs)
    if len(signs) != LENGTH or doubtful > MOST_DOUBTFUL_SIGNS:
        return ()
    meant = [MEANT_BY.get(sign, sign) for sign in signs]
    if any(sign not in SIGNS for choice in meant for sign in choice):
        return ()
    return tuple("".join(choice) for choice in product(*meant))

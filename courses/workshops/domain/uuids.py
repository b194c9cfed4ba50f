"""UUIDv7 (RFC 9562) for facts that the server itself notes."""

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """Return an id that sorts by the time at which it was made."""
    number = int.from_bytes(
        (time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10), "big"
    )
    number = number & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=number & ~(0x3 << 62) | (0x2 << 62))

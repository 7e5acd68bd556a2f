"""Keys of rows: made on the device, never taken from what a row says."""

from __future__ import annotations

import os
import threading
import time
import uuid

_NAMESPACE = uuid.UUID("0f2d7a5e-6b0c-5c2e-9d34-1c6a6b8f4e10")
_lock = threading.Lock()
_last = 0


def new_key() -> uuid.UUID:
    """A UUIDv7 (RFC 9562, 5.7), rising even within one millisecond on this process.

    The twelve bits after the version count sub-millisecond fractions as in method 3 of 6.2,
    so rows made in one import keep the order of the file when sorted by key.
    """
    global _last  # noqa: PLW0603 - one counter for the process is what makes keys rise
    ns = time.time_ns()
    tick = (ns // 1_000_000 << 12) | (ns % 1_000_000 * 4096 // 1_000_000)
    with _lock:
        tick = max(tick, _last + 1)
        _last = tick
    random = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    value = (tick >> 12 << 80) | (0x7 << 76) | ((tick & 0xFFF) << 64) | (0b10 << 62) | random
    return uuid.UUID(int=value)


def fixed_key(kind: str, *parts: object) -> uuid.UUID:
    """The same UUIDv5 on every PC: for shipped rows and for links named by what they join."""
    return uuid.uuid5(_NAMESPACE, "/".join([kind, *map(str, parts)]))

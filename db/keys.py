"""Keys of rows: made on the device, never taken from what a row says."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_NAMESPACE = uuid.UUID("0f2d7a5e-6b0c-5c2e-9d34-1c6a6b8f4e10")
_lock = threading.Lock()
_last = 0
_source: ContextVar[Callable[[], uuid.UUID] | None] = ContextVar("keys", default=None)


def new_key() -> uuid.UUID:
    """A UUIDv7 (RFC 9562, 5.7), rising even within one millisecond on this process.

    The twelve bits after the version count sub-millisecond fractions as in method 3 of 6.2,
    so rows made in one import keep the order of the file when sorted by key.
    """
    if (source := _source.get()) is not None:
        return source()
    global _last  # noqa: PLW0603 - one counter for the process is what makes keys rise
    ns = time.time_ns()
    tick = (ns // 1_000_000 << 12) | (ns % 1_000_000 * 4096 // 1_000_000)
    with _lock:
        tick = max(tick, _last + 1)
        _last = tick
    return key_of(tick, int.from_bytes(os.urandom(8)))


def key_of(tick: int, random: int) -> uuid.UUID:
    """The UUIDv7 of a moment.

    Args:
        tick: Milliseconds since 1970 times 4096, and the fraction of a millisecond beyond them.
        random: Of these bits the lower 62 are taken.
    """
    random &= 0x3FFF_FFFF_FFFF_FFFF
    value = (tick >> 12 << 80) | (0x7 << 76) | ((tick & 0xFFF) << 64) | (0b10 << 62) | random
    return uuid.UUID(int=value)


@contextmanager
def keys_from(source: Callable[[], uuid.UUID]) -> Iterator[None]:
    """Inside the block keys come from here: for made-up data that is the same every time.

    It holds for the thread that enters it and no other; none of the program's own use cases does.
    """
    before = _source.set(source)
    try:
        yield
    finally:
        _source.reset(before)


def fixed_key(kind: str, *parts: object) -> uuid.UUID:
    """The same UUIDv5 on every PC: for shipped rows and for links named by what they join."""
    return uuid.uuid5(_NAMESPACE, "/".join([kind, *map(str, parts)]))

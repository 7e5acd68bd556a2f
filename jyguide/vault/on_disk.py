"""What must outlive a power cut, and what must not outlive its deletion."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

REPLACED = ".plain"
"""Ends the name under which replaced bytes lie until they are written over."""

_AT_ONCE = 1024 * 1024


def sync_folder(folder: Path) -> None:
    """Let names that were given in a folder outlive a power cut; Windows does so by itself."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def overwrite(path: Path) -> None:
    """Remove a file after writing zeros over its bytes.

    A magnetic disk then holds nothing of it. A solid-state disk writes elsewhere and keeps what
    was there for a while: only encrypting the whole disk from the start helps against that.

    Raises:
        OSError: it cannot be written or removed.
    """
    path.chmod(0o600)
    with path.open("rb+") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, _AT_ONCE)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def replace_and_overwrite(new: Path, old: Path) -> None:
    """Put a file in the place of another whose bytes are to be gone; the place is never empty.

    Raises:
        OSError: the place still has one of the two, whole.
    """
    kept = old.with_name(f"{old.name}{REPLACED}")
    kept.unlink(missing_ok=True)
    with suppress(OSError):  # a drive without hard links: the bytes are merely free
        os.link(old, kept)
    new.replace(old)
    sync_folder(old.parent)
    if kept.exists():
        overwrite(kept)


def overwrite_replaced(kept: Path) -> None:
    """Write over what a power cut left of `replace_and_overwrite`.

    Where it came before the swap, the name leads to the very bytes that are still at work.

    Raises:
        OSError: it cannot be written or removed.
    """
    at_work = kept.with_name(kept.name.removesuffix(REPLACED))
    if at_work.exists() and at_work.samefile(kept):
        kept.unlink()
    else:
        overwrite(kept)

"""Which shared libraries of this machine the packaged program needs, and without what weight."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from pathlib import Path

from build_spec.pack.contents import Entry
from build_spec.pack.elf import elves_in
from build_spec.pack.said import said

Needs = Callable[[str], Iterable[str]]
"""The names of the libraries that a file asks for, its own folder's among them."""

_LOAD = 1


def reached(entries: Iterable[Entry], needs: Needs) -> list[Entry]:
    """Without libraries that were collected for a plugin or module which stays out.

    Args:
        entries: What is to go into the package. Modules and plugins are wanted for themselves,
            and so is whatever is no library.
        needs: Asked once for each file that stays.
    """
    libraries = {Path(entry[0]).name: entry for entry in entries if _is_library(entry)}
    waiting = [entry for entry in entries if not _is_library(entry)]
    stays: list[Entry] = []
    while waiting:
        entry = waiting.pop()
        stays.append(entry)
        waiting += [
            libraries.pop(name)
            for name in (needs(entry[1]) if _is_code(entry) else ())
            if name in libraries
        ]
    return sorted(stays)


def _is_code(entry: Entry) -> bool:
    return entry[2] in {"BINARY", "EXTENSION"}


def _is_library(entry: Entry) -> bool:
    """Neither Python's own, which the program itself loads, nor loaded by name as plugins are."""
    target = Path(entry[0])
    return (
        entry[2] == "BINARY"
        and "plugins" not in target.parts
        and not target.name.startswith("libpython")
    )


def strip_debugging(folder: Path) -> int:
    """Take from all files what is there for debuggers alone; others are left byte for byte.

    A library that a wheel's maker moved parts about in does not survive it: it stays as it is.

    Returns:
        How many bytes less there are.

    Raises:
        PackingError: `strip` is missing, or refused a file.
    """
    saved = 0
    for path in [elf.path for elf in elves_in(folder)]:
        if b".debug_info" in path.read_bytes():
            bare = path.with_name(f"{path.name}.bare")
            said(["strip", "--strip-debug", "-o", bare, path])
            if can_be_loaded(bare.read_bytes()):
                saved += path.stat().st_size - bare.stat().st_size
                bare.replace(path)
            else:
                bare.unlink()
    return saved


def can_be_loaded(elf: bytes) -> bool:
    """Whether each part of a 64-bit library lies in the file as it does in memory, page by page.

    The loader refuses a file of which that is not so.
    """
    (start,) = struct.unpack_from("<Q", elf, 0x20)
    size, count = struct.unpack_from("<HH", elf, 0x36)
    for at in range(start, start + size * count, size):
        (kind,) = struct.unpack_from("<I", elf, at)
        offset, address, _, _, _, align = struct.unpack_from("<6Q", elf, at + 8)
        if kind == _LOAD and (offset - address) % align:
            return False
    return True

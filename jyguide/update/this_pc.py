"""What counts about this PC and the program on it when a newer one is to be put in place."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jyguide.installed import Installed, how_installed, program_folder
from jyguide.release import release
from jyguide.state import state_folder

_ARCHES = {"amd64": "x86_64", "x64": "x86_64", "arm64": "aarch64"}


@dataclass(frozen=True, slots=True)
class ThisPc:
    """As it was found.

    Attributes:
        release: Of the running program; kind: how it came here.
        system: "linux" or "windows"; arch: "x86_64"; glibc: "2.36", or "" where it is not used.
        free: Bytes where updates are copied to and where the program lies, whichever has fewer.
        program: Its folder; None where it runs from its sources.
        writable: Whether something may be put beside that folder.
    """

    release: str
    kind: Installed
    system: str
    arch: str
    glibc: str = ""
    free: int | None = None
    program: Path | None = None
    writable: bool = True


def this_pc() -> ThisPc:
    """Look now."""
    program = program_folder()
    beside = program.parent if program else None
    return ThisPc(
        release(),
        how_installed(),
        "windows" if sys.platform == "win32" else "linux",
        arch_of(platform.machine()),
        _glibc(),
        _least_free([_nearest(state_folder()), *([beside] if beside else [])]),
        program,
        beside is None or os.access(beside, os.W_OK),
    )


def arch_of(machine: str) -> str:
    """One word for what systems call differently."""
    low = machine.lower()
    return _ARCHES.get(low, low)


def _glibc() -> str:
    with suppress(ValueError, OSError, AttributeError):
        name, _, number = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
        return number if name == "glibc" else ""
    return ""


def _nearest(folder: Path) -> Path:
    """The folder itself, or the lowest above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _least_free(folders: list[Path]) -> int | None:
    found = []
    for folder in folders:
        with suppress(OSError):
            found.append(shutil.disk_usage(folder).free)
    return min(found, default=None)

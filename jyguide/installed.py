"""How the program came onto this PC, which says how a newer one gets there."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

MARK = "installed"
"""A file beside the program in which its packager wrote one word of `Installed`."""


class Installed(StrEnum):
    """Each by the word that stands in the mark."""

    SOURCE = "source"
    WINDOWS = "windows"
    DEBIAN = "debian"
    PORTABLE = "portable"


def program_folder() -> Path | None:
    """The folder of the packaged program; None where Python runs it from its sources."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def how_installed() -> Installed:
    """What its packager says; a packaged program without a word was copied, as a portable one."""
    folder = program_folder()
    if folder is None:
        return Installed.SOURCE
    try:
        return Installed((folder / MARK).read_text("utf-8").strip())
    except (OSError, ValueError):
        return Installed.PORTABLE

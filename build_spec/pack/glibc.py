"""The oldest C library under which the packed program starts, and which file asks for it.

The kernel's loader refuses a library whose symbols carry a version that the system's glibc does
not have: the highest version that any file asks for is the minimum of all. By itself:
``python -m build_spec.pack.glibc dist/jyguide``.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_spec.pack.elf import Elf, elves_in

GLIBC = "GLIBC"
GLIBCXX = "GLIBCXX"
GCC = "GCC"

Version = tuple[int, ...]

_NUMBERS = re.compile(r"[0-9]+(\.[0-9]+)*")


@dataclass(frozen=True, slots=True)
class Demand:
    """The highest version asked for, and the files that ask for it."""

    version: Version
    files: tuple[Path, ...]

    def __str__(self) -> str:
        return written(self.version)


def version_in(symbol: str, family: str) -> Version | None:
    """(2, 28) of "GLIBC_2.28"; None of another family and of private symbols."""
    name, _, numbers = symbol.rpartition("_")
    if name != family or not _NUMBERS.fullmatch(numbers):
        return None
    return parsed(numbers)


def parsed(numbers: str) -> Version:
    """(2, 28) of "2.28": compared as numbers, so that 2.9 comes before 2.28.

    Raises:
        ValueError: there is anything but numbers and dots.
    """
    return tuple(int(part) for part in numbers.split("."))


def written(version: Version) -> str:
    """As people write it: (2, 28) is "2.28"."""
    return ".".join(map(str, version))


def demand(elves: Sequence[Elf], family: str, bundled: frozenset[str] = frozenset()) -> Demand:
    """The highest version of a family that is asked of the system.

    Args:
        elves: All of the folder.
        family: "GLIBC", "GLIBCXX", "GCC".
        bundled: Sonames that come with the program: what is asked of these the system need not
            have.

    Returns:
        An empty version where nobody asks for any.
    """
    asking: dict[Version, list[Path]] = defaultdict(list)
    for elf in elves:
        asked = (symbol for library, symbol in elf.versions if library not in bundled)
        if known := [version for one in asked if (version := version_in(one, family))]:
            asking[max(known)].append(elf.path)
    highest = max(asking, default=())
    return Demand(highest, tuple(asking[highest]) if highest else ())


def minimum_glibc(folder: Path) -> Demand:
    """What a one-dir build asks of the system's C library.

    Raises:
        RuntimeError: as `elves_in`; or no file in it asks for any glibc.
    """
    found = demand(elves_in(folder), GLIBC)
    if not found.version:
        raise RuntimeError(f"“{folder}”里没有用 glibc 的程序文件。")
    return found


def _table(folder: Path) -> str:
    elves = elves_in(folder)
    lines = []
    for family in (GLIBC, GLIBCXX, GCC):
        found = demand(elves, family)
        files = ", ".join(str(path.relative_to(folder)) for path in found.files[:4])
        more = f" and {len(found.files) - 4} more" if len(found.files) > 4 else ""  # noqa: PLR2004
        lines.append(f"{family}\t{found}\t{files}{more}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(_table(Path(sys.argv[1])))  # noqa: T201

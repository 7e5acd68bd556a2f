"""A portable program put in the place of the one that runs, in one step that cannot be halved."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from jyguide.documents.files import file_faults
from jyguide.errors import RuleError
from jyguide.installed import MARK
from jyguide.self_test.program_files import further_in
from jyguide.update.numbers import is_below
from jyguide.update.unpacking import part_beside

_EXCHANGE = 2
"""``RENAME_EXCHANGE`` of ``renameat2``: two names change places in one step."""
_HERE = -100
_FORMER, _NEW = "旧版", "新版"
_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Swapped:
    """Where the programs are now.

    Attributes:
        program: The new one.
        old: The former one, for going back.
    """

    program: Path
    old: Path


def swap(part: Path, program: Path, before: str, after: str) -> Swapped:
    """Let the unpacked program and the former one change places.

    Where the disk cannot do that in one step, the former one stays where it is and the new one
    is called by its release beside it: so there is a whole program under each name at any moment.

    Args:
        part: The new program, unpacked beside.
        program: The folder of the program that runs.
        before: Its release.
        after: That of the new one.

    Raises:
        FileError: they cannot be renamed; the former program is where it was.
    """
    with file_faults(program):
        if not exchange(part, program):
            new = _free_name(program, _NEW, after)
            part.rename(new)
            return Swapped(new, program)
    return Swapped(program, _named(part, program, before))


def settle(program: Path, before: str, after: str) -> Path | None:
    """After a kill between the two steps of `swap`: give the former program its name.

    Returns where it lies; None where nothing of it is left under the name of what is unpacked.
    """
    part = part_beside(program, after)
    if not (part / MARK).is_file():
        return None
    return _named(part, program, before)


def old_programs(program: Path, release: str) -> list[Path]:
    """Portable programs of releases below this one beside it, by their names."""
    try:
        beside = sorted(program.parent.iterdir())
    except OSError:
        return []
    return [one for one in beside if _is_former(one, program, release)]


def remove_program(folder: Path) -> None:
    """Remove a former program, its mark first, so that a half of it counts as none.

    Raises:
        RuleError: somebody has put files of his own into it.
        FileError: it cannot be removed.
    """
    if further := further_in(folder):
        raise RuleError(
            f"旧程序文件夹“{folder.name}”里有不是程序自带的文件（{further[0]}），没有删除。",
            hint="请先把自己的文件移到别处，再删除旧程序。",
        )
    with file_faults(folder):
        (folder / MARK).unlink()
        shutil.rmtree(folder)


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places; False where the system or the disk has no such step.

    Raises:
        OSError: it has, and they could not.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):  # Windows, or a C library before 2.28
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _named(part: Path, program: Path, before: str) -> Path:
    """The former program under its release; where that fails it is kept as it is called."""
    try:
        return part.rename(_free_name(program, _FORMER, before))
    except OSError:
        return part


def _base(program: Path) -> str:
    return re.split(f"-(?:{_FORMER}|{_NEW})-", program.name)[0]


def _free_name(program: Path, word: str, release: str) -> Path:
    name = f"{_base(program)}-{word}-{release}"
    names = [name, *(f"{name}-{number}" for number in range(2, 100))]
    return next(one for each in names if not (one := program.with_name(each)).exists())


def _is_former(folder: Path, program: Path, release: str) -> bool:
    base = _base(program)
    if folder.name == program.name or not (folder / MARK).is_file():
        return False
    if folder.name == base:  # the disk knew no exchange: see `swap`
        return program.name.startswith(f"{base}-{_NEW}-")
    name = re.match(f"{re.escape(base)}-(?:{_FORMER}|{_NEW})-([0-9.]+)", folder.name)
    return name is not None and is_below(name[1], release)

"""Where forms are written, and which of somebody's files may be forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from jyguide.attachment.naming import safe_name
from jyguide.documents.files import file_faults
from jyguide.errors import FileError
from jyguide.standard.rows import RoundBranchRow

FORM_ENDINGS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")
_LOCKED = "~$"
"""How the copies begin that spreadsheet programs put beside an open file."""
_LONGEST = 60
"""Characters of a branch's name in a file's: paths are short on old systems."""


def form_targets(folder: Path, year: int, branches: Sequence[RoundBranchRow]) -> list[Path]:
    """``某镇/自查表-某村党支部-2026.xlsx`` for each branch, in a folder per township.

    Nothing that lies there is replaced: it may be what a branch has sent back.
    """
    taken: set[str] = set()
    targets = []
    for one in branches:
        town = folder / safe_name(one.township) if one.township else folder
        stem = f"自查表-{safe_name(one.name)[:_LONGEST]}-{year}"
        numbered = (f"{stem}（{number}）.xlsx" for number in count(2))
        target = town / f"{stem}.xlsx"
        while str(target).casefold() in taken or target.exists():
            target = town / next(numbered)
        taken.add(str(target).casefold())
        targets.append(target)
    return targets


@contextmanager
def folders_of(targets: Iterable[Path]) -> Iterator[None]:
    """Make the folders these files need, and take away those made if it comes to nothing.

    Raises:
        FileError: a folder cannot be made.
    """
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(target.parent for target in targets):
            with file_faults(folder):
                made += _made(folder)
        yield
    except BaseException:
        for folder in reversed(made):
            _remove_empty(folder)
        raise


def found_files(chosen: Sequence[Path]) -> list[Path]:
    """The workbooks among files and, at whatever depth, in folders; by name.

    Raises:
        FileError: there is none.
    """
    found: list[Path] = []
    for path in chosen:
        found += sorted(_inside(path)) if path.is_dir() else [path]
    if not found:
        names = "、".join(f"“{path.name}”" for path in chosen)
        raise FileError(
            f"{names or '所选位置'}里没有 Excel 文件，没有读入任何内容。",
            hint="请选择支部发回的自查表，或存放它们的文件夹。",
        )
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in FORM_ENDINGS and not path.name.startswith((_LOCKED, ".")):
            yield path


def _made(folder: Path) -> list[Path]:
    """Make a folder with those over it that are missing; which were made, the outer first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
    return missing[::-1]


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:  # something else has come to lie in it
        return

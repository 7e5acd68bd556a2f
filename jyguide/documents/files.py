"""Files come into being whole: written beside their target, then moved into place."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.documents.part_notes import PartNote, part_of
from jyguide.errors import FileError

if TYPE_CHECKING:
    from jyguide.documents.page import Document
    from jyguide.progress import CancelToken, Progress

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LOCKED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


class WholeFiles:
    """Files that appear together or not at all.

    Each is written to ``beside(target)``; ``place()`` moves all of them to their targets.
    ``drop()`` removes what was not placed, and what was newly placed if placing failed. What a
    kill leaves of them is removed at the next start.
    """

    def __init__(self) -> None:
        self._parts: dict[Path, Path] = {}
        self._new: list[Path] = []
        self._note = PartNote()

    def beside(self, target: Path) -> Path:
        """A path in the target's folder at which its content is to be written first."""
        with file_faults(target):
            _refuse_impossible(target)
        part = part_of(target)
        self._note.add(part)
        self._parts[target] = part
        return part

    def place(self) -> None:
        for target, part in self._parts.items():
            with file_faults(target):
                self._place_one(part, target)
        self._parts.clear()
        self._new.clear()
        self._note.end()

    def drop(self) -> None:
        for path in [*self._parts.values(), *self._new]:
            try:
                path.unlink(missing_ok=True)
            except OSError:  # a stick already pulled: nothing left that could be removed
                continue
        self._note.end()

    def _place_one(self, part: Path, target: Path) -> None:
        existed = target.exists()
        if existed:
            _onto_the_disk(part)
        os.replace(part, target)  # noqa: PTH105 - the tests break exactly this call
        if not existed:
            self._new.append(target)


@contextmanager
def whole_files() -> Iterator[WholeFiles]:
    """Place everything at the end; on any exception leave the folders as they were."""
    batch = WholeFiles()
    try:
        yield batch
        batch.place()
    except BaseException:
        batch.drop()
        raise


def write_each(
    pairs: Iterable[tuple[Document, Path]],
    write: Callable[[Document, Path], object],
    progress: Progress,
    cancel: CancelToken,
) -> int:
    """Write each document into a file of its own; all files appear at the end, or none.

    Returns:
        How many files were written.

    Raises:
        FileError: One target cannot be written.
        Cancelled: The user asked to stop.
    """
    work = list(pairs)
    with whole_files() as batch:
        for done, (document, target) in enumerate(work, 1):
            cancel.check()
            part = batch.beside(target)
            with file_faults(target):
                write(document, part)
            progress.step(done, len(work), target.name)
    return len(work)


@contextmanager
def replace_when_whole(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to, and move it into place at the end.

    Raises:
        FileError: The folder is missing, the target locked, the disk full; nothing is left
            behind and an existing target is as it was.
    """
    with whole_files() as batch:
        part = batch.beside(target)
        with file_faults(target):
            yield part


@contextmanager
def file_faults(target: Path) -> Iterator[None]:
    """Turn what the system says about writing this file into a sentence."""
    try:
        yield
    except OSError as fault:
        raise _sentence(target, fault) from fault


@contextmanager
def part_faults(target: Path, part: Path) -> Iterator[None]:
    """As `file_faults`, where a writer that knows its part alone speaks of it by name."""
    try:
        with file_faults(target):
            yield
    except FileError as error:
        said = error.message.replace(part.name, target.name)
        raise FileError(said, hint=error.hint, detail=error.detail) from error


def _refuse_impossible(target: Path) -> None:
    if not target.parent.is_dir():
        raise FileError(
            f"“{target.name}”没有保存：文件夹“{target.parent}”不存在。",
            hint="请先建好这个文件夹，或换一个位置保存；如果是 U 盘，请检查是否已插好。",
        )
    if target.is_dir():
        raise FileError(
            f"“{target.name}”没有保存：那里已有一个同名的文件夹。",
            hint="请换一个文件名再保存。",
        )


def _onto_the_disk(part: Path) -> None:
    """Only a file that would replace another is worth waiting for: the old one is still good."""
    with part.open("rb+") as written:
        os.fsync(written.fileno())


def _sentence(target: Path, fault: OSError) -> FileError:
    reason, hint = _reason(fault)
    return FileError(
        f"“{target.name}”没有保存：{reason}。原来的文件没有改动。", hint=hint, detail=str(fault)
    )


def _reason(fault: OSError) -> tuple[str, str]:
    if fault.errno in _FULL:
        return "磁盘空间不够", "请清理磁盘，或换一个有空间的位置保存。"
    if isinstance(fault, PermissionError) or fault.errno in _LOCKED:
        return (
            "它正被别的程序打开，或这个位置不允许写入",
            "请关闭正在使用它的 Word、WPS 或其他程序，或换一个文件夹保存。",
        )
    if fault.errno == errno.ENAMETOOLONG:
        return "文件名太长", "请把文件名改短一些再保存。"
    if fault.errno == errno.EROFS:
        return "这个位置是只读的", "请换一个文件夹保存。"
    return "写入时出错", "请检查磁盘或 U 盘是否正常，或换一个位置保存。"

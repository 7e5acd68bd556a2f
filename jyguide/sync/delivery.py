"""Writes a bundle so that "you can pull the stick now" is true when it is said."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jyguide.documents.files import file_faults, replace_when_whole
from jyguide.errors import FileError


@contextmanager
def delivered(target: Path, content: bytes) -> Iterator[str]:
    """Write beside the target, force it onto the medium, move it there and read it back.

    Gives the sha256 of the file while it is whole but not in its place yet: what has been sealed
    is kept inside the block. Were the file there first and the power gone, its segments would be
    sealed a second time, and look like those of a second PC.

    Raises:
        FileError: it cannot be written, or what is read back is not what was written; no file of
            that name is left that could be taken for a good one.
    """
    digest = hashlib.sha256(content).hexdigest()
    with replace_when_whole(target) as part:
        with file_faults(target), part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _compare(part, digest, target)
        yield digest
    _settle(target.parent)
    try:
        _compare(target, digest, target)
    except FileError:
        target.unlink(missing_ok=True)
        raise


def _compare(file: Path, digest: str, target: Path) -> None:
    with file_faults(target):
        if hashlib.sha256(file.read_bytes()).hexdigest() == digest:
            return
    raise FileError(
        f"“{target.name}”写入后读回来的内容不一样，这个文件不能用，已删除。",
        hint="U 盘可能有故障，请换一个 U 盘再导出。",
    )


def _settle(folder: Path) -> None:
    """Let the folder's own entry reach the medium too, where one can ask for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some sticks' file systems know no such thing
    finally:
        os.close(handle)

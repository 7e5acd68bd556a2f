"""The payload brought from the stick onto this PC, compared, and read back."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from jyguide.documents.files import file_faults
from jyguide.errors import FileError
from jyguide.progress import CancelToken, Progress
from jyguide.state import state_folder
from jyguide.update.frame import DAMAGED, FrameError
from jyguide.update.looking import Look, refused, unread

_BLOCK = 1 << 20


def updates_folder() -> Path:
    """Where updates are prepared on this PC; it need not be there yet."""
    return state_folder() / "update"


def verify(look: Look, progress: Progress, cancel: CancelToken) -> None:
    """Read the payload through where it lies.

    Raises:
        FileError: it is not what was signed, or cannot be read.
        Cancelled: somebody wanted it.
    """
    for _ in _payload(look, progress, cancel, "正在核对"):
        pass


def take(look: Look, progress: Progress, cancel: CancelToken) -> Path:
    """Copy the payload, compare it with what was signed, read it back from the disk.

    What an earlier update has left in the folder is removed. Nothing is left there on any fault.

    Returns where it lies, under its own name.

    Raises:
        FileError: it is not what was signed, cannot be read, or does not fit on this PC's disk.
        Cancelled: somebody wanted it.
    """
    folder = updates_folder()
    target = folder / look.manifest.name
    part = folder / f"{look.manifest.name}.part"
    with file_faults(target):
        clear(folder)
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    try:
        with file_faults(target), part.open("wb") as written:
            for block in _payload(look, progress, cancel, "正在从U盘复制"):
                written.write(block)
            written.flush()
            os.fsync(written.fileno())
            _forget_cached(written)
        check_copy(part, look, progress, cancel)
        with file_faults(target):
            part.replace(target)
    except BaseException:
        clear(folder)
        raise
    return target


def check_copy(copy: Path, look: Look, progress: Progress, cancel: CancelToken) -> None:
    """Read a copy back; it has to be what was signed.

    Raises:
        FileError: it is something else, or cannot be read.
        Cancelled: somebody wanted it.
    """
    digest, done = hashlib.sha256(), 0
    try:
        with copy.open("rb") as file:
            while block := file.read(_BLOCK):
                cancel.check()
                digest.update(block)
                done += len(block)
                progress.step(done, look.manifest.size, "正在读回核对")
    except OSError as fault:
        raise unread(copy, fault) from fault
    if digest.hexdigest() != look.manifest.digest:
        raise FileError(
            "更新文件复制到这台电脑以后读回来不一样，没有安装，程序和数据没有改动。",
            hint="请再试一次；还是这样，就请人检查这台电脑的硬盘。",
        )


def clear(folder: Path) -> None:
    """Remove what earlier updates have left; what cannot be removed is no reason to stop."""
    with suppress(OSError):
        for one in folder.iterdir():
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            else:
                one.unlink()


def _payload(look: Look, progress: Progress, cancel: CancelToken, text: str) -> Iterator[bytes]:
    """Its blocks; that they were what was signed is known only when the last one was given."""
    digest, done, size = hashlib.sha256(), 0, look.manifest.size
    try:
        with look.path.open("rb") as file:
            file.seek(look.payload_at)
            for block in _blocks(file, size):
                cancel.check()
                digest.update(block)
                done += len(block)
                yield block
                progress.step(done, size, text)
    except OSError as fault:
        raise unread(look.path, fault) from fault
    if done != size or digest.hexdigest() != look.manifest.digest:
        raise refused(look.path, DAMAGED) from FrameError(DAMAGED)


def _blocks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (block := file.read(min(size, _BLOCK))):
        size -= len(block)
        yield block


def _forget_cached(file: BinaryIO) -> None:
    """Let what is read back come from the disk and not from memory, where the system allows."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

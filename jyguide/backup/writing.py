"""Files of a backup written for good: on the disk, and read back from it, before they count."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jyguide.backup.manifest import KeptFile
from jyguide.errors import FileError

_CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTCONN}

Tick = Callable[[], None]


def digest_of(path: Path, tick: Tick = lambda: None) -> KeptFile:
    """Size and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_CHUNK):
            digest.update(block)
            size += len(block)
            tick()
    return KeptFile(size, digest.hexdigest())


def put_on_disk(path: Path) -> None:
    """Wait until a file's bytes lie on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_for_good(path: Path, content: bytes) -> None:
    """Write a small file and wait until it is on the disk; readable by its owner alone."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def copy_for_good(source: Path, target: Path, tick: Tick = lambda: None) -> KeptFile:
    """Copy a file, wait until it is on the disk, read it back and compare.

    Raises:
        OSError: it cannot be read or written, or what was read back is something else.
    """
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(_CHUNK):
            digest.update(block)
            size += len(block)
            written.write(block)
            tick()
        written.flush()
        os.fsync(written.fileno())
        _forget_cached(written.fileno())
    copied = KeptFile(size, digest.hexdigest())
    if digest_of(target, tick) != copied:
        raise OSError(errno.EIO, "what was read back is not what was written")
    return copied


@contextmanager
def backup_faults(place: str, kept: str = "以前的备份都还在，没有被替换") -> Iterator[None]:
    """Turn what the system says while a backup is written into a sentence.

    Args:
        place: Where it was to go, in the user's words: "本机", "U盘".
        kept: What has not happened.

    Raises:
        FileError: always in place of an OSError.
    """
    try:
        yield
    except OSError as fault:
        reason, hint = _reason(fault, place)
        raise FileError(
            f"没有备份到{place}：{reason}。{kept}。", hint=hint, detail=str(fault)
        ) from fault


def _reason(fault: OSError, place: str) -> tuple[str, str]:
    if fault.errno in _FULL:
        return "磁盘空间不够", f"请在{place}上清理出空间后再备份一次。"
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return "这个位置不允许写入（只读）", "请检查写保护开关和权限，或换一个位置。"
    if fault.errno in _GONE:
        return "中途找不到了，或读写出错", "请检查是否被拔出、是否插好，再备份一次。"
    return "写入时出错", "请检查磁盘后再备份一次。"


def _forget_cached(handle: int) -> None:
    """Let what is read next come from the stick and not from memory, where the system allows."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


_BINARY = getattr(os, "O_BINARY", 0)

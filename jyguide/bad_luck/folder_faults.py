"""What the file system says about a data folder, as a sentence."""

from __future__ import annotations

import errno
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

from jyguide.errors import FileError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {
    errno.ENOENT,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOTCONN,
    errno.ESTALE,
    errno.EIO,
    errno.EHOSTDOWN,
}

_WINDOWS = {
    3: errno.ENOENT,  # the path is not there: a drive letter that is gone
    15: errno.ENODEV,  # no such drive
    21: errno.ENODEV,  # not ready; Python takes it for EACCES
    53: errno.EHOSTDOWN,  # the PC that shares the folder does not answer
    55: errno.ENODEV,  # the share is no more
    59: errno.EIO,  # a network fault
    64: errno.ESTALE,  # the share was lost; Python takes it for EINVAL
    121: errno.EIO,  # nobody answered in time
    1167: errno.ENODEV,  # pulled out
    1231: errno.EHOSTDOWN,  # no network
    39: errno.ENOSPC,  # the disk is full, by another name
    1295: errno.EDQUOT,
}
"""Windows' own numbers, as its documentation lists them, and what they are to us."""


def cause_of(error: OSError) -> int | None:
    """The system's number for a fault; of Windows' own numbers the one that says the same."""
    return _WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno)


@contextmanager
def folder_faults(folder: Path, *, passed: Container[int] = ()) -> Iterator[None]:
    """Turn what the system says about this folder into a sentence.

    Args:
        folder: The data folder it was about.
        passed: Numbers of faults that the caller knows better sentences for.

    Raises:
        FileError: whatever the system refused, said so that somebody can do something about it.
    """
    try:
        yield
    except OSError as error:
        if cause_of(error) in passed:
            raise
        reason, hint = _reason(error)
        raise FileError(
            f"不能写入数据文件夹“{folder}”{reason}，没有改动其中的数据。",
            hint=hint,
            detail=str(error),
        ) from error


def _reason(error: OSError) -> tuple[str, str]:
    cause = cause_of(error)
    if cause in _FULL:
        return "（磁盘空间不足）", "请清理磁盘（删除不用的文件、清空回收站）后重试。"
    if cause in _READ_ONLY:
        return (
            "（只读，或正被另一个程序占用）",
            "请检查这个文件夹的写入权限，或把整个数据文件夹移到本机硬盘。",
        )
    if cause in _GONE:
        return (
            "（文件夹找不到了，或磁盘没有应答）",
            "请检查磁盘或网络是否断开；接好以后再打开本程序，已保存的内容不会丢。",
        )
    return "", "请检查这个位置是否存在、是否有写入权限、磁盘是否已满，或正被另一个程序占用。"

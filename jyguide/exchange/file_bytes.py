"""Taking in a file somebody handed over, with a sentence for everything that stops us."""

from __future__ import annotations

from pathlib import Path

from jyguide.errors import FileError

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
"""A roster of 100,000 people is about 10 MB; larger files hold pictures or are a mistake."""


def read_bytes(path: Path) -> bytes:
    """The content of a file of sensible size.

    Raises:
        FileError: Missing, a folder, empty, over 50 MB, locked by another program, unreadable.
    """
    try:
        _check_size(path)
        return path.read_bytes()
    except OSError as error:
        raise as_file_error(error, path) from error


def as_file_error(error: OSError, path: Path) -> FileError:
    """An operating-system failure on a file being read, as a sentence."""
    if isinstance(error, FileNotFoundError):
        return FileError(f"找不到文件“{path.name}”。", hint="请检查文件是否已被移走或改名。")
    if isinstance(error, PermissionError):
        return FileError(
            f"“{path.name}”正被 Excel/WPS 打开，或没有读取权限，没有读入任何内容。",
            hint="请先在 Excel/WPS 中关闭该文件，再试一次。",
            detail=str(error),
        )
    return FileError(
        f"“{path.name}”读不出来，没有读入任何内容。",
        hint="请把文件复制到本机硬盘后再试；若在 U 盘上，请检查 U 盘是否插好。",
        detail=str(error),
    )


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if path.is_dir():
        raise FileError(f"“{path.name}”是文件夹，不是文件。", hint="请选择文件夹里的具体文件。")
    if size == 0:
        raise FileError(f"“{path.name}”是空文件，里面没有内容。", hint="请向发送人重新要一份。")
    if size > LARGEST_FILE:
        raise FileError(
            f"“{path.name}”有 {size / MEGABYTE:.0f} MB，超过了 50 MB 的上限，没有读入。",
            hint="请删去文件里的图片和无关的工作表，或拆成几个文件。",
        )

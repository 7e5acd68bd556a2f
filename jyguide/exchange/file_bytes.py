"""Taking in a file somebody handed over, with a sentence for everything that stops us."""

from __future__ import annotations

from pathlib import Path

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import MEGABYTE, TEXT, Limits, size_text


def read_bytes(path: Path, limits: Limits = TEXT) -> bytes:
    """The content of a file of sensible size.

    Args:
        path: The file.
        limits: Of the format that it is wanted as, see `boundary.limits`.

    Raises:
        FileError: Missing, a folder, empty, too large, locked by another program, unreadable.
    """
    try:
        refuse_unfit(path)
        _check_size(path, path.stat().st_size, limits.file)
        data = path.read_bytes()
    except OSError as error:
        raise as_file_error(error, path) from error
    _check_size(path, len(data), limits.file)
    return data


def as_file_error(error: OSError, path: Path) -> FileError:
    """An operating-system failure on a file being read, as a sentence."""
    if isinstance(error, FileNotFoundError):
        return FileError(
            f"找不到文件“{path.name}”，没有读入任何内容。", hint="请检查文件是否已被移走或改名。"
        )
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


def refuse_unfit(path: Path) -> None:
    """Raise where it is a folder, or a device or a pipe, from which there is no end of reading."""
    if path.is_dir():
        raise FileError(
            f"“{path.name}”是文件夹，不是文件，没有读入任何内容。",
            hint="请选择文件夹里的具体文件。",
        )
    if path.exists() and not path.is_file():
        raise FileError(f"“{path.name}”不是普通的文件，没有读入。", hint="请选择具体的文件。")


def _check_size(path: Path, size: int, most: int) -> None:
    if size == 0:
        raise FileError(
            f"“{path.name}”是空文件，里面没有内容，没有读入。", hint="请向发送人重新要一份。"
        )
    if size > most:
        over = f"{size / MEGABYTE:.0f} MB" if size >= MEGABYTE else f"{size / 1024:.0f} KB"
        raise FileError(
            f"“{path.name}”有 {over}，超过了 {size_text(most)} 的上限，没有读入。",
            hint="请删去文件里的图片和无关的工作表，或拆成几个文件。"
            if most >= TEXT.file
            else "这种文件不会有这么大，请检查是否选错了文件。",
        )

"""Reads what anybody can read of a bundle, and says why one is not accepted."""

from __future__ import annotations

from pathlib import Path

from jyguide.errors import FileError
from jyguide.exchange.file_bytes import as_file_error, refuse_unfit
from jyguide.sync import bundle
from jyguide.sync.bundle import BundleError, OpenLine

NOTHING = "没有导入任何内容，本机数据没有变化。"


def read_open_line(path: Path) -> OpenLine:
    """What anybody can read of a bundle: by it a renamed file is known.

    Raises:
        FileError: it is none, damaged at the start, or no ordinary file.
    """
    try:
        refuse_unfit(path)
        with path.open("rb") as file:
            start = file.read(2 * bundle.MOST_OPEN)
        return bundle.read_line(start)[0]
    except OSError as error:
        raise as_file_error(error, path) from error
    except BundleError as error:
        raise refused(path, error) from error


def refused(path: Path, error: BundleError, line: OpenLine | None = None) -> FileError:
    """Why a file is not accepted, as a sentence."""
    name = f"“{path.name}”"
    if error.reason == bundle.FOREIGN:
        return FileError(
            f"{name}不是暨阳指导的同步文件，没有导入。",
            hint="同步文件通常以 .jysync 结尾；请检查是否选错了文件。",
        )
    if error.reason == bundle.NEWER:
        return FileError(
            f"{name}是更新版本的程序导出的，本机看不懂。{NOTHING}",
            hint="请先把本机的“暨阳指导”升级到最新版本，再导入这个文件。",
        )
    if error.reason == bundle.NOT_FOR_US and line is not None:
        return FileError(
            f"{name}是{line.name}发给{line.to_name}的，不是给这台电脑的。{NOTHING}",
            hint="请拿给收件单位导入；如确实应发给本机，请对方核对本机是否已在市级登记后重新导出。",
        )
    if error.reason == bundle.UNREADABLE:
        return FileError(
            f"{name}打不开：它不是用本机的密钥加密的。{NOTHING}",
            hint="本机可能重新申请过入网；请对方重新导出一份。",
        )
    if error.reason == bundle.TOO_LARGE:
        return FileError(
            f"{name}太大，超过了 {bundle.MOST_BYTES >> 20} MB 的上限。{NOTHING}",
            hint="请检查是否选错了文件。",
        )
    return FileError(
        f"{name}不完整或已经损坏。{NOTHING}",
        hint="可能是 U 盘拔得太早或传送中断；请对方重新复制或导出一份。",
    )


def unfit(path: Path, error: Exception) -> FileError:
    """A file that says what no release of this program would have written, as a sentence."""
    return FileError(
        f"“{path.name}”里有不合规的内容，不能采用。{NOTHING}",
        hint="请对方把程序升级到最新版本后重新导出；仍不行请与市级联系。",
        detail=str(error),
    )

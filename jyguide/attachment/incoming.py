"""Files handed over to be kept: read whole, or a sentence why not."""

from __future__ import annotations

from pathlib import Path

from jyguide.attachment.row import MEGABYTE
from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import MATERIAL, PHOTO

LARGEST_PHOTO = PHOTO.file
"""What is larger than a phone's picture comes from a camera's raw format or a scan."""
LARGEST_MATERIAL = MATERIAL.file
_PROGRAMS = frozenset(
    {
        *("exe", "bat", "cmd", "com", "scr", "msi", "msp", "ps1", "psm1"),
        *("vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "cpl", "pif"),
        *("lnk", "dll", "sys", "jar", "apk", "sh", "bin", "run", "deb"),
        *("rpm", "reg", "inf", "scf", "url", "iso", "img"),
    }
)
"""What a double click would run, or what would bring such along."""
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!")


def read_photo(path: Path) -> bytes:
    """The bytes of a file that is to be a photo; whether it is one is not looked at here.

    Raises:
        FileError: missing, a folder, empty, over 20 MB, locked, unreadable.
    """
    return _read(path, LARGEST_PHOTO, "请在手机或电脑上把照片缩小后再加入，或用微信“非原图”发送。")


def read_material(path: Path) -> bytes:
    """The bytes of a file that is to be kept as material.

    Raises:
        FileError: as `read_photo` with 50 MB, or it is a program.
    """
    refuse_program(path.name, b"")
    data = _read(path, LARGEST_MATERIAL, "请压缩图片或拆成几个文件；录像请存放在别处。")
    refuse_program(path.name, data)
    return data


def refuse_program(name: str, data: bytes, done: str = "没有加入") -> None:
    """Raise where the name or the first bytes are those of a program; `done` ends the sentence."""
    if Path(name).suffix.lower().lstrip(".") in _PROGRAMS or data.startswith(_PROGRAM_HEADS):
        raise FileError(
            f"“{name}”是程序或快捷方式，为防病毒{done}。",
            hint="材料只收文档、表格、演示文稿、图片等资料文件。",
        )


def _read(path: Path, largest: int, advice: str) -> bytes:
    try:
        if path.is_dir():
            raise FileError(
                f"“{path.name}”是文件夹，没有加入。", hint="请打开它，选择里面的文件。"
            )
        _check_size(path.name, path.stat().st_size, largest, advice)
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    _check_size(path.name, len(data), largest, advice)
    return data


def _check_size(name: str, size: int, largest: int, advice: str) -> None:
    if size == 0:
        raise FileError(
            f"“{name}”是空文件（0 字节），没有加入。", hint="请重新复制，或向发送人重新要一份。"
        )
    if size > largest:
        raise FileError(
            f"“{name}”有 {size / MEGABYTE:.0f} MB，"
            f"超过 {largest // MEGABYTE} MB 的上限，没有加入。",
            hint=advice,
        )


def _unreadable(path: Path, error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError(
            f"找不到“{path.name}”，没有加入。",
            hint="它可能刚被移走或改名；若在 U 盘或手机上，请检查是否插好。",
        )
    if isinstance(error, PermissionError):
        return FileError(
            f"“{path.name}”正被别的程序占用，或没有读取权限，没有加入。",
            hint="请关闭正在使用它的程序后再试。",
            detail=str(error),
        )
    return FileError(
        f"“{path.name}”读不出来，没有加入。",
        hint="请先复制到本机硬盘再加入；若在 U 盘上，请检查 U 盘是否插好。",
        detail=str(error),
    )

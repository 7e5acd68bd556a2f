"""What a file handed to us as a workbook really is, judged by its content."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from jyguide.errors import FileError
from jyguide.exchange.file_bytes import MEGABYTE
from jyguide.exchange.file_kind import OLE_MAGIC, WEB_PAGE, ZIP_MAGIC, kind_of

LARGEST_UNPACKED = 500 * MEGABYTE
"""Declared size of a zip's parts beyond which we do not unpack it (a zip bomb)."""
_OLE_STREAMS = {
    "EncryptedPackage": "password",
    "WordDocument": "Word 文档",
    "PowerPoint Document": "演示文稿",
}


def check_container(data: bytes, file_name: str) -> None:
    """Let only what may be a workbook pass.

    Raises:
        FileError: Another kind of file, protected by a password, damaged, or a zip bomb.
    """
    if data.startswith(ZIP_MAGIC):
        _check_zip(data, file_name)
    elif data.startswith(OLE_MAGIC):
        _check_ole(data, file_name)
    else:
        raise not_a_workbook(file_name, kind_of(data))


def is_container(data: bytes) -> bool:
    """Whether the bytes are what workbooks and Word files are packed in, and so no text."""
    return data.startswith((ZIP_MAGIC, OLE_MAGIC))


def not_a_workbook(file_name: str, kind: str = "") -> FileError:
    """The sentence for a file of another kind, naming the kind where it is known."""
    what = f"其实是{kind}，" if kind else ""
    hint = "请选择 Excel/WPS 表格（.xlsx、.xls、.ods）或 CSV 文件。"
    if kind == WEB_PAGE:
        hint = "有的网站导出的表格就是网页：请用 Excel/WPS 打开，另存为 .xlsx 后再试。"
    return FileError(
        f"“{file_name}”{what}不是电子表格，没有读入任何内容。",
        hint=hint,
    )


def password_protected(file_name: str) -> FileError:
    """The sentence for a workbook that cannot be opened without a password."""
    return FileError(
        f"“{file_name}”设有打开密码，没有读入任何内容。",
        hint="请在 Excel/WPS 中输入密码打开，取消密码后另存一份再试。",
    )


def damaged(file_name: str, detail: str = "") -> FileError:
    """The sentence for a workbook that is cut short or broken inside."""
    if file_name.lower().endswith(_WPS_SUFFIXES):
        return FileError(
            f"“{file_name}”是 WPS 自己的表格格式，读不了，没有读入任何内容。",
            hint="请用 WPS 打开，另存为“Excel 文件（.xlsx）”后再试。",
            detail=detail,
        )
    return FileError(
        f"“{file_name}”已损坏或没有传完整，没有读入任何内容。",
        hint="请用 Excel/WPS 打开看能否修复后另存，或请发送人重新发一份。",
        detail=detail,
    )


_WPS_SUFFIXES = (".et", ".ett", ".wpt")


def _check_zip(data: bytes, file_name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    # zipfile raises NotImplementedError for a version or method of packing it does not know.
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(file_name, str(error)) from error
    _check_unpacked(data, parts, file_name)
    names = {part.filename for part in parts}
    if not any(name in names for name in _WORKBOOK_PARTS):
        raise not_a_workbook(file_name, _kind_of_package(names))


def _check_unpacked(data: bytes, parts: list[zipfile.ZipInfo], file_name: str) -> None:
    """Refuse what would fill the memory; the sizes that the file declares are not believed."""
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileError(
            f"“{file_name}”解开后超过 500 MB，不像正常表格，没有读入。",
            hint="请只保留要导入的工作表，另存后再试。",
        )
    if any(part.compress_type not in _KNOWN_PACKING for part in parts):
        raise damaged(file_name, "unusual packing")
    if lying := longer_than_declared(data, parts):
        raise damaged(file_name, f"{lying} is longer than it declares")


def longer_than_declared(data: bytes, parts: Sequence[zipfile.ZipInfo]) -> str:
    """Name of a part of the package that holds more than it declares; empty for none."""
    # as long as even the best packing could not hide a bomb there is no need to look
    if sum(part.compress_size for part in parts) * _BEST_PACKING <= LARGEST_UNPACKED:
        return ""
    return next((part.filename for part in parts if _is_longer(data, part)), "")


def _is_longer(data: bytes, part: zipfile.ZipInfo) -> bool:
    """Whether a packed part holds more than it declares."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return False
    name, extra = struct.unpack_from("<HH", data, part.header_offset + 26)
    start = part.header_offset + 30 + name + extra
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    packed, size = data[start : start + part.compress_size], 0
    try:
        while packed and size <= part.file_size:
            size += len(unpacking.decompress(packed, MEGABYTE))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False  # broken: whoever reads it will say so
    return size > part.file_size


_KNOWN_PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BEST_PACKING = 1032
"""Bytes that one byte of deflated data can become."""
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def _kind_of_package(names: set[str]) -> str:
    folders = {name.split("/")[0] for name in names}
    if "word" in folders:
        return "Word 文档"
    return "演示文稿" if "ppt" in folders else "压缩包"


def _check_ole(data: bytes, file_name: str) -> None:
    for stream, kind in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            if kind == "password":
                raise password_protected(file_name)
            raise not_a_workbook(file_name, kind)

"""What a file handed to us as a workbook really is, judged by its content."""

from __future__ import annotations

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import WORKBOOK
from jyguide.exchange.boundary.package import BrokenPackageError, ExcessError, checked_parts
from jyguide.exchange.file_kind import OLE_MAGIC, WEB_PAGE, ZIP_MAGIC, kind_of

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
        names = {part.filename for part in checked_parts(data, WORKBOOK)}
    except BrokenPackageError as error:
        raise damaged(file_name, str(error)) from error
    except ExcessError as excess:
        raise FileError(
            f"“{file_name}”{excess.what}，不像正常表格，没有读入。",
            hint="请只保留要导入的工作表，另存后再试。",
        ) from excess
    if _BINARY_BOOK in names:
        raise FileError(
            f"“{file_name}”是二进制的工作簿（.xlsb），读不了，没有读入任何内容。",
            hint="请用 Excel/WPS 打开，另存为“Excel 工作簿（.xlsx）”后再试。",
        )
    if not any(name in names for name in _WORKBOOK_PARTS):
        raise not_a_workbook(file_name, _kind_of_package(names))


_BINARY_BOOK = "xl/workbook.bin"
_WORKBOOK_PARTS = ("xl/workbook.xml", "content.xml")


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

"""The text of a Word file as a person sees it: numbers Word makes itself, tables, blanks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.errors import FileError
from jyguide.exchange.word.numbers import Numbering
from jyguide.exchange.word.tables import render_rows

if TYPE_CHECKING:
    from docx.document import Document

MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""A few kilobytes can unpack to gigabytes; a real bank with pictures stays far below this."""

_OLD_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pict", f"{_W}object"})
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word(path: Path) -> str:
    """Every paragraph on a line of its own, every table cell too, a blank line after a row.

    Deleted text of tracked changes is left out; underlined spaces become ``____``.

    Raises:
        FileError: The file is missing, too big, an old .doc, protected, damaged or no Word file.
    """
    document = _open(path)
    numbering = Numbering(document)
    return "\n".join(_blocks(document.element.body, numbering)) + "\n"


def _open(path: Path) -> Document:
    import docx  # noqa: PLC0415 - heavy, and only an import needs it

    _check(path)
    try:
        return docx.Document(str(path))
    except Exception as error:  # python-docx raises whatever the damage provokes
        raise _damaged(path, error) from error


def _check(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise FileError(
            f"打不开文件“{path.name}”，没有导入任何题目。",
            hint="请确认文件还在原处，并且没有被别的程序独占；关闭 Word 或 WPS 后再试。",
            detail=str(error),
        ) from error
    if size > MAX_BYTES:
        raise _too_big(path)
    if head == _OLD_BINARY:
        raise FileError(
            f"“{path.name}”是旧版 Word 格式（.doc）或加了密码，读不了，没有导入任何题目。",
            hint="请用 Word 或 WPS 打开，取消密码，另存为“Word 文档（.docx）”，再导入。",
        )
    _check_package(path)


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
    # zipfile raises NotImplementedError for a version or method of packing it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(path, error) from error
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise FileError(
            f"“{path.name}”不是 Word 文件，没有导入任何题目。",
            hint="请选择 .docx 文件；表格请按 Excel 导入，纯文字请存为 .txt。",
        )
    if unpacked > MAX_UNPACKED_BYTES:
        raise _too_big(path)


def _too_big(path: Path) -> FileError:
    return FileError(
        f"“{path.name}”太大，没有导入任何题目。",
        hint=f"请删去图片或分成几个文件，每个不超过 {MAX_BYTES // 1024 // 1024} MB，再导入。",
    )


def _damaged(path: Path, error: Exception) -> FileError:
    return FileError(
        f"“{path.name}”已损坏，或者不是 Word 文件，没有导入任何题目。",
        hint="请用 Word 或 WPS 打开并另存为新的 .docx 文件，再导入；打不开时请重新要一份。",
        detail=f"{type(error).__name__}: {error}",
    )


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Lines of the paragraphs and tables inside a body or a cell, content controls opened."""
    for child in parent.iterchildren():
        if child.tag == f"{_W}p":
            yield from _paragraph_lines(child, numbering)
        elif child.tag == f"{_W}tbl":
            yield from render_rows(list(_rows(child, numbering)))
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _blocks(child, numbering)


def _rows(table: Any, numbering: Numbering) -> Iterator[list[str]]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = [c for c in row.iter(f"{_W}tc") if _owner(c) is row]
            yield ["\n".join(_blocks(cell, numbering)).strip() for cell in cells]


def _owner(cell: Any) -> Any:
    """The row a cell is in; a nested table has rows of its own."""
    return next(cell.iterancestors(f"{_W}tr"))


def _paragraph_lines(paragraph: Any, numbering: Numbering) -> list[str]:
    text = "".join(_text(paragraph))
    # an empty numbered paragraph still counts in Word, but a lone number would be no line
    mark = numbering.mark(paragraph)
    return (mark + text if text.strip() else "").split("\n")


def _text(node: Any) -> Iterator[str]:
    for child in node.iterchildren():
        if child.tag == f"{_W}r":
            yield _run_text(child)
        elif child.tag not in _SKIPPED and child.tag != _FALLBACK:
            yield from _text(child)


def _run_text(run: Any) -> str:
    text = "".join(_run_pieces(run))
    underline = run.find(f"{_W}rPr/{_W}u")
    drawn = underline is not None and underline.get(f"{_W}val") != "none"
    return "____" if drawn and text and not text.strip(" \t\u3000\u00a0") else text


def _run_pieces(run: Any) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}sym":
            yield _SYMBOLS.get((child.get(f"{_W}char") or "").upper()[-2:], "")
        else:
            yield _BREAKS.get(child.tag, "")


_SYMBOLS = dict.fromkeys(("FC", "FE", "50", "D6"), "√") | dict.fromkeys(
    ("FB", "FD", "4F", "B4"), "×"
)
"""Ticks and crosses of the Wingdings fonts (FC/FE/FB/FD, 50/4F) and of Symbol (D6/B4)."""

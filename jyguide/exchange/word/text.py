"""The text of a Word file as a person sees it: numbers Word makes itself, tables, blanks."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.errors import FileError
from jyguide.exchange.container import longer_than_declared
from jyguide.exchange.file_kind import OLE_MAGIC, ZIP_MAGIC, kind_of
from jyguide.exchange.loose.types import LineNotes, join_notes
from jyguide.exchange.word.lettering import WordLine, letter_options
from jyguide.exchange.word.numbers import Numbering
from jyguide.exchange.word.runs import W, read_paragraph
from jyguide.exchange.word.tables import render_rows

if TYPE_CHECKING:
    from docx.document import Document


@dataclass(frozen=True, slots=True)
class WordText:
    """A document as running text, and what it shows beside the characters.

    Attributes:
        notes: By line number from 1.
    """

    text: str
    notes: Mapping[int, LineNotes]


MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""A few kilobytes can unpack to gigabytes; a real bank with pictures stays far below this."""
MAX_MARKUP_BYTES = 30 * 1024 * 1024
"""Of the parts that are parsed; 20,000 questions need half of it, and pictures none."""
MAX_PLACES = 400_000
"""Paragraphs and cells of tables: each costs as much as a line of text, however few its bytes."""


def read_word(path: Path) -> str:
    """Every paragraph on a line of its own, every table cell too, a blank line after a row.

    Deleted text of tracked changes is left out; underlined spaces become ``____``.

    Raises:
        FileError: The file is missing, too big, an old .doc, protected, damaged or no Word file.
    """
    return read_word_noted(path).text


def read_word_noted(path: Path) -> WordText:
    """The same with what is set apart, drawn or lost on each line.

    Raises:
        FileError: As of `read_word`.
    """
    document = _open(path)
    lines = list(_blocks(document.element.body, Numbering(document)))
    shown = letter_options(lines)
    notes = {number: line.notes for number, line in enumerate(lines, start=1) if line.notes}
    return WordText("\n".join(shown) + "\n", notes)


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
            head = file.read(_MAGIC)
    except OSError as error:
        raise FileError(
            f"打不开文件“{path.name}”，没有导入任何题目。",
            hint="请确认文件还在原处，并且没有被别的程序独占；关闭 Word 或 WPS 后再试。",
            detail=str(error),
        ) from error
    if size > MAX_BYTES:
        raise _too_big(path)
    if not head.startswith((ZIP_MAGIC, OLE_MAGIC)) and (kind := kind_of(head)):
        raise FileError(
            f"“{path.name}”其实是{kind}，不是 Word 文件，没有导入任何题目。",
            hint="请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再导入；"
            "图片和扫描件请先识别成文字。",
        )
    if head.startswith(OLE_MAGIC):
        raise FileError(
            f"“{path.name}”是旧版 Word 格式（.doc）或加了密码，读不了，没有导入任何题目。",
            hint="请用 Word 或 WPS 打开，取消密码，另存为“Word 文档（.docx）”，再导入。",
        )
    _check_package(path)


def _check_package(path: Path) -> None:
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            excess = _excess(package, data)
    # zipfile raises NotImplementedError for a version or method of packing it does not know,
    # zlib an error of its own for a part that is broken.
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(path, error) from error
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise FileError(
            f"“{path.name}”不是 Word 文件，没有导入任何题目。",
            hint="请选择 .docx 文件；表格请按 Excel 导入，纯文字请存为 .txt。",
        )
    if excess:
        raise FileError(
            f"“{path.name}”{excess}，不像正常的 Word 文档，没有导入任何题目。",
            hint="请用 Word 或 WPS 打开，只把试题复制到一个新文档里保存；题目很多时分成几个文件。",
        )


def _excess(package: zipfile.ZipFile, data: bytes) -> str:
    """What of the package is more than a person ever wrote, in words; empty for nothing."""
    parts = package.infolist()
    if (unpacked := sum(part.file_size for part in parts)) > MAX_UNPACKED_BYTES:
        return f"解开后有 {unpacked // _MEGABYTE} MB"
    if longer_than_declared(data, parts):
        return "解开后比它自己标明的大"
    markup = [part for part in parts if _is_markup(package, part)]
    if (size := sum(part.file_size for part in markup)) > MAX_MARKUP_BYTES:
        return f"不算图片，解开后有 {size // _MEGABYTE} MB"
    places = sum(len(_PLACE.findall(package.read(part))) for part in markup)
    return f"里面有 {places} 个段落和单元格" if places > MAX_PLACES else ""


def _is_markup(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part is XML, whatever it is called: a name costs whoever makes a bomb nothing."""
    with package.open(part) as opened:
        head = opened.read(_HEAD)
    return head.startswith(_UTF_16) or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


_MEGABYTE = 1024 * 1024
_HEAD = 64
_MAGIC = 512
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PLACE = re.compile(rb"<\0?(?:[\w\0]+:\0?)?(?:p|t\0?c)[\s/>\0]")


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


def _blocks(parent: Any, numbering: Numbering) -> Iterator[WordLine]:
    """Lines of the paragraphs and tables inside a body or a cell, content controls opened."""
    for child in parent.iterchildren():
        if child.tag == f"{W}p":
            yield from _paragraph_lines(child, numbering)
        elif child.tag == f"{W}tbl":
            yield from _table_lines(child, numbering)
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _blocks(child, numbering)


def _table_lines(table: Any, numbering: Numbering) -> Iterator[WordLine]:
    rows = [
        [[] if cell is None else list(_blocks(cell, numbering)) for cell in row]
        for row in _rows(table)
    ]
    texts = [["\n".join(letter_options(cell)).strip() for cell in row] for row in rows]
    for lines, used in render_rows(texts):
        notes = join_notes(
            [line.notes for i in used for cell in rows[i] for line in cell if line.notes]
        )
        for line in lines:
            yield WordLine(line, notes)
            notes = None


def _rows(table: Any) -> Iterator[list[Any]]:
    """Cells of each row; a place that a cell above or beside it covers has an empty one."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            cells = [c for c in row.iter(f"{W}tc") if next(c.iterancestors(f"{W}tr")) is row]
            yield [place for cell in cells for place in _spread(cell)]


def _spread(cell: Any) -> list[Any]:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(f"{W}val") if span is not None else "1"
    return [cell] + [None] * (min(int(width), _MOST_COLUMNS) - 1 if width.isdecimal() else 0)


_MOST_COLUMNS = 63


def _paragraph_lines(paragraph: Any, numbering: Numbering) -> Iterator[WordLine]:
    found = read_paragraph(paragraph)
    # an empty numbered paragraph still counts in Word, but a lone number would be no line
    numbered = numbering.number(paragraph)
    first, *more = found.text.split("\n")
    yield WordLine(first, found.notes(), numbered if found.text.strip() else None)
    yield from (WordLine(line) for line in more)
    for box in found.boxes:
        yield from _blocks(box, numbering)

"""The text of a Word file as a person sees it: numbers Word makes itself, tables, blanks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.errors import FileError
from jyguide.exchange.boundary.foreign import foreign_faults
from jyguide.exchange.boundary.limits import MEGABYTE as _MEGABYTE
from jyguide.exchange.boundary.limits import WORD
from jyguide.exchange.boundary.markup import declares_type, is_markup
from jyguide.exchange.boundary.package import (
    BROKEN,
    BrokenPackageError,
    ExcessError,
    checked_parts,
)
from jyguide.exchange.file_bytes import read_bytes
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

    data = _checked(path)
    with foreign_faults(lambda said: _damaged(path, said)):
        document = docx.Document(io.BytesIO(data))
    if document.element.tag != f"{W}document" or document.element.find(f"{W}body") is None:
        raise _damaged(path, f"{document.element.tag} instead of a document")
    return document


def _checked(path: Path) -> bytes:
    """The file's bytes, once they may be parsed."""
    data = read_bytes(path, WORD)
    head = data[:_MAGIC]
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
    _check_package(path, data)
    return data


def _check_package(path: Path, data: bytes) -> None:
    try:
        names = {part.filename for part in checked_parts(data, WORD)}
        if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
            _refuse_excess(data)
            return
    except ExcessError as excess:
        raise FileError(
            f"“{path.name}”{excess.what}，不像正常的 Word 文档，没有导入任何题目。",
            hint="请用 Word 或 WPS 打开，只把试题复制到一个新文档里保存；题目很多时分成几个文件。",
        ) from excess
    except (*BROKEN, BrokenPackageError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error
    raise FileError(
        f"“{path.name}”不是 Word 文件，没有导入任何题目。",
        hint="请选择 .docx 文件；表格请按 Excel 导入，纯文字请存为 .txt。",
    )


def _refuse_excess(data: bytes) -> None:
    """Raise `ExcessError` where more is to be parsed than a person ever wrote."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        markup = [part for part in package.infolist() if _is_markup(package, part)]
        if (size := sum(part.file_size for part in markup)) > WORD.markup:
            most = WORD.markup // _MEGABYTE
            raise ExcessError(f"不算图片，解开后有 {size // _MEGABYTE} MB，超过 {most} MB 的上限")
        places = 0
        for part in markup:
            xml = package.read(part)
            if declares_type(xml):
                raise BrokenPackageError("a document type definition")
            places += len(_PLACE.findall(xml))
    if places > WORD.places:
        raise ExcessError(f"里面有 {places} 个段落和单元格，超过 {WORD.places} 个的上限")


def _is_markup(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as opened:
        return is_markup(opened.read(_HEAD))


_HEAD = 64
_MAGIC = 512
_PLACE = re.compile(rb"<\0?(?:[\w\0]+:\0?)?(?:p|t\0?c)[\s/>\0]")


def _damaged(path: Path, detail: str) -> FileError:
    return FileError(
        f"“{path.name}”已损坏，或者不是 Word 文件，没有导入任何题目。",
        hint="请用 Word 或 WPS 打开并另存为新的 .docx 文件，再导入；打不开时请重新要一份。",
        detail=detail,
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

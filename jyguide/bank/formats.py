"""The kinds of file that questions come in and go out as."""

from __future__ import annotations

from enum import StrEnum


class BankFormat(StrEnum):
    """A kind of file; the value is its name on the command line."""

    XLSX = "xlsx"
    CSV = "csv"
    TEXT = "text"
    DOCX = "docx"
    GIFT = "gift"
    AIKEN = "aiken"
    MOODLE_XML = "moodle-xml"
    APKG = "apkg"


FORMAT_NAMES = {
    BankFormat.XLSX: "Excel 表格",
    BankFormat.CSV: "CSV 表格",
    BankFormat.TEXT: "文本（常见写法）",
    BankFormat.DOCX: "Word 文档",
    BankFormat.GIFT: "GIFT 文本",
    BankFormat.AIKEN: "Aiken 文本",
    BankFormat.MOODLE_XML: "Moodle XML",
    BankFormat.APKG: "Anki 卡片包",
}

READABLE = (
    BankFormat.XLSX,
    BankFormat.CSV,
    BankFormat.TEXT,
    BankFormat.DOCX,
    BankFormat.GIFT,
    BankFormat.AIKEN,
    BankFormat.MOODLE_XML,
)
WRITABLE = (
    BankFormat.XLSX,
    BankFormat.CSV,
    BankFormat.DOCX,
    BankFormat.GIFT,
    BankFormat.AIKEN,
    BankFormat.MOODLE_XML,
    BankFormat.APKG,
)

ENDINGS = {
    BankFormat.XLSX: ".xlsx",
    BankFormat.CSV: ".csv",
    BankFormat.TEXT: ".txt",
    BankFormat.DOCX: ".docx",
    BankFormat.GIFT: ".gift",
    BankFormat.AIKEN: ".txt",
    BankFormat.MOODLE_XML: ".xml",
    BankFormat.APKG: ".apkg",
}
"""How the name of a written file ends."""

_BY_ENDING = {
    ".xlsx": BankFormat.XLSX,
    ".xlsm": BankFormat.XLSX,
    ".xls": BankFormat.XLSX,
    ".et": BankFormat.XLSX,
    ".ods": BankFormat.XLSX,
    ".csv": BankFormat.CSV,
    ".tsv": BankFormat.CSV,
    ".docx": BankFormat.DOCX,
    ".doc": BankFormat.DOCX,
    ".wps": BankFormat.DOCX,
    ".gift": BankFormat.GIFT,
    ".xml": BankFormat.MOODLE_XML,
    ".apkg": BankFormat.APKG,
}


def format_by_ending(suffix: str) -> BankFormat | None:
    """What the ending of a file's name says; None for .txt and others, which may be anything."""
    return _BY_ENDING.get(suffix.lower())


def format_by_content(data: bytes) -> BankFormat | None:
    """What a file is, whatever its name says; None for text and for what only its name can tell.

    Both Office formats, OpenDocument and Anki's are archives, told by the parts they list.
    """
    if data.startswith(b"PK"):
        return next((told for part, told in _PARTS if part in data), None)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return BankFormat.MOODLE_XML if head.startswith((b"<?xml", b"<quiz")) else None


def misnamed(suffix: str, told: BankFormat) -> str:
    """A sentence for a file that its name calls something else than it is; empty for others."""
    named = suffix.lower()
    known = named == ENDINGS[BankFormat.TEXT] or named in _BY_ENDING
    if told not in _TOLD_BY_CONTENT or not known or _BY_ENDING.get(named) is told:
        return ""
    return f"文件名以 {suffix} 结尾，其实是 {FORMAT_NAMES[told]}，已按 {FORMAT_NAMES[told]}读入。"


_TOLD_BY_CONTENT = frozenset({BankFormat.XLSX, BankFormat.DOCX, BankFormat.MOODLE_XML})
_PARTS = (
    (b"word/document.xml", BankFormat.DOCX),
    (b"xl/workbook.", BankFormat.XLSX),
    (b"opendocument.spreadsheet", BankFormat.XLSX),
    (b"collection.anki2", BankFormat.APKG),
)
_HEAD = 200

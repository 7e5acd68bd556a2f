"""What a file is that is none of ours, told by how it begins; its name may say anything."""

from __future__ import annotations

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF87a", "图片"),
    (b"GIF89a", "图片"),
    (b"%PDF-", "PDF 文档"),
    (b"Rar!\x1a", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"{\\rtf", "RTF 文档"),
)
_WEB_PAGE = (b"<html", b"<!doctype html", b"<head", b"<body", b"<table", b"<meta")
_HEAD = 512
WEB_PAGE = "网页"
_OLE_STREAMS = {
    "WordDocument": "Word 文档",
    "Workbook": "Excel 表格",
    "PowerPoint Document": "演示文稿",
}


def kind_of(data: bytes) -> str:
    """The Chinese name of what the bytes are; empty for text and for what nobody knows."""
    if data.startswith(ZIP_MAGIC):
        return _kind_of_package(data)
    if data.startswith(OLE_MAGIC):
        return next((kind for name, kind in _OLE_STREAMS.items() if _utf_16(name) in data), "")
    if data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE):
        return WEB_PAGE
    if data.startswith(b"BM") and data[6:10] == bytes(4):  # BMI may well begin a sentence
        return "图片"
    return next((kind for magic, kind in _KINDS if data.startswith(magic)), "")


def _kind_of_package(data: bytes) -> str:
    return next((kind for part, kind in _PARTS if part in data), "压缩包")


_PARTS = (
    (b"word/document", "Word 文档"),
    (b"xl/workbook.", "Excel 表格"),
    (b"opendocument.spreadsheet", "Excel 表格"),
    (b"ppt/", "演示文稿"),
    (b"collection.anki2", "Anki 卡片包"),
)


def _utf_16(name: str) -> bytes:
    return name.encode("utf-16-le")

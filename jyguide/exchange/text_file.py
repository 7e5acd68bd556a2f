"""Text as Chinese office programs save it, in whichever encoding."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from jyguide.errors import FileError
from jyguide.exchange.file_bytes import read_bytes
from jyguide.exchange.file_kind import WEB_PAGE, kind_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("utf-8", "gb18030")


def read_text(path: Path) -> str:
    """The whole file as text: by its byte order mark, else strict UTF-8, else GB18030 (GBK).

    Raises:
        FileError: Missing, locked, too large, empty, or not text in any of these encodings.
    """
    return decode(read_bytes(path), path.name)


def decode(data: bytes, file_name: str) -> str:
    """Bytes as text; ``file_name`` is for the sentence only.

    Raises:
        FileError: Another kind of file, or not text in any encoding we know.
    """
    if kind := kind_of(data):
        raise FileError(
            f"“{file_name}”其实是{kind}，不是文本，没有读入任何内容。",
            hint=_HINTS.get(
                kind, "请换成文字的文件（.txt、.docx 或 .xlsx）再试；改文件名没有用。"
            ),
        )
    encodings = [name for mark, name in _MARKS if data.startswith(mark)] or _GUESSES
    if encodings is _GUESSES and _is_broken_utf8(data):
        raise FileError(
            f"“{file_name}”里有一部分文字已损坏，或者没有传完整，没有读入任何内容。",
            hint="请向发送人重新要一份；或用记事本打开检查，另存为 UTF-8 编码后再试。",
        )
    for encoding in encodings:
        text = _attempt(data, encoding)
        # GB18030 accepts nearly any bytes; a NUL never occurs in text somebody typed.
        if text is not None and "\0" not in text:
            return _as_big5(data, text) if encoding == _GUESSES[-1] else text
    raise FileError(
        f"“{file_name}”不是文本文件，或者编码无法识别，没有读入任何内容。",
        hint="请先确认它真是文字：用记事本打开能看懂的，另存为 UTF-8 编码的副本再试；"
        "是乱码的，请用它原来的程序打开，或向发送人重新要一份。",
    )


_HINTS = {
    "Word 文档": "请把文件名的后缀改回 .docx（旧版的改为 .doc），再试一次；不要用记事本另存。",
    "Excel 表格": "请把文件名的后缀改回 .xlsx（旧版的改为 .xls），再试一次；不要用记事本另存。",
    "PDF 文档": "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再试；扫描件请先识别成文字。",
    "RTF 文档": "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再试。",
    WEB_PAGE: "请用浏览器打开，把文字复制到 Word 或记事本里保存，或者直接粘贴。",
    "图片": "图片里的字读不出来，请先识别成文字。",
    "压缩包": "请先解压，再选里面的文件。",
}


def _as_big5(data: bytes, read: str) -> str:
    """The text of a file from Taiwan or Hong Kong; else what was read of it as GB18030.

    There every tenth character of it or more would be one that no standard knows.
    """
    wide = sum(character > _ASCII for character in read)
    if len(_PRIVATE.findall(read)) * _OFTEN <= wide:
        return read
    text = _attempt(data, "big5")
    return read if text is None or _PRIVATE.search(text) else text


_ASCII = "\x7f"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_OFTEN = 10


def _is_broken_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: read as GBK they would be a page of nonsense."""
    if _attempt(data, "utf-8") is not None:
        return False
    text = data.decode("utf-8", "replace")
    whole = sum(character > _LATIN for character in text)
    broken = text.count(_UNREADABLE)
    return whole - broken > _MOSTLY * broken


_LATIN = "\u07ff"
"""Above it a character takes three bytes; GBK hardly ever looks like one of these by chance."""
_UNREADABLE = "\ufffd"
_MOSTLY = 10


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None

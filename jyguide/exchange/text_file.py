"""Text as Chinese office programs save it, in whichever encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

from jyguide.errors import FileError
from jyguide.exchange.file_bytes import read_bytes

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
        FileError: Not text in any encoding we know.
    """
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
            return text
    raise FileError(
        f"“{file_name}”不是文本文件，或者编码无法识别，没有读入任何内容。",
        hint="请用记事本打开，另存为 UTF-8 编码后再试。",
    )


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

"""What a fault leaves behind for those who can mend it, without naming anybody."""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

# Names are Chinese or in another script of the country, ID numbers and phones are digits: without
# both a message names nobody. A repr, a JSON text and an address write them in ASCII.
_NAMES = (
    r"(?:[^\x00-\x7f]|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8}"
    r"|\\x[89a-f][\da-f]|%[89A-Fa-f][\dA-Fa-f])+"
)
_PERSONAL = re.compile(rf"{_NAMES}|\d{{4,}}[\dXx]*")
_GROUPED = re.compile(r"\d[\d \-./]{5,}[\dXx]")
"""A number whose groups are shorter than what is hidden by itself."""
_NAMED = re.compile(_NAMES)
_HOME = re.compile(r"((?:users|home|documents and settings)[\\/]+)[^\\/\"':]+", re.IGNORECASE)
"""A folder that is named after who sits at the PC, in pinyin perhaps."""
_OURS = ("ui.", "jyguide.", "db.")
_FRAME = re.compile(r'( +File ")([^"]*)(")')


def faceless(text: str) -> str:
    """Words of a fault with Chinese text and long digits in them masked."""
    return _GROUPED.sub("*", _PERSONAL.sub("*", _HOME.sub(r"\1*", text)))


def faceless_traceback(error: BaseException) -> str:
    """The traceback of `error` with Chinese text and long digits in its messages masked.

    Of a frame the lines of code stay; its path may lie in a folder that is named after somebody.
    """
    parts = traceback.TracebackException.from_exception(error).format()
    return "".join(map(_part, parts))


def faceless_frames(text: str) -> str:
    """What Python's handler of fatal errors wrote, masked as a traceback is."""
    return "".join(map(_part, text.splitlines(keepends=True)))


def _part(part: str) -> str:
    if part.startswith("Traceback "):
        return part
    frame = _FRAME.match(part)
    if frame is None:
        return faceless(part)
    path = _NAMED.sub("*", _HOME.sub(r"\1*", frame[2]))
    return f"{frame[1]}{path}{frame[3]}{part[frame.end() :]}"


class FacelessFormatter(logging.Formatter):
    """Lines of a log in which nobody stands.

    Our own lines say nothing of anybody. A library that logs what it stumbled over does not know
    that it must not.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked unless it is our own."""
        if not record.name.startswith(_OURS):
            said = faceless(record.getMessage())
            record = logging.makeLogRecord({**vars(record), "msg": said, "args": ()})
        record.exc_text = None  # what another handler made of it
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """As `faceless_traceback` writes it."""
        return faceless_traceback(ei[1]) if ei[1] is not None else ""

"""What an unexpected fault leaves behind for the people who can mend it, without naming anyone."""

from __future__ import annotations

import platform
import re
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion

# Names are Chinese, ID numbers and phones are digits: without both a message names nobody.
_PERSONAL = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff·]+|\d{4,}[\dXx]*")


def faceless_traceback(error: BaseException) -> str:
    """The traceback of `error` with Chinese text and long digits in its messages masked."""
    lines: list[str] = []
    for part in traceback.TracebackException.from_exception(error).format():
        is_frame = part.startswith(('  File "', "Traceback "))
        lines.append(part if is_frame else _PERSONAL.sub("*", part))
    return "".join(lines)


def error_report(error: BaseException, moment: datetime) -> str:
    """The text of the file a user may hand on: versions, moment, masked traceback."""
    facts = {
        "program": _own_version(),
        "moment": moment.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": platform.platform(),
    }
    head = "\n".join(f"{name}: {fact}" for name, fact in facts.items())
    return f"{head}\n\n{faceless_traceback(error)}"


def _own_version() -> str:
    try:
        return version("jyguide")
    except PackageNotFoundError:
        return "source"

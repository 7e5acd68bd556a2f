"""What an unexpected fault leaves behind for the people who can mend it, without naming anyone."""

from __future__ import annotations

import platform
from datetime import datetime

from PySide6.QtCore import qVersion

from jyguide.faceless import faceless_traceback
from jyguide.release import release


def error_report(error: BaseException, moment: datetime) -> str:
    """The text of the file a user may hand on: versions, moment, masked traceback."""
    return f"{report_head(moment)}\n\n{faceless_traceback(error)}"


def report_head(moment: datetime) -> str:
    """What a report begins with: versions, and when it was."""
    facts = {
        "program": release() or "source",
        "moment": moment.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": platform.platform(),
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items())

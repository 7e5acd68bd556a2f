"""Notices at a start that the run before ended in the interpreter itself, and what it left.

Python's own handler writes where each thread stood while the process dies. That is caught in the
state of this user and not beside the data: its lines name folders, which may be named after
somebody. What goes beside the data is masked.
"""

from __future__ import annotations

import faulthandler
import hashlib
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from jyguide.faceless import faceless_frames
from jyguide.state import state_folder
from ui.crash.reports import write_report
from ui.error_report import report_head


class LastRun:
    """One for each window: a file is there while it runs, and empty unless the process dies."""

    def __init__(self, folder: Path, moment: datetime) -> None:
        """Look at what the run before left at this data folder, and begin to watch this one."""
        mark = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
        self._place = state_folder() / "running" / f"{mark}.txt"
        self.report: Path | None = self._take(folder / "logs", moment)
        """The report of the run before, where it died."""
        self._file: TextIOWrapper | None = None
        with suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._place.open("w", encoding="utf-8")
            faulthandler.enable(self._file)

    def end(self) -> None:
        """The window was closed as it should be."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):
            self._place.unlink()

    def _take(self, logs: Path, moment: datetime) -> Path | None:
        try:
            text = self._place.read_text("utf-8", errors="replace")
            died = datetime.fromtimestamp(self._place.stat().st_mtime).astimezone()
        except OSError:
            return None
        if not text.strip():
            return None  # killed, or the power went: it could not say anything
        body = f"{report_head(died)}\n\n{faceless_frames(text)}"
        return write_report(logs, "crash", moment, body)

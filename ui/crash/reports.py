"""Reports of faults, written by themselves: the newest twenty in a folder."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from pathlib import Path

from jyguide.faceless import faceless_traceback
from jyguide.state import state_folder
from ui.error_report import error_report

_LOG = logging.getLogger(__name__)
_KEPT = 20
_NAME = "{kind}_{moment:%Y%m%d_%H%M%S}{more}.txt"
_OURS = "*_????????_??????*.txt"


class Reports:
    """Those of this run, each fault once: one in a paint event would push out all others."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is beside the data; before one is known, in the state of this user."""
        self.folder = folder or state_folder() / "logs"
        self._written: dict[bytes, Path] = {}

    def keep(self, error: BaseException, moment: datetime) -> Path | None:
        """Write the report of a fault, or name the one there is; None where it cannot be written.

        Nothing is raised: it is called while something else has gone wrong.
        """
        mark = hashlib.sha256(faceless_traceback(error).encode()).digest()
        if mark not in self._written:
            path = write_report(self.folder, "error", moment, error_report(error, moment))
            if path is None:
                return None
            self._written[mark] = path
        return self._written[mark]


def write_report(folder: Path, kind: str, moment: datetime, text: str) -> Path | None:
    """Write a report under a name of its own, and let go of the oldest; None where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, kind, moment)
        path.write_text(text, "utf-8")
        _thin_out(folder)
    except OSError as refusal:
        _LOG.info("Report not kept: %s", type(refusal).__name__)
        return None
    return path


def _free(folder: Path, kind: str, moment: datetime) -> Path:
    more = ("", *(f"_{number}" for number in range(2, 2 + _KEPT)))
    names = [folder / _NAME.format(kind=kind, moment=moment, more=one) for one in more]
    return next((path for path in names if not path.exists()), names[-1])


def _thin_out(folder: Path) -> None:
    """By the moment in the name: a copied folder has other times of its files."""
    found = sorted(folder.glob(_OURS), key=lambda path: path.stem.partition("_")[2])
    for old in found[:-_KEPT]:
        old.unlink(missing_ok=True)

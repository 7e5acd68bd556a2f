"""What a workbook spills onto the disk while its rows are written."""

from __future__ import annotations

from contextlib import suppress
from typing import Any


def throw_away(sheet: Any) -> None:
    """Let go of what a sheet has spilt; a saved book has seen to it itself."""
    with suppress(Exception):  # on a full disk it cannot be ended either
        if not sheet.closed:
            sheet.close()
    with suppress(OSError, AttributeError):
        sheet._writer.cleanup()  # noqa: SLF001 - openpyxl clears up after a saved book alone

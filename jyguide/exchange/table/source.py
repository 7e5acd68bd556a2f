"""Where a list comes from: a file, or a block copied out of Excel or WPS."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jyguide.exchange.formula import restored
from jyguide.exchange.workbook import TEXT_SUFFIXES, Sheet, pasted_sheet, read_workbook

PASTED = "粘贴的内容"


@dataclass(frozen=True, slots=True)
class TableSource:
    """A file, or text from the clipboard; read anew whenever it is asked for.

    Attributes:
        path: The file; None for what was pasted.
        text: What was pasted.
    """

    path: Path | None = None
    text: str = ""

    @property
    def name(self) -> str:
        """What sentences call it."""
        return PASTED if self.path is None else self.path.name

    @property
    def stem(self) -> str:
        """What the names of files made from it begin with."""
        return PASTED if self.path is None else self.path.stem

    def sheets(self) -> tuple[Sheet, ...]:
        """Everything in it.

        Raises:
            FileError: It cannot be read as a table.
        """
        if self.path is None:
            return (_restored(pasted_sheet(self.text, PASTED)),)
        sheets = read_workbook(self.path)
        is_text = self.path.suffix.lower() in TEXT_SUFFIXES
        return tuple(map(_restored, sheets)) if is_text else sheets


def _restored(sheet: Sheet) -> Sheet:
    """Separated text as it was before a writer kept it from being calculated."""
    rows = (
        tuple(restored(one) if isinstance(one, str) else one for one in row) for row in sheet.rows
    )
    return replace(sheet, rows=tuple(rows))

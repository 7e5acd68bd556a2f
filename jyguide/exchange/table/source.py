"""Where a list comes from: a file, or a block copied out of Excel or WPS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jyguide.exchange.workbook import Sheet, pasted_sheet, read_workbook

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
            return (pasted_sheet(self.text, PASTED),)
        return read_workbook(self.path)

"""How the cells of a report's sheets look: type, lines, sides, and one form of number a column."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from jyguide.documents.section import Cell, ReportSection

_SONG, _HEI = "宋体", "黑体"
_LINE = Side(style="thin", color="FF8C8C8C")
_LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GROUND = PatternFill("solid", fgColor="FFF2EFEA")
_SHORT = 8
"""Characters up to which a text is centred; what may be longer begins at the left edge."""
_GROUPED = 10_000
"""From here on digits are grouped; below stand years too."""
_ALIKE = 1e-6


class SectionLooks:
    """Dresses cells; what looks alike shares one style, or large tables would take minutes."""

    def __init__(self) -> None:
        self._styles: dict[tuple[object, ...], Any] = {}

    def formats(self, section: ReportSection) -> list[str]:
        """The form of the numbers of each column; "" where there are none."""
        columns = zip(*section.rows, strict=True) if section.rows else iter(())
        found = [_number_format(values) for values in columns]
        return found or [""] * len(section.heads)

    def dress_title(self, cell: Any) -> None:
        """Large, over the middle; smaller over a narrow table."""
        cell.font = Font(name=_HEI, size=16)
        cell.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)

    def dress_note(self, cell: Any) -> None:
        """Small, grey, in as many lines as it takes."""
        cell.font = Font(name=_SONG, size=10, color="FF666666")
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def dress_head(self, cell: Any) -> None:
        """On a ground, between lines."""
        cell.font = Font(name=_HEI, size=11)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _LINES
        cell.fill = _GROUND

    def dress(self, cell: Any, value: Cell, number: str, *, total: bool) -> None:
        """Between lines; numbers to the right, short words in the middle.

        Args:
            cell: As it was written.
            value: What it says.
            number: The form of the column's numbers, see `formats`.
            total: Whether its row sums up those above.
        """
        counted = isinstance(value, int | float) and cell.data_type == "n"
        form = number if counted and number else cell.number_format
        key = (form, _side(value), cell.quotePrefix, total)
        if key not in self._styles:
            cell.number_format = form
            cell.font = Font(name=_SONG, size=11, bold=total)
            cell.alignment = Alignment(horizontal=key[1], vertical="center", wrap_text=True)
            cell.border = _LINES
            self._styles[key] = cell._style  # noqa: SLF001 - openpyxl has no way to share one
        cell._style = self._styles[key]  # noqa: SLF001 - as above


def _side(value: Cell) -> str:
    if isinstance(value, str):
        return "center" if len(value) <= _SHORT else "left"
    return "center" if value is None or hasattr(value, "year") else "right"


def _number_format(values: tuple[Cell, ...]) -> str:
    numbers = [one for one in values if isinstance(one, int | float)]
    if not numbers:
        return ""
    parts = any(not float(one).is_integer() for one in numbers)
    grouped = any(abs(one) >= _GROUPED for one in numbers)
    whole = "#,##0" if grouped else "0"
    if not parts:
        return whole
    return f"{whole}.0" if all(_in_tenths(one) for one in numbers) else f"{whole}.00"


def _in_tenths(number: float) -> bool:
    return abs(number * 10 - round(number * 10)) < _ALIKE

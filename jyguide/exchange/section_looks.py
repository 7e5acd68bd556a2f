"""How the cells of a report's sheets look: type, lines, sides, and one form of number a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeGuard

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from jyguide.documents.section import Cell, Percent, ReportSection

_SONG, _HEI = "宋体", "黑体"
_LINE = Side(style="thin", color="FF8C8C8C")
_LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GROUND = PatternFill("solid", fgColor="FFF2EFEA")
_SHORT = 8
"""Characters up to which a text is centred; what may be longer begins at the left edge."""
_GROUPED = 10_000
"""From here on digits are grouped; below stand years too."""
_ALIKE = 1e-6


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column.

    Attributes:
        number: The form of its numbers; "" where it has none.
        text: On which side its texts lie.
        percent: The form of its shares.
    """

    number: str
    text: str
    percent: str = "0%"


class SectionLooks:
    """Dresses cells; what looks alike shares one style, or large tables would take minutes."""

    def __init__(self) -> None:
        self._styles: dict[tuple[object, ...], Any] = {}

    def columns(self, section: ReportSection) -> list[ColumnLook]:
        """How each column looks; a text that may be long puts all texts of it to the left."""
        if not section.rows:
            return [ColumnLook("", "center")] * len(section.heads)
        return [
            ColumnLook(_number_format(values), _side_of_texts(values), _percent_format(values))
            for values in zip(*section.rows, strict=True)
        ]

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

    def dress(self, cell: Any, value: Cell, look: ColumnLook, *, total: bool) -> None:
        """Between lines; numbers to the right, short words in the middle.

        Args:
            cell: As it was written.
            value: What it says.
            look: Of its column, see `columns`.
            total: Whether its row sums up those above.
        """
        form = _form(cell, value, look)
        side = look.text if isinstance(value, str) else _side(value)
        key = (form, side, cell.quotePrefix, total)
        if key not in self._styles:
            cell.number_format = form
            cell.font = Font(name=_SONG, size=11, bold=total)
            cell.alignment = Alignment(horizontal=key[1], vertical="center", wrap_text=True)
            cell.border = _LINES
            self._styles[key] = cell._style  # noqa: SLF001 - openpyxl has no way to share one
        cell._style = self._styles[key]  # noqa: SLF001 - as above


def _form(cell: Any, value: Cell, look: ColumnLook) -> str:
    if isinstance(value, Percent):
        return look.percent
    counted = isinstance(value, int | float) and cell.data_type == "n"
    return look.number if counted and look.number else str(cell.number_format)


def _side_of_texts(values: tuple[Cell, ...]) -> str:
    long = any(isinstance(one, str) and len(one) > _SHORT for one in values)
    return "left" if long else "center"


def _side(value: Cell) -> str:
    return "center" if value is None or hasattr(value, "year") else "right"


def _number_format(values: tuple[Cell, ...]) -> str:
    numbers = [one for one in values if _is_number(one)]
    if not numbers:
        return ""
    parts = any(not float(one).is_integer() for one in numbers)
    grouped = any(abs(one) >= _GROUPED for one in numbers)
    whole = "#,##0" if grouped else "0"
    if not parts:
        return whole
    return f"{whole}.0" if all(_in_tenths(one) for one in numbers) else f"{whole}.00"


def _percent_format(values: tuple[Cell, ...]) -> str:
    shares = [100 * one for one in values if isinstance(one, Percent)]
    if all(abs(one - round(one)) < _ALIKE for one in shares):
        return "0%"
    return "0.0%" if all(map(_in_tenths, shares)) else "0.00%"


def _is_number(value: Cell) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, Percent)


def _in_tenths(number: float) -> bool:
    return abs(number * 10 - round(number * 10)) < _ALIKE

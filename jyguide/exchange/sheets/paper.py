"""How our sheets look on paper, and on a screen that does not find out by itself."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LINE_PT = 14.0
_HIGHEST_PT = 409.0
"""Points; spreadsheet programs know no higher row."""
_A4 = 9


def row_height(
    texts: Sequence[str], widths: Sequence[int], line_points: float = _LINE_PT
) -> float:
    """Points that a row of wrapped texts needs in columns of these widths.

    Excel finds the height of a row by itself; other programs cut the text off.
    """
    needed = (
        sum(max(1, ceil(_columns_wide(line) / (width - 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=False)
    )
    return min(max(needed, default=1) * line_points + line_points / 3, _HIGHEST_PT)


def print_across(page: Worksheet) -> None:
    """A4 across, as wide as the page, pages numbered."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - heavy

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.footer = 0.3
    page.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr] # always there


def _columns_wide(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)

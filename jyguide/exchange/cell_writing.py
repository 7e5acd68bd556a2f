"""Values put into a workbook so that a spreadsheet program shows them as they were."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jyguide.exchange.formula import begins_formula

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from jyguide.exchange.workbook import CellValue

TEXT_FORMAT = "@"
_A4 = 9
"""As workbooks name the paper."""
_DAY_FORMAT = "yyyy-mm-dd"
_DECIMAL_FORMAT = "#,##0.00"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""``_x0041_`` in a workbook's parts stands for ``A``; the text itself needs an escape."""
_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_LONG_NUMBER = 10**9
"""From here on a number is a phone or an ID, to be shown digit by digit."""
_EXACT_NUMBER = 10**15
"""From here on a double has lost digits, and the text must not look like a whole ID number."""


def put(cell: Cell, value: CellValue | Decimal) -> None:
    """Write one value; everything but dates, decimals and small numbers becomes text.

    A decimal is a sum of money or an area, never a number of somebody: it stays a number.

    Text that begins with ``=`` stays text: what a stranger typed must not become a formula.
    """
    cell.number_format = TEXT_FORMAT
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        _put_number(cell, value)
    elif isinstance(value, Decimal):
        cell.value = value
        cell.number_format = _DECIMAL_FORMAT
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = _day_format(value)
    elif value is not None:
        put_text(cell, str(value))


def put_text(cell: Cell, text: str) -> None:
    """Write text that stays text, whatever it begins with; its format is left as it is.

    The mark of a leading apostrophe (``quotePrefix``) keeps it so when somebody edits the cell.
    """
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", _UNPRINTABLE.sub("", text))
    cell.data_type = "s"
    calculated = begins_formula(text)
    if calculated or cell.quotePrefix:
        cell.quotePrefix = calculated


def print_whole_width(page: Worksheet) -> None:
    """On paper: across, all columns on one page, and the first row above every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    if page.sheet_properties.pageSetUpPr is not None:
        page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    if page.oddFooter is not None:
        page.oddFooter.center.text = "第 &P 页，共 &N 页"


def sheet_title(name: str) -> str:
    """A name as sheets may have it: 31 characters, none of them a bracket, slash or the like."""
    return _FORBIDDEN_IN_TITLES.sub("_", name)[:_LONGEST_TITLE] or "Sheet"


def _put_number(cell: Cell, value: float) -> None:
    if abs(value) < _LONG_NUMBER:
        cell.value = value
        cell.number_format = "General"
        return
    exact = abs(value) < _EXACT_NUMBER and float(value).is_integer()
    cell.value = str(int(value)) if exact else f"{value:.14E}"


def _day_format(value: date) -> str:
    has_time = isinstance(value, datetime) and value.time() != datetime.min.time()
    return f"{_DAY_FORMAT} hh:mm:ss" if has_time else _DAY_FORMAT

"""Cells on their way to Excel or WPS: tab-separated text, and HTML that keeps numbers as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, QStringListModel

from jyguide.exchange.formula import begins_formula, defused

# Excel rounds after 15 digits and drops leading zeros; 12 digits already turn into 3.2E+11.
_LOSES_DIGITS = re.compile(r"0\d+|\d{12,}[Xx]?")
_AS_TEXT = r""" style="mso-number-format:'\@'" """


def as_mime(cells: Sequence[Sequence[str]]) -> QMimeData:
    """A block of cells, row by row, as plain text and as HTML.

    Qt's own code makes the object: the clipboard may outlive Python, and one made here would
    then call back into an interpreter that is gone and crash the program at its very end.
    """
    lender = QStringListModel([""])
    mime = lender.mimeData([lender.index(0)])
    mime.clear()
    mime.setText(as_text(cells))
    mime.setHtml(as_html(cells))
    return mime


def as_text(cells: Sequence[Sequence[str]]) -> str:
    """Tabs between cells, a line break after each row but the last; none inside a cell.

    What Excel would calculate has an apostrophe before it, see `jyguide.exchange.formula`.
    """
    return "\n".join("\t".join(map(_plain, row)) for row in cells)


def as_html(cells: Sequence[Sequence[str]]) -> str:
    """A table whose ID numbers Excel and WPS paste as text, digit by digit."""
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in cells)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _plain(text: str) -> str:
    return defused(" ".join(text.split()))


def _cell(text: str) -> str:
    spoiled = _LOSES_DIGITS.fullmatch(text) or begins_formula(text)
    style = _AS_TEXT.rstrip() if spoiled else ""
    return f"<td{style}>{escape(text, quote=False)}</td>"

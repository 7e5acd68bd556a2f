"""Self-inspection forms as branches send them back."""

from __future__ import annotations

from openpyxl import load_workbook

from jyguide.standard.checklist import Method
from jyguide.standard.form_layout import KEYS_SHEET, SHEET


def rows_of(page):
    """Row numbers by code."""
    return {
        str(page.cell(row, 1).value): row
        for row in range(7, page.max_row + 1)
        if page.cell(row, 3).value is not None and "、" not in str(page.cell(row, 1).value)
    }


def fill(path, criteria, **changes):
    """Give every criterion all its points, then make changes to cells: ``F8="否"``."""

    def filled(page, _book):
        page["B4"], page["E4"] = "陈明", "2026.11.18"
        rows = rows_of(page)
        for one in criteria:
            whole = "是" if one.method is Method.YES_NO else one.points / 10
            page.cell(rows[one.code], 6).value = whole
        for address, value in changes.items():
            page[address] = value

    return edit(path, filled)


def edit(path, change):
    """Open, change and save as a spreadsheet program does; gives the path."""
    book = load_workbook(path)
    change(book[SHEET], book)
    book.save(path)
    return path


def set_key(path, name, value):
    """Write something else into the hidden sheet."""

    def changed(_page, book):
        keys = book[KEYS_SHEET]
        row = next(row for row in range(1, 20) if keys.cell(row, 1).value == name)
        keys.cell(row, 2).value = value

    return edit(path, changed)


def drop_keys(path):
    """Take the hidden sheet out."""
    return edit(path, lambda _page, book: book.remove(book[KEYS_SHEET]))

"""Cells as Excel and WPS hand them over by the clipboard: lines apart by breaks, cells by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jyguide.exchange.formula import restored

MOST = 2_000_000
"""Characters that a grid takes: a hundred times the largest that anybody types into."""
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
_BREAK = re.compile(r"\r\n|\r|\n")
Block = list[list[str]]


def read_pasted(text: str) -> Block:
    """Row by row, what stands in the cells of a block; rows may differ in length.

    A cell with a line break or a tab in it is quoted there, quotes in it doubled; anything else
    that begins with a quote is taken as it stands. Blanks at the ends and what
    `jyguide.exchange.formula` put before a sign are taken off. Empty lines at the end are none.
    """
    rows = list(_rows(text))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def has_cells(text: str) -> bool:
    """Whether there is more than one cell in it."""
    return any(sign in text.rstrip("\r\n") for sign in "\t\r\n")


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None  # noqa: S101 - a cell may be empty
        quoted, plain = found.groups()
        row.append(restored((plain if quoted is None else quoted.replace('""', '"')).strip()))
        at = found.end()
        if at < len(text) and text[at] == "\t":
            at += 1
            continue
        yield row
        row = []
        line_end = _BREAK.match(text, at)
        if line_end is None:
            return
        at = line_end.end()

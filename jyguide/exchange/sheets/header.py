"""Where the header of a sheet of items is and which column means what."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.exchange.error_workbook import OWN_HEADINGS
from jyguide.exchange.sheets.fields import ItemField, Meaning, meaning_of
from jyguide.exchange.workbook import Row, Sheet

_SEARCHED_ROWS = 30
"""Titles above a header are few; further down a match would be somebody's question."""
_FEWEST = 2
_OURS = frozenset(OWN_HEADINGS)
"""Columns that an error workbook adds; a corrected one is read without them."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one sheet.

    Attributes:
        index: Position in ``Sheet.rows``; items start below it.
        texts: The headings as they stand, one per column.
        columns: Column of each field, A is 0.
        options: Column of each option's own column, by the option's index.
        ignored: Columns with a heading that nothing is read from.
    """

    index: int
    texts: tuple[str, ...]
    columns: dict[ItemField, int]
    options: dict[int, int]
    ignored: tuple[int, ...]

    def text_of(self, field: ItemField) -> str:
        """The heading over a field's column; empty where it has none."""
        column = self.columns.get(field)
        return self.texts[column] if column is not None else ""

    @property
    def option_text(self) -> str:
        """The heading over the first column with options."""
        if self.options:
            return self.texts[self.options[min(self.options)]]
        return self.text_of(ItemField.OPTIONS)

    @property
    def parts_citation(self) -> bool:
        """Whether regulation, edition and article have columns of their own."""
        return ItemField.ARTICLE in self.columns or ItemField.EDITION in self.columns


def find_header(sheet: Sheet) -> Header | None:
    """The row with most of the known headings, a stem among them; of a double row the lower."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        found = {meaning[0] for meaning in map(meaning_of, row) if meaning}
        if len(found) < _FEWEST or ItemField.STEM not in found:
            continue
        continues = best is not None and index == best[1] + 1 and len(found) >= best[0]
        if best is None or len(found) > best[0] or continues:
            best = (len(found), index)
    return _read(sheet.rows[best[1]], best[1]) if best else None


def _read(row: Row, index: int) -> Header:
    taken: dict[Meaning, tuple[int, int]] = {}
    for column, value in enumerate(row):
        known = meaning_of(value)
        if known and (known[0] not in taken or known[1] < taken[known[0]][0]):
            taken[known[0]] = (known[1], column)
    columns = {m: column for m, (_, column) in taken.items() if isinstance(m, ItemField)}
    options = {m: column for m, (_, column) in taken.items() if not isinstance(m, ItemField)}
    texts = tuple("" if value is None else str(value) for value in row)
    used = {*columns.values(), *options.values()}
    ignored = tuple(
        c for c, t in enumerate(texts) if t.strip() and c not in used and t not in _OURS
    )
    return Header(index, texts, columns, options, ignored)

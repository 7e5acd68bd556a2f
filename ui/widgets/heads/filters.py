"""Filters on the columns of one table, beside its search and its conditions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ui.widgets.heads.name_keys import name_keys
from ui.widgets.heads.sifting import CellKind, kind_of, passing
from ui.widgets.heads.state import ColumnFilter, SortMode
from ui.widgets.row_model import RIGHT, Column, RowTableModel
from ui.widgets.row_search import RowSearch

_MOST_IN_ORDER = 5_000
"""Beyond so many values nobody reads the list: they stand as their texts compare."""


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """What stands in a column, of the rows that pass everything but its own filter.

    Attributes:
        counts: How many rows have each text, in the order of the column; empty cells last.
        kind: What can be asked of it besides.
    """

    counts: Mapping[str, int]
    kind: CellKind


class HeadFilters:
    """Which columns are filtered by what."""

    def __init__(
        self, model: RowTableModel[Any], search: RowSearch[Any], narrow: Callable[[], object]
    ) -> None:
        """`narrow` shows the rows anew once the conditions of `search` are others."""
        self._model = model
        self._search = search
        self._narrow = narrow
        self._set: dict[int, ColumnFilter] = {}

    @property
    def now(self) -> Mapping[int, ColumnFilter]:
        """The filters in force, by column."""
        return self._set

    def show(self, wanted: Mapping[int, ColumnFilter]) -> None:
        """Put exactly these filters in force."""
        wanted = {at: one for at, one in wanted.items() if one}
        if wanted == self._set:
            return
        for at in self._set.keys() - wanted.keys():
            self._search.set_condition(_name(at), None)
        for at, one in wanted.items():
            holds = partial(_holds, self._model.columns[at].text, passing(one))
            self._search.set_condition(_name(at), holds)
        self._set = wanted
        self._narrow()

    def values(self, at: int) -> ColumnValues:
        """What can be chosen from in a column."""
        column = self._model.columns[at]
        rows = self._search.sift(list(self._model.all_rows), but=_name(at))
        texts = [column.text(row) for row in rows]
        counts = Counter(texts)
        kind = kind_of(counts, figures=column.align == RIGHT)
        if len(counts) > _MOST_IN_ORDER:
            order = sorted(counts)
        else:
            order = _ordered(column, dict(zip(texts, rows, strict=True)))
        order.sort(key=lambda text: not text)
        return ColumnValues({text: counts[text] for text in order}, kind)


def _ordered(column: Column[Any], rows: Mapping[str, Any]) -> list[str]:
    """The texts as the column sorts a row of each, or by pinyin; those without a key last."""
    texts = list(rows)
    if column.sort_key is None:
        keys: list[Any] = list(name_keys(texts, SortMode.PINYIN))
    else:
        keys = column.sort_keys([rows[text] for text in texts], SortMode.VALUE)
    known = [at for at, key in enumerate(keys) if key is not None]
    known.sort(key=keys.__getitem__)
    return [texts[at] for at in known] + [
        text for text, key in zip(texts, keys, strict=True) if key is None
    ]


def _name(at: int) -> str:
    """Of the condition; no page's own begins so."""
    return f"head {at}"


def _holds(text: Callable[[Any], str], passes: Callable[[str], bool], row: Any) -> bool:
    return passes(text(row))

"""What a list to be imported consists of: its columns, and the heads offices write over them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from jyguide.exchange.cell import CellValue, cell_text

Reader = Callable[[CellValue], Any]
"""Brings a cell into its one stored form; an empty cell gives a falsy value or None.

Raises ``CellError``, whose text is the Chinese reason, for what cannot be taken over.
"""
_REMARK = re.compile(r"[(\[【〔].*?[)\]】〕]|[*★☆:。]|必填|选填")
_LONGEST_HEADING = 40


def plain(value: Any) -> str:
    """A stored value as a person reads it: days in ISO form, nothing for what is empty."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One fact a row can state.

    Attributes:
        key: What the program calls it; the key of `ReadRow.values`.
        label: The head our own templates and exports write.
        headings: Other heads offices use for it, the better ones first.
        required: Whether a row without it is refused.
        read: From a cell to the stored value.
        shown: From the stored value to what the preview says; masks what must not be seen.
        fits: Whether a cell could be one of this column's. Needed only where two columns share a
            head: what stands below it then decides.
        looks_like: Whether a cell is one of this column's by its looks: proposes columns for a
            list without head, to be seen and corrected before anything is read.
        filled_down: Alone in a row it speaks of nobody: forms come with it filled in.
        how: How to fill it in: the comment on the head of the template.
        example: One value, for the sheet of explanations.
        choices: Offered as a drop-down list in the template.
        width: Of the column in templates and exports, in characters.
    """

    key: str
    label: str
    headings: tuple[str, ...] = ()
    required: bool = False
    read: Reader = cell_text
    shown: Callable[[Any], str] = plain
    fits: Callable[[CellValue], bool] | None = None
    looks_like: Callable[[CellValue], bool] | None = None
    filled_down: bool = False
    how: str = "可不填"
    example: str = ""
    choices: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True)  # no slots: what follows from the columns is worked out once and kept
class TableSpec:
    """A kind of list that can be imported.

    Attributes:
        purpose: Under which column maps are remembered: ``roster``. Never shown.
        title: What the list is called: 花名册.
        unit: Measure word of what its rows are: 人.
        columns: In the order of our own template.
        guessed: Facts that no cell states and an import may guess: only the preview has a column
            of them.
        spare: Heads that, where a better column has their first meaning, have this second one.
    """

    purpose: str
    title: str
    unit: str
    columns: tuple[TableColumn, ...]
    spare: Mapping[str, str] = field(default_factory=dict)
    guessed: tuple[TableColumn, ...] = ()

    @property
    def previewed(self) -> tuple[TableColumn, ...]:
        """The columns of a preview."""
        return (*self.columns, *self.guessed)

    @cached_property
    def by_key(self) -> Mapping[str, TableColumn]:
        return {column.key: column for column in self.previewed}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Keys without which no row can be taken in."""
        return tuple(column.key for column in self.columns if column.required)

    @cached_property
    def filled_down(self) -> frozenset[str]:
        return frozenset(column.key for column in self.columns if column.filled_down)

    def label(self, key: str) -> str:
        """The head of a column in our own words."""
        return self.by_key[key].label

    def meanings(self, value: CellValue) -> tuple[tuple[str, int], ...]:
        """Keys a head can mean, each with its rank among that column's heads; 0 fits best.

        Remarks such as ``*``, ``（必填）`` or a colon are overlooked.
        """
        text = heading_text(value)
        if not text or len(text) > _LONGEST_HEADING:
            return ()
        return self._lookup.get(text) or self._lookup.get(_REMARK.sub("", text)) or ()

    def means(self, value: CellValue, key: str) -> bool:
        """Whether a cell is a head of that column."""
        return any(found == key for found, _ in self.meanings(value))

    def spare_meaning(self, value: CellValue) -> str:
        """The key of a head's second meaning, or nothing."""
        return self.spare.get(_REMARK.sub("", heading_text(value)), "")

    @cached_property
    def _lookup(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        for column in self.columns:
            for rank, word in enumerate((column.label, *column.headings)):
                text = heading_text(word)
                if all(column.key != key for key, _ in found.get(text, ())):
                    found[text] = (*found.get(text, ()), (column.key, rank))
        return {text: tuple(sorted(known, key=_rank)) for text, known in found.items()}


def _rank(meaning: tuple[str, int]) -> int:
    return meaning[1]


def heading_text(value: CellValue) -> str:
    """A head without blanks, line breaks and full-width forms: ``姓　名`` becomes ``姓名``."""
    if not isinstance(value, str):
        return ""
    return "".join(unicodedata.normalize("NFKC", value).split())

"""Which rows of a table are shown, by the words searched and the conditions put on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from ui.widgets.row_model import Column

Row = TypeVar("Row")


class RowSearch(Generic[Row]):
    """Which rows to show: those that hold every search word and pass every condition."""

    def __init__(
        self, columns: Sequence[Column[Row]], extra_text: Callable[[Row], str] | None = None
    ) -> None:
        """`extra_text` is searched besides the columns: pinyin, initials, a full ID number."""
        self._texts = [column.text for column in columns]
        if extra_text is not None:
            self._texts.append(extra_text)
        self._words: list[str] = []
        self._conditions: dict[str, Callable[[Row], bool]] = {}
        self._haystacks: dict[int, str] = {}

    def look_for(self, text: str) -> None:
        """Want every word of `text`, whatever its case or width."""
        self._words = comparable(text).split()

    def set_condition(self, name: str, holds: Callable[[Row], bool] | None) -> None:
        """Put a named condition on rows, or take it away with None."""
        self._conditions.pop(name, None)
        if holds is not None:
            self._conditions[name] = holds

    def forget_rows(self) -> None:
        """Call before other rows come: searched text is remembered by identity."""
        self._haystacks.clear()

    def read(self, rows: Iterable[Row]) -> None:
        """Remember how these are searched, before somebody waits for it."""
        for row in rows:
            self._haystack(row)

    def sift(self, rows: list[Row], but: str = "") -> list[Row]:
        """The rows to show, in the order given; `but` names a condition that is passed over."""
        for name, holds in self._conditions.items():
            if name != but:
                rows = [row for row in rows if holds(row)]
        if not self._words:
            return list(rows)
        return [row for row in rows if self._found(self._haystack(row))]

    def _found(self, haystack: str) -> bool:
        return all(word in haystack for word in self._words)

    def _haystack(self, row: Row) -> str:
        known = self._haystacks.get(id(row))
        if known is None:
            known = comparable("\n".join(text(row) for text in self._texts))
            self._haystacks[id(row)] = known
        return known


def comparable(text: str) -> str:
    """`text` as searching sees it: full-width forms narrowed, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()

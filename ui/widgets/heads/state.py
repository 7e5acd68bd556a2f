"""How somebody has arranged a table: a value that can be kept as text and shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class SortMode(StrEnum):
    """By what a column is sorted; all but the first are ways to sort names of people."""

    VALUE = "value"
    PINYIN = "pinyin"
    SURNAME_STROKES = "surname-strokes"
    NAME_STROKES = "name-strokes"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class SortBy:
    """The order of the rows.

    Attributes:
        column: Label of the column, see `labels`.
        descending: Backwards, but for rows without a value, which come last in either direction.
    """

    column: str
    descending: bool = False
    mode: SortMode = SortMode.VALUE


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """Which cells of a column pass.

    Attributes:
        values: Their texts, "" for an empty cell; None for all.
        least: A number, or a day as YYYY-MM-DD; "" for no limit.
        most: As `least`; the limits themselves pass.
        but: Texts that do not pass where `values` is None: of thousands all but a few are wanted.
    """

    values: tuple[str, ...] | None = None
    least: str = ""
    most: str = ""
    but: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.values is not None or bool(self.least or self.most or self.but)


@dataclass(frozen=True, slots=True)
class HeadState:
    """What was changed of a table's heads; the empty one is the table as it was made.

    Columns are named by their labels (see `labels`); a name that no column has is passed over.

    Attributes:
        widths: Of columns set by hand, in pixels at type of the usual size.
        order: All columns from left to right, hidden ones too; empty for the order made.
        hidden: Columns that somebody has hidden.
        frozen: The last column that stays when scrolled sideways, "" for none; None for the
            first one, as it is made.
        sort: None for the order the rows come in.
        filters: By column; they say something about the rows and are kept with views only.
    """

    widths: Mapping[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    frozen: str | None = None
    sort: SortBy | None = None
    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)

    def to_json(self) -> str:
        """Text that `from_json` reads again."""
        import msgspec  # noqa: PLC0415 - the first table is drawn without

        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, text: str) -> HeadState:
        """Read what `to_json` wrote; anything else is the empty state."""
        import msgspec  # noqa: PLC0415 - the first table is drawn without

        try:
            return msgspec.json.decode(text.encode(), type=cls)
        except msgspec.MsgspecError:
            return cls()


def labels(titles: Sequence[str]) -> list[str]:
    """One name for each column, by which a state knows it: its title, told apart where alike.

    >>> labels(["姓名", "", "得分", "得分"])
    ['姓名', '第2列', '得分', '得分#2']
    """
    seen: dict[str, int] = {}
    named = []
    for at, title in enumerate(titles, 1):
        plain = title or f"第{at}列"
        seen[plain] = seen.get(plain, 0) + 1
        named.append(plain if seen[plain] == 1 else f"{plain}#{seen[plain]}")
    return named

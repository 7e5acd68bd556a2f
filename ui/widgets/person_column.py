"""The first column of a table whose rows are each about one person."""

from __future__ import annotations

from typing import Protocol, TypeVar

from ui.widgets.row_model import Column

NAME_WIDTH = 136
"""Device-independent pixels: a long name of a minority and the mark of a sorted head."""


class Named(Protocol):
    """A person as far as the column looks."""

    @property
    def name(self) -> str: ...
    @property
    def pinyin_key(self) -> str: ...


class AboutPerson(Protocol):
    """A row about one."""

    @property
    def person(self) -> Named: ...


Row = TypeVar("Row", bound=AboutPerson)


def person_column(width: int = NAME_WIDTH) -> Column[Row]:
    """The name, sorted by its pinyin, or by strokes if so asked; `width` as in `Column`."""
    return Column(
        "姓名",
        lambda row: row.person.name,
        lambda row: row.person.pinyin_key,
        width=width,
        names=True,
    )

"""Views of a table: how it was arranged and narrowed, under a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.heads.state import ColumnFilter, HeadState

LONGEST_NAME = 20
"""Characters: what a line of a menu shows."""
MOST_TICKED = 2_000
"""Of one column, in a view."""


class KeptView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One view.

    Attributes:
        name: As its line in the menu reads.
        heads: How the columns are arranged, sorted and filtered.
        search: What is looked for.
        choices: What is chosen in the drop-downs of the bar, by their object names.
    """

    name: str
    heads: HeadState = HeadState()
    search: str = ""
    choices: dict[str, str] = msgspec.field(default_factory=dict)


def views_from(text: str) -> list[KeptView]:
    """Read what `views_text` wrote; of anything else there are none."""
    try:
        return msgspec.json.decode(text, type=list[KeptView])
    except (msgspec.MsgspecError, ValueError):
        return []


def views_text(views: Sequence[KeptView]) -> str | None:
    """Text that `views_from` reads again; None for no views at all."""
    return msgspec.json.encode(list(views)).decode() if views else None


def view_of(table: Any, name: str) -> KeptView:
    """The table as it stands now."""
    chosen = {one.objectName(): one.value() for one in _choices(table) if one.value()}
    return KeptView(name, table.view.head_state(), table.bar.search.text().strip(), chosen)


def too_many_ticks(view: KeptView) -> str:
    """Why a view cannot be kept: a sentence, or nothing.

    All views of a user are one text that is read with every table.
    """
    for name, wanted in view.heads.filters.items():
        ticked = len(wanted.values or ())
        if ticked > MOST_TICKED:
            return (
                f"没有存视图：“{name}”勾选了 {ticked:,} 项，视图里一列最多记 {MOST_TICKED:,} 项。"
                "请改用搜索或从多少到多少。"
            )
    return ""


def show_view(table: Any, view: KeptView) -> list[str]:
    """Arrange and narrow a table so, as far as it goes.

    Returns:
        What there is no more, as the user knows it.
    """
    gone = [f"列“{name}”" for name in table.view.show_head_state(view.heads)]
    gone += _gone_values(table, view.heads)
    offered = {one.objectName(): one for one in _choices(table)}
    for name, one in offered.items():
        wanted = view.choices.get(name, "")
        one.choose(wanted)
        if one.value() != wanted:
            gone.append(f"条件“{wanted}”")
    gone += [f"条件“{value}”" for name, value in view.choices.items() if name not in offered]
    table.bar.search.setText(view.search)
    return gone


def _choices(table: Any) -> list[ChoiceFilter[Any]]:
    found: list[ChoiceFilter[Any]] = table.bar.findChildren(ChoiceFilter)
    return found


def _gone_values(table: Any, heads: HeadState) -> Iterator[str]:
    """Values that a column is filtered by and no row has any more."""
    places = {name: at for at, name in enumerate(table.view.heads.labels)}
    rows = getattr(table.model, "all_rows", ())
    for name, wanted in heads.filters.items():
        if name in places and rows:
            yield from _absent(name, wanted, table.model.columns[places[name]], rows)


def _absent(name: str, wanted: ColumnFilter, column: Any, rows: Sequence[Any]) -> Iterator[str]:
    ticked = wanted.values or wanted.but
    texts = {column.text(row) for row in rows} if ticked else set()
    for value in ticked:
        if value not in texts:
            yield f"“{name}”里的“{value or '（空白）'}”"

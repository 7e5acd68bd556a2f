"""Which cells pass a filter on their column, and what a filter can ask of a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

from ui.widgets.heads.state import ColumnFilter

EMPTY = "（空白）"
"""How a filter names cells without text."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_NUMBER = re.compile(r"([-−]?\d[\d,]*(?:\.\d+)?)\s*(?:%|[\u4e00-\u9fff]{0,2})")
_SHOWN = 3


class CellKind(StrEnum):
    """What the cells of a column say."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


def kind_of(texts: Collection[str], *, figures: bool) -> CellKind:
    """Days if every cell with text is one; numbers likewise, where the column holds `figures`."""
    said = [text for text in texts if text]
    if said and all(map(_DAY.match, said)):
        return CellKind.DAY
    if said and figures and all(map(_NUMBER.fullmatch, said)):
        return CellKind.NUMBER
    return CellKind.TEXT


def number_in(text: str) -> float | None:
    """The number a cell shows, with or without a unit: ``1,234.50 元`` is 1234.5."""
    found = _NUMBER.fullmatch(text.strip())
    return None if found is None else float(found[1].replace(",", "").replace("−", "-"))


def day_in(text: str) -> str | None:
    """The day a cell shows, as YYYY-MM-DD, whatever time follows it."""
    found = _DAY.match(text.strip())
    return None if found is None else found[0]


def passing(wanted: ColumnFilter) -> Callable[[str], bool]:
    """Whether a cell's text passes; each distinct text is judged once."""
    known: dict[str, bool] = {}
    values = None if wanted.values is None else frozenset(wanted.values)
    but = frozenset(wanted.but)

    def passes(text: str) -> bool:
        verdict = known.get(text)
        if verdict is None:
            ticked = text not in but if values is None else text in values
            verdict = ticked and _within(text, wanted)
            known[text] = verdict
        return verdict

    return passes


def sentence(wanted: ColumnFilter) -> str:
    """What a filter lets through, in words for the tip of its head."""
    said = []
    if wanted.values is not None:
        said.append(_named(wanted.values) or "一项也没有选")
    elif wanted.but:
        said.append(f"除了 {_named(wanted.but)}")
    day = day_in(wanted.least or wanted.most) is not None
    if wanted.least:
        said.append(f"从 {wanted.least}" if day else f"≥ {wanted.least}")
    if wanted.most:
        said.append(f"到 {wanted.most}" if day else f"≤ {wanted.most}")
    return "，".join(said)


def _named(values: Sequence[str]) -> str:
    names = "、".join(value or EMPTY for value in values[:_SHOWN])
    return names + (f" 等 {len(values)} 项" if len(values) > _SHOWN else "")


def _within(text: str, wanted: ColumnFilter) -> bool:
    limits = [wanted.least, wanted.most]
    if not any(limits):
        return True
    if any(limit and day_in(limit) for limit in limits):
        return _between(day_in(text), *(day_in(limit) for limit in limits))
    return _between(number_in(text), *(number_in(limit) for limit in limits))


def _between(value: str | float | None, least: object, most: object) -> bool:
    if value is None:
        return False
    return (least is None or value >= least) and (  # type: ignore[operator] # of one kind
        most is None or value <= most  # type: ignore[operator]
    )

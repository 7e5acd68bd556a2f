"""How the cells of several tables are read and shown: fixed words, and figures in tenths."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from jyguide.documents.dates import tenths_text
from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.table.spec import plain

T = TypeVar("T", bound=StrEnum)


def word_reader(
    names: Mapping[T, str], more: Mapping[str, T], refusal: str
) -> Callable[[CellValue], T | None]:
    """Reads one of several words; nothing for an empty cell.

    Args:
        names: What our own tables write; one without a name is not to be chosen.
        more: Other words for them, without blanks.
        refusal: What is said of another word, before those that can be filled in:
            ``没有“{}”这种来源，可以填``. It stands in place of ``{}``, where it may be repeated.
    """
    known = {compact(name): one for one, name in names.items() if name} | dict(more)

    def read(value: CellValue) -> T | None:
        text = compact(value)
        if text and text not in known:
            said = "、".join(filter(None, names.values()))
            raise CellError(f"{refusal.format(text)}：{said}")
        return known.get(text)

    return read


def word_shown(names: Mapping[T, str]) -> Callable[[Any], str]:
    """A refused row has words where a good one has the thing itself."""
    return lambda value: next((name for one, name in names.items() if one == value), plain(value))


def tenths_reader(
    units: str, most: int, what: str, between: str
) -> Callable[[CellValue], int | None]:
    """Reads a figure into tenths; more decimals are refused, not rounded.

    Args:
        units: A pattern of what may follow it.
        most: The largest one, whole.
        what: What a cell is said not to be.
        between: What is said of one below nought or above `most`.
    """
    unit = re.compile(f"(?:{units})$")

    def read(value: CellValue) -> int | None:
        text = unit.sub("", compact(value))
        if not text:
            return None
        try:
            found = Decimal(text)
        except InvalidOperation:
            raise CellError(f"“{text}”不是{what}") from None
        if not found.is_finite() or not 0 <= found <= most:
            raise CellError(f"“{text}”{between}")
        if (found * 10) % 1:
            raise CellError(f"“{text}”最多写一位小数")
        return int(found * 10)

    return read


def tenths_shown(value: Any) -> str:
    """Tenths as a figure; anything else as it is written."""
    return tenths_text(value) if isinstance(value, int) else plain(value)

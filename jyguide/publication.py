"""Lists that are published once and stand: how they are named, dated and explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError

WAY_HEAD = "上一档："
"""What the sentence of an explanation begins with that tells the way to the next list."""
_NOT_PUBLISHED = "没有公布。"


class _Placed(Protocol):
    @property
    def township(self) -> str: ...


T = TypeVar("T", bound=_Placed)


def by_township(rows: Iterable[T]) -> dict[str, list[T]]:
    """Rows in their order, under their townships in the order in which these first come."""
    found: dict[str, list[T]] = {}
    for one in rows:
        found.setdefault(one.township, []).append(one)
    return found


def publication_label(on: date, number: str) -> str:
    """For choosing one of several: ``2026-12-20　澄组〔2026〕12号``."""
    return f"{on:%Y-%m-%d}　{number or '无文号'}"


def publication_name(on: date, number: str) -> str:
    """In a sentence: ``澄组〔2026〕12号（2026年12月20日）``."""
    day = date_text(on)
    return f"{number}（{day}）" if number else f"{day}公布的名单"


def explanation_of(sentences: Sequence[str], way_said: str) -> tuple[str, ...]:
    """As it is kept: the sentences, and the way to the next list where there is one."""
    return (*sentences, *([f"{WAY_HEAD}{way_said}"] if way_said else []))


def why_and_way(explanation: Sequence[str]) -> tuple[list[str], list[str]]:
    """The sentences of an explanation, and those of them that tell the way to the next list."""
    said = [text for text in explanation if not text.startswith(WAY_HEAD)]
    way = [text.removeprefix(WAY_HEAD) for text in explanation if text.startswith(WAY_HEAD)]
    return said, way


def refuse_day(on: date, today: date, year: int, whose: str) -> None:
    """Refuse a day that is to come or before the year; `whose` year it is, in words.

    Raises:
        RuleError: it is one of them.
    """
    if on > today:
        raise RuleError(
            f"公布日期 {date_text(on)} 晚于今天，{_NOT_PUBLISHED}", hint="请填今天或更早的日期。"
        )
    if on.year < year:
        raise RuleError(
            f"公布日期 {date_text(on)} 早于{whose} {year}，{_NOT_PUBLISHED}",
            hint="请核对日期里的年份。",
        )


def refuse_used(number: str, used_on: date | None) -> None:
    """Refuse a number under which lists were published on a day; None: it is free.

    Raises:
        RuleError: it is used.
    """
    if used_on is not None:
        raise RuleError(
            f"文号 {number} 在 {date_text(used_on)} 公布名单时用过，{_NOT_PUBLISHED}",
            hint="请换一个文号。",
        )

"""Numbers of rectification notices, ``整改〔2026〕3号``: counted by year and office."""

from __future__ import annotations

from collections.abc import Iterable

from jyguide.documents.official_number import number_parts, number_text, tidy_number
from jyguide.errors import RuleError

STATION_PREFIX, CITY_PREFIX = "整改", "澄组整改"
"""What the numbers of an office begin with, until it uses another."""


def suggested(prefix: str, year: int, used: Iterable[str]) -> str:
    """The next free number of a year, after the highest used under this prefix.

    Args:
        prefix: See `STATION_PREFIX`.
        year: Numbers begin again each year.
        used: All numbers known; others are passed over.
    """
    taken = [count for found in used if (count := _count_under(found, prefix, year)) is not None]
    return number_text(prefix, year, max(taken, default=0) + 1)


def counted_from(first: str, used: Iterable[str], count: int) -> list[str]:
    """As many free numbers as wanted, the given one first, then upwards.

    Raises:
        RuleError: the number is used, or several are wanted and it cannot be counted up.
    """
    first, taken = tidy_number(first), set(used)
    if not first:
        raise RuleError("没有填通知书编号，没有开具。", hint="请填写编号，如“整改〔2026〕3号”。")
    if first in taken:
        raise RuleError(f"编号 {first} 已经用过，没有开具。", hint="请换一个编号。")
    if count == 1:
        return [first]
    found = number_parts(first)
    if found is None:
        raise RuleError(
            f"编号“{first}”里没有年份和序号，不能为 {count} 个党支部依次编号，没有开具。",
            hint="请写成“整改〔2026〕3号”的样子，或一个一个开具。",
        )
    prefix, year, number = found
    given = [first]
    while len(given) < count:
        number += 1
        if (text := number_text(prefix, year, number)) not in taken:
            given.append(text)
    return given


def _count_under(text: str, prefix: str, year: int) -> int | None:
    found = number_parts(text)
    return found[2] if found is not None and found[:2] == (prefix, year) else None

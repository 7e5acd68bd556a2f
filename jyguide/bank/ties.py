"""Which item may point at which: what an office does not receive must not be pointed at.

A station's PC holds the unified bank and the station's own items. An item that names one of
another office, as the question it rests on or as the one it was merged into, waits there for
ever.
"""

from __future__ import annotations

import uuid

from jyguide.errors import RuleError

FOREIGN = "保留的要么是统一题库的题，要么与另一道属于同一个站：别的站收不到这道题。"
"""Why one of two items cannot be kept in favour of the other."""

APART = "这两道题属于不同的站，没有一个站能同时收到两道。"
"""Why nothing can be noted of two items."""


def may_point(owner: uuid.UUID | None, target: uuid.UUID | None) -> bool:
    """Whether every office that has an item of `owner` has those of `target`; None: unified."""
    return target is None or owner == target


def refuse_foreign(number: str, owner: uuid.UUID | None, target: uuid.UUID | None) -> None:
    """Refuse to let an item of `owner` point at item `number`, which belongs to `target`.

    Raises:
        RuleError: another office would never receive it.
    """
    if not may_point(owner, target):
        raise RuleError(
            f"第 {number} 题是一个站自己的题，别的站收不到它，没有改动。",
            hint="请选统一题库的题，或者同一个站的题。",
        )


def home_of_pair(first: uuid.UUID | None, second: uuid.UUID | None) -> uuid.UUID | None:
    """The station that is told what was found of two items; None where all have both.

    Raises:
        RuleError: they belong to two stations.
    """
    if first is not None and second is not None and first != second:
        raise RuleError(f"{APART}没有改动。", hint="可以分别打开，逐道核对。")
    return first or second

"""What a PC may write: checked by whoever receives it, never left to the sender (sync.md, 5.9).

Only the city judges; a station believes its own other PCs, and the city's answer to a refused
change reaches them all. What is the city's alone, whom to believe above all, nobody takes from
anybody else: that asks for no knowledge in which two could differ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from db.merging.shape import Shape
from db.sync import LIFE, Owner

UNIFIED = "统一内容只能由市级修改"
CLOSED = "已签发、已交卷、已完成的内容不能改动"
FOREIGN = "不是本站的记录"
MOVED = "只有市级可以把记录转到别的站"
AHEAD = "改动的次数多得不合情理"
MOST_AHEAD = 10_000
"""Edits of one register that may be unknown here: counts grow by one, and leave room for ever."""

Home = Callable[[Shape, Mapping[str, Any]], str | None]
"""From a row's values to its station's key, or None where it belongs to none."""
Closed = Callable[[Shape, Mapping[str, Any]], bool]
"""Whether a row was handed in, or belongs to one that was."""


class Change(NamedTuple):
    """What somebody wants to write.

    Attributes:
        before: The row as it is here, or None for a new one.
        after: What the change says.
        groups: The registers it writes.
    """

    shape: Shape
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    groups: Collection[str]


def is_citys(shape: Shape) -> bool:
    """Whether the city alone writes any row of a table."""
    return shape.sync.owner in (Owner.CITY, Owner.SHIPPED) or not shape.sync.home


def reason_to_refuse(change: Change, station: str, home: Home, closed: Closed) -> str:
    """Why the PC of a station, given by its key, may not write this; "" where it may."""
    shape, before, after, groups = change
    if is_citys(shape):
        return UNIFIED
    if before is None:
        return "" if home(shape, after) == station else FOREIGN
    belongs = home(shape, before)
    if belongs != station:
        return UNIFIED if belongs is None else FOREIGN
    if shape.sync.home in after and home(shape, after) != station:
        return MOVED
    if shape.sync.immutable or closed(shape, before):
        return CLOSED if any(group != LIFE for group in groups) else ""
    return ""

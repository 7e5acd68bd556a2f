"""What typed answers are worth, item by item, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jyguide.exam.keying.rows import KeyingLayout, NumberedPlace, RowReading
from jyguide.exam.marking.mark import Response
from jyguide.exam.points import Points, format_points


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """One item of a typed row.

    Attributes:
        waiting: Nobody has judged the answer in words yet; the points are none so far.
    """

    number: int
    response: Response
    points: Points
    max_points: Points
    sentence: str
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """What one person's sheet is worth; nobody has passed while an answer waits."""

    variant: str
    items: tuple[MarkedItem, ...]
    passed: bool

    @property
    def points(self) -> Points:
        return sum(item.points for item in self.items)

    @property
    def total(self) -> Points:
        return sum(item.max_points for item in self.items)

    @property
    def waiting(self) -> int:
        return sum(item.waiting for item in self.items)


def marked_row(layout: KeyingLayout, reading: RowReading) -> MarkedRow:
    """A row marked by the rule of its paper; points given by hand stand."""
    items = tuple(_marked(layout, item, reading) for item in layout.items)
    total = sum(item.points for item in items)
    passed = total >= layout.paper.row.pass_points and not reading.waiting
    return MarkedRow(layout.variant, items, passed)


def with_hand_points(
    marks: Mapping[int, Points], layout: KeyingLayout, reading: RowReading
) -> dict[int, Points]:
    """Points by position: what was given by hand instead of what the rule suggests."""
    none = {item.place.position: 0 for item in layout.items if item.number in reading.waiting}
    return {**marks, **none, **reading.points}


def _marked(layout: KeyingLayout, item: NumberedPlace, reading: RowReading) -> MarkedItem:
    place = item.place
    response = reading.responses.get(place.id)
    if item.number in reading.waiting:
        return MarkedItem(item.number, response, 0, place.points, "等待人工评阅。", waiting=True)
    if place.position in reading.points:
        given = reading.points[place.position]
        said = f"阅卷人给 {format_points(given)} 分。" if response else "没有作答 → 0 分。"
        return MarkedItem(item.number, response, given, place.points, said)
    mark = place.mark(response, layout.paper.rule)
    return MarkedItem(item.number, response, mark.points, place.points, mark.sentence)

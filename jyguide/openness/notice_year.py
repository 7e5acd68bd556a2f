"""The calendar of a year as the page shows it, and its totals for the report. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.documents.section import ReportSection
from jyguide.openness.calendar import PostPlace, Slot, SlotState, tally
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import AFFAIRS_NAMES, PLACE_KIND_NAMES
from jyguide.openness.rhythm import Rhythms

_HEADS = (
    *("应公布", "按期", "偏晚", "没有公布", "未到期", "张贴不足", "提出异议", "已答复", "待答复"),
)
_WIDTHS = (9.0,) * len(_HEADS)
_MATTER = {"适用": 6.0, "类别": 12.0, "公开事项": 48.0}
_TOWNSHIP = {"镇街园区": 30.0}
_NOTE = (
    "应公布为已到期的和已经公布的；随时公布的按登记的事项计。"
    "偏晚、张贴不足、异议的都已公布，各栏分别计数，一项可以同时计入几栏。"
)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """All that belongs to a year.

    Attributes:
        places: Villages and communities in the order of the tree.
        rhythms: Places that post an item less often than others.
        due: What somebody has to see to, of this year and the one before.
    """

    year: int
    today: date
    items: Sequence[ItemRow]
    places: Sequence[PostPlace]
    slots: Sequence[Slot]
    due: Sequence[Slot]
    rhythms: Rhythms = field(default_factory=Rhythms)

    def of_item(self, item: object) -> list[Slot]:
        """What one matter asks of all places."""
        return [one for one in self.slots if one.item.id == item]

    def of_place(self, place: object) -> list[Slot]:
        """What all matters ask of one place."""
        return [one for one in self.slots if one.place.key == place]


@dataclass(frozen=True, slots=True)
class PostingSums:
    """How many postings of some kind there were, and how they went."""

    asked: int
    posted: int
    late: int
    overdue: int
    not_due: int
    too_short: int
    objections: int
    replied: int

    @property
    def cells(self) -> tuple[int, ...]:
        """In the order of the report's columns."""
        in_time = self.posted - self.late
        waiting = self.objections - self.replied
        first = (self.asked, in_time, self.late, self.overdue, self.not_due)
        return (*first, self.too_short, self.objections, self.replied, waiting)


def sums(slots: Iterable[Slot]) -> PostingSums:
    """Count postings; one that was late, short and objected to counts in each column."""
    rows = list(slots)
    count = tally(rows)
    overdue, waiting = (
        count[SlotState.OVERDUE],
        count[SlotState.NOT_DUE] + count[SlotState.THIS_WEEK],
    )
    hung = [one for one in rows if one.posting and one.posting.posted_on]
    objected = [one.posting for one in hung if one.posting and one.posting.objected_on]
    return PostingSums(
        asked=len(hung) + overdue,
        posted=len(hung),
        late=sum(map(_is_late, hung)),
        overdue=overdue,
        not_due=waiting,
        too_short=sum(map(_is_short, hung)),
        objections=len(objected),
        replied=sum(one.replied_on is not None for one in objected),
    )


def year_sections(slots: Sequence[Slot]) -> list[ReportSection]:
    """The totals of a year by matter, and by township."""
    return [
        _section("公开情况（按事项）", _MATTER, slots, _matter),
        _section("公开情况（按镇街）", _TOWNSHIP, slots, _township),
    ]


def _matter(slot: Slot) -> tuple[str, ...]:
    facts = slot.item.facts
    return PLACE_KIND_NAMES[facts.place_kind], AFFAIRS_NAMES[facts.affairs], facts.name


def _township(slot: Slot) -> tuple[str, ...]:
    return (slot.place.township or "（未写明）",)


def _section(
    name: str,
    columns: Mapping[str, float],
    slots: Sequence[Slot],
    group: Callable[[Slot], tuple[str, ...]],
) -> ReportSection:
    found: defaultdict[tuple[str, ...], list[Slot]] = defaultdict(list)
    for one in slots:
        found[group(one)].append(one)
    rows: list[tuple[str | int, ...]] = [
        (*labels, *sums(some).cells) for labels, some in found.items()
    ]
    if rows:
        blank = ("",) * (len(columns) - 1)
        rows.append(("合计", *blank, *sums(slots).cells))
    widths = (*columns.values(), *_WIDTHS)
    return ReportSection(name, (*columns, *_HEADS), tuple(rows), widths, _NOTE)


def _is_late(slot: Slot) -> bool:
    day = slot.posting.posted_on if slot.posting else None
    return day is not None and day > slot.due_on


def _is_short(slot: Slot) -> bool:
    told = slot.posting
    if told is None or told.posted_on is None or told.taken_down_on is None:
        return False
    return (told.taken_down_on - told.posted_on).days < slot.item.facts.posted_days

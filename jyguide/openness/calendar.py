"""What has to hang where and till when, and how that stands on a day. Pure."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from jyguide.ids import NoticeId, OpennessItemId, OrganisationId, StationId
from jyguide.openness.calendar_period import Span, period_text, spans
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import Period, PlaceKind

_LAST_WEEKDAY = 6


class SlotState(StrEnum):
    """How a posting stands on a day; the value is what the page says."""

    NOT_DUE = "未到期"
    THIS_WEEK = "本周到期"
    OVERDUE = "待补公布"
    POSTED = "已公布"
    LATE = "公布偏晚"
    TOO_SHORT = "张贴不足"
    OBJECTION = "异议待答复"


OPEN = frozenset({SlotState.OVERDUE, SlotState.THIS_WEEK, SlotState.OBJECTION})
"""What somebody has to see to."""
HUNG = frozenset({SlotState.POSTED, SlotState.LATE, SlotState.TOO_SHORT, SlotState.OBJECTION})
"""Whatever was posted, however it went on."""


@dataclass(frozen=True, slots=True)
class PostPlace:
    """A village or a community.

    Attributes:
        begun: Since when it is asked for anything; None has always been there.
    """

    key: OrganisationId
    name: str
    kind: PlaceKind
    township: str = ""
    station_id: StationId | None = None
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """What is kept of one posting, its texts aside.

    Attributes:
        period: Key of its period; "" of what is posted at once.
        happened_on: Of what is posted at once.
    """

    id: NoticeId
    item_id: OpennessItemId
    organisation_key: uuid.UUID
    period: str = ""
    subject: str = ""
    happened_on: date | None = None
    posted_on: date | None = None
    taken_down_on: date | None = None
    objected_on: date | None = None
    replied_on: date | None = None
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that has to hang in one place.

    Attributes:
        span: Its period; None of what is posted at once.
        due_on: Till when it has to hang.
        posting: What was noted down of it; may be a draft that hangs nowhere yet.
    """

    item: ItemRow
    place: PostPlace
    span: Span | None
    due_on: date
    posting: Posting | None
    state: SlotState

    @property
    def when(self) -> str:
        """``2026年第3季度``, or what happened and when."""
        if self.span is not None:
            return period_text(self.span.key)
        told = self.posting
        on = f"{told.happened_on:%m-%d} " if told and told.happened_on else ""
        return f"{on}{told.subject}" if told else ""

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month it stands in."""
        if self.span is not None:
            return self.span.first.month, self.span.last.month
        day = self.posting.happened_on if self.posting else None
        month = (day or self.due_on).month
        return month, month

    @property
    def key(self) -> tuple[uuid.UUID, uuid.UUID, str]:
        """What stays the same of it from one look to the next."""
        if self.span is not None:
            return self.item.id, self.place.key, self.span.key
        return self.item.id, self.place.key, str(self.posting.id) if self.posting else ""

    @property
    def removable_from(self) -> date | None:
        """From when on it may be taken down; None while it does not hang."""
        day = self.posting.posted_on if self.posting else None
        return None if day is None else day + timedelta(days=self.item.facts.posted_days)


def week_end(day: date) -> date:
    """The Sunday of the day's week."""
    return day + timedelta(days=_LAST_WEEKDAY - day.weekday())


def asked(item: ItemRow, place: PostPlace, span: Span) -> bool:
    """Whether an item asks a place for a period.

    A period counts once it ends within the time in which item and place are both there.
    """
    facts = item.facts
    if facts.place_kind is not place.kind or item.station_id not in (None, place.station_id):
        return False
    if facts.ended_on is not None and span.last > facts.ended_on:
        return False
    return span.last >= facts.began_on and (place.begun is None or span.last >= place.begun)


def state_of(posting: Posting | None, due_on: date, posted_days: int, today: date) -> SlotState:
    """How a posting stands on a day."""
    if posting is None or posting.posted_on is None:
        if today > due_on:
            return SlotState.OVERDUE
        return SlotState.THIS_WEEK if due_on <= week_end(today) else SlotState.NOT_DUE
    if posting.objected_on is not None and posting.replied_on is None:
        return SlotState.OBJECTION
    down = posting.taken_down_on
    if down is not None and (down - posting.posted_on).days < posted_days:
        return SlotState.TOO_SHORT
    return SlotState.LATE if posting.posted_on > due_on else SlotState.POSTED


def year_slots(
    items: Iterable[ItemRow],
    places: Sequence[PostPlace],
    postings: Iterable[Posting],
    year: int,
    today: date,
) -> list[Slot]:
    """All that belongs to a year, by item, place and period.

    What is posted at once belongs to the year in which it happened. What nobody asked for is
    listed where it was posted nevertheless.
    """
    kept: defaultdict[tuple[uuid.UUID, uuid.UUID], list[Posting]] = defaultdict(list)
    for one in postings:
        kept[one.item_id, one.organisation_key].append(one)
    found: list[Slot] = []
    for item in items:
        whole = spans(item.facts.period, year)
        for place in places:
            here = kept.get((item.id, place.key), ())
            if item.facts.period is Period.AT_ONCE:
                found += _events(item, place, here, year, today)
            else:
                found += _periods(item, place, here, whole, today)
    return found


def _periods(
    item: ItemRow, place: PostPlace, here: Sequence[Posting], whole: list[Span], today: date
) -> Iterator[Slot]:
    kept = {one.period: one for one in here}
    for span in whole:
        posting = kept.get(span.key)
        if posting is None and not asked(item, place, span):
            continue
        due_on = span.due_on(item.facts.days_after)
        state = state_of(posting, due_on, item.facts.posted_days, today)
        yield Slot(item, place, span, due_on, posting, state)


def _events(
    item: ItemRow, place: PostPlace, here: Sequence[Posting], year: int, today: date
) -> Iterator[Slot]:
    events = [one for one in here if one.happened_on and one.happened_on.year == year]
    for posting in sorted(events, key=lambda one: (one.happened_on or date.min, one.id)):
        day = posting.happened_on or date.min
        due_on = day + timedelta(days=item.facts.days_after)
        state = state_of(posting, due_on, item.facts.posted_days, today)
        yield Slot(item, place, None, due_on, posting, state)


def pending(slots: Iterable[Slot]) -> list[Slot]:
    """What somebody has to see to, what is due first in front."""
    wanted = [one for one in slots if one.state in OPEN]
    return sorted(wanted, key=lambda one: (one.due_on, one.place.township, one.place.name))


def tally(slots: Iterable[Slot]) -> Counter[SlotState]:
    """How many stand how."""
    return Counter(one.state for one in slots)


def due_sentence(slots: Iterable[Slot]) -> str:
    """What is due, calmly; "" where nothing is."""
    count = tally(slots)
    parts = (
        (SlotState.THIS_WEEK, "{} 项公开本周到期"),
        (SlotState.OVERDUE, "{} 项到期还没有公布，可以补公布"),
        (SlotState.OBJECTION, "{} 项异议等待答复"),
    )
    said = [text.format(count[state]) for state, text in parts if count[state]]
    return "，".join(said) + "。" if said else ""

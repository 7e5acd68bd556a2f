"""What has to hang where and till when, and how that stands on a day. Pure."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from jyguide.ids import NoticeId, OpennessItemId, OrganisationId, StationId
from jyguide.openness.calendar_period import Span, period_text, span_of, spans
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import Period, PlaceKind
from jyguide.openness.rhythm import Rhythms

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
ALL = frozenset(SlotState)


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


@dataclass(frozen=True, slots=True)
class Asking:
    """What has to hang where, as it is on a day.

    Attributes:
        rhythms: Places that post an item less often than others.
    """

    items: Sequence[ItemRow]
    places: Sequence[PostPlace]
    today: date
    rhythms: Rhythms = field(default_factory=Rhythms)


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
    def hangs(self) -> bool:
        """Whether it was posted and not taken down since."""
        told = self.posting
        return told is not None and told.posted_on is not None and told.taken_down_on is None

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
    return (
        item.facts.place_kind is place.kind
        and item.station_id in (None, place.station_id)
        and _runs(item, span)
        and (place.begun is None or span.last >= place.begun)
    )


def _runs(item: ItemRow, span: Span) -> bool:
    ended = item.facts.ended_on
    return span.last >= item.facts.began_on and (ended is None or span.last <= ended)


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
    asking: Asking,
    postings: Iterable[Posting],
    years: Sequence[int],
    only: Collection[SlotState] = ALL,
) -> list[Slot]:
    """All that belongs to some years, by item, place and period.

    What is posted at once belongs to the year in which it happened. What nobody asked for is
    listed where it was posted nevertheless, and then not asked for in other periods as well.

    Args:
        asking: What has to hang where.
        postings: What is kept, of these years at least.
        years: In order.
        only: States that are wanted.
    """
    kept: defaultdict[tuple[uuid.UUID, uuid.UUID], list[Posting]] = defaultdict(list)
    for one in postings:
        kept[one.item_id, one.organisation_key].append(one)
    found: list[Slot] = []
    for item in asking.items:
        rules: dict[Period, list[_ItemYear]] = {}
        for place in asking.places:
            if item.facts.place_kind is not place.kind:
                continue
            mine = asking.rhythms.item_of(item, place.key)
            period = mine.facts.period
            if period not in rules:
                rules[period] = [_ItemYear(mine, year, asking.today, only) for year in years]
            here = kept.get((item.id, place.key), ())
            for rule in rules[period]:
                found += rule.slots(place, here)
    return found


class _ItemYear:
    """One item in a year; what is the same for each place is worked out once."""

    def __init__(self, item: ItemRow, year: int, today: date, only: Collection[SlotState]) -> None:
        self._item, self._year, self._today, self._only = item, year, today, only
        facts = item.facts
        self._missing = [
            (span, due_on, state)
            for span in spans(facts.period, year)
            if _runs(item, span)
            for due_on in (span.due_on(facts.days_after),)
            for state in (state_of(None, due_on, facts.posted_days, today),)
            if state in only
        ]

    def slots(self, place: PostPlace, here: Sequence[Posting]) -> list[Slot]:
        """What a place posted, and what it is asked for beside."""
        kept = [slot for one in here if (slot := self._kept(place, one))]
        found = [one for one in kept if one.state in self._only]
        item, begun = self._item, place.begun
        if item.station_id in (None, place.station_id):
            covered = {month for one in kept if one.span for month in one.span.numbers}
            found += [
                Slot(item, place, span, due_on, None, state)
                for span, due_on, state in self._missing
                if (begun is None or span.last >= begun)
                and not (covered and covered.issuperset(span.numbers))
            ]
        return sorted(found, key=_began) if kept else found

    def _kept(self, place: PostPlace, posting: Posting) -> Slot | None:
        span, happened = span_of(posting.period), posting.happened_on
        first = span.first if span else happened
        if first is None or first.year != self._year:
            return None
        facts = self._item.facts
        after = timedelta(days=facts.days_after)
        due_on = (span.last if span else first) + after
        state = state_of(posting, due_on, facts.posted_days, self._today)
        return Slot(self._item, place, span, due_on, posting, state)


def _began(slot: Slot) -> tuple[date, str]:
    if slot.span is not None:
        return slot.span.first, slot.span.key
    told = slot.posting
    return (told.happened_on or date.min, str(told.id)) if told else (date.min, "")


def pending(slots: Iterable[Slot]) -> list[Slot]:
    """What somebody has to see to, what is due first in front."""
    wanted = [one for one in slots if one.state in OPEN]
    return sorted(wanted, key=lambda one: (one.due_on, one.place.township, one.place.name))


def tally(slots: Iterable[Slot]) -> Counter[SlotState]:
    """How many stand how."""
    return Counter(one.state for one in slots)


def due_sentences(slots: Iterable[Slot]) -> tuple[str, str]:
    """What waits by now, and what is due this week, calmly; "" where nothing is."""
    count = tally(slots)
    parts = (
        (SlotState.OVERDUE, "{} 项公开到期还没有公布，可以补公布"),
        (SlotState.OBJECTION, "{} 项公开的异议等待答复"),
    )
    said = [text.format(count[state]) for state, text in parts if count[state]]
    soon = count[SlotState.THIS_WEEK]
    return "，".join(said) + "。" if said else "", f"{soon} 项公开本周到期。" if soon else ""

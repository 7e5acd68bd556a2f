"""Credit: what somebody has been trained, training by training, and what it comes to."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jyguide.errors import RuleError
from jyguide.ids import PersonId, RecordId
from jyguide.training.session import SessionKind, SessionLevel

_LONGEST_DAY = 240
"""Tenths of an hour."""


class CreditSource(StrEnum):
    """Where a figure comes from; the first of these counts where two say the same training."""

    SESSION = "session"
    HANDED_DOWN = "handed_down"
    RECORD = "record"


CREDIT_SOURCE_NAMES = {
    CreditSource.SESSION: "签到",
    CreditSource.HANDED_DOWN: "市级下发",
    CreditSource.RECORD: "登记",
}


@dataclass(frozen=True, slots=True)
class CreditEntry:
    """One training somebody had; hours and days are tenths.

    Attributes:
        session_key: The session it was, if it was one of ours or the city's.
        record_id: The record it was entered in; None for a session signed in to here.
        counts: Whether the rule counts trainings of this kind.
        note: Why it counts otherwise than the session does, or what was noted.
    """

    title: str
    kind: SessionKind
    level: SessionLevel
    starts_on: date
    ends_on: date
    hours: int
    days: int
    source: CreditSource
    session_key: uuid.UUID | None = None
    record_id: RecordId | None = None
    organiser: str = ""
    counts: bool = True
    note: str = ""
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Gained:
    """What a year came to; hours and days are tenths, times are sessions and trainings."""

    hours: int = 0
    city_days: int = 0
    township_days: int = 0
    city_times: int = 0
    township_times: int = 0

    @property
    def days(self) -> int:
        return self.city_days + self.township_days

    @property
    def times(self) -> int:
        return self.city_times + self.township_times

    def __add__(self, other: Gained) -> Gained:
        return Gained(
            self.hours + other.hours,
            self.city_days + other.city_days,
            self.township_days + other.township_days,
            self.city_times + other.city_times,
            self.township_times + other.township_times,
        )


def gained_by(entry: CreditEntry) -> Gained:
    """What one training gives."""
    if not entry.counts:
        return Gained()
    if entry.level is SessionLevel.CITY:
        return Gained(entry.hours, city_days=entry.days, city_times=1)
    return Gained(entry.hours, township_days=entry.days, township_times=1)


def each_once(entries: Iterable[CreditEntry]) -> list[CreditEntry]:
    """No session twice, whether somebody was entered twice or the city handed it down as well.

    What was signed in to here goes before what was handed down; of two alike the larger stays.
    """
    order = list(CreditSource)
    kept: dict[uuid.UUID, CreditEntry] = {}
    loose = []
    for entry in entries:
        if entry.session_key is None:
            loose.append(entry)
            continue
        there = kept.get(entry.session_key)
        if there is None or _weight(entry, order) > _weight(there, order):
            kept[entry.session_key] = entry
    return sorted([*kept.values(), *loose], key=lambda entry: (entry.starts_on, entry.title))


def _weight(entry: CreditEntry, order: list[CreditSource]) -> tuple[int, int, int, str]:
    return -order.index(entry.source), entry.days, entry.hours, entry.level


def total(entries: Iterable[CreditEntry]) -> Gained:
    """What trainings come to, each counted once, in whatever order."""
    whole = Gained()
    for entry in each_once(entries):
        whole += gained_by(entry)
    return whole


def alike(entries: Iterable[CreditEntry]) -> list[CreditEntry]:
    """Records that may be a session counted already: the same first day and level.

    Nothing is left out for it: a person looks and decides.
    """
    rows = list(entries)
    signed = {(one.starts_on, one.level) for one in rows if one.source is not CreditSource.RECORD}
    return [
        one
        for one in rows
        if one.source is CreditSource.RECORD and (one.starts_on, one.level) in signed
    ]


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Training held elsewhere, as somebody enters it; hours and days are tenths."""

    title: str
    kind: SessionKind
    level: SessionLevel
    starts_on: date
    ends_on: date
    hours: int = 0
    days: int = 0
    organiser: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CreditRecordRow:
    """A record of training held elsewhere, and whose it is."""

    id: RecordId
    person_id: PersonId
    facts: RecordFacts
    version: str = field(default="", compare=False, repr=False)


def record_problems(facts: RecordFacts, today: date) -> dict[str, str]:
    """What is wrong with a record, by the name of the field."""
    span = (facts.ends_on - facts.starts_on).days + 1
    found = {
        "title": "" if facts.title.strip() else "请填写培训名称。",
        "ends_on": "结束日期早于开始日期。"
        if span < 1
        else "培训还没有结束，办完之后再登记。"
        if facts.ends_on > today
        else "",
        "days": "天数多于培训起止的天数。" if span >= 1 and facts.days > span * 10 else "",
        "hours": "请填写学时或天数。"
        if facts.hours <= 0 and facts.days <= 0
        else "学时多于培训起止的天数所能有的。"
        if span >= 1 and facts.hours > span * _LONGEST_DAY
        else "",
    }
    if facts.hours < 0 or facts.days < 0:
        found["hours"] = "学时和天数不能是负数。"
    return {name: sentence for name, sentence in found.items() if sentence}


def check_record(facts: RecordFacts, today: date) -> None:
    """Refuse a record that cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in record_problems(facts, today).values():
        raise RuleError(f"{sentence}培训记录没有保存。", hint="请改正后再保存。")

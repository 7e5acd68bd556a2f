"""Person-times 人次 and people 人数, side by side: how they are counted, and by what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from jyguide.ids import PersonId, SessionId
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionKind,
    SessionLevel,
)

COUNTING = (
    "一人参加一期培训计 1 人次（已到、迟到、早退、补训都算；多日的培训也计 1 人次）；"
    "人数是不重复的人数，同一人参加几期只算一人。已取消的培训和登记的外出培训不计。"
    "指导站、单位按此人现在所在统计。"
)
NOWHERE = "（未填写）"


class Dimension(StrEnum):
    """By what person-times are told apart."""

    KIND = "kind"
    LEVEL = "level"
    MONTH = "month"
    STATION = "station"
    ORGANISATION = "organisation"
    SESSION = "session"


DIMENSION_NAMES = {
    Dimension.KIND: "培训类型",
    Dimension.LEVEL: "级别",
    Dimension.MONTH: "月份",
    Dimension.STATION: "指导站",
    Dimension.ORGANISATION: "单位",
    Dimension.SESSION: "培训班",
}


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session that counts, as far as counting needs it."""

    id: SessionId
    title: str
    kind: SessionKind
    level: SessionLevel
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who attended, as he stands now."""

    id: PersonId
    name: str
    station: str = ""
    organisation: str = ""
    post: str = ""
    pinyin_key: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """One person in one session: one person-time."""

    person: Attendee
    session: HeldSession


@dataclass(frozen=True, slots=True)
class Tally:
    """One line: what is counted, and the rows behind it.

    Attributes:
        sessions: How many sessions the rows are of.
        people: How many different people; the lines' numbers may add up to more than the whole.
    """

    label: str
    rows: tuple[Attended, ...]
    sessions: int
    people: int

    @property
    def times(self) -> int:
        return len(self.rows)


Label = tuple[object, str]
"""What a line sorts by, and what it is called."""


def _month(one: HeldSession) -> Label:
    day = one.starts_on
    return (day.year, day.month), f"{day.year}年{day.month}月"


def _kind(one: HeldSession) -> Label:
    return list(SessionKind).index(one.kind), SESSION_KIND_NAMES[one.kind]


def _level(one: HeldSession) -> Label:
    return list(SessionLevel).index(one.level), SESSION_LEVEL_NAMES[one.level]


def _session(one: HeldSession) -> Label:
    return (one.starts_on, one.title, one.id), one.title


def _organisation(one: Attendee) -> Label:
    name = one.organisation or NOWHERE
    return (name == NOWHERE, name), name


def _station(order: dict[str, int], one: Attendee) -> Label:
    name = one.station or NOWHERE
    return (order.get(name, len(order)), name), name


_OF_SESSIONS: dict[Dimension, Callable[[HeldSession], Label]] = {
    Dimension.KIND: _kind,
    Dimension.LEVEL: _level,
    Dimension.MONTH: _month,
    Dimension.SESSION: _session,
}


def tally(
    rows: Sequence[Attended], by: Dimension, stations: Sequence[str] = ()
) -> tuple[Tally, ...]:
    """Lines in the order of the thing counted, never of the figures.

    Args:
        rows: Every person-time, each once.
        by: What tells the lines apart.
        stations: In the order of official lists.
    """
    groups: defaultdict[Label, list[Attended]] = defaultdict(list)
    if by in _OF_SESSIONS:
        sessions = {id(row.session): row.session for row in rows}
        of_session = {key: groups[_OF_SESSIONS[by](one)] for key, one in sessions.items()}
        for row in rows:  # many times more than sessions or people: each has its line ready
            of_session[id(row.session)].append(row)
    else:
        label = _label_of(by, stations)
        of_person = {key: groups[label(one)] for key, one in _people(rows).items()}
        for row in rows:
            of_person[id(row.person)].append(row)
    return tuple(line(key[1], groups[key]) for key in sorted(groups, key=_rank))


def _label_of(by: Dimension, stations: Sequence[str]) -> Callable[[Attendee], Label]:
    order = {name: at for at, name in enumerate(stations)}
    return _organisation if by is Dimension.ORGANISATION else partial(_station, order)


def _people(rows: Iterable[Attended]) -> dict[int, Attendee]:
    return {id(row.person): row.person for row in rows}


def _rank(key: Label) -> Any:
    return key[0]


def line(label: str, rows: Sequence[Attended]) -> Tally:
    """Count one line's rows."""
    sessions = {id(row.session): row.session.id for row in rows}
    people = {one.id for one in _people(rows).values()}
    return Tally(label, tuple(rows), len(set(sessions.values())), len(people))

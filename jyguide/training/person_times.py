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
    """Somebody who attended, as he stands now.

    Attributes:
        path: Where he belongs, from the township down, for the list behind a figure.
    """

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


def _month(row: Attended) -> tuple[object, str]:
    day = row.session.starts_on
    return (day.year, day.month), f"{day.year}年{day.month}月"


def _kind(row: Attended) -> tuple[object, str]:
    return list(SessionKind).index(row.session.kind), SESSION_KIND_NAMES[row.session.kind]


def _level(row: Attended) -> tuple[object, str]:
    return list(SessionLevel).index(row.session.level), SESSION_LEVEL_NAMES[row.session.level]


def _organisation(row: Attended) -> tuple[object, str]:
    name = row.person.organisation or NOWHERE
    return (name == NOWHERE, name), name


def _station(order: dict[str, int], row: Attended) -> tuple[object, str]:
    name = row.person.station or NOWHERE
    return (order.get(name, len(order)), name), name


def _session(row: Attended) -> tuple[object, str]:
    one = row.session
    return (one.starts_on, one.title, one.id), one.title


_LABELS: dict[Dimension, Callable[[Attended], tuple[object, str]]] = {
    Dimension.KIND: _kind,
    Dimension.LEVEL: _level,
    Dimension.MONTH: _month,
    Dimension.ORGANISATION: _organisation,
    Dimension.SESSION: _session,
}


def tally(
    rows: Iterable[Attended], by: Dimension, stations: Sequence[str] = ()
) -> tuple[Tally, ...]:
    """Lines in the order of the thing counted, never of the figures.

    Args:
        rows: Every person-time, each once.
        by: What tells the lines apart.
        stations: In the order of official lists.
    """
    order = {name: at for at, name in enumerate(stations)}
    label = _LABELS.get(by) or partial(_station, order)
    groups: dict[tuple[object, str], list[Attended]] = defaultdict(list)
    for row in rows:
        groups[label(row)].append(row)
    return tuple(line(key[1], groups[key]) for key in sorted(groups, key=_rank))


def _rank(key: tuple[object, str]) -> Any:
    return key[0]


def line(label: str, rows: Sequence[Attended]) -> Tally:
    """Count one line's rows."""
    sessions = {row.session.id for row in rows}
    people = {row.person.id for row in rows}
    return Tally(label, tuple(rows), len(sessions), len(people))

"""The training credit of a year: everybody's days, and who will miss what is required."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jyguide.ids import PersonId, StationId
from jyguide.people.person import PersonRole
from jyguide.training import pace
from jyguide.training.credit import Gained
from jyguide.training.credit_rule import CreditRule, RuleInForce
from jyguide.training.pace import Light, Offer, YearSoFar
from jyguide.training.session import SessionKind, SessionLevel, SessionStage

FOR_FEW = frozenset({SessionKind.PRE_POST, SessionKind.RESERVE_TALENT})
"""Held for those new in post and for reserve talents: counted, but offered to nobody else."""

_NOTHING: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose year is counted, as he stands now."""

    id: PersonId
    name: str
    station_id: StationId | None
    station: str
    organisation: str
    post: str
    role: PersonRole
    search: str
    pinyin_key: str


@dataclass(frozen=True, slots=True)
class AheadSession:
    """A session of the year that is not over; hours and days are tenths, by the rule.

    Attributes:
        station_id: Whose people may come; None: everybody's.
    """

    key: UUID
    station_id: StationId | None
    title: str
    level: SessionLevel
    starts_on: date
    days: int
    stage: SessionStage = SessionStage.FIXED


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One person's year."""

    person: Candidate
    gained: Gained
    offer: Offer
    light: Light


@dataclass(frozen=True, slots=True)
class CreditYear:
    """Everybody who was trained in a year or should have been, by pinyin; nobody is ranked.

    Attributes:
        ahead: What is still to come, of all offices this one knows of.
        city_known: Whether the city's plan of the year is known here.
        unsettled: Sessions that are over whose attendance nobody has begun to enter.
    """

    year: int
    today: date
    rule: RuleInForce
    so_far: YearSoFar
    lines: tuple[CreditLine, ...]
    ahead: tuple[AheadSession, ...] = ()
    city_known: bool = True
    unsettled: int = 0

    @property
    def caveat(self) -> str:
        """What may still change the figures; empty if nothing is known of."""
        if not self.unsettled:
            return ""
        return f"有 {self.unsettled} 期已经办过、还没有登记考勤，登记后天数会增加。"

    def sentence(self, line: CreditLine) -> str:
        """Why somebody's light is what it is."""
        if line.light is Light.NONE:
            return "这项要求不适用于此人的职务类别，学时天数照常统计。"
        return pace.sentence(line.gained, line.offer, self.rule.rule, self.so_far)

    def light_text(self, line: CreditLine) -> str:
        return pace.light_text(line.light, self.so_far)

    def required(self) -> list[CreditLine]:
        """Those of whom the days are required."""
        return [line for line in self.lines if line.light is not Light.NONE]

    def missing(self) -> list[CreditLine]:
        """Those who will miss their days."""
        return [line for line in self.lines if line.light is Light.OUT_OF_REACH]

    def by_light(self) -> list[tuple[Light, int]]:
        """How many have each light, those that nobody has left out."""
        counts = Counter(line.light for line in self.required())
        return [(one, counts[one]) for one in pace.ORDER if counts[one]]


def credit_lines(
    people: Iterable[Candidate],
    gained: Mapping[PersonId, Gained],
    offers: Offers,
    rule: CreditRule,
    so_far: YearSoFar,
) -> tuple[CreditLine, ...]:
    """A line for everybody who was trained or should be."""
    nothing = Gained()
    lines = []
    for person in people:
        had = gained.get(person.id, nothing)
        required = person.role in rule.roles
        if not required and not had.times:
            continue
        offer = offers.of(person)
        now = pace.light(had, offer, rule, so_far) if required else Light.NONE
        lines.append(CreditLine(person, had, offer, now))
    lines.sort(key=_place)
    return tuple(lines)


def _place(line: CreditLine) -> tuple[str, PersonId]:
    return line.person.pinyin_key, line.person.id


class Offers:
    """What each person may still attend: his station's sessions and everybody's."""

    def __init__(
        self,
        ahead: Iterable[AheadSession],
        attended: Mapping[PersonId, Collection[UUID]],
        *,
        city_known: bool,
    ) -> None:
        """`attended` has who came already to a session that is not over."""
        self._ahead = tuple(ahead)
        self._attended = attended
        self.city_known = city_known
        self._made: dict[tuple[StationId | None, frozenset[UUID]], Offer] = {}

    def of(self, person: Candidate) -> Offer:
        """What is offered to one person."""
        came = self._attended.get(person.id)
        key = person.station_id, frozenset(came) if came else _NOTHING
        found = self._made.get(key)
        if found is None:
            rows = [one for one in self._ahead if _open_to(one, *key)]
            found = self._made[key] = offer(rows, city_known=self.city_known)
        return found


def _open_to(one: AheadSession, station: StationId | None, but: Collection[UUID]) -> bool:
    return one.station_id in (None, station) and one.key not in but


def offer(sessions: Iterable[AheadSession], *, city_known: bool = True) -> Offer:
    """What sessions come to at each level."""
    rows = list(sessions)
    city = [one for one in rows if one.level is SessionLevel.CITY]
    township = [one for one in rows if one.level is not SessionLevel.CITY]
    return Offer(
        city_days=sum(one.days for one in city),
        township_days=sum(one.days for one in township),
        city_times=len(city),
        township_times=len(township),
        unstated=sum(not one.days for one in rows),
        city_known=city_known,
    )

"""An appraisal, who is in it and what was keyed in, as pages and commands see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from jyguide.appraisal.ballots import Count
from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.appraisal.scheme import Scheme, scheme_faults
from jyguide.errors import RuleError
from jyguide.ids import AppraisalId, AppraisalSubjectId, PersonId, StationId

FIRST_YEAR = 2000
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class AppraisalFacts:
    """What is laid down of an appraisal before anybody is rated."""

    name: str
    year: int
    scheme: Scheme = field(default_factory=Scheme)
    note: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalRow:
    """One year's appraisal.

    Attributes:
        station_id: Whose it is; None: the city's, over the secretaries of all stations.
        people: Who takes part, those who left not counted.
        published: Its lists were published at least once.
        version: Changes with every change of the row; says nothing else.
    """

    id: AppraisalId
    station_id: StationId | None
    station: str
    facts: AppraisalFacts
    people: int = 0
    published: bool = False
    version: str = field(default="", compare=False, repr=False)

    @property
    def owner(self) -> str:
        return "市级" if self.station_id is None else self.station

    @property
    def label(self) -> str:
        """``2026年　村书记年度考核（市级）``; the year is not said twice."""
        name = self.facts.name.removeprefix(f"{self.facts.year}年度").strip()
        return f"{self.facts.year}年　{name}（{self.owner}）"


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A secretary in an appraisal, as he stood when he was taken in.

    Attributes:
        may_key: Whether the office at work keys in for him.
        search: Pinyin and initials.
    """

    id: AppraisalSubjectId
    person_id: PersonId
    name: str
    organisation: str
    township: str
    station_id: StationId | None
    left_on: date | None = None
    left_reason: str = ""
    may_key: bool = True
    search: str = field(default="", compare=False, repr=False)
    version: str = field(default="", compare=False, repr=False)

    @property
    def label(self) -> str:
        """``陈明（祝塘镇 金庄村）``: tells people of one name apart."""
        place = " ".join(filter(None, (self.township, self.organisation)))
        return f"{self.name}（{place}）" if place else self.name


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One rater's points for everybody, to be keyed in.

    Attributes:
        points: Tenths; whoever is not named has none yet.
        versions: Of the rows there are.
    """

    source: Source
    rater: str
    points: Mapping[AppraisalSubjectId, int] = field(default_factory=dict)
    versions: Mapping[AppraisalSubjectId, str] = field(default_factory=dict)
    rated_on: date | None = None


@dataclass(frozen=True, slots=True)
class RaterRow:
    """Who rated in a source, and for how many."""

    source: Source
    rater: str
    people: int

    @property
    def label(self) -> str:
        return self.rater or SOURCE_NAMES[self.source]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Ballots of one group on several secretaries; what they say is never shown.

    Attributes:
        people: On how many it has ballots.
        waiting: For how many of these it is not counted in yet.
        versions: Of its rows.
    """

    source: Source
    name: str
    people: int
    waiting: int
    voters: int
    issued: int
    returned: int
    counted_on: date
    counted_by: str
    subjects: frozenset[AppraisalSubjectId] = frozenset()
    versions: Mapping[AppraisalSubjectId, str] = field(
        default_factory=dict, compare=False, repr=False
    )


@dataclass(frozen=True, slots=True)
class BatchSheet:
    """A batch as it was keyed in: a count for each secretary on the ballot."""

    source: Source
    name: str
    counts: Mapping[AppraisalSubjectId, Count]
    counted_on: date
    counted_by: str = ""


def checked_facts(facts: AppraisalFacts, today: date) -> AppraisalFacts:
    """The facts tidied.

    Raises:
        RuleError: they cannot be kept; the sentence says why.
    """
    name = " ".join(facts.name.split())
    said = list(facts_faults(facts, today).values())
    if said:
        raise RuleError("".join(said), hint="请改好考核办法再保存，没有保存。")
    return AppraisalFacts(name, facts.year, facts.scheme, facts.note.strip())


def facts_faults(facts: AppraisalFacts, today: date) -> dict[str, str]:
    """What stands against the facts: a sentence by the name of the field."""
    name = facts.name.strip()
    found = {}
    if not name:
        found["name"] = "请填写考核名称。"
    elif len(name) > LONGEST_NAME:
        found["name"] = f"考核名称最多 {LONGEST_NAME} 个字。"
    if not FIRST_YEAR <= facts.year <= today.year + 1:
        found["year"] = f"年度须在 {FIRST_YEAR} 年到 {today.year + 1} 年之间。"
    return found | scheme_faults(facts.scheme)


def twice(rows: Collection[SubjectRow]) -> list[SubjectRow]:
    """Who takes part more than once, merged since he was taken in: all but his first row."""
    first: dict[PersonId, SubjectRow] = {}
    part = [one for one in rows if one.left_on is None]
    return [one for one in part if first.setdefault(one.person_id, one) is not one]


def names_of(rows: Collection[SubjectRow], most: int = 3) -> str:
    """Some of the people by name, the others counted."""
    named = "、".join(one.label for one in list(rows)[:most])
    return named if len(rows) <= most else f"{named}等 {len(rows)} 人"

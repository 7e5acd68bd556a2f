"""Instructors, lists and names on them, as pages and commands see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jyguide.approval.evidence import Evidence, NominationFact
from jyguide.approval.gate import GateView
from jyguide.approval.guard import open_name, why_not_listed
from jyguide.approval.standing import Standing
from jyguide.approval.step import NominationOutcome, SubmissionKind
from jyguide.ids import PersonId, StationId, SubmissionId
from jyguide.people.row import PersonRow


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One instructor as of a day.

    Attributes:
        evidence: Everything known of him, whatever the day.
    """

    person: PersonRow
    standing: Standing
    evidence: Evidence = field(repr=False)

    @property
    def id(self) -> PersonId:
        return self.person.id

    @property
    def kind(self) -> str:
        """``full_time`` or ``part_time``, as he was on the roster that day."""
        return self.standing.term.kind if self.standing.term else self.person.kind

    @property
    def station(self) -> str:
        return self.standing.term.station if self.standing.term else self.person.station

    @property
    def station_id(self) -> StationId | None:
        return self.standing.term.station_id if self.standing.term else None

    @property
    def open_name(self) -> NominationFact | None:
        """His name on a list that is undecided or still being put together."""
        return open_name(self.evidence)

    def lacks_for(self, kind: SubmissionKind) -> list[GateView]:
        """What keeps him off a list of this kind."""
        return why_not_listed(self.standing, self.evidence, kind)


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One list of names for the city.

    Attributes:
        submitted_on: None while it is being put together.
        counts: How many names have each outcome.
        version: Changes with every change of the row; says nothing else.
    """

    id: SubmissionId
    station: str
    station_id: StationId | None
    kind: SubmissionKind
    title: str
    number: str
    note: str
    submitted_on: date | None
    counts: dict[NominationOutcome, int]
    version: str = field(default="", compare=False, repr=False)

    @property
    def waiting(self) -> int:
        return self.counts.get(NominationOutcome.WAITING, 0)

    @property
    def names(self) -> int:
        return sum(self.counts.values())

    @property
    def is_draft(self) -> bool:
        return self.submitted_on is None


@dataclass(frozen=True, slots=True)
class NominationRow:
    """One name on a list.

    Attributes:
        lacks: Why he cannot be approved as things are; empty where he can, or was decided on.
        document: Number of the document that approved him.
    """

    submission: SubmissionId
    person: PersonRow
    kind: str
    outcome: NominationOutcome
    decided_on: date | None
    reason: str
    lacks: tuple[GateView, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Decree:
    """The city's document of approval (批复).

    Attributes:
        number: ``澄组〔2026〕12号``.
        valid_until: The last day; None: without an end.
    """

    number: str
    approved_on: date
    effective_on: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class NameKey:
    """Which name on which list."""

    submission: SubmissionId
    person: PersonId

"""Where somebody served, as what and how long; and how a move is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, PersonId, PostingId, StationId
from jyguide.people.person import PersonRole

_FIRST_DAY = date(1900, 1, 1)
_FARTHEST = timedelta(days=731)
"""A day farther ahead is a slip of the hand in the year."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where somebody stood on a day, and as what."""

    organisation_id: OrganisationId | None
    organisation: str
    post: str
    role: PersonRole
    station_id: StationId | None
    station: str


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """One term as somebody enters or corrects it.

    Attributes:
        began_on: The first day; None where nobody knows any more.
        ended_on: The last day; None while it lasts.
    """

    organisation: str
    post: str = ""
    role: PersonRole = PersonRole.NONE
    began_on: date | None = None
    ended_on: date | None = None
    note: str = ""
    organisation_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One term of the database; `version` changes with every change and says nothing else."""

    id: PostingId
    person_id: PersonId
    facts: PostingFacts
    station_id: StationId | None
    station: str
    version: str = field(default="", compare=False, repr=False)

    @property
    def stood(self) -> Stood:
        facts = self.facts
        return Stood(
            facts.organisation_id,
            facts.organisation,
            facts.post,
            facts.role,
            self.station_id,
            self.station,
        )

    def holds(self, day: date) -> bool:
        """Whether the day falls into this term."""
        began, ended = self.facts.began_on, self.facts.ended_on
        return (began is None or began <= day) and (ended is None or day <= ended)

    def begins_after(self, day: date) -> bool:
        """Whether this term is still to come on that day."""
        return self.facts.began_on is not None and self.facts.began_on > day


@dataclass(frozen=True, slots=True)
class Transfer:
    """A move of one or many people; what is None stays as each of them has it.

    Attributes:
        on: The first day at the new place.
        organisation: The name where the place is not in the tree; with a key, the tree's.
        station: Name of the station that has him from then on; the city alone may change it.
    """

    on: date
    reason: str
    organisation_id: OrganisationId | None = None
    organisation: str | None = None
    post: str | None = None
    role: PersonRole | None = None
    station: str | None = None

    @property
    def moves(self) -> bool:
        """Whether anything at all is to be another."""
        return any(
            value is not None
            for value in (
                self.organisation_id,
                self.organisation,
                self.post,
                self.role,
                self.station,
            )
        )


def timeline(postings: Iterable[PostingRow]) -> list[PostingRow]:
    """Terms from the latest to the first; of two begun on one day, the one entered later first."""
    return sorted(postings, key=lambda row: (row.facts.began_on or date.min, row.id), reverse=True)


def held_on(postings: Iterable[PostingRow], day: date) -> PostingRow | None:
    """The term into which a day falls; of several, the one begun last."""
    return next((row for row in timeline(postings) if row.holds(day)), None)


def stood_on(now: Stood, postings: Sequence[PostingRow], day: date, today: date) -> Stood | None:
    """Where somebody stood on a day; None before anything is known of him.

    Today he stands where his file says; in a term that lasts, too, since a file is corrected
    more readily than a term. The same is true of whoever has no terms, or none that lasted until
    that day or began after it.
    """
    if day == today:
        return now
    held = held_on(postings, day)
    if held is None:
        return None if any(row.begins_after(day) for row in postings) else now
    lasting = held.facts.ended_on is None and held.holds(today)
    return now if lasting else held.stood


def last_day_before(on: date) -> date:
    """When a term ends that another one follows."""
    return on - timedelta(days=1)


def check_term(facts: PostingFacts) -> None:
    """Refuse a term that cannot be.

    Raises:
        RuleError: neither organisation nor post, or it ends before it begins.
    """
    if not facts.organisation.strip() and not facts.post.strip():
        raise RuleError("单位和职务都没有填，没有保存。", hint="请至少填写其中一项。")
    if facts.began_on and facts.ended_on and facts.ended_on < facts.began_on:
        raise RuleError("任职的结束日期早于开始日期，没有保存。", hint="请改正日期。")


def check_transfer(transfer: Transfer, today: date) -> None:
    """Refuse a move that cannot be, whoever is moved.

    Raises:
        RuleError: nothing is to change, no reason is given, or the day is out of all reason.
    """
    if not transfer.moves:
        raise RuleError(
            "没有选择要调到哪里，没有改动。", hint="请选择新的组织、职务、人员类别或指导站。"
        )
    if not transfer.reason.strip():
        raise RuleError("没有填写调动原因，没有改动。", hint="请写明原因，如“换届”“工作调动”。")
    if not _FIRST_DAY <= transfer.on <= today + _FARTHEST:
        raise RuleError(
            f"调动日期 {transfer.on.isoformat()} 离今天太远，没有改动。",
            hint="请核对年份；以后的调动最多提前两年登记。",
        )


def check_follows(transfer: Transfer, name: str, own: Iterable[PostingRow]) -> None:
    """Refuse a move of somebody before a term of his that is kept already.

    Raises:
        RuleError: one of his terms begins on that day or later.
    """
    latest = max((row.facts.began_on for row in own if row.facts.began_on), default=None)
    if latest is not None and latest >= transfer.on:
        raise RuleError(
            f"“{name}”已登记了从 {latest.isoformat()} 开始的任职，"
            f"调动日期 {transfer.on.isoformat()} 不在它之后，没有改动。",
            hint="请改调动日期；如原来登记的有误，请先在“任职经历”里更正或删除。",
        )

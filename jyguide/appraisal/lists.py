"""The four lists as they are shown, printed and published: who stands where, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.appraisal.kinds import Grade, Source, rank
from jyguide.appraisal.rating import Standing
from jyguide.appraisal.scheme import Scheme
from jyguide.ids import (
    AppraisalId,
    AppraisalPublicationId,
    AppraisalSubjectId,
    PersonId,
    StationId,
)
from jyguide.publication import by_township, publication_label


@dataclass(frozen=True, slots=True)
class ListedSecretary:
    """A secretary on one of the four lists, or on none yet.

    Attributes:
        points: Tenths of a hundred; None: no result by points.
        parts: Tenths by source.
        computed: The list by the scheme, None where there is no result; `grade` is the one he
            stands on.
        reason: Of a decision that put him elsewhere; empty without one.
        explanation: Sentences, the sum first.
    """

    id: AppraisalSubjectId
    person_id: PersonId
    station_id: StationId | None
    name: str
    organisation: str
    township: str
    points: int | None
    parts: Mapping[Source, int]
    computed: Grade | None
    grade: Grade | None
    reason: str = ""
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListMove:
    """Somebody who stands elsewhere than before; None is on no list."""

    id: AppraisalSubjectId
    name: str
    organisation: str
    township: str
    before: Grade | None
    after: Grade | None

    @property
    def up(self) -> bool:
        """Whether to a better list."""
        return rank(self.after) < rank(self.before)


@dataclass(frozen=True, slots=True)
class AppraisalLists:
    """The lists of an appraisal, published or not yet.

    Attributes:
        office: Whose name stands under them.
        number: Of the document, ``澄组〔2026〕12号``; may be empty.
        published_on: None where they are not published.
        people: In the order of the appraisal, those without a result among them.
        replaces: Number and day of the publication that these lists take the place of.
        changes: Who stands elsewhere than in that one.
    """

    appraisal_id: AppraisalId
    name: str
    year: int
    office: str
    scheme: Scheme
    people: Sequence[ListedSecretary]
    id: AppraisalPublicationId | None = None
    number: str = ""
    published_on: date | None = None
    replaces: str = ""
    changes: Sequence[ListMove] = field(default=())

    @property
    def title(self) -> str:
        """``2026年度村书记考核``; the year is not said twice."""
        name = self.name.removeprefix(f"{self.year}年度").removeprefix(f"{self.year}年").strip()
        return f"{self.year}年度{name.removeprefix('年度')}"

    @property
    def counts(self) -> dict[Grade, int]:
        """How many stand on each list."""
        found = Counter(one.grade for one in self.people)
        return {grade: found[grade] for grade in Grade}

    @property
    def rated(self) -> int:
        return sum(one.computed is not None for one in self.people)

    @property
    def unrated(self) -> list[ListedSecretary]:
        """Who has no result yet."""
        return [one for one in self.people if one.computed is None]

    @property
    def decided(self) -> list[ListedSecretary]:
        """Whom a person put on another list."""
        return [one for one in self.people if one.grade is not one.computed]

    def on(self, grade: Grade | None) -> dict[str, list[ListedSecretary]]:
        """Who stands on a list, by township, in the order of the appraisal."""
        return by_township(one for one in self.people if one.grade is grade)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """The lists of an appraisal as they were published once.

    Attributes:
        counts: People on each list.
        replaced: A later publication takes its place.
    """

    id: AppraisalPublicationId
    appraisal_id: AppraisalId
    number: str
    published_on: date
    counts: Mapping[Grade, int]
    replaces: AppraisalPublicationId | None = None
    replaced: bool = False

    @property
    def label(self) -> str:
        return publication_label(self.published_on, self.number)


def moves(
    before: Mapping[AppraisalSubjectId, Grade | None], after: Iterable[Standing]
) -> dict[AppraisalSubjectId, ListMove]:
    """Who stands elsewhere than before; whoever was unknown before stood on no list."""
    return {
        one.subject.id: ListMove(
            one.subject.id,
            one.subject.name,
            one.subject.organisation,
            one.subject.township,
            was,
            one.grade,
        )
        for one in after
        if one.grade is not (was := before.get(one.subject.id))
    }


def changes_between(
    before: Sequence[ListedSecretary], after: Sequence[ListedSecretary]
) -> list[ListMove]:
    """Who stands elsewhere than in an earlier publication, and who is in none any more."""
    former = {one.id: one for one in before}
    now = {one.id for one in after}
    moved = [
        _move(one, former[one.id].grade if one.id in former else None, one.grade)
        for one in after
        if one.grade is not (former[one.id].grade if one.id in former else None)
    ]
    gone = [one for one in before if one.id not in now and one.grade is not None]
    return moved + [_move(one, one.grade, None) for one in gone]


def _move(one: ListedSecretary, before: Grade | None, after: Grade | None) -> ListMove:
    return ListMove(one.id, one.name, one.organisation, one.township, before, after)

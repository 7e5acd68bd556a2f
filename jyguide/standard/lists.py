"""The four lists as they are shown, printed and published: who stands where, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.ids import OrganisationId, PublicationId, RoundBranchId, RoundId, StationId
from jyguide.publication import by_township, publication_label
from jyguide.standard.kinds import Aspect, BranchKind, Rating
from jyguide.standard.list_moves import Move
from jyguide.standard.rating_rule import RatingRule


@dataclass(frozen=True, slots=True)
class ListedBranch:
    """A branch on one of the four lists.

    Attributes:
        points: Tenths of a hundred.
        aspects: Tenths got and full of each aspect that applies.
        computed: The list by the rule; `rating` is the one it stands on.
        reason: Of a decision that put it elsewhere; empty without one.
        explanation: Sentences, the sum first.
    """

    id: RoundBranchId
    organisation_id: OrganisationId
    station_id: StationId | None
    name: str
    township: str
    kind: BranchKind
    points: int
    aspects: Mapping[Aspect, tuple[int, int]]
    computed: Rating
    rating: Rating
    reason: str = ""
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingLists:
    """The lists of a round, published or not yet.

    Attributes:
        office: Whose name stands under them.
        number: Of the document, ``澄组〔2026〕12号``; may be empty.
        published_on: None where they are not published.
        branches: In the order of the round.
        unrated: How many branches had no points.
        replaces: Number and day of the publication that these lists take the place of.
        changes: Who stands elsewhere than in that one.
    """

    round_id: RoundId
    round_name: str
    year: int
    office: str
    rule: RatingRule
    branches: Sequence[ListedBranch]
    unrated: int = 0
    id: PublicationId | None = None
    number: str = ""
    published_on: date | None = None
    replaces: str = ""
    changes: Sequence[Move] = field(default=())

    @property
    def counts(self) -> dict[Rating, int]:
        """How many stand on each list."""
        found = Counter(one.rating for one in self.branches)
        return {rating: found[rating] for rating in Rating}

    def on(self, rating: Rating) -> dict[str, list[ListedBranch]]:
        """Who stands on a list, by township, in the order of the round."""
        return by_township(one for one in self.branches if one.rating is rating)


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """The lists of a round as they were published once.

    Attributes:
        counts: Branches on each list.
        replaced: A later publication takes its place.
    """

    id: PublicationId
    round_id: RoundId
    number: str
    published_on: date
    counts: Mapping[Rating, int]
    replaces: PublicationId | None = None
    replaced: bool = False

    @property
    def label(self) -> str:
        return publication_label(self.published_on, self.number)

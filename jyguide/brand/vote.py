"""A vote of a year as pages, papers and commands see it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.brand.scheme import Candidate, RankedBrand, VoteScheme, usual_scheme
from jyguide.brand.sheet import Sheet
from jyguide.brand.voting import Count, scheme_problems
from jyguide.ids import BrandVoteId, StationId

LONGEST_NAME = 60
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """What somebody lays down about a vote."""

    name: str
    year: int
    scheme: VoteScheme = field(default_factory=usual_scheme)
    note: str = ""


def vote_problems(facts: VoteFacts) -> dict[str, str]:
    """What is wrong with it, by the name of the field."""
    found = scheme_problems(facts.scheme)
    if not facts.name.strip():
        found["name"] = "请填写评选名称。"
    elif len(facts.name.strip()) > LONGEST_NAME:
        found["name"] = f"评选名称最多 {LONGEST_NAME} 个字。"
    if facts.year not in _YEARS:
        found["year"] = "年度不对。"
    return found


@dataclass(frozen=True, slots=True)
class VoteResult:
    """What a vote came to when it was closed.

    Attributes:
        replaces: Whether it replaces an earlier one.
        replaced: Whether a later one replaces it.
    """

    key: uuid.UUID
    number: str
    closed_on: date
    scheme: VoteScheme
    ranking: tuple[RankedBrand, ...]
    replaces: bool = False
    replaced: bool = False

    @property
    def winners(self) -> tuple[RankedBrand, ...]:
        return tuple(row for row in self.ranking if row.won)


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One vote.

    Attributes:
        office: Whose it is: a station's name or 市级.
        own: Whether this office may write it.
        sheets: How many there are; `whole` of them are complete.
        results: What it was closed with, the one in force first.
    """

    id: BrandVoteId
    station_id: StationId | None
    office: str
    own: bool
    facts: VoteFacts
    candidates: tuple[Candidate, ...] = ()
    sheets: int = 0
    whole: int = 0
    results: tuple[VoteResult, ...] = ()
    version: str = field(default="", compare=False, repr=False)

    @property
    def result(self) -> VoteResult | None:
        """The one in force."""
        return next((one for one in self.results if not one.replaced), None)

    @property
    def state(self) -> str:
        """In words."""
        if self.result is not None:
            return "已有结果"
        if not self.candidates:
            return "待定参评"
        return "评分中" if self.sheets else "待录评委"


@dataclass(frozen=True, slots=True)
class VoteBook:
    """A vote with its sheets and what they come to now."""

    row: VoteRow
    sheets: Sequence[Sheet]
    count: Count

    @property
    def open_sheets(self) -> list[str]:
        """Why sheets are not counted."""
        return [self.count.uncounted[at] for at in sorted(self.count.uncounted)]

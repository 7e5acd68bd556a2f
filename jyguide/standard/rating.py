"""The four lists: which branch stands on which, by the rule of its round.

The definition, in full:

1. A branch's points are ``Σ weight × total ÷ Σ weight`` over the phases that scored it and have
   a weight. `total` is what the inspection that counts added up to, in tenths as everybody sees
   it; where the rule says so, with the points given after verified rectification. The quotient
   is exact and rounded half up to tenths once, at the end. Lines and quotas look at these
   points, so that whoever has the same figure is treated alike. A branch that no such phase
   scored has no points and stands on no list.
2. A branch is vetoed where its latest counted inspection, of whatever phase and weight, has a
   veto criterion that is not met; where the rule says so, as it stands after rectification.
   Vetoed is unqualified.
3. A list is open to a branch whose points reach its line. The model list also asks for a part of
   each aspect's points, see `aspect_share`.
4. The lists are filled from the best down. Each takes whom it is the best one open to, and whom
   the list before had no room for. With a quota of `n` places, a branch has its place where at
   most `n` of these have its points or more; where ties go in, where fewer than `n` have more.
   Who has no place is taken on by the next list.
5. Who is on none of the three is unqualified. A person may then put a branch on another list,
   with a reason: that moves nobody else.

More points never give a worse list while the others stay as they are; but where ties go out, a
branch that comes to equal points with another can lose its place together with it, since neither
is preferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jyguide.ids import RoundBranchId
from jyguide.standard.kinds import Aspect, BranchKind, Phase, Rating
from jyguide.standard.rating_rule import LINE_LISTS, QUOTA_LISTS, RatingRule, Ties
from jyguide.standard.scoring import AspectTally, Tally, half_up

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class PhaseFound:
    """What the counted inspection of one phase found of a branch.

    Attributes:
        given: As it was scored.
        final: After follow-up visits and verified rectification.
        on: The day it speaks of.
    """

    given: Tally
    final: Tally
    on: date

    def counted(self, *, final: bool) -> Tally:
        """The one of the two that is asked for."""
        return self.final if final else self.given


@dataclass(frozen=True, slots=True)
class Override:
    """A branch put on another list by a person."""

    rating: Rating
    reason: str
    decided_by: str
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RatedBranch:
    """A branch that takes part in a round, with everything its list follows from."""

    id: RoundBranchId
    name: str
    township: str
    kind: BranchKind
    phases: Mapping[Phase, PhaseFound] = field(default_factory=dict)
    override: Override | None = None
    station: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a branch stands, and why.

    Attributes:
        points: Tenths of a hundred; None where nothing scored it.
        vetoes: Codes of the veto criteria not met.
        reached: The best list open to it by lines and aspects; the unqualified where vetoed.
        weak: Aspects below the floor, where its points reach the line of the model list.
        pushed: Lists it would stand on had they room, the best first.
        computed: The list by the rule; None without points.
    """

    branch: RatedBranch
    points: int | None
    vetoes: tuple[str, ...] = ()
    reached: Rating | None = None
    weak: tuple[Aspect, ...] = ()
    pushed: tuple[Rating, ...] = ()
    computed: Rating | None = None

    @property
    def rating(self) -> Rating | None:
        """The list it stands on, a person's decision included."""
        override = self.branch.override
        return override.rating if override is not None and self.computed else self.computed


@dataclass(frozen=True, slots=True)
class Quota:
    """How a list with a quota was filled.

    Attributes:
        percent: Of the branches rated.
        places: So many branches.
        wanting: Points of all that were open to a place, falling.
    """

    percent: int
    places: int
    wanting: tuple[int, ...] = ()

    def place(self, points: int) -> int:
        """The place in the order of points: one more than have more."""
        return 1 + sum(other > points for other in self.wanting)

    def alike(self, points: int) -> int:
        """How many have these very points."""
        return self.wanting.count(points)

    @property
    def last_in(self) -> int | None:
        """The points of the last place; None where there are fewer that want one."""
        return self.wanting[self.places - 1] if 0 < self.places <= len(self.wanting) else None


@dataclass(frozen=True, slots=True)
class Rated:
    """All branches of a round in the order given, each with its list."""

    rule: RatingRule
    standings: tuple[Standing, ...]
    quotas: Mapping[Rating, Quota] = field(default_factory=dict)

    @property
    def rated(self) -> int:
        """How many stand on a list."""
        return sum(one.computed is not None for one in self.standings)

    def on(self, rating: Rating) -> list[Standing]:
        """Who stands on a list, in the order given."""
        return [one for one in self.standings if one.rating is rating]

    @property
    def unrated(self) -> list[Standing]:
        """Who has no points."""
        return [one for one in self.standings if one.computed is None]

    @property
    def counts(self) -> dict[Rating, int]:
        """How many stand on each list."""
        found = Counter(one.rating for one in self.standings)
        return {rating: found[rating] for rating in Rating}

    def of(self, branch: RoundBranchId) -> Standing | None:
        """Where one branch stands."""
        return next((one for one in self.standings if one.branch.id == branch), None)


def rate(branches: Iterable[RatedBranch], rule: RatingRule) -> Rated:
    """Put every branch on its list; see the definition at the head of this module."""
    found = [_weighed(one, rule) for one in branches]
    lists, pushed, quotas = _filled([one for one in found if one.points is not None], rule)
    standings = tuple(
        one
        if one.points is None
        else Standing(
            one.branch,
            one.points,
            one.vetoes,
            one.reached,
            one.weak,
            pushed.get(one.branch.id, ()),
            lists.get(one.branch.id, Rating.UNQUALIFIED),
        )
        for one in found
    )
    return Rated(rule, standings, quotas)


def weighed(branch: RatedBranch, rule: RatingRule) -> Iterator[tuple[Phase, int, Tally]]:
    """The phases that count for a branch's points, each with its weight and what it found."""
    for phase, weight in rule.weights.items():
        if weight and phase in branch.phases:
            yield phase, weight, branch.phases[phase].counted(final=rule.rescored)


def points_of(parts: Sequence[tuple[int, int]]) -> int | None:
    """Weights with totals in tenths, added up; None without any."""
    weight = sum(one for one, _ in parts)
    if not weight:
        return None
    return half_up_quotient(sum(one * total for one, total in parts), weight)


def half_up_quotient(number: int, by: int) -> int:
    """The nearest whole number to a quotient, halves upwards."""
    return (2 * number + by) // (2 * by)


def latest(branch: RatedBranch) -> Phase | None:
    """The phase of the latest counted inspection; on one day the later phase."""
    order = list(Phase)
    return max(
        branch.phases, key=lambda one: (branch.phases[one].on, order.index(one)), default=None
    )


def vetoes_of(branch: RatedBranch, rule: RatingRule) -> tuple[str, ...]:
    """Codes of the veto criteria that stand against a branch."""
    phase = latest(branch)
    if phase is None:
        return ()
    return branch.phases[phase].counted(final=rule.veto_lifted).vetoes


def aspect_share(parts: Iterable[tuple[int, AspectTally]]) -> Fraction | None:
    """The part of an aspect's points that a branch has, weighed like its points.

    Returns:
        0 to 1; None where nothing of the aspect applies.
    """
    counted = [(weight, Fraction(one.got, one.of)) for weight, one in parts if one.of]
    total = sum(weight for weight, _ in counted)
    return (
        sum((weight * share for weight, share in counted), Fraction(0)) / total if total else None
    )


def aspect_points(branch: RatedBranch, rule: RatingRule) -> dict[Aspect, tuple[int, int]]:
    """What a branch has of each aspect and what the aspect gives, in tenths.

    An aspect of which nothing applies is left out.
    """
    parts = [(weight, found) for _, weight, found in weighed(branch, rule)]
    points: dict[Aspect, tuple[int, int]] = {}
    for aspect in Aspect:
        share = aspect_share((weight, found.aspects[aspect]) for weight, found in parts)
        if share is not None:
            full = max(found.aspects[aspect].full for _, found in parts)
            points[aspect] = (half_up(share * full), full)
    return points


def weak_aspects(parts: Sequence[tuple[int, Tally]], floor: int) -> tuple[Aspect, ...]:
    """The aspects of which a branch has less than so many percent."""
    if not floor:
        return ()
    shares = (
        (aspect, aspect_share((weight, found.aspects[aspect]) for weight, found in parts))
        for aspect in Aspect
    )
    return tuple(
        aspect for aspect, share in shares if share is not None and share * _WHOLE < floor
    )


def _weighed(branch: RatedBranch, rule: RatingRule) -> Standing:
    parts = [(weight, found) for _, weight, found in weighed(branch, rule)]
    points = points_of([(weight, found.total) for weight, found in parts])
    if points is None:
        return Standing(branch, None)
    vetoes = vetoes_of(branch, rule)
    may_be_model = points >= rule.lines[Rating.MODEL]
    weak = weak_aspects(parts, rule.aspect_floor) if may_be_model else ()
    reached = Rating.UNQUALIFIED if vetoes else _open_to(points, rule, weak)
    return Standing(branch, points, vetoes, reached, weak)


def _open_to(points: int, rule: RatingRule, weak: tuple[Aspect, ...]) -> Rating:
    for rating in LINE_LISTS:
        if points >= rule.lines[rating] and not (weak and rating is Rating.MODEL):
            return rating
    return Rating.UNQUALIFIED


Lists = dict[RoundBranchId, Rating]
Pushed = dict[RoundBranchId, tuple[Rating, ...]]


def _filled(
    found: Sequence[Standing], rule: RatingRule
) -> tuple[Lists, Pushed, dict[Rating, Quota]]:
    lists: Lists = {}
    pushed: Pushed = {}
    quotas: dict[Rating, Quota] = {}
    waiting: list[Standing] = []
    for rating in LINE_LISTS:
        waiting += [one for one in found if one.reached is rating]
        least = 0
        if rating in QUOTA_LISTS and rating in rule.quotas:
            percent = rule.quotas[rating]
            points = sorted((one.points or 0 for one in waiting), reverse=True)
            quotas[rating] = Quota(percent, len(found) * percent // _WHOLE, tuple(points))
            least = least_in(quotas[rating], rule.ties)
        lists |= {one.branch.id: rating for one in waiting if (one.points or 0) >= least}
        waiting = [one for one in waiting if (one.points or 0) < least]
        for one in waiting:
            pushed[one.branch.id] = (*pushed.get(one.branch.id, ()), rating)
    return lists, pushed, quotas


def least_in(quota: Quota, ties: Ties) -> int:
    """The points from which on there is a place on a list with a quota, in tenths."""
    wanting, places = quota.wanting, quota.places
    if len(wanting) <= places:
        return 0
    if places == 0:
        return wanting[0] + 1  # and nobody ties with the last place of none
    last = wanting[places - 1]
    return last + 1 if ties is Ties.OUT and wanting[places] == last else last


def rank(rating: Rating | None) -> int:
    """0 for the best list; who is on none comes last."""
    return list(Rating).index(rating) if rating is not None else len(Rating)

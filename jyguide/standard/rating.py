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
from jyguide.quota import Quota, least_in
from jyguide.standard.kinds import Aspect, BranchKind, Phase, Rating
from jyguide.standard.rating_rule import LINE_LISTS, QUOTA_LISTS, RatingRule
from jyguide.standard.scoring import AspectTally, Tally
from jyguide.weighing import half_up, points_of

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
    return rate_again(weigh(branches, rule), rule)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a branch's list follows from, whatever the lines, the floor and the quotas are."""

    branch: RatedBranch
    parts: Sequence[tuple[int, Tally]]
    points: int | None
    vetoes: tuple[str, ...]


def weigh(branches: Iterable[RatedBranch], rule: RatingRule) -> list[Weighed]:
    """Points and vetoes: all that takes time, and stays as it is while lines are dragged."""
    return [_weigh(one, rule) for one in branches]


def rate_again(found: Sequence[Weighed], rule: RatingRule) -> Rated:
    """`rate`, from what was weighed by this rule or one of other lines, floor and quotas."""
    opened = [_opened(one, rule) for one in found]
    lists, pushed, quotas = _filled(opened, rule)
    standings = tuple(
        one
        if one.points is None
        else Standing(
            one.branch,
            one.points,
            one.vetoes,
            one.reached,
            one.weak,
            tuple(pushed.get(at, ())),
            lists.get(at, Rating.UNQUALIFIED),
        )
        for at, one in enumerate(opened)
    )
    return Rated(rule, standings, quotas)


def weighed(branch: RatedBranch, rule: RatingRule) -> Iterator[tuple[Phase, int, Tally]]:
    """The phases that count for a branch's points, each with its weight and what it found."""
    for phase, weight in rule.weights.items():
        if weight and phase in branch.phases:
            yield phase, weight, branch.phases[phase].counted(final=rule.rescored)


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


def _weigh(branch: RatedBranch, rule: RatingRule) -> Weighed:
    parts = [(weight, found) for _, weight, found in weighed(branch, rule)]
    points = points_of([(weight, found.total) for weight, found in parts])
    return Weighed(branch, parts, points, () if points is None else vetoes_of(branch, rule))


def _opened(one: Weighed, rule: RatingRule) -> Standing:
    if one.points is None:
        return Standing(one.branch, None)
    may_be_model = one.points >= rule.lines[Rating.MODEL]
    weak = weak_aspects(one.parts, rule.aspect_floor) if may_be_model else ()
    reached = Rating.UNQUALIFIED if one.vetoes else _open_to(one.points, rule, weak)
    return Standing(one.branch, one.points, one.vetoes, reached, weak)


def _open_to(points: int, rule: RatingRule, weak: tuple[Aspect, ...]) -> Rating:
    for rating in LINE_LISTS:
        if points >= rule.lines[rating] and not (weak and rating is Rating.MODEL):
            return rating
    return Rating.UNQUALIFIED


Lists = dict[int, Rating]
Pushed = dict[int, list[Rating]]


def _filled(
    found: Sequence[Standing], rule: RatingRule
) -> tuple[Lists, Pushed, dict[Rating, Quota]]:
    """The lists by place in what was found, and the lists that had no room."""
    lists: Lists = {}
    pushed: Pushed = {}
    quotas: dict[Rating, Quota] = {}
    rated = [
        (at, one.points, one.reached) for at, one in enumerate(found) if one.points is not None
    ]
    waiting: list[tuple[int, int]] = []
    for rating in LINE_LISTS:
        waiting += [(at, points) for at, points, reached in rated if reached is rating]
        least = 0
        if rating in QUOTA_LISTS and rating in rule.quotas:
            percent = rule.quotas[rating]
            wanting = sorted((points for _, points in waiting), reverse=True)
            quotas[rating] = Quota(percent, len(rated) * percent // _WHOLE, tuple(wanting))
            least = least_in(quotas[rating], rule.ties)
        lists |= {at: rating for at, points in waiting if points >= least}
        waiting = [each for each in waiting if each[1] < least]
        for at, _ in waiting:
            pushed.setdefault(at, []).append(rating)
    return lists, pushed, quotas


def rank(rating: Rating | None) -> int:
    """0 for the best list; who is on none comes last."""
    return list(Rating).index(rating) if rating is not None else len(Rating)

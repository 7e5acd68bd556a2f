"""The nearest way up: what a branch would have to make up to reach the next better list."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import nlargest

from jyguide.quota import Quota
from jyguide.standard.checklist import FULL, Criteria
from jyguide.standard.kinds import Aspect, Phase, Rating
from jyguide.standard.rating import (
    Rated,
    RatedBranch,
    Standing,
    aspect_share,
    rank,
    rate,
    weak_aspects,
    weighed,
)
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import Score, Scores, Tally, tally
from jyguide.weighing import half_up, points_of

_EXACT = 4
"""Up to so many criteria the least effort is looked for; of more, those that give most count."""
_TRIES = 8
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class PhaseSheet:
    """The counted inspection of one phase, item by item.

    Attributes:
        given: As it was scored.
        final: After follow-up visits and verified rectification.
    """

    criteria: Criteria
    given: Scores
    final: Scores


Sheets = Mapping[Phase, PhaseSheet]


@dataclass(frozen=True, slots=True)
class WayUp:
    """What stands between a branch and the next better list.

    Attributes:
        target: That list; None where there is none.
        missing: Tenths its points are short of the line, 0 where they reach it.
        vetoes: Veto criteria to be met first.
        barred: A veto is not lifted in this round, whatever is made up.
        weak: Aspects below the floor.
        codes: Criteria to make up, the vetoes among them; in the order of the checklist.
        points: What it would then have.
        quota: That of the target, if it has one: there may be no place all the same.
        full: Its points suffice and only the quota keeps it out.
    """

    target: Rating | None
    missing: int = 0
    vetoes: tuple[str, ...] = ()
    barred: bool = False
    weak: tuple[Aspect, ...] = ()
    codes: tuple[str, ...] = ()
    points: int = 0
    quota: Quota | None = None
    full: bool = False


def way_up(standing: Standing, rated: Rated, sheets: Sheets) -> WayUp:
    """The smallest set of lost criteria that opens the next better list, quotas aside.

    One criterion if one is enough, else as few as possible, and of these the least to make up.
    A criterion lost in several phases is made up in all of them. Veto criteria come first, then
    what the floor of an aspect asks, then the line.
    """
    if standing.computed is None or standing.computed is Rating.MODEL:
        return WayUp(None)
    target = list(Rating)[rank(standing.computed) - 1]
    rule, points = rated.rule, standing.points or 0
    quota = rated.quotas.get(target)
    missing = max(0, rule.lines[target] - points)
    if standing.vetoes and not rule.veto_lifted:
        return WayUp(target, missing, standing.vetoes, barred=True, points=points, quota=quota)
    if target in standing.pushed:
        return WayUp(target, points=points, quota=quota, full=True)
    codes = _needed(standing, target, rule, sheets)
    after = made_up(standing.branch, sheets, codes)
    parts = [(weight, found) for _, weight, found in weighed(standing.branch, rule)]
    weak = weak_aspects(parts, rule.aspect_floor) if target is Rating.MODEL else ()
    return WayUp(
        target,
        missing,
        standing.vetoes,
        weak=weak,
        codes=_in_order(codes, sheets),
        points=rate([after], rule).standings[0].points or 0,
        quota=quota,
    )


def made_up(branch: RatedBranch, sheets: Sheets, codes: Collection[str]) -> RatedBranch:
    """The branch as it would be with all points of these criteria."""
    phases = {
        phase: replace(
            found,
            given=_tally_with(sheets[phase].criteria, sheets[phase].given, codes),
            final=_tally_with(sheets[phase].criteria, sheets[phase].final, codes),
        )
        for phase, found in branch.phases.items()
        if phase in sheets
    }
    return replace(branch, phases={**branch.phases, **phases})


def _tally_with(criteria: Criteria, scores: Scores, codes: Collection[str]) -> Tally:
    return tally(criteria, _with(criteria, scores, codes))


def _with(criteria: Criteria, scores: Scores, codes: Collection[str]) -> Scores:
    full = {
        one.code: Score(one.points)
        for one in criteria
        if one.code in codes and scores.get(one.code, Score()).points is not None
    }
    return {**scores, **full}


def _in_order(codes: Collection[str], sheets: Sheets) -> tuple[str, ...]:
    order = {one.code: None for sheet in sheets.values() for one in sheet.criteria}
    return tuple(code for code in order if code in codes)


def _needed(standing: Standing, target: Rating, rule: RatingRule, sheets: Sheets) -> set[str]:
    counted = [
        (weight, sheets[phase].criteria, _scores(sheets[phase], rule))
        for phase, weight in rule.weights.items()
        if weight and phase in standing.branch.phases and phase in sheets
    ]
    floor = rule.aspect_floor if target is Rating.MODEL else 0
    line, first = rule.lines[target], set(standing.vetoes)
    lifted = _for_floors(floor, counted, first, much=False)
    codes = lifted | _for_line(line, _parts(counted, lifted))
    if first < lifted < codes:  # what is made up for the floor counts for the line as well
        more = _for_floors(floor, counted, first, much=True)
        codes = min(codes, more | _for_line(line, _parts(counted, more)), key=len)
    return codes


def _scores(sheet: PhaseSheet, rule: RatingRule) -> Scores:
    return sheet.final if rule.rescored else sheet.given


@dataclass(frozen=True, slots=True)
class _Part:
    """One phase: what it weighs, adds up to, and what each lost criterion would add."""

    weight: int
    tally: Tally
    total: Fraction
    gains: Mapping[str, Fraction]
    lost: Mapping[str, int]
    aspects: Mapping[str, Aspect]


Counted = Sequence[tuple[int, Criteria, Scores]]


def _parts(counted: Counted, codes: Collection[str]) -> list[_Part]:
    return [_part(weight, asked, _with(asked, said, codes)) for weight, asked, said in counted]


def _part(weight: int, criteria: Criteria, scores: Scores) -> _Part:
    found = tally(criteria, scores)
    full = sum(each.full for each in found.aspects.values() if each.of)
    got = sum((each.rescaled for each in found.aspects.values()), Fraction(0))
    lost = {
        one.code: one.points - (scores[one.code].points or 0)
        for one in criteria
        if one.code in found.lost and scores[one.code].points is not None
    }
    aspects = {one.code: one.aspect for one in criteria}
    gains = {
        code: Fraction(
            points * found.aspects[aspects[code]].full * FULL,
            found.aspects[aspects[code]].of * full,
        )
        for code, points in lost.items()
    }
    total = got * FULL / full if full else Fraction(0)
    return _Part(weight, found, total, gains, lost, aspects)


def _for_line(line: int, parts: Sequence[_Part]) -> set[str]:
    """The criteria that lift the points to a line."""
    if _points(parts, ()) >= line:
        return set()
    efforts = _efforts(parts)
    alone = [code for code in efforts if _points(parts, (code,)) >= line]
    if alone:
        return {min(alone, key=efforts.__getitem__)}
    offers = [
        Offer(code, effort, sum(part.weight * part.gains.get(code, 0) for part in parts))
        for code, effort in efforts.items()
    ]
    wanted = (line - Fraction(1, 2)) * sum(part.weight for part in parts)
    need = wanted - sum(part.weight * part.total for part in parts)
    chosen = set(efforts)
    for _ in range(_TRIES):
        chosen = fewest(offers, need)
        reached = sum(part.weight * _total(part, chosen) for part in parts)
        if reached >= wanted:
            fewer = {one.code for one in nlargest(len(chosen) - 1, offers, lambda one: one.gain)}
            return fewer if _points(parts, fewer) >= line else chosen
        need += wanted - reached  # the totals of the phases are rounded, the sum was not
    return set(efforts)


def _points(parts: Sequence[_Part], codes: Collection[str]) -> int:
    return points_of([(part.weight, _total(part, codes)) for part in parts]) or 0


def _total(part: _Part, codes: Collection[str]) -> int:
    gained = sum((part.gains[code] for code in codes if code in part.gains), Fraction(0))
    return half_up(part.total + gained)


def _efforts(parts: Sequence[_Part]) -> dict[str, int]:
    """Tenths to make up by code; what was lost in several phases is made up once."""
    efforts: dict[str, int] = {}
    for part in parts:
        for code, points in part.lost.items():
            efforts[code] = max(points, efforts.get(code, 0))
    return efforts


def _for_floors(floor: int, counted: Counted, first: set[str], *, much: bool) -> set[str]:
    """The criteria that come first, with those that lift every aspect to the floor.

    Args:
        floor: Percent; 0 asks nothing.
        counted: What was found.
        first: Made up whatever else is.
        much: Of as few as lift an aspect those that give most, not those that cost least.
    """
    codes = set(first)
    for aspect in Aspect if floor else ():
        codes |= _for_floor(aspect, floor, _parts(counted, codes), much=much)
    return codes


def _for_floor(aspect: Aspect, floor: int, parts: Sequence[_Part], *, much: bool) -> set[str]:
    """The criteria of one aspect that lift its share to the floor."""
    applying = [part for part in parts if part.tally.aspects[aspect].of]
    share = aspect_share((part.weight, part.tally.aspects[aspect]) for part in applying)
    if share is None or share * _WHOLE >= floor:
        return set()
    offers = [
        Offer(
            code,
            effort,
            sum(
                Fraction(part.weight * part.lost.get(code, 0), part.tally.aspects[aspect].of)
                for part in applying
            ),
        )
        for code, effort in _efforts(parts).items()
        if any(part.aspects.get(code) is aspect for part in parts)
    ]
    weight = sum(part.weight for part in applying)
    return fewest(offers, (Fraction(floor, _WHOLE) - share) * weight, much=much)


@dataclass(frozen=True, slots=True)
class Offer:
    """A criterion that may be made up: what it costs and what it gives."""

    code: str
    effort: int
    gain: Fraction | int


def fewest(offers: Sequence[Offer], need: Fraction, *, much: bool = False) -> set[str]:
    """As few as give what is needed, and of these the least effort; all where it is not enough.

    With `much`, of as few those that give most.
    """
    by_gain = sorted(offers, key=lambda one: (-one.gain, one.effort, one.code))
    had: Fraction | int = 0
    for number, one in enumerate(by_gain, 1):
        had += one.gain
        if had >= need:
            most = {each.code for each in by_gain[:number]}
            return most if much or number > _EXACT else _least_effort(by_gain, need, number)
    return {one.code for one in offers}


def _least_effort(by_gain: Sequence[Offer], need: Fraction, number: int) -> set[str]:
    """So many of the offers that give what is needed with the least effort."""
    scale = math.lcm(need.denominator, *(Fraction(one.gain).denominator for one in by_gain))
    wanted = need * scale
    best: list[dict[int, tuple[int, tuple[str, ...]]]] = [{0: (0, ())}]
    best += [{} for _ in range(number)]
    for one in by_gain:
        gain = int(one.gain * scale)
        for count in range(number, 0, -1):
            _offer_each(best[count - 1], best[count], one, gain)
    enough = [effort for effort, (gain, _) in best[number].items() if gain >= wanted]
    return set(best[number][min(enough)][1])


def _offer_each(
    fewer: Mapping[int, tuple[int, tuple[str, ...]]],
    more: dict[int, tuple[int, tuple[str, ...]]],
    one: Offer,
    gain: int,
) -> None:
    """Add one offer to each set that has one less; the best of an effort is kept."""
    for effort, (had, codes) in fewer.items():
        whole = effort + one.effort
        if whole not in more or more[whole][0] < had + gain:
            more[whole] = (had + gain, (*codes, one.code))

"""The count of a vote on brands.

The definition, in full:

1. A juror's points for a brand count where his sheet is whole and he has no interest in it: it is
   not of his own organisation or station, and he is not named for it. A gap is no zero: a sheet
   with one is not counted at all until it is filled or the brand is left out on purpose.
2. In each group the points for a brand are averaged, exactly. Where the scheme says so and five or
   more count, the highest and the lowest are left out once each.
3. A brand's points are ``Σ weight × mean ÷ Σ weight`` over the groups in which anybody is left for
   it, as a part of a hundred, rounded half up to tenths once, at the end. A group with nobody left
   is no zero: the others weigh more.
4. The best by these points win, as many as there are places. Where equal points stand at the line,
   those above it have won and the program goes no further: a person decides among the tied.

More points for a brand never give it fewer points or a later place.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jyguide.brand.scheme import Candidate, JuryGroup, VoteScheme
from jyguide.brand.sheet import Sheet, interest, same_name, sheet_faults
from jyguide.weighing import half_up

TRIMMED_FROM = 5
_WHOLE = 1000
"""A hundred points in tenths."""
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class GroupMean:
    """What a group gave a brand.

    Attributes:
        mean: Tenths, exact; None where nobody is left.
        counted: How many points were averaged.
        cut: Highest and lowest where they were left out.
        excluded: Jurors with an interest, and why.
        left_out: Jurors who left it out on purpose.
    """

    group: JuryGroup
    mean: Fraction | None
    counted: int
    cut: tuple[int, int] | None = None
    excluded: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A brand in the count; points are tenths of a hundred, None: nobody could rate it."""

    candidate: Candidate
    points: int | None
    place: int
    means: tuple[GroupMean, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What the sheets come to.

    Attributes:
        standings: The best first; equals by name.
        uncounted: Why sheets are not counted, by their place in the list given.
        winners: Who has won beyond doubt.
        tied: Who is equal at the line; a person chooses `open_places` of them.
    """

    scheme: VoteScheme
    standings: tuple[Standing, ...]
    uncounted: Mapping[int, str]
    winners: tuple[uuid.UUID, ...]
    tied: tuple[Standing, ...] = ()
    open_places: int = 0


def count(scheme: VoteScheme, candidates: Sequence[Candidate], sheets: Sequence[Sheet]) -> Count:
    """Count the sheets of a vote; the order of sheets and candidates does not matter."""
    uncounted = sheet_faults(scheme, candidates, sheets)
    whole = [one for at, one in enumerate(sheets) if at not in uncounted]
    found = []
    for one in candidates:
        means = tuple(_group_mean(group, one, whole, scheme) for group in scheme.groups)
        found.append((one, _points(means, scheme.full_points), means))
    found.sort(key=lambda each: (-_rank(each[1]), each[0].name, str(each[0].key)))
    ranks = [_rank(points) for _, points, _ in found]
    standings = tuple(
        Standing(one, points, 1 + sum(rank > _rank(points) for rank in ranks), means)
        for one, points, means in found
    )
    return _with_line(Count(scheme, standings, uncounted, ()))


def _rank(points: int | None) -> int:
    return -1 if points is None else points


def _group_mean(
    group: JuryGroup, candidate: Candidate, sheets: Sequence[Sheet], scheme: VoteScheme
) -> GroupMean:
    points, excluded, left_out = [], [], []
    for sheet in sheets:
        if sheet.group != group.code:
            continue
        if why := interest(sheet, candidate):
            excluded.append((sheet.juror, why))
        elif (given := sheet.points[candidate.key]) is None:
            left_out.append(sheet.juror)
        else:
            points.append(given)
    points.sort()
    cut = None
    if scheme.trimmed and len(points) >= TRIMMED_FROM:
        cut = (points[-1], points[0])
        points = points[1:-1]
    mean = Fraction(sum(points), len(points)) if points else None
    return GroupMean(
        group, mean, len(points), cut, tuple(sorted(excluded)), tuple(sorted(left_out))
    )


def _points(means: Sequence[GroupMean], full_points: int) -> int | None:
    rated = [one for one in means if one.mean is not None and one.group.weight > 0]
    weight = sum(one.group.weight for one in rated)
    if not weight:
        return None
    total = sum((one.group.weight * (one.mean or Fraction(0)) for one in rated), Fraction(0))
    return half_up(Fraction(total * _WHOLE, weight * full_points))


def _with_line(counted: Count) -> Count:
    """Who has won, and who is equal at the line."""
    top = counted.scheme.top
    rated = [one for one in counted.standings if one.points is not None]
    if len(rated) <= top:
        return _as(counted, rated, (), 0)
    line = rated[top - 1].points
    if rated[top].points != line:
        return _as(counted, rated[:top], (), 0)
    above = [one for one in rated if _rank(one.points) > _rank(line)]
    tied = tuple(one for one in rated if one.points == line)
    return _as(counted, above, tied, top - len(above))


def _as(
    counted: Count, winners: Sequence[Standing], tied: tuple[Standing, ...], open_places: int
) -> Count:
    keys = tuple(one.candidate.key for one in winners)
    return Count(counted.scheme, counted.standings, counted.uncounted, keys, tied, open_places)


def scheme_problems(scheme: VoteScheme) -> dict[str, str]:
    """What is wrong with a scheme, by the name of the field."""
    found = {}
    weights = sum(group.weight for group in scheme.groups)
    names = [same_name(group.name) for group in scheme.groups]
    if not scheme.groups or not all(names):
        found["groups"] = "至少要有一个评委组，每个组都要有名称。"
    elif len(set(names)) < len(names):
        found["groups"] = "两个评委组的名称相同。"
    elif any(group.weight <= 0 for group in scheme.groups):
        found["groups"] = "每个评委组的权重都要大于 0。"
    elif weights != _PERCENT:
        found["groups"] = f"各组权重合计 {weights}%，应为 100%。"
    if scheme.top < 1:
        found["top"] = "名额至少 1 个。"
    if scheme.full_points < 10:  # noqa: PLR2004 - one point
        found["full_points"] = "满分至少 1 分。"
    return found


def candidate_problems(candidates: Sequence[Candidate]) -> str:
    """Which brand stands twice, or nothing."""
    seen: dict[object, Candidate] = {}
    for one in candidates:
        for known in (one.key, (same_name(one.name), same_name(one.organisation))):
            if known in seen:
                return f"“{one.name}”（{one.organisation}）列了两次"
            seen[known] = one
    return ""

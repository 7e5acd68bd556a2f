"""Rounds made up for the tests of the four lists."""

from __future__ import annotations

import uuid
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from jyguide.ids import RoundBranchId
from jyguide.quota import Ties
from jyguide.standard.kinds import SCORED_PHASES, Aspect, BranchKind, Rating
from jyguide.standard.rating import PhaseFound, RatedBranch
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.scoring import AspectTally, Tally

DAYS = {phase: date(2026, 3 + at, 1) for at, phase in enumerate(SCORED_PHASES)}
FULL = 200


def found(total, aspects=(160,) * 6, vetoes=(), on=date(2026, 3, 1)):
    """What a phase found: a total, and tenths of 200 in each of the six aspects."""
    tallies = {
        aspect: AspectTally(got, FULL, FULL) for aspect, got in zip(Aspect, aspects, strict=True)
    }
    tally = Tally(total, tallies, tuple(vetoes))
    return PhaseFound(tally, tally, on)


def branch(number, totals, vetoes=(), aspects=(160,) * 6):
    """A branch with a total by phase; vetoes stand in its latest phase."""
    phases = {
        phase: found(total, aspects, vetoes if phase is list(totals)[-1] else (), DAYS[phase])
        for phase, total in totals.items()
    }
    key = RoundBranchId(uuid.UUID(int=number))
    return RatedBranch(key, f"第{number}党支部", "周庄镇", BranchKind.VILLAGE, phases)


@st.composite
def branches(draw, most=12):
    """Branches with few different totals, so that many tie."""
    totals = st.dictionaries(
        st.sampled_from(SCORED_PHASES), st.sampled_from([500, 600, 799, 800, 850, 900, 1000])
    )
    made = []
    for number in range(draw(st.integers(0, most))):
        by_phase = draw(totals)
        in_order = {phase: by_phase[phase] for phase in SCORED_PHASES if phase in by_phase}
        aspects = draw(st.sampled_from([(160,) * 6, (100, 200, 200, 200, 200, 200)]))
        vetoes = draw(st.sampled_from([(), (), (), ("A01",)]))
        made.append(branch(number, in_order, vetoes, aspects))
    return made


@st.composite
def rules(draw):
    """Sound rules, with quotas or without."""
    lines = sorted(draw(st.lists(st.integers(0, 1000), min_size=3, max_size=3)), reverse=True)
    weight = draw(st.integers(0, 100))
    quotas = {
        one: draw(st.integers(0, 100))
        for one in (Rating.MODEL, Rating.EXCELLENT)
        if draw(st.booleans())
    }
    return RatingRule(
        weights=dict(zip(SCORED_PHASES, (weight, 100 - weight, 0), strict=True)),
        lines=dict(zip(Rating, lines, strict=False)),
        quotas=quotas,
        aspect_floor=draw(st.sampled_from([0, 0, 60])),
        ties=draw(st.sampled_from(Ties)),
    )


def plain_points(one, rule):
    """The points as the definition says them, in its own words."""
    scored = [(rule.weights[p], f.final.total) for p, f in one.phases.items() if rule.weights[p]]
    if not scored:
        return None
    exact = Fraction(sum(w * t for w, t in scored), sum(w for w, _ in scored))
    return int(exact + Fraction(1, 2))


def plain_lists(given, rule):
    """The four lists by a slow reading of the definition."""
    points = {one.id: plain_points(one, rule) for one in given}
    rated = [one for one in given if points[one.id] is not None]
    lists = dict.fromkeys(one.id for one in given if points[one.id] is not None)
    vetoed = {one.id for one in rated if list(one.phases.values())[-1].final.vetoes}
    for rating in list(Rating)[:3]:
        wanting = [
            one
            for one in rated
            if lists[one.id] is None
            and one.id not in vetoed
            and points[one.id] >= rule.lines[rating]
            and not (rating is Rating.MODEL and _weak(one, rule))
        ]
        places = len(rated) * rule.quotas.get(rating, 100) // 100
        quota = rating in rule.quotas
        for one in wanting:
            better = sum(points[x.id] > points[one.id] for x in wanting)
            as_good = sum(points[x.id] >= points[one.id] for x in wanting)
            fits = better < places if rule.ties is Ties.IN else as_good <= places
            if fits or not quota:
                lists[one.id] = rating
    return {key: one or Rating.UNQUALIFIED for key, one in lists.items()}


def _weak(one, rule):
    return any(
        each.got * 100 < rule.aspect_floor * each.of
        for each in next(iter(one.phases.values())).final.aspects.values()
    )

"""Points of one criterion, and what a checklist adds up to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.standard.answering import answer_text
from jyguide.standard.checklist import FULL, Criterion, Grade, Method
from jyguide.standard.kinds import Aspect
from jyguide.standard.scoring import (
    Score,
    allowed_points,
    cap_of,
    full_score,
    half_up,
    points_for,
    tally,
)
from jyguide.standard.visit import fits, frequent, obstacles, visit_tally
from tests.jyguide.standard.visiting import CRITERIA, all_well

_POINTS = st.integers(1, 200)


@st.composite
def criteria_of_any_method(draw, code="A01"):
    points = draw(_POINTS)
    method = draw(st.sampled_from(Method))
    steps = sorted(draw(st.sets(st.integers(0, points - 1), min_size=1, max_size=5)), reverse=True)
    return Criterion(
        code,
        draw(st.sampled_from(Aspect)),
        "检查内容",
        points,
        method,
        grades=tuple(Grade(f"第{at}档", each) for at, each in enumerate((points, *steps))),
        each=draw(st.integers(1, 60)),
        cap=draw(st.integers(0, points)),
        target=draw(st.integers(1, 100)),
    )


@st.composite
def values_of(draw, criterion):
    if criterion.method is Method.YES_NO:
        return (draw(st.integers(0, 1)),)
    if criterion.method is Method.GRADED:
        return (draw(st.integers(0, len(criterion.grades) - 1)),)
    if criterion.method is Method.DEDUCTION:
        return (draw(st.integers(0, 1000)),)
    whole = draw(st.integers(1, 5000))
    return draw(st.integers(0, whole)), whole


@given(st.data())
def test_what_was_counted_gives_points_that_may_be_given(data):
    criterion = data.draw(criteria_of_any_method())
    value = data.draw(values_of(criterion))
    points = points_for(criterion, value)
    assert points in allowed_points(criterion)
    assert fits(criterion, Score(points, value))
    assert not fits(criterion, Score(points + 1, value))

    assert answer_text(criterion, Score(points, value))


@given(st.data())
def test_more_that_is_wrong_never_gives_more_points(data):
    criterion = data.draw(criteria_of_any_method())
    if criterion.method is Method.RATIO:
        part, whole = data.draw(values_of(criterion))
        worse, better = (max(part - 1, 0), whole), (part, whole)
    else:
        (count,) = data.draw(values_of(criterion))
        worse, better = (count,), (max(count - 1, 0),)
    if criterion.method is Method.YES_NO:
        worse, better = better, worse
    assert points_for(criterion, worse) <= points_for(criterion, better)


def test_the_methods_by_hand():
    by_code = {one.code: one for one in CRITERIA}
    told = {
        ("A01", (1,)): 200, ("A01", (0,)): 0,
        ("B01", (0,)): 200, ("B01", (2,)): 100, ("B01", (9,)): 50,
        ("C01", (16, 20)): 200, ("C01", (20, 20)): 200, ("C01", (8, 20)): 100, ("C01", (1, 3)): 83,
        ("D01", (1,)): 100,
    }  # fmt: skip
    assert {key: points_for(by_code[key[0]], key[1]) for key in told} == told
    for code, value in (("A01", (2,)), ("B01", (-1,)), ("C01", (3, 2)), ("C01", (0, 0))):
        with pytest.raises(ValueError, match=code):
            points_for(by_code[code], value)
        assert not fits(by_code[code], Score(0, value))
    assert all(fits(one, full_score(one)) for one in CRITERIA)
    assert not fits(by_code["C01"], Score(200, (1,)))
    assert fits(by_code["C01"], Score(137)), "given outright"


@st.composite
def scored_checklists(draw):
    criteria = [draw(criteria_of_any_method(f"Z{at:02}")) for at in range(draw(st.integers(1, 9)))]
    scores = {}
    for one in criteria:
        applies = draw(st.sampled_from((True, True, True, False)))
        points = draw(st.sampled_from((None, *tuple(allowed_points(one))[-4:])))
        scores[one.code] = Score(points if applies else None, applies=applies)
    return tuple(criteria), scores


@given(scored_checklists())
def test_the_total_is_what_its_definition_says(case):
    """Aspect by aspect the share of what was looked at, weighted by the aspect's full points."""
    criteria, scores = case
    found = tally(criteria, scores)
    got = full = Fraction(0)
    for aspect in Aspect:
        own = [one for one in criteria if one.aspect is aspect]
        looked = [one for one in own if scores[one.code].points is not None]
        weight = sum(one.points for one in own)
        if looked:
            share = Fraction(
                sum(scores[one.code].points for one in looked), sum(one.points for one in looked)
            )
            got, full = got + share * weight, full + weight
    assert found.total == (half_up(got * FULL / full) if full else 0)
    assert 0 <= found.total <= FULL
    assert set(found.unsaid) == {code for code, said in scores.items() if not said.said}
    assert set(found.unexplained) <= set(found.lost)
    codes = {one.code for one in obstacles(criteria, scores)}
    assert codes - {""} == set(found.unsaid) | set(found.unexplained)


@given(scored_checklists(), st.data())
def test_a_total_rises_with_each_point_and_full_points_are_a_hundred(case, data):
    criteria, scores = case
    one = data.draw(st.sampled_from(criteria))
    before = scores[one.code]
    if before.points is not None:
        better = scores | {one.code: replace(before, points=one.points)}
        assert tally(criteria, better).total >= tally(criteria, scores).total
    full = {code: replace(said, points=None) for code, said in scores.items()}
    full |= {each.code: Score(each.points) for each in criteria if full[each.code].applies}
    found = tally(criteria, full)
    assert found.total == (FULL if any(said.applies for said in full.values()) else 0)
    assert (found.lost, found.unsaid) == ((), ())


def test_what_does_not_apply_leaves_the_scale():
    lost = all_well() | {"E01": Score(0, finding="无")}
    assert tally(CRITERIA, lost).total == 900
    aside = lost | {"D01": Score(applies=False)}  # the whole aspect of members
    assert tally(CRITERIA, aside).total == 875
    assert tally(CRITERIA, aside).aspects[Aspect.MEMBERS].of == 0
    nothing = {one.code: Score(applies=False) for one in CRITERIA}
    assert tally(CRITERIA, nothing).total == 0
    assert [one.code for one in obstacles(CRITERIA, nothing)] == [""]
    not_met = all_well() | {"A01": Score(0, (0,))}
    assert tally(CRITERIA, not_met).vetoes == ("A01",)
    assert tally(CRITERIA, not_met | {"A01": Score(applies=False)}).vetoes == ()


def test_a_later_visit_changes_what_it_looked_at():
    before = all_well() | {"E01": Score(0, finding="无"), "F01": Score(0, finding="无")}
    assert visit_tally(CRITERIA, before, {"E01": Score(100), "F01": Score()}).total == 900
    assert cap_of(CRITERIA[1]) == 150


def test_the_findings_written_most_often_come_first():
    said = [{"E01": Score(0, finding=text)} for text in ("缺", "无记录。", "缺", "迟", "照搬")]
    assert frequent(said, {"E01": ("迟",)}, 2) == {"E01": ("缺", "无记录。")}

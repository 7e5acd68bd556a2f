"""What bars a checklist from being issued, and drafts that are worked on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.standard.checking import faults, remarks, total_points
from jyguide.standard.checklist import FULL, Basis, Criterion, Grade, Method
from jyguide.standard.drafting import (
    added,
    aspect_sums,
    changed,
    duplicated,
    in_order,
    moved,
    next_code,
    placed,
    tidied,
)
from jyguide.standard.kinds import Aspect
from jyguide.standard.scoring import allowed_points
from jyguide.standard.shipped import read_checklists
from tests.jyguide.standard.criteria import criteria_lists, whole

SHIPPED = read_checklists()[0].criteria


def said(criteria):
    return [each.sentence for each in faults(criteria)]


def with_first(**values):
    first = replace(whole()[0], **values)
    return (first, *whole()[1:])


def test_a_whole_checklist_lacks_nothing():
    assert said(whole()) == said(SHIPPED) == []
    assert said(()) == ["还没有一条指标。"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"points": 150}, "各条合计 99 分，比 100 分少了 1 分。"),
        ({"points": 175}, "各条合计 101.5 分，比 100 分多了 1.5 分。"),
        ({"code": "B01"}, "编号 B01 用了 2 次，每条指标的编号要不同。"),
        ({"aspect": Aspect.SUPPORT}, "“组织设置”还没有一条指标。"),
        ({"evidence": ("  ",)}, "没有写看什么材料（佐证）。"),
        ({"text": " "}, "没有写检查内容。"),
        ({"points": 0}, "没有分值。"),
        ({"veto": True, "points": 0}, "一票否决项要有分值。"),
        ({"method": Method.GRADED, "grades": (Grade("全", 160),)}, "分档评分至少要有两档。"),
        (
            {"method": Method.GRADED, "grades": (Grade("全", 150), Grade("无", 0))},
            "最高一档是 15 分，和分值 16 分不一样。",
        ),
        (
            {"method": Method.GRADED, "grades": (Grade("全", 160), Grade("无", 160))},
            "各档的分值要从高到低，不能相同。",
        ),
        (
            {"method": Method.DEDUCTION, "each": 5, "cap": 170, "unit": "次"},
            "最多扣 17 分，超过了这一条的分值 16 分。",
        ),
        ({"method": Method.DEDUCTION, "unit": "次"}, "没有写每次扣几分。"),
        ({"method": Method.RATIO, "unit": "/", "target": 90},
         "没有写是什么和什么的比例，例如 参加党员/应到党员。"),
        ({"method": Method.RATIO, "unit": "到/应到", "target": 0},
         "得满分的比例是 0%，要在 1% 到 100% 之间。"),
        ({"method": Method.RATIO, "unit": "到/应到", "veto": True},
         "一票否决项要用“是否”评分，才说得清有没有做到。"),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(values, sentence):
    assert sentence in said(with_first(**values))


def test_no_veto_is_said_and_one_or_two_are_fine():
    none, one, two = (
        tuple(replace(each, veto=at < number) for at, each in enumerate(whole()))
        for number in range(3)
    )
    assert [len(faults(each)) for each in (none, one, two)] == [0, 0, 0]
    assert "没有一票否决项" in remarks(none)[0].sentence
    assert not [each for found in (one, two) for each in remarks(found) if "否决" in each.sentence]


@given(criteria_lists())
def test_what_has_no_fault_can_be_scored_full(criteria):
    found = faults(criteria)
    if not found:
        assert total_points(criteria) == FULL
        assert all(max(allowed_points(one)) == one.points for one in criteria)
        assert all(min(allowed_points(one)) >= 0 for one in criteria)
        assert {one.aspect for one in criteria} == set(Aspect)
    assert {each.code for each in found} <= {"", *(one.code for one in criteria)}
    assert sum(each.points for each in aspect_sums(criteria)) == total_points(criteria)


@given(criteria_lists(), st.integers(0, 9), st.sampled_from(Aspect))
def test_no_code_is_given_twice(criteria, at, aspect):
    criteria = in_order({one.code: one for one in criteria}.values())
    used = {f"{letter}{number:02d}" for letter in "ABCDEF" for number in range(1, at + 1)}
    more, code = added(criteria, aspect, used)
    assert code not in used | {one.code for one in criteria}
    assert len({one.code for one in more}) == len(more)
    again, twin = duplicated(more, code, used)
    assert twin not in {one.code for one in more}
    assert placed(again, twin, aspect, before=code)[: len(again)] == in_order(
        placed(again, twin, aspect, before=code)
    )
    for one in again:
        shifted = moved(again, one.code, 1)
        assert sorted(shifted, key=id) == sorted(again, key=id)
        assert shifted == in_order(shifted)
        assert moved(shifted, one.code, -1) == again or shifted == again


@given(criteria_lists())
def test_tidying_is_over_after_once(criteria):
    once = tidied(criteria)
    assert tidied(once) == once
    assert [one.points for one in once] == [one.points for one in in_order(criteria)]


def test_a_code_once_given_never_comes_back():
    assert next_code(Aspect.LEADERSHIP, {"B01", "B07", "A09", "Bx", "B07b"}) == "B08"


def test_a_criterion_under_another_aspect_goes_to_its_end():
    first = replace(whole()[0], aspect=Aspect.SUPPORT)
    assert changed(whole(), "A01", first)[-1] == first


def test_a_missing_basis_is_said_and_bars_nothing():
    bare = replace(whole()[0], basis=())
    assert [each.code for each in remarks((bare, *whole()[1:]))] == ["A01"]
    based = Criterion("A01", Aspect.SUPPORT, "x", 1, basis=(Basis(" "), Basis("条例")))
    assert tidied([based])[0].basis == (Basis("条例"),)

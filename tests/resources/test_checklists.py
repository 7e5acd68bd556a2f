"""The four checklists that ship: complete, adding up, and resting on checked duties only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

from jyguide.bank.facts import Fact, read_facts
from jyguide.standard.checklist import FULL, Basis, Criterion, Method
from jyguide.standard.kinds import Aspect, BranchKind
from jyguide.standard.shipped import ShippedChecklist, read_checklists, tenths

LISTS = read_checklists()
EVERY = [(each.kind, one) for each in LISTS for one in each.criteria]
LETTERS = dict(zip("ABCDEF", Aspect, strict=True))

UNWANTED = ("拍照", "照片", "留痕", "打卡", "积分", "学习强国", "截图", "台账")
"""Nothing of this proves anything, and the policy against formalism rules it out."""

OUTDATED = ("党费公示", "必须发展", "组织员办", "述职")
"""Duties that scoring sheets in circulation ask for and no regulation in force does."""

SURE = {"VERIFIED", "VERIFIED-文意", "VERIFIED-2017底本"}


def wrong(check: Callable[[Criterion], bool]) -> list[str]:
    """Kind and code of every criterion that the check finds wrong."""
    return [f"{kind} {one.code}" for kind, one in EVERY if check(one)]


def words(one: Criterion) -> str:
    """All that an inspector reads of a criterion, its basis left out."""
    labels = [grade.label for grade in one.grades]
    return "\n".join([one.text, one.guide, one.unit, *labels, *one.evidence, *one.findings])


@pytest.mark.parametrize("checklist", LISTS, ids=lambda each: each.kind)
def test_each_list_is_whole(checklist: ShippedChecklist):
    criteria = checklist.criteria
    codes = [one.code for one in criteria]
    assert checklist.name.endswith("标准化规范化建设检查表")
    assert checklist.version >= 1
    assert sum(one.points for one in criteria) == FULL
    assert 42 <= len(criteria) <= 50
    assert {one.aspect for one in criteria} == set(Aspect)
    assert codes == sorted(set(codes))
    assert 3 <= sum(one.veto for one in criteria) <= 6
    assert {one.method for one in criteria} == set(Method)


def test_there_is_one_list_for_each_kind():
    assert [each.kind for each in LISTS] == list(BranchKind)
    assert len({each.name for each in LISTS}) == len(LISTS)


def test_codes_tell_the_aspect():
    assert wrong(lambda one: LETTERS[one.code[0]] is not one.aspect) == []
    assert wrong(lambda one: not (len(one.code) == 3 and one.code[1:].isdigit())) == []


def test_the_same_code_asks_the_same_in_every_list():
    asked = defaultdict(set)
    for _, one in EVERY:
        same = (one.aspect, one.text, one.points, one.method, one.grades, one.each, one.cap)
        asked[one.code].add((*same, one.unit, one.target, one.veto, one.findings))
    assert [code for code, ways in asked.items() if len(ways) > 1] == []


def test_every_criterion_can_be_looked_at():
    assert wrong(lambda one: one.points <= 0) == []
    assert wrong(lambda one: not one.guide.endswith("。")) == []
    assert wrong(lambda one: not one.evidence or not all(one.evidence)) == []
    assert wrong(lambda one: one.text.endswith("。")) == []
    assert wrong(lambda one: not 1 <= len(one.findings) <= 4) == []
    assert wrong(lambda one: not all(each.endswith("。") for each in one.findings)) == []


def is_incomplete(one: Criterion) -> bool:
    """Whether what its method needs is missing, or what it does not need is there."""
    steps = [grade.points for grade in one.grades]
    if one.method is Method.GRADED:
        falls = all(more > less for more, less in pairwise(steps))
        return not (2 <= len(steps) <= 4 and steps[0] == one.points and steps[-1] == 0 and falls)
    if one.method is Method.DEDUCTION:
        return bool(
            steps
            or not one.unit
            or not 0 < one.each <= one.cap <= one.points
            or one.cap % one.each
        )
    if one.method is Method.RATIO:
        return bool(steps) or one.unit.count("/") != 1 or not 50 <= one.target <= 100
    return bool(steps or one.each or one.cap or one.unit)


def test_every_method_has_what_it_needs():
    assert wrong(is_incomplete) == []


def test_vetoes_are_answered_by_yes_or_no():
    assert wrong(lambda one: one.veto and one.method is not Method.YES_NO) == []


def test_every_veto_rests_on_a_duty_read_with_its_article():
    assert wrong(lambda one: one.veto and one.basis[0].status != "VERIFIED") == []


def strays(basis: Basis, fact: Fact) -> bool:
    """Whether a basis says something else than its fact, or more surely."""
    marked = ("待核" in basis.source, "据2017年版" in basis.source)
    due = (fact.status == "VERIFIED-文意", fact.status == "VERIFIED-2017底本")
    return (basis.text, basis.status) != (fact.text, fact.status) or marked != due


def test_every_criterion_rests_on_checked_facts():
    facts = read_facts()
    assert wrong(lambda one: not one.basis) == []
    assert wrong(lambda one: any(each.status not in SURE for each in one.basis)) == []
    assert wrong(lambda one: any(strays(each, facts[each.fact]) for each in one.basis)) == []
    assert wrong(lambda one: all("2017" in each.status for each in one.basis)) == []


def test_most_criteria_rest_on_facts_read_with_their_article():
    for checklist in LISTS:
        sure = [one for one in checklist.criteria if "VERIFIED" in {b.status for b in one.basis}]
        assert len(sure) * 4 >= len(checklist.criteria) * 3, checklist.kind


def test_what_the_regulation_says_in_general_is_asked_in_general():
    general = {"A02", "B02", "C01", "C04", "C05", "C11", "C12", "D01"}
    assert wrong(lambda one: one.code in general and "一般" not in one.text) == []


def test_nothing_is_asked_that_the_policy_rules_out():
    found = [
        (kind, one.code, word)
        for kind, one in EVERY
        for word in (*UNWANTED, *OUTDATED)
        if word in words(one)
    ]
    assert found == []


def test_laws_on_villages_and_on_communities_are_not_mixed():
    def law(kind: BranchKind, word: str) -> list[str]:
        named = [one for each, one in EVERY if each is kind]
        return [one.code for one in named if any(word in b.source for b in one.basis)]

    assert law(BranchKind.VILLAGE, "村委会组织法")
    assert law(BranchKind.COMMUNITY, "居委会组织法")
    for kind in BranchKind:
        if kind is not BranchKind.VILLAGE:
            assert law(kind, "村委会组织法") == law(kind, "农村基层条例") == []
        if kind is not BranchKind.COMMUNITY:
            assert law(kind, "居委会组织法") == []


def test_points_finer_than_tenths_are_refused():
    assert tenths(Decimal("2.5")) == 25
    assert tenths(3) == 30
    with pytest.raises(ValueError, match=r"0\.25"):
        tenths(Decimal("0.25"))

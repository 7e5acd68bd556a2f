"""What is weighed while a blueprint is written, and what keeps items off one paper."""

import random
from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.errors import RuleError
from jyguide.exam.composing.alike import alike_pairs, draw_apart, spare_ones
from jyguide.exam.composing.bank_supply import BankSupply
from jyguide.exam.composing.blueprint import (
    Blueprint,
    BlueprintLine,
    Candidate,
    remainder,
    shortfalls,
)
from jyguide.exam.composing.drawing import Pool, shuffled
from jyguide.exam.composing.fixed import FixedTerms, Pick, exchanged, fixed_draft, moved
from jyguide.exam.marking.mark import MarkingRule

SINGLE, MULTIPLE, JUDGED = ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE


def a_candidate(number, kind=SINGLE, category="党费", difficulty=1):
    return Candidate(UUID(int=1000 + number), UUID(int=number), kind, category, difficulty)


def counts(pool):
    return Counter(one.cell for one in pool)


def asking(text, kind=SINGLE):
    return ItemContent(kind, text, ("甲", "乙"), "A")


def drawn_apart(texts, count, seed=1, said_distinct=()):
    """What is drawn of items that say this, with the pairs that stood together all the same."""
    pool = Pool([("single", "", 1)] * len(texts), [None] * len(texts))
    order = shuffled(pool, random.Random(seed))

    def pairs_of(places):
        found = alike_pairs([(place, asking(texts[place])) for place in places])
        return [pair for pair in found if set(pair) not in said_distinct]

    drawn = draw_apart([BlueprintLine(SINGLE, count, 10)], pool, order, pairs_of)
    return [place for place, _line in drawn.places], drawn.alike


FAMILIES = [
    "党员按月交纳党费的标准由谁规定",
    "预备党员的预备期从哪一天算起",
    "村民委员会每届任期几年可以连选连任",
    "召开党员大会应有多少人到会",
]


@pytest.mark.parametrize("seed", range(12))
def test_no_two_alike_stand_together_while_the_bank_has_others(seed):
    texts = [f"{family}{ending}" for family in FAMILIES for ending in ("？", "（　）。", "呢？")]
    places, alike = drawn_apart(texts, 4, seed)
    assert sorted(place // 3 for place in places) == [0, 1, 2, 3]
    assert alike == ()
    assert drawn_apart(texts, 4, seed) == (places, alike)


@pytest.mark.parametrize("seed", range(12))
def test_they_do_where_it_has_none_and_it_is_said(seed):
    texts = [f"{family}{ending}" for family in FAMILIES for ending in ("？", "（　）。", "呢？")]
    places, alike = drawn_apart(texts, 6, seed)
    assert {place // 3 for place in places} == {0, 1, 2, 3}
    assert len(set(places)) == 6
    assert 2 <= len(alike) <= 3  # two more than families; three where both are of one
    assert all(first // 3 == second // 3 for first, second in alike)


def test_a_bank_of_one_question_in_many_forms_is_still_drawn_from():
    places, alike = drawn_apart([f"{FAMILIES[0]}{'？' * at}" for at in range(200)], 30)
    assert len(set(places)) == 30
    assert len(alike) == 30 * 29 // 2


def test_what_a_person_found_to_be_two_may_stand_together():
    close = ["党支部每月召开一次支部委员会会议", "党支部每季召开一次支部委员会会议"]
    assert drawn_apart(close, 2)[1] != ()
    assert drawn_apart(close, 2, said_distinct=[{0, 1}])[1] == ()


def test_kinds_are_not_compared_with_each_other():
    same = FAMILIES[0]
    found = [(0, asking(same)), (1, asking(same, MULTIPLE)), (2, asking(same))]
    assert alike_pairs(found) == [(0, 2)]
    assert spare_ones(found) == {2}
    assert spare_ones(found, lambda _pair: True) == frozenset()


def test_the_shortfall_says_how_many_lack_because_of_recent_papers():
    line = BlueprintLine(MULTIPLE, 5, 30, category="党费管理")
    pool = [a_candidate(at, MULTIPLE, "党费管理") for at in range(4)]
    (short,) = shortfalls([line], counts(pool[:2]), counts(pool[2:]))
    assert (short.missing, short.fitting, short.avoided) == (3, 2, 2)
    assert short.sentence() == (
        "缺 3 道多选题（党费管理）：要 5 道，题库里只有 2 道，其中 2 道是因为要避开最近的试卷。"
    )


def test_the_supply_follows_what_is_avoided_and_what_is_alike():
    pool = [a_candidate(at) for at in range(6)]
    recent = (frozenset({UUID(int=0), UUID(int=1)}), frozenset({UUID(int=2)}))
    supply = BankSupply(pool, ["党费"], recent, frozenset({UUID(int=5)}))

    def weigh(count, avoid, *, allow_alike=False):
        line = BlueprintLine(SINGLE, count, 10)
        return supply.weigh(Blueprint((line,), 10, 30, True, avoid, allow_alike))

    assert [weigh(3, avoid).lines[0].fitting for avoid in (0, 1, 2, 9)] == [6, 4, 3, 3]
    assert weigh(5, 1).lacking[0].avoided == 1
    assert weigh(5, 0).sentence == ""
    assert weigh(6, 0).sentence == "单选题要 6 道，互不相近的只有 5 道，卷上会有相近的题。"
    assert weigh(6, 0, allow_alike=True).sentence == ""
    assert weigh(6, 0).lines[0].alike == 1


def test_each_key_is_answered_at_once_on_a_large_bank():
    """Counted once, weighed by cells: nothing of a hundred keys looks at the items again."""

    class Counted(list):
        looks = 0

        def __iter__(self):
            type(self).looks += 1
            return super().__iter__()

    pool = Counted(a_candidate(at, category=f"类{at % 12}") for at in range(3000))
    supply = BankSupply(pool, [])
    for count in range(100):
        lines = tuple(BlueprintLine(SINGLE, count, 10, f"类{at}") for at in range(10))
        assert supply.weigh(Blueprint(lines, 10, 30)).lacking == ()
    assert Counted.looks == 2


@pytest.mark.parametrize(
    ("lines", "target", "said"),
    [
        ([(SINGLE, 20, 20), (JUDGED, 56, 10)], 1000, "还差 4 分到 100 分：单选题加 2 道正好"),
        ([(SINGLE, 20, 30), (JUDGED, 40, 10)], 1000, ""),
        ([(MULTIPLE, 33, 30)], 1000, "还差 1 分到 100 分"),
        ([(SINGLE, 51, 20)], 1000, "比 100 分多 2 分：单选题减 1 道正好"),
        ([(SINGLE, 1, 15), (MULTIPLE, 10, 100)], 1000, "比 100 分多 1.5 分：单选题减 1 道正好"),
    ],
)
def test_what_remains_to_the_total(lines, target, said):
    assert remainder([BlueprintLine(*line) for line in lines], target) == said


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 50)), min_size=1, max_size=4),
    st.integers(10, 2000),
)
def test_what_is_said_to_be_exact_is(rows, target):
    lines = [BlueprintLine(kind, *row) for kind, row in zip(ItemKind, rows, strict=False)]
    said = remainder(lines, target)
    total = sum(line.count * line.points for line in lines)
    assert (said == "") == (total == target)
    if said.endswith("正好"):
        name, number = said.split("：")[1].removesuffix(" 道正好").replace("减", "加-").split("加")
        line = next(one for one in lines if one.name() == name)
        change = int(number.replace(" ", ""))
        assert total + change * line.points == target
        assert line.count + change >= 0


def a_row(number, kind=SINGLE, category="党费", options=("甲", "乙", "丙")):
    content = ItemContent(kind, f"题{number}", options, "A", category=category)
    state = ItemStatus.IN_FORCE
    ids = UUID(int=number), UUID(int=1000 + number)
    return ItemRow(*ids, str(number), "自编", "", False, state, None, None, None, content)


TERMS = FixedTerms("卷", 10, 60, MarkingRule(), seed=3)


def test_a_paper_by_hand_stands_in_sections_and_sums_up():
    picks = [Pick(a_row(1, MULTIPLE), 30), Pick(a_row(2), 20), Pick(a_row(3), 15)]
    draft = fixed_draft(picks, TERMS)
    assert [one.revision_id.int - 1000 for one in draft.items] == [2, 3, 1]
    assert draft.total_points == draft.plan.blueprint.total_points == 65
    assert draft.drawing == {"origin": "fixed"}
    assert all(sorted(one.order) == [0, 1, 2] for one in draft.items)
    assert fixed_draft(picks, TERMS) == draft


@pytest.mark.parametrize(
    ("picks", "changes", "word"),
    [
        ([], {}, "还没有题"),
        ([1, 1], {}, "两次"),
        ([1], {"title": " "}, "名称"),
        ([1], {"pass_points": 21}, "及格分"),
        ([1], {"pass_points": 0}, "及格分"),
    ],
)
def test_a_paper_by_hand_that_makes_no_sense_is_refused(picks, changes, word):
    with pytest.raises(RuleError, match=word):
        fixed_draft([Pick(a_row(at), 20) for at in picks], replace(TERMS, **changes))


def test_an_item_moves_inside_its_section_only():
    picks = [Pick(a_row(1), 20), Pick(a_row(2), 20), Pick(a_row(3, MULTIPLE), 30)]
    up, at = moved(picks, 1, -1)
    assert ([pick.row.number for pick in up], at) == (["2", "1", "3"], 0)
    assert moved(picks, 1, 1) == (picks, 1)
    assert moved(picks, 0, -1) == (picks, 0)
    assert moved(picks, 2, 1) == (picks, 2)


def test_another_of_the_same_cell_takes_the_place_of_one():
    bank = [a_row(1), a_row(2), a_row(3), a_row(4, category="选举"), a_row(5, MULTIPLE)]
    picks = [Pick(bank[0], 25), Pick(bank[1], 20)]
    once = exchanged(picks, 0, bank, (), seed=1)
    assert (once[0].row.number, once[0].points, once[1]) == ("3", 25, picks[1])
    again = exchanged(once, 0, bank, {bank[0].id}, seed=1)
    assert again[0].row.number == "1"  # turned down, but no other is left
    with pytest.raises(RuleError, match="没有别的同题型"):
        exchanged([Pick(bank[3], 10)], 0, bank, (), seed=1)

"""What the city says of a result that came back."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.exam.marking.key_change import KeyChange, Treatment
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.seal import checking, payload
from jyguide.exam.seal.checking import ReturnedAttempt, ReturnedMarks
from jyguide.exam.seal.payload import SealedPaper

OPENED = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ISSUED = SealedPaper(
    v=1,
    seal=UUID(int=1).hex,
    title="统考",
    minutes=60,
    pass_points=30,
    rule=MarkingRule().to_json(),
    shuffle=True,
    seed=1,
    lines=[],
    items=[
        payload.sealed_item(
            UUID(int=2), 20, (1, 0), ItemContent(ItemKind.SINGLE, "甲", ("对", "错"), "A")
        ),
        payload.sealed_item(UUID(int=3), 20, (), ItemContent(ItemKind.TRUE_FALSE, "乙", (), "T")),
        payload.sealed_item(
            UUID(int=4), 20, (), ItemContent(ItemKind.SHORT_ANSWER, "丙", (), "答")
        ),
    ],
)


def attempt(**changes):
    """Items 1 and 2 right, in the letters of the paper; 15 of 20 for the essay."""
    marked = {
        "marks": {1: 20, 2: 20, 3: 15},
        "waiting": frozenset(),
        "points": 55,
        "passed": True,
        "explained": "",
    }
    facts = {
        "name": "陈明",
        "responses": {1: "B", 2: "T", 3: "说了一些"},
        "strange": (),
        "started_at": OPENED,
        "opened_at": OPENED,
    }
    marked |= {name: changes.pop(name) for name in list(changes) if name in marked}
    return ReturnedAttempt(marked=ReturnedMarks(**marked), **(facts | changes))


def said(corrected=None, **changes):
    found = checking.doubts(ISSUED, attempt(**changes), corrected or {})
    return [(one.sentence, one.grave) for one in found]


def test_a_result_as_issued_is_in_order():
    assert said() == []
    assert said(started_at=OPENED - timedelta(minutes=9)) == [], "clocks of two PCs"


@pytest.mark.parametrize(
    ("changes", "sentence", "grave"),
    [
        ({"opened_at": None}, "没有启封记录，却有成绩", True),
        ({"started_at": OPENED - timedelta(minutes=11)}, "开始答题早于启封", True),
        ({"responses": {1: "A", 2: "T", 3: "些"}}, "第 1 题报 2 分，按答卷应得 0 分", True),
        (
            {"responses": {2: "T", 3: "些"}, "explained": "改分理由：卷面有误"},
            "（改分理由：卷面有误）",
            False,
        ),
        ({"marks": {1: 20, 2: 20, 3: 25}, "points": 65}, "超出本题分值", True),
        (
            {"marks": {1: 20, 2: 20, 3: 15, 9: 30}, "points": 85},
            "卷上没有第 9 题，却报了 3 分",
            True,
        ),
        ({"points": 60}, "总分报 6 分，各题合计 5.5 分", True),
        ({"responses": {1: "B", 2: "T"}}, "第 3 题报 1.5 分，按答卷应得 0 分", True),
        ({"passed": False}, "是否合格和分数对不上", True),
        ({"waiting": frozenset({3})}, "还有 1 题等待人工评阅", False),
        ({"strange": ("有 2 题，下发的是 3 题",)}, "答的不是下发的试卷：有 2 题", True),
    ],
)
def test_each_thing_out_of_order_is_named(changes, sentence, grave):
    ((found, is_grave),) = said(**changes)
    assert sentence in found
    assert is_grave is grave


def test_a_key_the_city_corrected_is_the_measure():
    change = KeyChange(UUID(int=9), UUID(int=2), Treatment.ANSWERS, ("A",), "", OPENED, True, "B")
    marks = {"marks": {1: 0, 2: 20, 3: 15}, "points": 35}
    assert said({1: change}, **marks, explained="改分理由：更正") == []
    assert said({1: change}) == [("第 1 题的答案已更正，站里还没有按它重新评分", False)]
    ((found, grave),) = said({1: change}, marks={1: 10, 2: 20, 3: 15}, points=45)
    assert found == "第 1 题报 1 分，按答卷应得 0 分"
    assert grave


def test_of_a_strange_paper_three_things_are_named():
    ((found, _),) = said(strange=("甲", "乙", "丙", "丁"))
    assert found == "答的不是下发的试卷：甲；乙；丙等"

"""What one item gives away, and what it lacks."""

import pytest

from jyguide.bank.audit import FindingKind
from jyguide.bank.item import KeyPoint
from jyguide.bank.recall import ClauseChange, Recalls
from tests.jyguide.bank.audit.auditing import an_item, found, kinds

LONG = "由上级党委派人与发展对象谈话并作进一步的了解"


def points(*texts):
    return tuple(KeyPoint(text) for text in texts)


@pytest.mark.parametrize(
    "item",
    [
        an_item(),
        an_item("true_false", "预备期为一年。", answer="T"),
        an_item("fill_in", "由____至____人组成。", answer=(("3", "三"), ("5", "五"))),
        an_item("fill_in", "每3年换届，任期____年。", answer=(("3",),)),
        an_item("multiple", "党支部（   ）。", options=("甲", "乙", "丙"), answer="AB"),
        an_item("ordering", "顺序是（   ）。", options=("甲", "乙", "丙"), answer="CAB"),
        an_item("single", options=("半数以上", "过半数"), answer="A"),
        an_item(stem="13人的村，最少（   ）。", options=("3人", "5人"), answer="A"),
        an_item("single", options=("7日", "7个工作日"), answer="A"),
        an_item("single", options=("一年以内的时间", "半年", "两年"), answer="A"),
        an_item("single", "支部党员大会（   ）。", options=("支部", "党员"), answer="A"),
        an_item(
            "short_answer",
            "怎么办？",
            answer="先学习，3人以上可以设立支部。",
            key_points=points("认真学习", "三人以上可设支部"),
        ),
    ],
)
def test_nothing_is_said_of_a_sound_item(item):
    assert found(item) == []


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (an_item(answer=None), FindingKind.NO_ANSWER),
        (an_item(answer="E"), FindingKind.ILL_FORMED),
        (an_item(stem="预备期为（ B ）。"), FindingKind.ILL_FORMED),
        (an_item(options=("12个月", "一年", "两年")), FindingKind.ANSWER_AMONG_DISTRACTORS),
        (an_item(options=("三分之一", "1/2", "半数")), FindingKind.ANSWER_AMONG_DISTRACTORS),
        (
            an_item("multiple", options=("5人", "7人", "五人"), answer="AB"),
            FindingKind.ANSWER_AMONG_DISTRACTORS,
        ),
        (
            an_item("multiple", options=("5人", "7人", "五人", "九人"), answer="AC"),
            FindingKind.EQUAL_OPTIONS,
        ),
        (an_item(options=("半年", "一年", "6个月")), FindingKind.EQUAL_OPTIONS),
        (an_item("true_false", "预备期为一年（√）", answer="T"), FindingKind.ANSWER_IN_STEM),
        (
            an_item("fill_in", "由党员大会选举，应由____选举。", answer=(("党员大会",),)),
            FindingKind.ANSWER_IN_STEM,
        ),
        (an_item("fill_in", "任期____年（3）。", answer=(("三",),)), FindingKind.ANSWER_IN_STEM),
        (an_item(stem="预备期一年的是（   ）。"), FindingKind.ANSWER_IN_STEM),
        (an_item(options=("备案", LONG, "公示")), FindingKind.KEY_STICKS_OUT),
        (
            an_item("oral", "怎么办？", answer="先学习。", key_points=points("公示五个工作日")),
            FindingKind.POINT_NOT_IN_ANSWER,
        ),
        (
            an_item("oral", "几人？", answer="正式党员有5人以上。", key_points=points("3人以上")),
            FindingKind.POINT_NOT_IN_ANSWER,
        ),
        (an_item(regulation="", edition="", article=""), FindingKind.NO_CITATION),
        (an_item(edition=""), FindingKind.NO_CITATION),
        (an_item(edition="2014年版"), FindingKind.SUPERSEDED),
        (an_item(edition="2020年版"), FindingKind.UNKNOWN_EDITION),
        (an_item(regulation="别的条例"), FindingKind.UNKNOWN_EDITION),
        (an_item(article="第四十四条、第四十五条"), FindingKind.ARTICLE_BEYOND),
        (an_item(article=""), FindingKind.NO_ARTICLE),
    ],
)
def test_each_fault_is_found(item, kind):
    assert kinds(item) == [kind]


def test_a_finding_says_what_and_what_to_do():
    (one,) = found(an_item(edition="2014年版"))
    assert one.names == ("预备期为（   ）。",)
    assert one.sentence == "依据《样例条例》“2014年版”，已被“2026年版”取代。"
    assert one.advice.endswith("。")


def test_a_changed_clause_is_told_instead_of_the_old_edition():
    change = ClauseChange("样例条例", "2014年版", "2026年版", "第三条", note="改为同意")
    items = [
        an_item(edition="2014年版"),
        an_item(edition="2014年版", article="第四条", stem="别的"),
    ]
    got = found(*items, recalls=Recalls([change]))
    assert [one.kind for one in got] == [FindingKind.RECALLED, FindingKind.SUPERSEDED]
    assert "第三条已经修订（改为同意）" in got[0].sentence


def test_titles_are_compared_as_people_write_them():
    assert kinds(an_item(regulation="《中国共产党样例条例（试行）》")) == []


def test_faults_come_before_doubts_and_notes():
    items = [
        an_item("oral", "甲", answer="甲", article=""),
        an_item(options=("备案", LONG, "公示"), stem="乙"),
        an_item("oral", "丙", answer="丙", edition=""),
    ]
    assert [one.names[0] for one in found(*items)] == ["丙", "乙", "甲"]

"""What a teacher gets who imports our GIFT into Moodle."""

import re

import pytest
from hypothesis import given, settings

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from jyguide.exchange.gift import looks_like_gift, read_gift, write_gift
from tests.jyguide.exchange.gift.moodle_view import EDGES, questions
from tests.jyguide.exchange.moodle.entries import entries

SINGLE = ItemContent(
    ItemKind.SINGLE,
    "支部委员会每届任期（   ）。",
    ("两年", "三年", "五年"),
    "B",
    explanation="见条例。",
    category="支部设置",
    difficulty=1,
    regulation="《中国共产党支部工作条例（试行）》",
    edition="2018年10月28日施行",
    article="第十七条",
    tests="任期",
)


def test_an_item_as_it_stands_in_the_file():
    text, told = write_gift([BankEntry("003-1", SINGLE, "003")])
    assert text.split("\n\n", 1)[1] == (
        "$CATEGORY: $course$/top/支部设置\n"
        "\n"
        "// [id:003-1]\n"
        "// 百问：003\n"
        "// 难度：易\n"
        "// 考点：任期\n"
        "// 依据：《中国共产党支部工作条例（试行）》\n"
        "// 版本：2018年10月28日施行\n"
        "// 条款：第十七条\n"
        "::003-1 支部委员会每届任期（ ）。::[plain]支部委员会每届任期（   ）。{\n"
        "\t~两年\n"
        "\t=三年\n"
        "\t~五年\n"
        "\t####见条例。\n"
        "}\n"
        "\n"
    )
    assert (told.count, told.left_out) == (1, ())
    assert looks_like_gift(text)


@pytest.mark.parametrize(
    ("status", "name"),
    [(ItemStatus.DRAFT, "草稿"), (ItemStatus.REVIEW, "待审"), (ItemStatus.WITHDRAWN, "停用")],
)
def test_what_is_not_in_force_says_so_and_comes_back_as_a_draft(status, name):
    text, told = write_gift([BankEntry("003-1", SINGLE, "003", status)])
    assert f"\n// 状态：{name}\n" in text
    assert (told.count, told.left_out) == (1, ())
    (item,) = read_gift(text).items
    assert item.unready
    assert item.warnings == (f"文件里的状态是“{name}”，先存为草稿。",)


def seen(content):
    text, told = write_gift([BankEntry("7", content)])
    assert not told.left_out
    (question,) = questions(text)
    return question


@pytest.mark.parametrize("right", range(2, 11))
def test_weights_of_a_multiple_choice_are_ones_moodle_knows(right):
    known = {100: 1, 50: 2, 33.33333: 3, 25: 4, 20: 5, 16.66667: 6, 14.28571: 7, 12.5: 8}
    known |= {11.11111: 9, 10: 10}
    options = tuple(f"选项{n}" for n in range(10))
    question = seen(ItemContent(ItemKind.MULTIPLE, "甲", options, "ABCDEFGHIJ"[:right]))
    assert question.type == "multichoice-multi"
    worths = [round(worth * 100, 5) for _, worth in question.answers]
    assert [known[worth] for worth in worths[:right]] == [right] * right
    assert set(worths[right:]) <= {-100}


def test_several_blanks_are_pairs_with_the_variants_beside_them():
    content = ItemContent(ItemKind.FILL_IN, "党员____，候补____。", (), (("甲", "乙"), ("丙",)))
    text, _ = write_gift([BankEntry("7", content)])
    assert "// 第1空：甲｜乙\n" in text
    (question,) = questions(text)
    # Moodle stops the whole import at a matching question with fewer than three answers
    assert question.pairs == [("第1空", "甲"), ("第2空", "丙"), ("", "（以上都不是）")]
    assert question.stem == "党员_____，候补_____。"


def test_an_ordering_is_pairs_in_the_right_order():
    content = ItemContent(ItemKind.ORDERING, "排序", ("丙", "甲", "乙"), "BCA")
    assert seen(content).pairs == [("第1步", "甲"), ("第2步", "乙"), ("第3步", "丙")]


def test_a_question_to_be_said_aloud_shows_its_points_afterwards():
    points = (KeyPoint("三人以上", 3, True), KeyPoint("报批"))
    content = ItemContent(ItemKind.ORAL, "怎样成立支部？", (), "先申请。", "见条例。", points)
    question = seen(content)
    assert question.type == "essay"
    assert question.feedback == (
        "先申请。\n【要点】\n1. 三人以上（权重 3，必答）\n2. 报批\n【解析】\n见条例。"
    )


def test_an_answer_with_an_arrow_is_no_matching_question():
    content = ItemContent(ItemKind.FILL_IN, "箭头是____。", (), (("甲->乙",),), "说明")
    question = seen(content)
    assert (question.type, question.feedback) == ("essay", "甲->乙\n【解析】\n说明")


@pytest.mark.parametrize("kind", [ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING])
def test_a_draft_that_moodle_would_stop_at_is_left_out_by_number(kind):
    text, told = write_gift([BankEntry("5", ItemContent(kind, "甲", ("乙", "丙")))])
    assert told.count == 0
    assert [(one.number, "没有答案" in one.reason) for one in told.left_out] == [("5", True)]
    assert questions(text) == []


def test_a_question_in_words_without_an_answer_is_written():
    question = seen(ItemContent(ItemKind.SHORT_ANSWER, "谈谈认识。"))
    assert (question.type, question.feedback) == ("essay", "")


def test_control_characters_are_left_out_by_number():
    _, told = write_gift([BankEntry("5", ItemContent(ItemKind.TRUE_FALSE, "甲\x0b", (), "T"))])
    assert [one.number for one in told.left_out] == ["5"]


def test_an_item_edited_in_the_file_is_read_as_edited():
    text, _ = write_gift([BankEntry("5", ItemContent(ItemKind.TRUE_FALSE, " 甲 ", (), "T"))])
    assert read_gift(text).items[0].content.stem == " 甲 "
    (item,) = read_gift(text.replace("[plain] 甲 ", "[plain]乙")).items
    assert item.content.stem == "乙"
    assert item.warnings == ("“原题干”与题目里的文字不同，按题目里的文字导入。",)


TYPES = {
    ItemKind.SINGLE: {"multichoice"},
    ItemKind.MULTIPLE: {"multichoice-multi"},
    ItemKind.TRUE_FALSE: {"truefalse"},
    ItemKind.FILL_IN: {"shortanswer", "match", "essay"},
    ItemKind.ORDERING: {"match"},
    ItemKind.SHORT_ANSWER: {"essay"},
    ItemKind.ORAL: {"essay"},
}


@settings(max_examples=30, deadline=None)
@given(entries)
def test_moodle_sees_the_question_we_mean(entry):
    text, _ = write_gift([entry])
    (question,) = questions(text)
    content = entry.content
    assert question.type in TYPES[content.kind]
    stem = content.stem
    if content.kind is ItemKind.FILL_IN:
        stem = re.sub("_{2,}", "_____", stem)
    assert question.stem == stem.strip(EDGES)
    if content.kind in (ItemKind.SINGLE, ItemKind.MULTIPLE):
        assert [text for text, _ in question.answers] == [o.strip(EDGES) for o in content.options]
        right = [worth > 0 for _, worth in question.answers]
        assert right == [letter in content.answer for letter in "ABCDEFGHIJ"[: len(right)]]
        assert sum(worth for _, worth in question.answers if worth > 0) == pytest.approx(
            1, abs=1e-4
        )
    if content.kind is ItemKind.ORDERING:
        order = [content.options["ABCDEFGHIJ".index(letter)] for letter in content.answer]
        rights = [right for left, right in question.pairs if left]
        assert rights == [one.strip(EDGES) for one in order]

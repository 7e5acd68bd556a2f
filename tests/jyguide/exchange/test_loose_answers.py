"""Where people write the answers of loose questions: beside them, below, or in a list apart."""

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.items import parse_loose
from tests.jyguide.exchange.loose_text import only


@pytest.mark.parametrize(
    ("mark", "answer"),
    [
        ("√", "T"), ("×", "F"), ("对", "T"), ("错", "F"), ("正确", "T"), ("错误", "F"), ("T", "T"),
        ("F", "F"), ("✓", "T"), ("✗", "F"), ("X", "F"), ("是", "T"), ("否", "F"), ("不正确", "F"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "layout",
    [
        "1. 党费可以减免。（{}）",
        "1. 党费可以减免（ {} ）。",
        "1. 党费可以减免。\n答案：{}",
        "1. 党费可以减免。（   ） 答案：{}",
        "1. （{}）党费可以减免。",
        "（{}）1. 党费可以减免。",
        "1. 党费可以减免。\n【答案】{}",
    ],
)
def test_every_way_to_judge(layout, mark, answer):
    item = only("三、判断题\n" + layout.format(mark))
    assert item.content.kind is ItemKind.TRUE_FALSE
    assert item.content.stem == "党费可以减免。"
    assert item.content.answer == answer


def test_judgement_with_reason_keeps_the_reason():
    item = only("判断题\n1. 党费可以减免。\n答案：错误。应由支部大会决定。")
    assert item.content.answer == "F"
    assert item.content.explanation == "应由支部大会决定。"


def test_judgement_as_two_options():
    item = only("判断题\n1. 党费可以减免。（ ）\nA. 正确\nB. 错误\n答案：B")
    assert (item.content.kind, item.content.answer) == (ItemKind.TRUE_FALSE, "F")
    assert item.content.options == ()


@pytest.mark.parametrize(
    "key",
    [
        "答案：1. B  2. AC  3. ×",
        "参考答案\n1. B\n2. AC\n3. ×",
        "参考答案：\n一、单选题\n1. B\n二、多选题\n2. AC\n三、判断题\n3. ×",
        "1. B 2. AC 3. ×",
        "1-3 B AC ×",
        "答案：1、B；2、AC；3、×",
        "【参考答案】\n1-3：B AC ×",
        "答案：1B 2AC 3×",
        "附：参考答案\n第1题：B\n第2题：AC\n第3题：错",
    ],
)
def test_answers_gathered_at_the_end(key):
    file = parse_loose(
        "一、单选题\n1. 甲（ ）\nA. 子\nB. 丑\n二、多选题\n2. 乙（ ）\nA. 子\nB. 丑\nC. 寅\n"
        f"三、判断题\n3. 丙。（ ）\n\n{key}\n"
    )
    assert [item.content.answer for item in file.items] == ["B", "AC", "F"]
    assert file.refused == ()


def test_answers_gathered_in_words():
    file = parse_loose(
        "填空题\n1. 由____至____人。\n2. 每月____天。\n简答题\n1. 三会？\n\n参考答案\n"
        "一、填空题\n1. 3；5\n2. 一|1\n二、简答题\n1. 支部党员大会。\n支部委员会。"
    )
    answers = [item.content.answer for item in file.items]
    assert answers == [(("3",), ("5",)), (("一", "1"),), "支部党员大会。\n支部委员会。"]
    assert file.refused == ()


def test_answers_behind_each_section_with_numbers_starting_over():
    block = "1. 甲{0}（ ）\nA. 子\nB. 丑\n2. 乙{0}（ ）\nA. 子\nB. 丑\n答案：1. {1} 2. {2}\n"
    file = parse_loose(block.format("一", "A", "B") + block.format("二", "B", "B"))
    assert [item.content.answer for item in file.items] == ["A", "B", "B", "B"]


def test_a_list_that_cannot_tell_two_questions_apart_is_not_used():
    block = "1. 甲{0}（ ）\nA. 子\nB. 丑\n"
    file = parse_loose(block.format("一") + block.format("二") + "答案：1. A")
    assert [item.content.answer for item in file.items] == [None, None]
    assert all("分不清" in item.warnings[0] for item in file.items)


def test_an_answer_without_its_question_is_refused():
    file = parse_loose("1. 甲（A）\nA. 子\nB. 丑\n答案：1. A 9. C")
    assert [item.content.answer for item in file.items] == ["A"]
    assert file.refused[0].position == "第 9 题（第 4 行）"
    assert "没有这道题" in file.refused[0].reason


def test_two_answers_that_disagree_make_a_draft():
    item = only("1. 甲（ A ）\nA. 子\nB. 丑\n答案：B")
    assert item.content.answer is None
    assert "不一致" in item.warnings[0]


def test_questions_that_follow_a_list_of_answers():
    paper = "判断题\n1. 甲{0}。\n2. 乙{0}。\n参考答案\n1. 对\n2. 错\n"
    file = parse_loose(paper.format("一") + "判断题\n1. 丙。\n答案：错\n" + "2. 丁。（√）\n")
    assert [item.content.answer for item in file.items] == ["T", "F", "F", "T"]
    assert file.refused == ()


def test_a_list_of_answers_with_explanations():
    questions = "一、单选题\n1. 甲（ ）\nA. 子\nB. 丑\n2. 乙（ ）\nA. 子\nB. 丑\n"
    for key in (
        "参考答案及解析\n1. B\n解析：因为一。\n2. A\n解析：因为二。",
        "参考答案\n1. B 解析：因为一。\n2. A 解析：因为二。",
        "参考答案\n1.【答案】B【解析】因为一。\n2.【答案】A【解析】因为二。",
    ):
        contents = [item.content for item in parse_loose(questions + key).items]
        assert [c.answer for c in contents] == ["B", "A"]
        assert [c.explanation for c in contents] == ["因为一。", "因为二。"]


def test_judgements_that_disagree_make_a_draft():
    item = only("判断题\n1. 甲。（√）\n答案：错")
    assert item.content.answer is None
    assert "不一致" in item.warnings[0]


def test_answers_beside_and_in_the_list_that_disagree_make_a_draft():
    item = only("1. 甲（ ）\nA. 子\nB. 丑\n答案：A\n参考答案\n1. B")
    assert item.content.answer is None
    assert "不同的答案" in item.warnings[0]


@pytest.mark.parametrize(
    "answer",
    [
        "答案：AC",
        "答案：A、C",
        "答案 A C",
        "答案AC",
        "【答案】AC",
        "[答案]AC",
        "【答案】：A，C",
        "参考答案: ＡＣ",
        "正确答案：A;C",
        "标准答案：CA",
        "答：AC",
        "答案：ac",
        "答案：A和C。",
        "答案：（AC）",
        "答案：\nAC",
        "（答案：AC）",
        "答案：AC（见条例）",
    ],
)
def test_every_way_to_give_letters(answer):
    item = only(f"1、包括（ ）\nA、甲\nB、乙\nC、丙\n{answer}")
    assert item.content.kind is ItemKind.MULTIPLE
    assert item.content.answer == "AC"

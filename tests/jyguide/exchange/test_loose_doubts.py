"""Texts that invite a wrong answer: two keys, questions run together, marks for words."""

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.items import parse_loose


def keys(text):
    """Answers in the order of the file; nothing may be refused."""
    file = parse_loose(text)
    assert file.refused == ()
    return [item.content.answer for item in file.items]


def only(text):
    file = parse_loose(text)
    assert file.refused == ()
    assert len(file.items) == 1
    return file.items[0]


class TestTwoAnswers:
    @pytest.mark.parametrize(
        "answers", ["答案：A\n答案：C", "答案：A 正确答案：C", "【答案】A\n【答案】C"]
    )
    def test_they_are_no_multiple_key(self, answers):
        item = only(f"1. 甲（ ）\nA. 一\nB. 二\nC. 三\n{answers}")
        assert item.content.answer is None
        assert item.content.kind is ItemKind.SINGLE
        assert "A、C" in item.warnings[0]

    @pytest.mark.parametrize(
        "text",
        [
            "1. 甲（A）\nA. 一\nB. 二\n答案：A\n答案：B",
            "判断题\n1. 甲。（√）\n答案：√\n答案：×",
            "填空题\n1. 由（三）人组成\n答案：三\n答案：五",
            "1. 甲是什么？\n党员。\n答案：学习\n答案：工作",
        ],
    )
    def test_nothing_else_settles_it(self, text):
        item = only(text)
        assert item.content.answer is None
        assert "不同的答案" in "".join(item.warnings)

    def test_the_same_answer_twice_is_one(self):
        assert keys("1. 甲（ ）\nA. 一\nB. 二\n答案：B\n正确答案：B") == ["B"]

    def test_a_question_in_parts_may_have_several(self):
        item = only("简答题\n1. 请回答两问。\n答：一是这样。\n答案：二是那样。")
        assert "一是这样。" in item.content.answer
        assert "二是那样。" in item.content.answer

    def test_a_question_begun_behind_an_explanation_is_found(self):
        file = parse_loose(
            "2、党课（ ）\nA.每月\nB.每季度\n答案：B\n解析：见条例。3、支委会（ ）\n"
            "A.每月\nB.每季度\n答案：A"
        )
        assert [(i.number, i.content.answer) for i in file.items] == [("2", "B"), ("3", "A")]
        assert file.items[0].content.explanation == "见条例。"


class TestRunTogether:
    def test_a_title_run_into_the_heading(self):
        text = (
            "党务考试题库及答案解析一、单选题(每题1分,共20题)1.最高领导机关是()。A.甲B.乙C.丙"
            "答案:B解析:根据第十条,是乙。2.放在首位的是()。A.甲B.乙答案:A解析:报告提出。"
            "3.不属于的是?()A.甲B.乙C.丙答案:C解析:略。"
        )
        assert keys(text) == ["B", "A", "C"]

    def test_small_letters(self):
        text = (
            "一、选择题1、事件是(b)。a、甲b、乙c、丙2、1921年在(c)召开。a、甲、乙b、丙、丁"
            "c、戊、己3、是由(a)提出的。a:甲b:乙c;丙"
        )
        file = parse_loose(text)
        assert [item.content.answer for item in file.items] == ["B", "C", "A"]
        assert file.items[2].content.options == ("甲", "乙", "丙")

    @pytest.mark.parametrize(
        "line",
        [
            "1.有表决权(×)2.按月交(√)3.一年(√)",
            "判断题：1.有表决权。（×）2.按月交。（√）3.一年。（√）",
            "1.有表决权（ ）2.按月交（ ）3.一年（ ）\n答案：1.× 2.√ 3.√",
        ],
    )
    def test_judgements(self, line):
        assert keys(f"一、判断题\n{line}") == ["F", "T", "T"]

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("1、甲（ ）A.一 B.二 9、乙(c)。a、三 b、四 c、五", "别的题目"),
            (
                "1. 甲（ ）\nA. 一\nB. 二\n答案：A\n解析：见条例 7、乙（ ） A.三 B.四",
                "里还有别的题目",
            ),
        ],
    )
    def test_what_cannot_be_parted_is_refused(self, text, sentence):
        file = parse_loose(text)
        assert file.items == ()
        assert sentence in file.refused[0].reason


class TestQuestionsAndReplies:
    def test_letters_with_numbers(self):
        file = parse_loose(
            "Q1：甲怎么设？\nA：分组。\nQ2：乙是什么？\nA：大会。\nQ: 丙？\nA: 按月。"
        )
        told = [(item.number, item.content.stem, item.content.answer) for item in file.items]
        assert told == [
            ("1", "甲怎么设？", "分组。"),
            ("2", "乙是什么？", "大会。"),
            ("", "丙？", "按月。"),
        ]

    def test_a_numbered_asker_keeps_his_number(self):
        file = parse_loose("1.问：甲？\n答：是的。\n问2：乙？\nA：三至五人。")
        assert [(i.number, i.content.answer) for i in file.items] == [
            ("1", "是的。"),
            ("2", "三至五人。"),
        ]

    def test_options_below_q_stay_options(self):
        item = only("Q1：甲（ ）\nA：一\nB：二\n答案：B")
        assert (item.content.options, item.content.answer) == (("一", "二"), "B")

    def test_a_question_numbered_in_brackets_leaves_the_answer_before_it(self):
        file = parse_loose("问：甲？\n答：分组。\n（四）乙是什么？\n大会。")
        assert [i.content.answer for i in file.items] == ["分组。", "大会。"]

    def test_a_list_inside_an_answer_stays_there(self):
        text = "问：甲？\n答：有两条。\n一、大会\n二、小组"
        assert only(text).content.answer == "有两条。\n一、大会\n二、小组"

    def test_a_heading_behind_an_answer_is_no_part_of_it(self):
        text = "一、设置\n1. 甲怎么设？\n答：分组。\n二、会议\n2. 乙怎么开？\n答：按月。"
        assert keys(text) == ["分组。", "按月。"]


def test_numbers_of_five_figures():
    text = (
        "9999. 甲（ ）\nA. 一\nB. 二\n答案：A\n10000. 乙（ ）\nA. 一\nB. 二\n"
        "10001、丙（B）A.一 B.二"
    )
    file = parse_loose(text + "\n参考答案\n10000. B")
    assert [(item.number, item.content.answer) for item in file.items] == [
        ("9999", "A"),
        ("10000", "B"),
        ("10001", "B"),
    ]

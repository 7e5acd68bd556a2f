"""Judgements, blanks and answers in words, in the layouts in which banks have them."""

import pytest

from tests.jyguide.exchange.laid_out import (
    BLANKS,
    JUDGED,
    THREE,
    keys,
    only,
    whole,
)


class TestJudgements:
    @pytest.mark.parametrize(
        ("line", "key"),
        [
            ("（×）1. 支部可以不开会。", "F"),
            ("1.（√）支部可以不开会。", "T"),
            ("1. 支部可以不开会。 ×", "F"),
            ("1. 支部可以不开会。【√】", "T"),
            ("1. 支部可以不开会。(T)", "T"),
            ("1. 支部可以不开会。F", "F"),
            ("1. 支部可以不开会。（ 错 ）", "F"),
            ("1. 支部可以不开会（对）。", "T"),
            ("1. 支部可以不开会。\n【答案】错误", "F"),
            ("1. 支部可以不开会。（  ）\nA.正确 B.错误\n答案：B", "F"),
            ("1. 支部可以不开会。（错，应当开）", "F"),
            ("( ) 1. 支部可以不开会。", None),
        ],
    )
    def test_ways_of_writing_them(self, line, key):
        item = only(f"三、判断题\n{line}\n")
        assert (item.content.kind, item.content.answer) == (JUDGED, key)
        assert item.content.stem.rstrip("。") == "支部可以不开会"

    def test_a_reason_in_the_bracket_goes_to_the_explanation(self):
        item = only("三、判断题\n1. 支部可以不开会。（错，应当开）")
        assert item.content.explanation == "应当开"


class TestBlanks:
    @pytest.mark.parametrize(
        ("text", "stem", "key"),
        [
            ("由__书记__和_委员_组成。", "由____和____组成。", (("书记",), ("委员",))),
            ("每（月）开会。", "每____开会。", (("月",),)),
            ("任期为 ＿＿＿ 年。（5）", "任期为 ____ 年。", (("5",),)),
            (
                "任期(    )年，预备期（   ）年。【5，1】",
                "任期____年，预备期____年。",
                (("5",), ("1",)),
            ),
            (
                "由___和___组成。\n【答案】(书记)(委员)",
                "由____和____组成。",
                (("书记",), ("委员",)),
            ),
            (
                "有（1）____（2）____。\n答：（1）甲（2）乙",
                "有（1）____（2）____。",
                (("甲",), ("乙",)),
            ),
            ("由____至____人组成。\n答案：3；5", "由____至____人组成。", (("3",), ("5",))),
            (
                "有（ ）和（ ）。\n答案：书记/支书，委员",
                "有____和____。",
                (("书记", "支书"), ("委员",)),
            ),
        ],
    )
    def test_ways_of_writing_them(self, text, stem, key):
        item = only(f"四、填空题\n1.{text}")
        assert (item.content.kind, item.content.stem, item.content.answer) == (BLANKS, stem, key)

    def test_words_between_two_blanks_are_no_answer(self):
        assert only("四、填空题\n1.由__至__人组成。").content.answer is None


class TestWords:
    def test_an_answer_of_several_paragraphs(self):
        text = "五、简答题\n1、甲是什么？\n答：（1）宣传。\n（2）教育。\n2、乙是什么？\n答：丙。"
        assert keys(text) == [("1", "（1）宣传。\n（2）教育。"), ("2", "丙。")]

    def test_an_answer_below_its_label(self):
        text = "五、简答题\n1、甲是什么？\n答：\n1.宣传。\n2.教育。\n2、乙是什么？\n答案：\n丙。"
        assert keys(text) == [("1", "1.宣传。\n2.教育。"), ("2", "丙。")]

    def test_an_answer_without_a_label(self):
        item = only("五、简答题\n1、甲是什么？\n一是宣传。\n二是教育。")
        assert (item.content.stem, item.content.answer) == ("甲是什么？", "一是宣传。\n二是教育。")
        assert item.warnings == ("问句后面的文字作为答案，请核对。",)

    def test_questions_in_chapters_without_any_label(self):
        text = "第一章 党员\n1.怎样入党？\n  要先申请。\n  再培养。\n2.谁能介绍？\n  两名党员。\n"
        assert keys(text) == [("1", "要先申请。\n再培养。"), ("2", "两名党员。")]

    def test_letters_in_running_text_are_no_options(self):
        item = only("五、简答题\n1.A股 和 B股 有什么区别？\n答：甲。")
        assert item.content.stem == "A股 和 B股 有什么区别？"

    def test_definitions(self):
        assert keys("七、名词解释\n1.甲\n答：乙。\n2.丙\n答案：丁。") == [
            ("1", "乙。"),
            ("2", "丁。"),
        ]

    def test_questions_and_replies(self):
        text = "问：谁讲课？\n答：书记。\n问：谁记录？\n答：记录员。\n也可以是别人。\n"
        assert [i.content.stem for i in whole(text)] == ["谁讲课？", "谁记录？"]
        assert keys(text) == [("", "书记。"), ("", "记录员。\n也可以是别人。")]
        assert keys("Q：谁讲课？\nA：书记。\nQ：谁记录？\nA：记录员。") == [
            ("", "书记。"),
            ("", "记录员。"),
        ]

    def test_no_answers_at_all(self):
        items = whole(THREE)
        assert all(item.is_draft and item.warnings for item in items)

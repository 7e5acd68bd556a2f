"""Layouts in which banks really come: answering programs, PDF copies, keys in many places.

Each text is our own; only the way it is laid out was seen elsewhere.
"""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.blocks import BlockReader
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.loose.lines import split_lines
from jyguide.exchange.loose.tidy import tidy

FOUR = "A.子年\nB.丑年\nC.寅年\nD.卯年\n"
TEXTS = ("子年", "丑年", "寅年", "卯年")
SINGLE, MULTIPLE = ItemKind.SINGLE, ItemKind.MULTIPLE
JUDGED, BLANKS, WORDS = ItemKind.TRUE_FALSE, ItemKind.FILL_IN, ItemKind.SHORT_ANSWER


def whole(text: str):
    file = parse_loose(text)
    assert file.refused == ()
    return file.items


def keys(text: str) -> list[tuple[str, object]]:
    return [(item.number, item.content.answer) for item in whole(text)]


def only(text: str):
    items = whole(text)
    assert len(items) == 1
    return items[0]


class TestNumbersAndHeadings:
    @pytest.mark.parametrize(
        ("written", "number"),
        [
            ("题目1：", "1"),
            ("第2题：", "2"),
            ("【3】", "3"),
            ("4 、", "4"),
            ("５．", "5"),
            ("Q6. ", "6"),
            ("题7 ", "7"),
            ("（8）", "8"),
            ("9）", "9"),
            ("①", "1"),
            ("### 10. ", "10"),
            ("★11、", "11"),
            ("第12问：", "12"),
        ],
    )
    def test_numbers(self, written, number):
        item = only(f"{written}甲开会（ ）\n{FOUR}答案：C\n")
        assert (item.number, item.content.stem) == (number, "甲开会（   ）")
        assert (item.content.options, item.content.answer) == (TEXTS, "C")

    @pytest.mark.parametrize(
        "heading",
        [
            "第二部分多选题（100题）",
            "（二）多项选择题（共30题，每题1分）",
            "## 二、多选题",
            "Part B 多选题",
            "【多选题】",
            "二．多项选择（每题2分，共20分，少选错选不得分）",
            "第Ⅱ卷\n二、多选题",
        ],
    )
    def test_headings(self, heading):
        assert only(f"{heading}\n1.甲有（）\n{FOUR}答案：AC").content.kind is MULTIPLE

    @pytest.mark.parametrize(
        "stem",
        [
            "[单选题]甲开会（ ）",
            "（单选）甲开会（ ）",
            "【单选】甲开会（ ）",
            "甲开会（ ）[单选题] *",
            "甲开会（ ）(2分)",
            "（2.0分）甲开会（ ）",
            "(单选题, 50.0分) 甲开会（ ）",
            "单选题：甲开会（ ）",
        ],
    )
    def test_tags_and_points_leave_the_stem(self, stem):
        item = only(f"1. {stem}\n{FOUR}答案：B")
        assert (item.content.stem, item.content.kind) == ("甲开会（   ）", SINGLE)

    def test_numbers_begin_anew_in_each_section(self):
        text = f"一、单选题\n1.甲（ ）\n{FOUR}答案：A\n二、多选题\n1.乙（ ）\n{FOUR}答案：AB\n"
        assert keys(text) == [("1", "A"), ("1", "AB")]

    def test_a_heading_spread_with_blanks(self):
        item = only("一 、 判 断 题\n1.支部要开会。（√）")
        assert item.content.kind is JUDGED

    def test_a_year_in_a_title_is_no_number(self):
        file = parse_loose(f"试题2026年版\n100道必考题\n1.甲（ ）\n{FOUR}答案：A\n")
        assert [item.number for item in file.items] == ["1"]
        assert file.notices == ("第 1–2 行是标题或说明，没有读入：“试题2026年版”。",)

    def test_questions_without_numbers(self):
        assert keys(f"一、单选题\n甲（ ）\n{FOUR}答案：A\n乙（ ）\n{FOUR}答案：B\n") == [
            ("", "A"),
            ("", "B"),
        ]

    def test_parts_of_a_question_stay_in_it(self):
        item = only(
            "五、案例分析题\n1.某支部不开会。请问：\n（1）错在哪里？\n（2）怎么办？\n答：要开会。"
        )
        assert item.content.stem == "某支部不开会。请问：\n（1）错在哪里？\n（2）怎么办？"
        assert item.content.answer == "要开会。"


class TestOptions:
    @pytest.mark.parametrize(
        "options",
        [
            "A半年 B一年 C两年",
            "A 半年 B 一年 C 两年",
            "A半年\nB一年\nC两年",
            "A)半年     B)  一年      C）   两年",
            "(A)半年 (B)一年 (C)两年",
            "（A）半年（B）一年（C）两年",
            "A，半年 B，一年 C，两年",
            "a. 半年\nb. 一年\nc. 两年",
            "A 半年 . B.一年C. 两年",
            "A.半年B.一年C.两年",
            "Ａ．半年\tＢ．一年\tＣ．两年",
            "A：半年；B：一年；C：两年".replace("；", "\n"),
            "○半年\n○一年\n○两年",
            "A. 半年\n\nB. 一年\n\nC. 两年",
        ],
    )
    def test_ways_of_setting_them(self, options):
        item = only(f"1.预备期（ ）\n{options}\n答案：B")
        assert item.content.options == ("半年", "一年", "两年")
        assert item.content.answer == "B"

    def test_behind_the_stem_on_its_line(self):
        item = only("1.甲开会（ ）A.子年 B.丑年\nC.寅年 D.卯年\n答案：A")
        assert (item.content.stem, item.content.options) == ("甲开会（   ）", TEXTS)

    def test_numbers_run_into_letters(self):
        item = only("1.成立于()年A.1919B.1921C.1949D.1978\n答案：B")
        assert item.content.options == ("1919", "1921", "1949", "1978")

    @pytest.mark.parametrize(
        "text",
        [
            "1.甲（ ）\nA.子\nB.子\n答案：A",
            "1.甲（ ）\nA.子\nB.丑\n答案：E",
            "1.甲（ ）\nA.子\n答案：A",
            "1.甲（ ）\n答案：A",
            "1.甲（ ）\nA.子\nC.丑\n答案：A",
            "1.甲()A.子B.丑C.寅乙()A.一B.二C.三\n答案：A",
        ],
    )
    def test_what_does_not_add_up_is_refused_with_its_line(self, text):
        file = parse_loose("题库\n" + text)
        assert file.items == ()
        assert [one.line for one in file.refused] == [2]
        assert file.refused[0].reason.endswith("。")


class TestKeysBesideTheQuestion:
    @pytest.mark.parametrize(
        "answer",
        [
            "【答案】:C",
            "答案为：C",
            "正确答案是C",
            "（答案：C）",
            "C",
            "选C",
            "应选：C",
            "答案 Ｃ",
            "**答案：** C",
            "标准答案：C。",
            "【正确答案】C 【我的答案】B 【得分】0",
            "我的答案：B 正确答案：C",
            "答案：C.寅年",
            "答案：\nC",
            "我的答案：\nA:子年;\n正确答案：\nC:寅年;",
            "（C）",
            "答案：寅年",
        ],
    )
    def test_ways_of_writing_it(self, answer):
        items = whole(f"1.甲开会（ ）\n{FOUR}{answer}\n2.乙开会（ ）\n{FOUR}答案：A\n")
        assert [item.content.answer for item in items] == ["C", "A"]
        assert items[0].content.options == TEXTS
        assert items[0].warnings == ()

    @pytest.mark.parametrize(
        "stem",
        [
            "甲由（C）领导",
            "甲由__C__领导",
            "甲由( C )领导",
            "甲由【 C 】领导",
            "甲由____C____领导",
        ],
    )
    def test_in_the_stem(self, stem):
        item = only(f"1.{stem}\n{FOUR}")
        assert item.content.answer == "C"
        assert "C" not in item.content.stem

    @pytest.mark.parametrize("stem", ["1.（ A ）是基础", "1、(A)是基础", "(A)1、这是基础（ ）"])
    def test_before_the_stem(self, stem):
        item = only(f"{stem}\n{FOUR}")
        assert (item.content.options, item.content.answer) == (TEXTS, "A")

    def test_in_brackets_behind_the_last_option(self):
        item = only("1.甲（ ）\nA.子 B.丑 C.寅 (B)")
        assert (item.content.options, item.content.answer) == (("子", "丑", "寅"), "B")
        assert item.warnings == ("答案取自选项后面的括号，请核对。",)

    def test_a_remark_behind_the_answer_goes_to_the_explanation(self):
        item = only(f"1.甲（ ）\n{FOUR}答案：B（《支部条例》第四条）\n（出处：党章）")
        assert item.content.answer == "B"
        assert item.content.explanation == "《支部条例》第四条\n依据：党章"

    @pytest.mark.parametrize(
        "options",
        [
            "A.子年\nB.丑年\nC.寅年（正确答案）\nD.卯年",
            "A.子年 B.丑年 C.寅年√ D.卯年",
            "A.子年\nB.丑年\n*C.寅年\nD.卯年",
            "A.子年\nB.丑年\n√C.寅年\nD.卯年",
            "○子年\n○丑年\n○寅年(正确答案)\n○卯年",
            "A.子年\nB.丑年\nC.寅年 ✔\nD.卯年",
        ],
    )
    def test_behind_the_option(self, options):
        item = only(f"1.甲开会（ ）\n{options}\n")
        assert (item.content.options, item.content.answer) == (TEXTS, "C")

    def test_all_options_marked_in_words(self):
        item = only("1.甲有？ [多选题] *\nA.子(正确答案)\nB.丑(正确答案)\n")
        assert item.content.answer == "AB"
        assert only("1.【多选题】甲有（ ）\nA.子√\nB.丑√\n").content.answer is None

    def test_letters_in_several_places(self):
        item = only(f"二、多选题\n1.甲有（B）、（ D ）。\n{FOUR}")
        assert (item.content.answer, item.content.stem) == ("BD", "甲有（   ）、（   ）。")

    def test_several_options_marked(self):
        item = only("1.甲有？ [多选题] *\nA.子(正确答案)\nB.丑\nC.寅(正确答案)\n")
        assert (item.content.answer, item.content.kind) == ("AC", MULTIPLE)

    @pytest.mark.parametrize(
        "explanation", ["解析：按规定每月一次，故选C。", "【解析】本题正确答案为C，因为甲。"]
    )
    def test_only_in_the_explanation(self, explanation):
        item = only(f"1.甲开会（ ）\n{FOUR}{explanation}")
        assert item.content.answer == "C"
        assert item.warnings == ("答案取自解析里的话，请核对。",)

    def test_an_explanation_that_names_two_answers_gives_none(self):
        item = only(f"1.甲开会（ ）\n{FOUR}解析：有人以为应选B，其实正确答案是C。")
        assert item.content.answer is None

    def test_two_keys_that_differ_give_none(self):
        item = only("1.甲（ ）\nA.子\nB.丑（正确答案）\n答案：A")
        assert item.content.answer is None
        assert "不同的答案" in item.warnings[0]

    def test_explanation_point_and_difficulty(self):
        item = only(f"1.甲（ ）\n{FOUR}【正确答案】A 【解析】因为\n【考点】会议\n【难度】难")
        content = item.content
        assert (content.explanation, content.category, content.difficulty) == ("因为", "会议", 3)


THREE = "一、单选题\n" + "".join(f"{n}.甲{n}（ ）\n{FOUR}" for n in (1, 2, 3))


class TestKeysAtTheEnd:
    @pytest.mark.parametrize(
        "key",
        [
            "参考答案\n1-3 CAB",
            "答案：1-3：CAB",
            "参考答案：\n1—3 C A B",
            "答案：1.C 2.A 3.B",
            "【参考答案】1.C；2.A；3.B。",
            "参考答案\n1C 2A 3B",
            "答案：1.（C） 2.（A） 3.（B）",
            "参考答案\n题号\t1\t2\t3\n答案\tC\tA\tB",
            "参考答案\n题号 1 2 3\n答案 C A B",
            "参考答案\n题号|1|2|3\n答案|C|A|B",
            "题号\t答案\n1\tC\n2\tA\n3\tB",
            "参考答案及解析\n1.【答案】C。解析：因为甲。\n2.【答案】A\n【解析】因为乙。\n3.【答案】B",
            "答案\n1、C\n2、A\n3、B",
            "答案\n一、单选题：1-3：CAB",
            "附：参考答案\n一、单选题\n1.C  2.A  3.B",
        ],
    )
    def test_ways_of_writing_it(self, key):
        assert keys(THREE + key) == [("1", "C"), ("2", "A"), ("3", "B")]

    @pytest.mark.parametrize(
        "key",
        [
            "参考答案\n一、单选题\n1.C 2.A 3.B\n二、判断题\n1.√ 2.×",
            "答案\n一、1.C 2.A 3.B\n二、1.对 2.错",
            "参考答案\n一、单选题\n题号\t1\t2\t3\n答案\tC\tA\tB\n二、判断题\n题号 1 2\n答案 √ ×",
            "答案：\n单选题：1-3 CAB\n判断题：1-2 √×",
        ],
    )
    def test_sections_that_number_anew(self, key):
        text = THREE + "二、判断题\n1.乙。\n2.丙。\n" + key
        assert keys(text) == [("1", "C"), ("2", "A"), ("3", "B"), ("1", "T"), ("2", "F")]

    def test_lists_that_name_their_kind(self):
        text = (
            THREE
            + "单选题答案：1.C 2.A 3.B\n二、判断题\n1.乙。\n2.丙。\n判断题参考答案：1.√ 2.×\n"
        )
        assert keys(text) == [("1", "C"), ("2", "A"), ("3", "B"), ("1", "T"), ("2", "F")]

    def test_a_printed_paper(self):
        text = (
            "某镇测试卷\n（满分100分）\n单位：____ 姓名：____ 得分：____\n"
            "一、填空题（每空1分）\n1、支部是党的____，是____。\n2、____人成立支部。\n"
            f"二、单选题\n1、支部多久开会（ ）\n{FOUR}"
            "三、简答题\n1、支部做什么？\n\n\n2、书记做什么？\n\n\n"
            "参考答案\n一、填空题\n1、基础组织  基本单元\n2、3\n二、单选题\n1、A\n"
            "三、简答题\n1、答：（1）宣传。\n（2）教育。\n2、抓学习。\n"
        )
        assert [item.content.answer for item in whole(text)] == [
            (("基础组织",), ("基本单元",)),
            (("3",),),
            "A",
            "（1）宣传。\n（2）教育。",
            "抓学习。",
        ]

    def test_an_entry_left_open_leaves_a_draft(self):
        assert keys(THREE + "答案：1.C 2. 3.B") == [("1", "C"), ("2", None), ("3", "B")]

    def test_explanations_come_with_it(self):
        items = whole(
            THREE + "参考答案及解析\n1.【答案】C。解析：因为甲。\n2.A\n3.B\n【解析】因为丙。"
        )
        assert [item.content.explanation for item in items] == ["因为甲。", "", "因为丙。"]

    def test_an_entry_for_no_question_is_refused(self):
        file = parse_loose(THREE + "答案：1.C 2.A 3.B 4.D")
        assert [one.position for one in file.refused] == ["第 4 题（第 17 行）"]


class TestRunTogether:
    def test_a_whole_bank_on_one_line(self):
        text = (
            "一、单选题(每题1分,共3题)1.甲多久开会()。A.子年B.丑年C.寅年D.卯年答案:B解析:因为条例。"
            "2.书记任期几年()A.一B.二C.三D.四答案:C解析:按规定。3.哪项不属于?()A.甲B.乙C.丙D.丁答案:D"
        )
        items = whole(text)
        assert [(i.number, i.content.answer, i.line) for i in items] == [
            ("1", "B", 1),
            ("2", "C", 1),
            ("3", "D", 1),
        ]
        assert [i.content.explanation for i in items] == ["因为条例。", "按规定。", ""]

    def test_words_before_a_glued_label_stay_in_the_option(self):
        assert only("1.甲()A.子B.衡量标准答案:A").content.options == ("子", "衡量标准")
        assert only("1.甲()A.子B.以上都正确答案:A").content.options == ("子", "以上都正确")
        assert only("1.甲()A.子B.丑正确答案:A").content.options == ("子", "丑")

    def test_an_answer_in_its_place_is_no_option(self):
        items = whole("一、单选题\n1.甲是(A)。A.子B.丑C.寅 2.乙是（A）A.子B.丑C.寅")
        assert [(i.content.options, i.content.answer) for i in items] == [
            (("子", "丑", "寅"), "A"),
            (("子", "丑", "寅"), "A"),
        ]

    def test_questions_that_begin_with_a_year(self):
        text = (
            "一、单选题\n1.1921年甲()。A.子B.丑答案:B2.1938，乙()A.子B.丑答案:A"
            "3.20世纪丙()A.子B.丑答案:B二、多选题1.丁()A.子B.丑C.寅答案:AC"
        )
        assert keys(text) == [("1", "B"), ("2", "A"), ("3", "B"), ("1", "AC")]

    def test_a_question_behind_the_options_of_another(self):
        text = (
            "1、甲（ ）。 A.批准 B.备案 C.审批 D.同意 2、乙由( )选举产生。 A.委员会 B.代表大会\n"
            "C.代表 D.负责人 3、丙为（ ）年。 A.1 B.2 C.3 D.4\n"
        )
        items = whole(text)
        assert [(i.number, i.line, i.content.options) for i in items] == [
            ("1", 1, ("批准", "备案", "审批", "同意")),
            ("2", 1, ("委员会", "代表大会", "代表", "负责人")),
            ("3", 2, ("1", "2", "3", "4")),
        ]

    def test_numbers_inside_an_answer_part_nothing(self):
        item = only(
            "五、简答题\n1.支部做什么？\n答：要做到：1.宣传党的主张。2.教育党员。3.管理党员。"
        )
        assert item.content.answer == "要做到：1.宣传党的主张。2.教育党员。3.管理党员。"

    def test_numbers_inside_options_part_nothing(self):
        item = only("1.甲（ ）\nA.由2.5人组成 B.由第2、3组组成 C.按2. 规定\n答案：A")
        assert len(item.content.options) == 3


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


class TestFurniture:
    def test_page_numbers_and_rules_are_named_and_left_out(self):
        text = (
            f"党务题库\n- 1 -\n1.甲（ ）\n{FOUR}答案：A\n第 2 页 共 10 页\n"
            "2.乙（ ）\nA.子\n12\nB.丑\n答案：B\n---\n"
            "3.丙（ ）\nA.子\nB.丑\n50.0分\n答案：B\n3 / 10\n"
        )
        file = parse_loose(text)
        assert [(i.number, i.content.answer) for i in file.items] == [
            ("1", "A"),
            ("2", "B"),
            ("3", "B"),
        ]
        assert all(item.warnings == () for item in file.items)
        assert file.items[1].content.options == ("子", "丑")
        assert file.notices == (
            "第 1 行是标题或说明，没有读入：“党务题库”。",
            "有 4 行页码没有读入（第 2、9、12、21 行）。",
            "有 1 行分隔线没有读入（第 15 行）。",
            "有 1 行分值没有读入（第 19 行）。",
        )

    def test_a_number_that_is_an_answer_is_no_page(self):
        assert only("四、填空题\n1.有____人。\n答案：\n12\n").content.answer == (("12",),)

    def test_control_characters_are_taken_out_with_a_warning(self):
        item = only("1.甲\x07开会（ ）\nA.子\x1b年\nB.丑年\n答案：A")
        assert (item.content.stem, item.content.options) == ("甲开会（   ）", ("子年", "丑年"))
        assert item.warnings == (
            "第 1 行有看不见的控制字符，已经去掉。",
            "第 2 行有看不见的控制字符，已经去掉。",
        )

    def test_lines_are_those_an_editor_shows(self):
        text = "一、单选题\r\n\x0c1.甲（ ）\x0bA.子\u2028B.丑\r\n答案：A\r2.乙（ ）\nA.子\nB.丑\n"
        assert [item.line for item in whole(text)] == [2, 4]


PIECES = [
    "1.甲（ ）",
    "2、乙是什么？",
    "（3）丙",
    "A.子 B.丑",
    "A.子",
    "B.丑",
    "C 寅",
    "答案：A",
    "【答案】B 【得分】2",
    "B",
    "解析：因为",
    "依据：《条例》",
    "难度：难",
    "参考答案",
    "1-2 AB",
    "1.A 2.B",
    "题号\t1\t2",
    "答案\tA\tB",
    "一、单选题",
    "二、判断题（每题1分）",
    "三、",
    "第一章 总则",
    "√",
    "要点：一；二",
    "答：",
    "问：谁？",
    "○子",
    "党员应当学习。",
    "注意：请用钢笔",
    "姓名：",
    "- 3 -",
    "12",
    "---",
    "",
    "我的答案：B",
    "选A",
    "五分",
    "\x07",
    "①丁",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join))
@example("依据：《条例》\n1.甲（ ）")
def test_every_line_is_in_an_item_a_heading_a_notice_or_a_refusal(text):
    passed = []
    lines = tidy(split_lines(text), lambda line, _: passed.append(line.number))
    found = BlockReader(lines).read()
    accounted = {
        *passed,
        *(number for block in found.blocks for number in (block.line, *block.lines)),
        *(entry.line for entry in found.entries),
        *(one.line for one in found.refused),
        *(line.number for line in (*found.headings, *found.passed)),
    }
    # the second line of a table of answers is read with the first
    filled = {i for i, line in enumerate(text.split("\n"), 1) if re.sub(r"[\x00-\x20]", "", line)}
    tables = {i for i in filled if text.split("\n")[i - 1].startswith("答案\t")}
    assert filled - accounted - tables == set()


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join))
def test_every_line_with_words_of_its_own_can_be_found_again(text):
    """Nothing a person wrote is dropped without a word: it is kept, or quoted, or refused."""
    marked = [
        f"{line}戊{i}己" if line.startswith(("党员", "答：", "问：", "要点", "解析")) else line
        for i, line in enumerate(text.split("\n"), 1)
    ]
    file = parse_loose("\n".join(marked))
    told = repr(file)
    starts = sorted([(i.line, True) for i in file.items] + [(r.line, False) for r in file.refused])
    for number, line in enumerate(marked, 1):
        if line.endswith("己") and f"戊{number}己" not in told:
            above = [kept for start, kept in starts if start <= number]
            refused = bool(above) and not above[-1]
            assert refused or number in _passed_over(file.notices)


def _passed_over(notices) -> set[int]:
    """Numbers of the lines that are named as titles or instructions."""
    found = set()
    for notice in notices:
        lines = re.match(r"第 (\d+)(?:–(\d+))? 行是标题或说明", notice)
        if lines:
            found |= set(range(int(lines[1]), int(lines[2] or lines[1]) + 1))
    return found


def test_time_grows_with_the_number_of_questions_and_no_faster():
    def seconds(count: int) -> float:
        text = "".join(f"{n}.甲开会（ ）\n{FOUR}答案：A\n" for n in range(1, count + 1))
        start = time.process_time()
        assert len(parse_loose(text).items) == count
        return time.process_time() - start

    assert seconds(9000) < 30 * seconds(900) + 1

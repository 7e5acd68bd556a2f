"""Layouts in which banks really come: answering programs, PDF copies, keys in many places.

Each text is our own; only the way it is laid out was seen elsewhere.
"""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jyguide.exchange.loose.blocks import BlockReader
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.loose.lines import split_lines
from jyguide.exchange.loose.tidy import tidy
from tests.jyguide.exchange.laid_out import (
    FOUR,
    JUDGED,
    MULTIPLE,
    SINGLE,
    TEXTS,
    keys,
    only,
    whole,
)


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

"""The sample files and their truth, and layouts that real offices send."""

import json
from pathlib import Path

import pytest

from jyguide.bank.item import ItemKind, KeyPoint
from jyguide.exchange.item_file import ItemFile
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.word.text import read_word
from tests.jyguide.exchange.loose_text import only, refusal

DATA = Path(__file__).parents[2] / "data" / "bank"
TRUTH = json.loads((DATA / "loose.truth.json").read_text("utf-8"))


def as_truth(file: ItemFile) -> list[dict[str, object]]:
    return [
        {
            "no": int(item.number),
            "kind": item.content.kind.value,
            "answer": [list(blank) for blank in item.content.answer]
            if isinstance(item.content.answer, tuple)
            else item.content.answer,
        }
        for item in file.items
    ]


class TestSample:
    def text_file(self):
        return parse_loose((DATA / "loose.txt").read_text("utf-8"))

    def test_text_matches_truth(self):
        file = self.text_file()
        assert as_truth(file) == TRUTH["题库-宽松格式.txt"]
        assert file.refused == ()

    def test_word_matches_truth(self):
        file = parse_loose(read_word(DATA / "loose.docx"))
        assert as_truth(file) == TRUTH["题库-宽松格式.docx"]
        assert file.refused == ()

    def test_answers_leave_the_stem(self):
        stems = {item.number: item.content.stem for item in self.text_file().items}
        assert stems["2"] == "党支部党员大会一般（   ）召开一次。"
        assert stems["4"] == "党支部委员会会议一般每（   ）召开一次"
        assert stems["6"] == "“三会一课”中的“三会”是指（   ）"
        assert stems["9"] == "预备党员有表决权、选举权和被选举权。"
        assert stems["15"] == "党支部每月相对固定____开展主题党日。"
        assert stems["16"] == "党的最高理想和最终目标是____。"

    def test_no_answer_makes_a_draft_with_a_warning(self):
        warned = [item for item in self.text_file().items if item.warnings]
        assert [item.number for item in warned] == ["18"]
        assert warned[0].content.answer is None
        assert "草稿" in warned[0].warnings[0]

    def test_options_that_look_like_letters(self):
        item = self.text_file().items[19]
        assert item.content.options == (
            "1 + 1 = 2（党小组 A 与 B 合并）",
            "党组织A、B、C、D四类",
            "以上都对",
        )

    def test_citation_only_where_both_are_named(self):
        first, third = self.text_file().items[0].content, self.text_file().items[2].content
        assert (first.regulation, first.article, first.edition) == (
            "中国共产党章程",
            "第七条",
            "",
        )
        assert third.explanation == "党章第一条。"
        assert (third.regulation, third.article) == ("", "")

    def test_key_points_and_lines(self):
        item = self.text_file().items[16]
        said = [point.text for point in item.content.key_points]
        assert said == ["支部党员大会", "支部委员会会议", "党小组会", "党课"]
        assert item.line == 63


@pytest.mark.parametrize(
    "start",
    ["7．", "7. ", "7、", "7) ", "7）", "（7）", "(7) ", "第7题 ", "第 7 题：", "７．", "[7]"],
)
def test_every_way_to_number(start):
    item = only(f"一、单选题\n{start}预备期为（ ）。\nA、半年\nB、一年\n答案：B")
    assert item.number == "7"
    assert item.content.stem == "预备期为（   ）。"


@pytest.mark.parametrize(
    "options",
    [
        "A、半年   B、一年   C、两年",
        "A.半年\nB.一年\nC.两年",
        "A．半年\tB．一年\tC．两年",
        "（A）半年 （B）一年\n（C）两年",
        "(A)半年(B)一年(C)两年",
        "A半年\nB一年\nC两年",
        "A 半年  B 一年  C 两年",
        "A 半年 B 一年 C 两年",
        "A、半年B、一年C、两年",
        "A、半年；B、一年；C、两年".replace("；", "  "),
        "Ａ．半年　Ｂ．一年　Ｃ．两年",
        "a. 半年\nb. 一年\nc. 两年",
        "A:半年\nB:一年\nC:两年",
        "A、半年\nB、一年 C、两年",
        "A，半年\nB，一年\nC，两年",
        "【A】半年\n【B】一年\n【C】两年",
        "A.半\n年\nB.一年\nC.两年",
        "A. 半年\nB 一年\nC. 两年",
    ],
)
def test_every_way_to_set_options(options):
    item = only(f"1. 预备党员的预备期为（ ）。\n{options}\n答案：B")
    assert item.content.options == ("半年", "一年", "两年")
    assert item.content.answer == "B"


def test_options_on_the_line_of_the_stem():
    item = only("1. 预备期为（ B ）。A、半年 B、一年 C、两年")
    assert item.content.stem == "预备期为（   ）。"
    assert item.content.options == ("半年", "一年", "两年")


@pytest.mark.parametrize(
    ("stem", "answer", "expected"),
    [
        ("由____至____人组成", "3；5", (("3",), ("5",))),
        ("由____至____人组成", "3、5", (("3",), ("5",))),
        ("由____至____人组成", "3 5", (("3",), ("5",))),
        ("由____至____人组成", "3|5", (("3",), ("5",))),
        ("由____至____人组成", "（1）3（2）5", (("3",), ("5",))),
        ("由____至____人组成", "①3；②5", (("3",), ("5",))),
        ("由（ ）至（ ）人组成", "3|三；5|五", (("3", "三"), ("5", "五"))),
        ("定期召开________", "党小组会、党课", (("党小组会、党课",),)),
        ("每月____开展", "1天/一天", (("1天", "一天"),)),
        ("自____施行", "2026/5/11", (("2026/5/11",),)),
    ],
)
def test_blanks(stem, answer, expected):
    item = only(f"四、填空题\n1. {stem}\n答案：{answer}")
    assert item.content.kind is ItemKind.FILL_IN
    assert item.content.answer == expected


def test_blanks_and_answers_that_do_not_add_up_stay_a_draft():
    item = only("填空题\n1. 由____至____人组成。\n答案：3；5；7")
    assert item.content.answer is None
    assert item.warnings == ("题干有 2 个空，答案“3；5；7”对不上，先存为草稿。",)


def test_a_hint_behind_a_blank_is_no_answer():
    item = only("填空题\n1. 由____人组成。（填数字）")
    assert item.content.answer is None
    assert item.warnings


def test_ordering():
    item = only("六、排序题\n1. 发展党员的顺序是（ ）\nA. 甲\nB. 乙\nC. 丙\nD. 丁\n答案：C→A→B→D")
    assert (item.content.kind, item.content.answer) == (ItemKind.ORDERING, "CABD")


@pytest.mark.parametrize("word", ["简答题", "问答题", "论述题", "名词解释", "案例分析题"])
def test_words_for_short_answers(word):
    item = only(f"五、{word}（每题10分）\n1. 三会一课？\n答：支部党员大会。\n还有党课。")
    assert item.content.kind is ItemKind.SHORT_ANSWER
    assert item.content.answer == "支部党员大会。\n还有党课。"


def test_numbered_lines_inside_an_answer_are_not_questions():
    file = parse_loose(
        "简答题\n1. 甲是什么？\n答：1. 一\n2. 二\n3. 三\n"
        "2. 乙是什么？\n答：（1）一\n（2）二\n3. 丙？\n答：无"
    )
    assert [item.number for item in file.items] == ["1", "2", "3"]
    assert file.items[0].content.answer == "1. 一\n2. 二\n3. 三"
    assert file.items[1].content.answer == "（1）一\n（2）二"
    assert file.items[2].content.answer is None


def test_parts_of_a_question_are_not_questions():
    file = parse_loose("简答题\n3. 请回答：\n（1）甲？\n（2）乙？\n答：略\n4. 丙？\n答：丁")
    assert [item.number for item in file.items] == ["3", "4"]
    assert file.items[0].content.stem == "请回答：\n（1）甲？\n（2）乙？"


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("单选题\n7. \nA. 甲\nB. 乙\n答案：A", "第 7 题（第 2 行）", "没有题干"),
        ("7. 甲（ ）\nA. 子\nB. 丑\n答案：E", "第 7 题（第 1 行）", "没有选项 E"),
        ("单选题\n7. 甲（ B ）\n每月\n每年", "第 7 题（第 2 行）", "选项只有 0 个"),
        ("7. 甲（ ）\nA. 子\nC. 丑\n答案：A", "第 7 题（第 1 行）", "缺少 B"),
        ("7. 甲（ ）\nA. 子\nB. 丑\nB. 寅\n答案：A", "第 7 题（第 1 行）", "出现了两次"),
        ("7. 甲（ ）\nA. 子\nB. 子\n答案：A", "第 7 题（第 1 行）", "两个选项相同"),
        ("单选题\n7. 甲（ ）\nA. 子\nB. 丑\n答案：AB", "第 7 题（第 2 行）", "单选题给了 2 个"),
        ("多选题\n7. 甲（ ）\nA. 子\nB. 丑\n答案：A", "第 7 题（第 2 行）", "只有 1 个答案"),
        ("填空题\n7. 由三人组成。\n答案：三", "第 7 题（第 2 行）", "没有要填的空"),
        ("7. 这是一行没有头绪的话", "第 7 题（第 1 行）", "看不出是哪种题型"),
        ("单选题\n只是一句孤零零的话", "第 2 行", "没有题号"),
        ("答案：B", "第 1 行", "前面没有题目"),
        ("排序题\n7. 甲\nA. 子\nB. 丑\nC. 寅\n答案：BA", "第 7 题（第 2 行）", "没有排完"),
        ("", "全文", "没有找到试题"),
        ("关于开展培训的通知\n请各站做好准备", "全文", "没有找到试题"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(text, position, reason):
    where, why = refusal(text)
    assert where == position
    assert reason in why


def test_kind_tags_in_the_line():
    file = parse_loose(
        "1.【多选题】甲（ ）\nA. 子\nB. 丑\n答案：AB\n2. 乙（ ）（单选题）\nA. 子\nB. 丑\n答案：A"
    )
    kinds = [item.content.kind for item in file.items]
    assert kinds == [ItemKind.MULTIPLE, ItemKind.SINGLE]
    assert [item.content.stem for item in file.items] == ["甲（   ）", "乙（   ）"]


def test_difficulty_category_and_basis():
    item = only(
        "1. 甲（ ）\nA. 子\nB. 丑\n【答案】A【难度】难【知识点】支部设置\n"
        "依据：《某条例（试行）》第四条。"
    )
    assert item.content.difficulty == 3
    assert item.content.category == "支部设置"
    assert (item.content.regulation, item.content.article) == ("某条例（试行）", "第四条")


def test_two_regulations_are_no_citation():
    item = only("1. 甲（ ）\nA. 子\nB. 丑\n答案：A\n解析：《甲条例》第一条、《乙条例》第一条。")
    assert (item.content.regulation, item.content.article) == ("", "")


def test_questions_without_numbers():
    file = parse_loose("甲（ ）\nA. 子\nB. 丑\n答案：A\n\n乙（ ）\nA. 子\nB. 丑\n答案：B")
    assert [item.content.stem for item in file.items] == ["甲（   ）", "乙（   ）"]
    assert [item.line for item in file.items] == [1, 6]


def test_a_heading_that_does_not_fit_is_overruled_and_said():
    item = only("三、判断题\n1. 甲（ ）\nA. 子\nB. 丑\nC. 寅\n答案：C")
    assert item.content.kind is ItemKind.SINGLE
    assert "分节标题" in item.warnings[0]


def test_quantities_at_the_beginning_of_a_line_are_no_numbers():
    item = only("4. 面积共\n3.5万平方米，人数为（ ）\nA. 甲\nB. 乙\n答案：A")
    assert item.content.stem == "面积共3.5万平方米，人数为（   ）"


def test_stray_text_is_told():
    item = only("1. 甲（ ）\nA. 子\nB. 丑\n答案：A\n本卷到此结束")
    assert item.warnings == ("第 5 行“本卷到此结束”不知属于哪一部分，没有导入。",)


def test_explanations_that_speak_of_options():
    item = only("1. 甲（ ）\nA. 子\nB. 丑\n答案：A\n解析：\nA项正确。\nB. 项错误。")
    assert item.content.options == ("子", "丑")
    assert item.content.explanation == "A项正确。\nB. 项错误。"


def test_blanks_printed_with_their_answers():
    file = parse_loose(
        "填空题\n1. 依据《党章（修正）》，年满（十八岁）的可以申请。\n"
        "2. 预备期为_一年_。\n3. 由（试行）规定。"
    )
    assert [item.content.answer for item in file.items] == [(("十八岁",),), (("一年",),)]
    assert file.items[0].content.stem == "依据《党章（修正）》，年满____的可以申请。"
    assert all("请核对" in item.warnings[0] for item in file.items)
    assert "没有要填的空" in file.refused[0].reason


def test_the_head_of_a_printed_paper_is_no_question():
    item = only("党务测试\n姓名：____ 得分：____\n一、单选题\n1. 甲（A）\nA. 子\nB. 丑")
    assert item.number == "1"


def test_leading_words():
    file = parse_loose("1、多选：甲？\nA. 子\nB. 丑\n正确答案是AB\n\n问：乙？\n答：丙。")
    assert [i.content.stem for i in file.items] == ["甲？", "乙？"]
    assert [i.content.kind for i in file.items] == [ItemKind.MULTIPLE, ItemKind.SHORT_ANSWER]
    assert file.items[0].content.answer == "AB"


def test_an_answer_that_repeats_its_option():
    item = only("1. 甲（ ）\nA. 半年\nB. 一年\n答案：B. 一年")
    assert item.content.answer == "B"
    other = only("1. 甲（ ）\nA. 半年\nB. 一年\n答案：B. 半年")
    assert other.content.answer is None
    assert "看不懂" in other.warnings[0]


def test_unknown_difficulty_is_told():
    item = only("1. 甲（A）\nA. 子\nB. 丑\n难度：九级")
    assert item.content.difficulty == 2
    assert item.warnings == ("难度“九级”看不懂，按“中”导入。",)


def test_chapters_and_unknown_headings():
    file = parse_loose(
        "第一章 组织\n单选题\n1. 甲（A）\nA. 子\nB. 丑\n第二章 党费\n2. 乙（B）\nA. 子\nB. 丑\n"
        "三、其他\n一、丙是什么？\n答：丁。"
    )
    assert [(item.number, item.content.kind.value) for item in file.items] == [
        ("1", "single"),
        ("2", "single"),
        ("一", "short_answer"),
    ]


def test_key_points_stand_in_for_a_missing_answer():
    item = only("简答题\n1. 甲？\n要点：乙；丙")
    assert item.content.answer == "乙；丙"
    assert item.content.key_points == (KeyPoint("乙"), KeyPoint("丙"))

"""GIFT as Moodle and teachers write it."""

from pathlib import Path

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exchange.gift import looks_like_gift, read_gift
from jyguide.exchange.item_file import WHOLE_TEXT

SAMPLE = Path("tests/data/bank/moodle.gift")


def only(text):
    file = read_gift(text)
    assert not file.refused
    (item,) = file.items
    return item


def refusal(text):
    file = read_gift(text)
    assert not file.items
    (one,) = file.refused
    return one


@pytest.fixture(scope="module")
def sample():
    return read_gift(SAMPLE.read_text("utf-8"))


def test_a_file_of_moodle_is_read_question_by_question(sample):
    kinds = [item.content.kind for item in sample.items]
    assert kinds == [
        ItemKind.SINGLE,
        ItemKind.TRUE_FALSE,
        ItemKind.FILL_IN,
        ItemKind.MULTIPLE,
        ItemKind.FILL_IN,
        ItemKind.ORDERING,
        ItemKind.SHORT_ANSWER,
        ItemKind.TRUE_FALSE,
    ]
    assert {item.content.category for item in sample.items} == {"支部设置"}


def test_what_is_no_item_of_ours_is_refused_by_name_and_line(sample):
    assert [(one.line, one.reason) for one in sample.refused] == [
        (34, "不支持的题型：数值题（numerical），答案 3.14 允许误差 0.01，没有导入。"),
        (42, "不支持的题型：匹配题（matching），题库没有配对的题，没有导入。"),
        (50, "说明文字，不是试题，没有导入。"),
        (52, "大括号没有配对，没有导入。"),
        (54, "一段里有两处大括号：两道题之间要空一行，没有导入。"),
    ]
    assert sample.refused[0].position == "第 6 题（第 34 行）"


def test_number_tags_missing_word_html_and_feedback(sample):
    item = sample.items[0]
    assert (item.number, item.position, item.line) == ("001-1", "第 001-1 题（第 7 行）", 7)
    content = item.content
    assert content.stem == "有正式党员 3 人以上的，应当成立党支部。凡是 （   ） 以上的都要成立。"
    assert content.options == ("5 人", "3 人", "a<b")
    assert content.answer == "B"
    assert (content.difficulty, content.tests) == (3, "党支部、工作条例")
    assert content.explanation == "见《中国共产党章程》第三十条。\n选项 A：太多\n选项 B：对"


def test_true_false_says_when_each_feedback_was_shown(sample):
    content = sample.items[1].content
    assert content.answer == "F"
    assert content.explanation == "总的说明\n答错时：想想“应当”。\n答对时：正是。"


def test_variants_below_the_full_points_are_told_and_not_accepted(sample):
    item = sample.items[2]
    assert item.content.stem == "三会一课是指____ 等。"
    assert item.content.answer == (("支部党员大会",),)
    assert item.warnings == ("答案“党员大会”原来得 50%，题库的填空题没有部分分，没有收进答案。",)
    assert "其他答案：再想想" in item.content.explanation
    assert not item.is_draft


def test_a_blank_line_between_options_ends_nothing(sample):
    content = sample.items[3].content
    assert content.options == ("支部党员大会", "支部委员会", "党小组会", "党课")
    assert content.answer == "ABC"
    assert content.stem == "下列属于“三会”的有:"


def test_an_exact_number_is_a_fill_in(sample):
    assert sample.items[4].content.stem == "党的一大召开于哪一年？____"
    assert sample.items[4].content.answer == (("1921",),)


def test_numbered_pairs_are_an_ordering(sample):
    content = sample.items[5].content
    in_order = [content.options["ABC".index(letter)] for letter in content.answer]
    assert in_order == ["确定入党积极分子", "确定发展对象", "接收预备党员"]
    assert content.answer != "ABC"


def test_escapes(sample):
    assert sample.items[7].content.stem == "用 {}~=#:\\ 与\n换行。"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_byte_order_mark(ending):
    text = "\ufeff" + ending.join(["甲？{", "=乙", "~丙", "}", "", "丁？{T}", ""])
    assert [item.line for item in read_gift(text).items] == [1, 6]


@pytest.mark.parametrize(
    ("braces", "answer"),
    [("{T}", "T"), ("{TRUE}", "T"), ("{F}", "F"), ("{FALSE}", "F"), ("{ true }", "T")],
)
def test_true_false(braces, answer):
    assert only(f"甲。{braces}").content.answer == answer


@pytest.mark.parametrize(
    ("mark", "stem"),
    [
        ("[html]", "x<y 且 H₂O"),
        ("", "x<y 且 H₂O"),
        ("[plain]", "x&lt;y 且 H<sub>2</sub>O"),
        ("[markdown]", "x&lt;y 且 H<sub>2</sub>O"),
    ],
)
def test_text_formats(mark, stem):
    assert only(f"{mark}x&lt;y 且 H<sub>2</sub>O{{T}}").content.stem == stem


def test_the_format_of_the_stem_holds_for_the_options():
    content = only("[plain]甲？{=<b> ~[html]<i>乙</i>}").content
    assert content.options == ("<b>", "乙")


def test_one_right_option_with_partial_ones_beside_it():
    item = only("甲？{~%50%乙 =丙 ~丁}")
    assert (item.content.kind, item.content.answer) == (ItemKind.SINGLE, "B")
    assert item.warnings == (
        "选项 A（50%） 原来得部分分，题库的单选题没有部分分，按错误选项导入。",
    )


def test_unequal_weights_are_told():
    item = only("甲？{~%70%乙 ~%30%丙 ~丁}")
    assert (item.content.kind, item.content.answer) == (ItemKind.MULTIPLE, "AB")
    assert item.warnings == (
        "各正确选项的分值不等（A（70%）、B（30%）），题库里按同等对待，请核对。",
    )


def test_weights_that_do_not_make_a_whole_are_told():
    assert only("甲？{~%25%乙 ~%25%丙 ~丁}").warnings == (
        "正确选项加起来是 50%，不是 100%，请核对答案。",
    )


def test_several_full_answers_leave_a_draft():
    item = only("甲？{=乙 =丙 ~丁}")
    assert item.is_draft
    assert item.content.answer is None
    assert "A、B 都算全对" in item.warnings[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [("甲？{~乙 ~丙}", "没有正确选项"), ("甲？{~%50%乙 ~丙}", "没有得 100% 的选项（A（50%））")],
)
def test_no_right_option_leaves_a_draft(text, words):
    item = only(text)
    assert item.is_draft
    assert words in item.warnings[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{=乙 ~丙}", "没有题干"),
        ("甲？{~乙}", "选项只有 1 个"),
        ("甲？{=乙 ~乙}", "有两个选项相同"),
        ("甲？{#}", "没有答案"),
        ("甲？{#三}", "不是数字"),
        ("甲？{#1..5}", "允许误差 2"),
        ("甲？{=*乙*}", "没有一个能照原文判为全对"),
        ("甲？{=乙->丙 =丁}", "没有 ->"),
        ("甲？}", "没有配对"),
        ("甲？{" + " ".join(f"~{n}" for n in range(11)) + "}", "最多 10 个"),
    ],
)
def test_what_cannot_be_an_item_is_refused(text, words):
    assert words in refusal(text).reason


def test_a_wildcard_beside_an_exact_answer_waits_for_a_person():
    item = only(r"甲？{=乙 =丙* =丁\*}")
    # GIFT itself has no escape for a star: the backslash is the short answer's own
    assert item.content.answer == (("乙", "丁*"),)
    assert item.unready
    assert "“丙*”" in item.warnings[0]


def test_pictures_make_a_draft_and_scripts_are_dropped():
    item = only('[html]<img src\\="@@PLUGINFILE@@/a.png">看图<script>x()</script>。{T}')
    assert item.content.stem == "看图。"
    assert item.is_draft
    assert item.content.answer == "T"
    assert item.warnings == (
        "题干里有图片，没有导入，请补上或改写后再启用。",
        "题干里有网页脚本，已经去掉。",
    )


def test_control_characters_are_taken_out_and_told():
    item = only("甲\x07乙{T}")
    assert item.content.stem == "甲乙"
    assert item.warnings == ("题干里有控制字符，已经去掉。",)


def test_moodles_ordering_plugin():
    content = only(
        "排一排{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\n甲\n乙\n丙\n####说明}"
    ).content
    assert content.kind is ItemKind.ORDERING
    assert [content.options["ABC".index(letter)] for letter in content.answer] == [*"甲乙丙"]
    assert content.explanation == "说明"


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("$course$/top/默认/支部设置", "支部设置"),
        ("$module$/党费", "党费"),
        ("a//b/c", "c"),
        ("$course$/top/甲//乙", "甲/乙"),
        ("$course$/top", ""),
        ("单独", "单独"),
    ],
)
def test_categories(path, category):
    assert only(f"$CATEGORY: {path}\n\n甲。{{T}}").content.category == category


def test_a_question_right_below_its_category():
    assert only("$CATEGORY: 甲\n乙。{T}").content.stem == "乙。"


@pytest.mark.parametrize("text", ["", "\n\n", "// 只有说明\n", "$CATEGORY: 甲\n"])
def test_a_text_without_questions(text):
    assert refusal(text).position == WHOLE_TEXT


def test_an_open_brace_swallows_only_its_own_question():
    file = read_gift("一{=甲\n\n::二::二{T}\n\n三{F}\n")
    assert [item.content.stem for item in file.items] == ["二", "三"]
    assert [one.line for one in file.refused] == [1]


@pytest.mark.parametrize(
    ("text", "is_gift"),
    [
        ("甲？{=乙 ~丙}", True),
        ("甲。{T}", True),
        ("甲？{}", True),
        ("甲？{#3}", True),
        ("1. 题干（   ）\nA、甲\nB、乙\n答案：A\n", False),
        ("1. 集合 {=甲}（   ）\nA、甲\nB、乙\n【答案】A\n", False),
        ("题干\nA) 甲\nB) 乙\nANSWER: A\n", False),
        ("1. 若 A={}（A）\nA、甲\nB、乙\n", False),
        ("只是一段话。", False),
    ],
)
def test_recognising_gift(text, is_gift):
    assert looks_like_gift(text) is is_gift


def test_the_sample_is_recognised():
    assert looks_like_gift(SAMPLE.read_text("utf-8"))


def test_many_unfinished_questions_take_no_longer_than_their_length():
    file = read_gift("甲{\n\n乙\n\n" * 20_000)
    assert len(file.refused) == 40_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("党员有权利。{对#是的}", "写的是“对”：判断题要写 {T}，Moodle 不认中文的对错"),
        ("党员有权利。{ 错误 #不对}", "判断题要写 {F}"),
        ("甲是？{＝乙 ～丙}", "全角的 ＝ 或 ～"),
        ("甲是？{=乙 ～丙}", "全角的 ＝ 或 ～"),
        ("甲是？{\n＝乙\n～丙\n}", "全角的 ＝ 或 ～"),
        ("甲是？｛=乙 ~丙｝", "大括号是全角的"),
        ("甲是？{=乙 ~丙｝", "大括号是全角的"),
    ],
)
def test_what_moodle_would_read_as_something_else_is_refused_by_name(text, words):
    file = read_gift(text)
    assert file.items == ()
    assert [words in one.reason for one in file.refused] == [True]
    assert file.refused[0].reason.endswith("没有导入。")


@pytest.mark.parametrize("answer", ["对", "3～5人", "1＝1"])
def test_the_same_words_behind_their_mark_are_the_answer_of_a_blank(answer):
    (item,) = read_gift(f"甲是____。{{={answer}}}").items
    assert item.content.answer == ((answer,),)

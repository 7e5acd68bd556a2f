"""Moodle XML as Moodle itself writes it."""

from pathlib import Path

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exchange.item_file import WHOLE_TEXT
from jyguide.exchange.moodle import looks_like_moodle, read_moodle_xml

SAMPLE = Path("tests/data/bank/moodle.xml")


@pytest.fixture(scope="module")
def sample():
    return read_moodle_xml(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.fixture(scope="module")
def by_stem(sample):
    return {item.content.stem.split("\n")[0][:4]: item for item in sample.items}


def read(body, type_="truefalse", text="甲", **more):
    answers = '<answer fraction="100"><text>true</text></answer>'
    format_ = more.get("format", "html")
    return read_moodle_xml(
        f'<quiz>\n<question type="{type_}"><questiontext format="{format_}"><text>{text}</text>'
        f"</questiontext>{body or answers}</question></quiz>".encode(),
        "题.xml",
    )


def test_kinds(sample):
    assert [item.content.kind for item in sample.items] == [
        ItemKind.SINGLE,
        ItemKind.MULTIPLE,
        ItemKind.TRUE_FALSE,
        ItemKind.FILL_IN,
        ItemKind.FILL_IN,
        ItemKind.ORDERING,
        ItemKind.SHORT_ANSWER,
        ItemKind.FILL_IN,
        ItemKind.ORDERING,
        ItemKind.TRUE_FALSE,
        ItemKind.SHORT_ANSWER,
    ]


def test_what_is_no_item_of_ours_is_refused_by_name_and_line(sample):
    lines = SAMPLE.read_text("utf-8").split("\n")
    reasons = [one.reason.removesuffix("，没有导入。") for one in sample.refused]
    assert reasons == [
        "不支持的题型：数值题（numerical），答案 20 允许误差 0.5",
        "不支持的题型：匹配题（matching），题库没有配对的题",
        "说明文字，不是试题",
        "不支持的题型：完形填空题（cloze），里面的空要从选项中选",
        "不支持的题型：计算选择题（calculatedmulti）",
        "不支持的题型：拖词填空题（ddwtos）",
    ]
    assert all("<question type=" in lines[one.line - 1] for one in sample.refused)


def test_a_single_choice_in_full(sample):
    item = sample.items[0]
    assert (item.number, item.position, item.line) == ("A-17", "第 A-17 题（第 15 行）", 15)
    content = item.content
    assert content.stem == "支部党员大会一般多久召开一次？\n• 甲\n• 乙"
    assert content.options == ("每季度一次", "每月一次", "每年一次")
    assert (content.answer, content.category) == ("A", "三会一课")
    assert (content.difficulty, content.tests) == (1, "组织生活")
    assert content.explanation == (
        "见《条例》 第十一条。\n选项 B：那是支委会。\n答错时：再看一遍。\n提示 1：想想季度"
    )
    assert item.warnings == (
        "选项 B（33.33333%） 原来得部分分，题库的单选题没有部分分，按错误选项导入。",
    )


def test_a_multiple_choice_with_a_penalty(by_stem):
    item = by_stem["三会包括"]
    assert item.content.answer == "ABC"
    assert item.content.stem == "三会包括\n哪些？"
    assert item.warnings == ()


def test_true_false_in_any_order(by_stem):
    content = by_stem["党小组会"].content
    assert (content.answer, content.explanation) == ("T", "答“错误”时：是每月")


def test_underlined_spaces_are_the_blank(by_stem):
    item = by_stem["党的最高"]
    assert item.content.stem == "党的最高理想是实现____。"
    assert item.content.answer == (("共产主义",),)
    assert "“共产”原来得 50%" in item.warnings[0]


def test_an_exact_number(by_stem):
    assert by_stem["党的一大"].content.answer == (("1921",),)


@pytest.mark.parametrize(
    ("stem", "order"),
    [
        ("入党的程", ["递交申请书", "确定积极分子", "确定发展对象"]),
        ("选举的步", ["酝酿提名", "投票", "计票"]),
    ],
)
def test_orderings(by_stem, stem, order):
    content = by_stem[stem].content
    assert [content.options["ABC".index(letter)] for letter in content.answer] == order


def test_what_the_marker_is_told_is_the_model_answer(by_stem):
    content = by_stem["怎样开好"].content
    assert (content.answer, content.explanation) == ("1. 会前学习\n2. 会上批评", "参见讲义。")


def test_a_cloze_text_of_words_and_exact_numbers(by_stem):
    item = by_stem["党员__"]
    assert item.content.stem == "党员____以上成立支部，任期____年。"
    assert item.content.answer == (("三人", "3人"), ("3",))
    assert item.content.explanation == "第 1 空的答案“三人”：对"
    assert "第 1 空的答案“三”原来得 50%" in item.warnings[0]


def test_a_picture_makes_a_draft_of_an_answered_item(by_stem):
    item = by_stem["党徽如图"]
    assert item.content.answer == "T"
    assert item.is_draft
    assert item.warnings == ("题干里有图片，没有导入，请补上或改写后再启用。",)


def test_a_hidden_question_without_an_answer(sample):
    item = sample.items[-1]
    assert item.content.stem == "若 a<b，则？"
    assert item.content.category == "党费/会费"
    assert item.warnings == (
        "这道题在 Moodle 里是隐藏的，请核对后再启用。",
        "没有参考答案，先存为草稿。",
    )


def test_old_files_name_true_and_false_in_their_own_language():
    body = (
        '<answer fraction="0"><text>Wahr</text></answer>'
        '<answer fraction="100"><text>Falsch</text></answer>'
    )
    assert read(body).items[0].content.answer == "F"


def test_a_multichoice_with_one_right_option_is_a_single():
    body = (
        "<single>false</single>"
        '<answer fraction="100"><text>乙</text></answer>'
        '<answer fraction="-100"><text>丙</text></answer>'
    )
    (item,) = read(body, "multichoice").items
    assert (item.content.kind, item.content.answer) == (ItemKind.SINGLE, "A")
    assert "按单选题导入" in item.warnings[0]


def test_a_script_is_dropped_and_told():
    (item,) = read("", text="甲&lt;script&gt;alert(1)&lt;/script&gt;乙").items
    assert item.content.stem == "甲乙"
    assert item.warnings == ("题干里有网页脚本，已经去掉。",)


def test_html_that_was_not_escaped_is_read_as_html():
    assert read("", text="<p>甲</p><p>乙 &lt; 丙</p>").items[0].content.stem == "甲\n乙 < 丙"


def test_control_characters_are_taken_out_of_their_question_alone():
    one = '<question type="essay"><questiontext><text>甲{}</text></questiontext></question>\n'
    body = "".join(one.format(mark) for mark in ("1", "\x08", "3"))
    file = read_moodle_xml(f"<quiz>\n{body}</quiz>".encode(), "题.xml")
    told = [any("控制字符" in warning for warning in item.warnings) for item in file.items]
    assert told == [False, True, False]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("gb18030", "GB18030"),
        ("gbk", "gb2312"),
        ("gbk", "UTF-8"),
        ("big5", "Big5"),
        ("utf-8", "punycode"),
    ],
)
def test_encodings(encoding, declared):
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\r\n<quiz><question type="essay">'
        "<questiontext><text>支部</text></questiontext></question></quiz>"
    )
    data = text.encode(encoding)
    assert looks_like_moodle(data)
    (item,) = read_moodle_xml(data, "题.xml").items
    assert (item.content.stem, item.line) == ("支部", 2)


def test_units_are_refused():
    body = (
        '<answer fraction="100"><text>3</text><tolerance>0</tolerance></answer><units><unit>'
        "<multiplier>1</multiplier><unit_name>米</unit_name></unit></units>"
    )
    assert "带有单位" in read(body, "numerical").refused[0].reason


def test_a_type_nobody_knows_and_none_at_all():
    assert read("", "quizzy").refused[0].reason == "不支持的题型：“quizzy”，没有导入。"
    assert "没有写明题型" in read("", "").refused[0].reason


def test_a_file_without_questions():
    assert read_moodle_xml(b"<quiz></quiz>", "题.xml").refused[0].position == WHOLE_TEXT


@pytest.mark.parametrize(
    ("data", "is_moodle"),
    [
        (b"<quiz>", True),
        (b'<?xml version="1.0"?>\n<!-- question: 1 -->\n<quiz >', True),
        (b"<html><quiz>", False),
        (b"<quizzes>", False),
        ("甲<quiz>".encode(), False),
        (b"", False),
    ],
)
def test_recognising_moodle(data, is_moodle):
    assert looks_like_moodle(data) is is_moodle

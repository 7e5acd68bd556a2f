"""What Moodle gets that imports our XML."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.exchange.moodle import looks_like_moodle, read_moodle_xml, write_moodle_xml
from tests.jyguide.exchange.moodle.entries import entries

EDGES = " \t\n\r\0\x0b"


def questions(data):
    return [one for one in ET.fromstring(data) if one.get("type") != "category"]


def seen(content, number="7"):
    data, told = write_moodle_xml([BankEntry(number, content, "003")])
    assert not told.left_out
    (question,) = questions(data)
    return question


def text(question, path):
    return question.findtext(f"{path}/text")


def tags(question):
    return [one.text for one in question.findall("tags/tag/text")]


def fractions(question):
    return [(one.findtext("text"), float(one.get("fraction"))) for one in question.iter("answer")]


def test_a_single_choice():
    content = ItemContent(
        ItemKind.SINGLE,
        "任期<（   ）",
        ("两年", "三年"),
        "B",
        "见条例。",
        difficulty=3,
        tests="任期",
        regulation="《条例》",
        edition="2018",
        article="第十七条",
    )
    question = seen(content, "003-1")
    assert (question.get("type"), question.findtext("single")) == ("multichoice", "true")
    assert question.find("questiontext").get("format") == "plain_text"
    assert text(question, "questiontext") == "任期<（   ）"
    assert text(question, "generalfeedback") == "见条例。"
    assert question.findtext("idnumber") == "003-1"
    assert fractions(question) == [("两年", 0), ("三年", 100)]
    assert tags(question) == [
        "百问:003",
        "难度:难",
        "考点:任期",
        "依据:《条例》",
        "版本:2018",
        "条款:第十七条",
    ]


def test_a_multiple_choice_punishes_wrong_options():
    question = seen(ItemContent(ItemKind.MULTIPLE, "甲", ("乙", "丙", "丁", "戊"), "ABD"))
    assert question.findtext("single") == "false"
    assert fractions(question) == [
        ("乙", 33.33333),
        ("丙", 33.33333),
        ("丁", -100),
        ("戊", 33.33333),
    ]


def test_true_false():
    assert fractions(seen(ItemContent(ItemKind.TRUE_FALSE, "甲", (), "F"))) == [
        ("true", 0),
        ("false", 100),
    ]


def test_one_blank_is_a_short_answer_with_its_field_in_the_text():
    question = seen(ItemContent(ItemKind.FILL_IN, "党的____大", (), (("一", "*二"),)))
    assert question.get("type") == "shortanswer"
    assert text(question, "questiontext") == "党的_____大"
    assert fractions(question) == [("一", 100), (r"\*二", 100)]


def test_several_blanks_are_a_cloze_text_in_html():
    content = ItemContent(ItemKind.FILL_IN, "甲<____\n乙{____}", (), (("a}", "b#"), ("c&",)))
    question = seen(content)
    assert question.get("type") == "cloze"
    assert question.find("questiontext").get("format") == "html"
    assert text(question, "questiontext") == (
        r"甲&lt;{1:SHORTANSWER:=a\}~=b\#}<br />乙&#123;{1:SHORTANSWER:=c&amp;}&#125;"
    )


@pytest.mark.parametrize("answer", ["甲~乙", "甲\\"])
def test_an_answer_that_a_cloze_text_cannot_say(answer):
    content = ItemContent(ItemKind.FILL_IN, "____和____", (), ((answer,), ("丙",)), "说明")
    question = seen(content)
    assert question.get("type") == "essay"
    assert text(question, "generalfeedback") == f"{answer}；丙\n【解析】\n说明"
    data, _ = write_moodle_xml([BankEntry("7", content)])
    assert read_moodle_xml(data, "题.xml").items[0].content == content


def test_an_ordering_has_its_entries_in_the_right_order():
    question = seen(ItemContent(ItemKind.ORDERING, "甲", ("乙", "丙", "丁"), "CAB"))
    assert question.get("type") == "ordering"
    assert fractions(question) == [("丁", 1), ("乙", 2), ("丙", 3)]
    assert (question.findtext("selecttype"), question.findtext("selectcount")) == ("ALL", "3")


def test_the_marker_sees_the_points():
    points = (KeyPoint("三人以上", 3, True), KeyPoint("报批"))
    question = seen(ItemContent(ItemKind.ORAL, "甲", (), "先申请。", "见条例。", points))
    assert text(question, "graderinfo") == (
        "先申请。\n【要点】\n1. 三人以上（权重 3，必答）\n2. 报批"
    )
    assert text(question, "generalfeedback") == "见条例。"
    assert tags(question)[0] == "题型:一口清"


def test_categories_are_paths_and_change_with_the_items():
    items = [("甲/乙", "一"), ("甲/乙", "二"), ("", "三")]
    data, _ = write_moodle_xml(
        [BankEntry("", ItemContent(ItemKind.TRUE_FALSE, stem, (), "T", category=category))
         for category, stem in items]
    )  # fmt: skip
    found = [one.findtext("category/text") for one in ET.fromstring(data)]
    paths = ["$course$/top/甲//乙", None, None, "$course$/top/未分类", None]
    assert found == paths
    assert looks_like_moodle(data)


@pytest.mark.parametrize("stem", ["甲\x08", "甲\ufffe", "甲\ud800"])
def test_what_xml_cannot_hold_is_left_out_by_number(stem):
    data, told = write_moodle_xml(
        [BankEntry("9", ItemContent(ItemKind.TRUE_FALSE, stem, (), "T"))]
    )
    assert [one.number for one in told.left_out] == ["9"]
    assert (told.count, questions(data)) == (0, [])


def test_an_ill_formed_item_and_a_draft_are_left_out_by_number():
    faulty = ItemContent(ItemKind.SINGLE, "甲", ("乙",), "A")
    draft = ItemContent(ItemKind.FILL_IN, "甲____")
    _, told = write_moodle_xml([BankEntry("1", faulty), BankEntry("2", draft)])
    reasons = [(one.number, one.reason) for one in told.left_out]
    assert reasons == [
        ("1", "选项只有 1 个，至少要有 2 个。没有导出。"),
        ("2", "没有答案（草稿）：Moodle 不接受没有答案的试题，没有导出。"),
    ]


@settings(max_examples=30, deadline=None)
@given(entries)
def test_another_reader_of_xml_sees_the_same_text(entry):
    data, _ = write_moodle_xml([entry])
    (question,) = questions(data)
    content = entry.content
    if question.get("type") != "cloze":
        stem = content.stem
        if content.kind is ItemKind.FILL_IN:
            stem = re.sub("_{2,}", "_____", stem)
        assert text(question, "questiontext") == stem
    if content.kind in (ItemKind.SINGLE, ItemKind.MULTIPLE):
        assert [one for one, _ in fractions(question)] == list(content.options)
        right = [worth > 0 for _, worth in fractions(question)]
        assert right == [letter in content.answer for letter in "ABCDEFGHIJ"[: len(right)]]

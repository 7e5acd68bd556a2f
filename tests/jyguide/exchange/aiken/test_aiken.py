"""Aiken, in and out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.exchange.aiken import looks_like_aiken, read_aiken, write_aiken
from jyguide.exchange.item_file import WHOLE_TEXT
from tests.jyguide.exchange.moodle.entries import entries

ONE = "支部委员会每届任期几年？\nA) 两年\nB) 三年\nANSWER: B\n"


def test_a_question():
    (item,) = read_aiken(f"\ufeff{ONE}").items
    assert (item.position, item.line) == ("第 1 题（第 1 行）", 1)
    assert item.content == ItemContent(
        ItemKind.SINGLE, "支部委员会每届任期几年？", ("两年", "三年"), "B"
    )


@pytest.mark.parametrize(
    "text",
    [
        ONE.replace("\n", "\r\n"),
        ONE.replace("\n", "\r"),
        ONE.replace(")", "."),
        ONE.replace(") ", ")"),
        ONE.replace("\n", "\n\n"),
        ONE.replace("ANSWER: B", "ANSWER：b"),
        ONE.replace("ANSWER: B", "Answer:B"),
    ],
)
def test_ways_of_writing_it(text):
    file = read_aiken(text)
    assert not file.refused
    assert file.items[0].content.answer == "B"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("甲\nA) 乙\nANSWER: A\n", 1, "选项只有 1 个"),
        ("A) 乙\n", 1, "前面没有题干"),
        ("ANSWER: A\n", 1, "前面没有题目"),
        ("甲\nA) 乙\nB) 丙\n\n", 1, "没有 ANSWER: 一行"),
        ("甲\n\n", 1, "后面没有选项"),
        ("甲\nA) 乙\nC) 丙\nANSWER: A\n", 1, "不是从 A 起连着的"),
        ("甲\nA) 乙\nB) 丙\nANSWER: C\n", 1, "没有选项 C"),
        ("甲\nA) 乙\nB) 丙\nANSWER: A, B\n", 1, "只有单选题"),
        ("甲\nA) 乙\nB) 丙\nANSWER: 乙\n", 1, "不是一个选项字母"),
        ("甲\nA) 乙\nB) 丙\nANSWER:\n", 1, "不是一个选项字母"),
        ("甲\nA) 乙\nB) 乙\nANSWER: A\n", 1, "有两个选项相同"),
    ],
)
def test_what_is_no_whole_question_is_refused(text, line, words):
    file = read_aiken(text)
    assert [(one.line, words in one.reason) for one in file.refused] == [(line, True)]
    assert not file.items


def test_one_broken_question_does_not_take_the_next_with_it():
    file = read_aiken(f"坏题\nA) 甲\nB) 乙\n\n{ONE}\n坏题\nA) 甲\nB) 乙\n{ONE}")
    assert [item.line for item in file.items] == [5, 13]
    assert [one.line for one in file.refused] == [1, 10]


def test_a_stem_on_several_lines_is_joined_and_told():
    (item,) = read_aiken(f"材料一\n{ONE}").items
    assert item.content.stem == "材料一\n支部委员会每届任期几年？"
    assert "题干占了几行" in item.warnings[0]


def test_control_characters_are_taken_out_and_told():
    (item,) = read_aiken(ONE.replace("两", "两\x07")).items
    assert item.content.options[0] == "两年"
    assert item.warnings == ("题目里有控制字符，已经去掉。",)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_text(text):
    assert read_aiken(text).refused[0].position == WHOLE_TEXT


@pytest.mark.parametrize(
    ("text", "is_aiken"),
    [
        (ONE, True),
        (ONE.replace("\n", "\r\n"), True),
        ("1. 甲（   ）\nA. 乙\nB. 丙\n答案：A\n", False),
        ("甲？{=乙 ~丙}", False),
        ("A) 乙\nANSWER: A", False),
    ],
)
def test_recognising_aiken(text, is_aiken):
    assert looks_like_aiken(text) is is_aiken


def test_what_is_written():
    content = ItemContent(ItemKind.SINGLE, "甲\n乙", ("丙", "丁"), "A", explanation="不写")
    text, told = write_aiken([BankEntry("1", content), BankEntry("2", content)])
    assert text == "甲 乙\nA) 丙\nB) 丁\nANSWER: A\n\n甲 乙\nA) 丙\nB) 丁\nANSWER: A\n"
    assert told.count == 2


def test_everything_else_is_left_out_by_number():
    _, told = write_aiken(
        [
            BankEntry("1", ItemContent(ItemKind.TRUE_FALSE, "甲", (), "T")),
            BankEntry("2", ItemContent(ItemKind.SINGLE, "甲", ("乙", "丙"))),
            BankEntry("3", ItemContent(ItemKind.SINGLE, "A. 甲", ("乙", "丙"), "A")),
            BankEntry(
                "4",
                ItemContent(ItemKind.SINGLE, "甲", ("乙", "丙"), "A"),
                status=ItemStatus.WITHDRAWN,
            ),
        ]
    )
    assert [(one.number, one.reason) for one in told.left_out] == [
        ("1", "Aiken 格式只有单选题，写不了判断题，没有导出。"),
        ("2", "没有答案（草稿），Aiken 格式写不了，没有导出。"),
        ("3", "题干或选项的写法会被 Aiken 读成别的意思，没有导出。"),
        ("4", "Aiken 格式标不出“停用”，读回来会变成在用，没有导出。"),
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(entries, min_size=1, max_size=5))
def test_what_is_written_is_read_as_it_was(written):
    text, told = write_aiken(written)
    read = read_aiken(text)
    left = {id(one) for one in told.left_out}
    assert told.count + len(left) == len(written)
    assert len(read.items) == told.count
    singles = [
        one.content
        for one in written
        if one.content.kind is ItemKind.SINGLE and one.status is ItemStatus.IN_FORCE
    ]
    answers = [(item.content.answer, len(item.content.options)) for item in read.items]
    assert set(answers) <= {(one.answer, len(one.options)) for one in singles}

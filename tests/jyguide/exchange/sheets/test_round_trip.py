"""What is written into a sheet comes back the same, whatever its texts are."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jyguide.bank.check import LONGEST_STEM, LONGEST_TEXT, faults
from jyguide.bank.entry import BankEntry
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import read_unified_bank
from jyguide.errors import FileError
from jyguide.exchange.sheets import read_item_sheets, write_item_csv, write_item_workbook
from jyguide.exchange.sheets.notation import (
    parse_blanks,
    parse_points,
    spell_blanks,
    spell_points,
)

WRITERS = {"xlsx": write_item_workbook, "csv": write_item_csv}

# pieces that mean something to a spreadsheet, to our notation or to a reader of loose text
SIGNS = [
    *"=+-@'\"\\；;|｜/、,，。#*“《》（）()[]&<>",
    "\n",
    "\t",
    " ",
    "　",
    "\u00a0",
    "\u200b",
    "无",
    "略",
    "—",
    "对",
    "（A）",
    "（ ）",
    "____",
    "A. ",
    "Ｂ、",
    "1. ",
    "（1）",
    "①",
    "3/5",
    "80%",
    "007",
    "１２",
    "1E5",
    "2026-01-01",
    "（2分）",
    "（必答）",
    "（1分，必答）",
    "_x000D_",
    "_x0041_",
    "_x005F_",
    "#REF!",
    "#N/A",
    "TRUE",
    "示例",
    "《党章》",
    "党员",
    "一、单选题",
    "sep=,",
    "答案：A",
    "𠮷",
    "\ue000",
]
plain = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
texts = st.one_of(
    st.lists(st.sampled_from(SIGNS), max_size=6).map("".join), st.text(plain, max_size=12)
)
filled = texts.filter(lambda text: text.strip())
points = st.lists(
    st.builds(KeyPoint, text=filled, weight=st.integers(1, 9), required=st.booleans()), max_size=4
).map(tuple)
variants = st.lists(filled, min_size=1, max_size=3).map(tuple)


@st.composite
def contents(draw):
    kind = draw(st.sampled_from(list(ItemKind)))
    stem, options, answer = draw(filled), (), None
    if kind in {ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING}:
        options = tuple(draw(st.lists(filled, min_size=2, max_size=10)))
        letters = OPTION_LETTERS[: len(options)]
        least = {ItemKind.SINGLE: 1, ItemKind.MULTIPLE: 2}.get(kind, len(letters))
        most = 1 if kind is ItemKind.SINGLE else len(letters)
        chosen = draw(
            st.lists(st.sampled_from(letters), min_size=least, max_size=most, unique=True)
        )
        answer = "".join(chosen if kind is ItemKind.ORDERING else sorted(chosen))
    elif kind is ItemKind.TRUE_FALSE:
        answer = draw(st.sampled_from("TF"))
    elif kind is ItemKind.FILL_IN:
        answer = tuple(draw(st.lists(variants, min_size=1, max_size=3)))
        stem += "，".join(["____"] * len(answer))
    else:
        answer = draw(filled)
    drafts = draw(st.integers(0, 5)) == 0
    return ItemContent(
        kind=kind,
        stem=stem,
        options=options,
        answer=None if drafts else answer,
        explanation=draw(texts),
        key_points=draw(points),
        category=draw(texts),
        difficulty=draw(st.sampled_from((1, 2, 3))),
        regulation=draw(texts),
        edition=draw(texts),
        article=draw(texts),
        tests=draw(texts),
    )


entries = st.builds(
    BankEntry,
    number=texts,
    content=contents(),
    question=texts,
    status=st.sampled_from(list(ItemStatus)),
)
HARD = ItemContent(
    ItemKind.FILL_IN,
    "=1+1；“____”",
    (),
    ((" a|b ", "\\", "。", "3/5；", "略"),),
    explanation="'=x",
    key_points=(KeyPoint("1. 甲；乙。（2分）", 1), KeyPoint("①", 9, required=True)),
    regulation="《党章》",
    category="  ",
)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(drawn=st.lists(entries, min_size=1, max_size=4))
@example(drawn=[BankEntry("示例", HARD)])
@example(drawn=[BankEntry("１", ItemContent(ItemKind.ORAL, "无", (), "略"), "无")])
def test_items_come_back_identical(tmp_path: Path, suffix, drawn):
    # an ordinary bracket with letters in a stem is an answer left there: not this test's concern
    assume(all(not faults(entry.content) for entry in drawn))
    assume(all("（A）" not in entry.content.stem for entry in drawn if entry.content.options))
    path = tmp_path / f"题库.{suffix}"
    written = WRITERS[suffix](path, drawn)
    assert (written.count, written.left_out) == (len(drawn), ())
    file = read_item_sheets(path)
    assert file.refused == ()
    assert [(i.number, i.question, i.content) for i in file.items] == [
        (e.number, e.question, e.content) for e in drawn
    ]
    assert [i.is_draft for i in file.items] == [
        e.content.answer is None or e.status is not ItemStatus.IN_FORCE for e in drawn
    ]


@given(st.lists(variants, min_size=1, max_size=4).map(tuple))
def test_blanks_are_spelled_reversibly(blanks):
    assert parse_blanks(spell_blanks(blanks), len(blanks)) == blanks


@given(points)
def test_points_are_spelled_reversibly(drawn):
    assert parse_points(spell_points(drawn)) == drawn


def test_the_notation_is_readable():
    assert spell_blanks((("3", "三"), ("7",))) == "3|三；7"
    drawn = (KeyPoint("甲", 2, required=True), KeyPoint("乙"), KeyPoint("丙", 1, required=True))
    assert spell_points(drawn) == "甲（2分，必答）\n乙\n丙（必答）"


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_shipped_bank_comes_back(tmp_path: Path, suffix):
    bank = [BankEntry(one.code, one.content, one.question) for one in read_unified_bank()]
    path = tmp_path / f"题库.{suffix}"
    assert WRITERS[suffix](path, bank).count == len(bank)
    file = read_item_sheets(path)
    assert (file.refused, file.notices) == ((), ())
    assert [(i.number, i.question, i.content) for i in file.items] == [
        (e.number, e.question, e.content) for e in bank
    ]


def short(stem: str = "甲", **more) -> ItemContent:
    return ItemContent(ItemKind.SHORT_ANSWER, stem, (), "乙", **more)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (short("甲\x07"), "“题干”里有看不见的控制字符（U+0007）"),
        (short("甲\r\n乙"), "U+000D"),
        (short(tests="\x85"), "“考查”里有看不见的控制字符"),
        (short("甲" * 32_768), "“题干”有 32,768 个字，一格最多放 32,767 个"),
        (short("𠮷" * 16_384), "“题干”有 16,384 个字"),
        (ItemContent(ItemKind.SINGLE, "甲", tuple("子丑寅卯辰巳午未申酉戌"), "A"), "11 个选项"),
    ],
)
def test_what_no_cell_can_hold_is_left_out_with_a_sentence(tmp_path, suffix, content, why):
    path = tmp_path / f"题库.{suffix}"
    written = WRITERS[suffix](path, [BankEntry("1", content), BankEntry("2", short())])
    assert written.count == 1
    assert [one.number for one in written.left_out] == ["1"]
    assert why in written.left_out[0].reason
    assert [item.number for item in read_item_sheets(path).items] == ["2"]


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_longest_texts_of_an_item_come_back(tmp_path, suffix):
    path = tmp_path / f"题库.{suffix}"
    long = "乙" * LONGEST_TEXT
    content = ItemContent(
        ItemKind.SHORT_ANSWER, "甲" * LONGEST_STEM, answer=long, explanation=long
    )
    assert WRITERS[suffix](path, [BankEntry("1", content)]).left_out == ()
    assert read_item_sheets(path).items[0].content == content


def test_no_cell_of_a_csv_can_be_taken_for_a_formula(tmp_path):
    path = tmp_path / "题库.csv"
    hostile = [f"{sign}cmd" for sign in ("=", "+", "-", "@", "\t=", " =", "＝", "'=")]
    write_item_csv(path, [BankEntry(text, short(text, tests=text)) for text in hostile])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in list(csv.reader(file))[1:] for cell in row if "cmd" in cell]
    assert len(cells) == 3 * len(hostile)
    assert all(cell.startswith("'") for cell in cells)


def test_all_cells_of_a_workbook_are_text(tmp_path):
    path = tmp_path / "题库.xlsx"
    write_item_workbook(path, [BankEntry("1", short("=1+1", tests="2026-01-01"))])
    page = load_workbook(path)["试题"]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} <= {"s"}
    assert {cell.number_format for cell in page[2] if cell.value} == {"@"}
    assert page["C2"].value == "=1+1"


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path):
    for write in WRITERS.values():
        with pytest.raises(FileError):
            write(tmp_path / "没有" / "题库", [BankEntry("1", short())])
    assert list(tmp_path.iterdir()) == []

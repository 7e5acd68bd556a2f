"""Separated text and JSON written while people practise say so, and our readers take them in."""

import json
from datetime import date

import pytest

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.cli.reporting import _write
from jyguide.cli.session import say_json
from jyguide.documents.practice_mark import PRACTICE, PRACTICE_WORDS
from jyguide.documents.section import ReportSection
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.composing.blueprint_file import read_blueprint, write_blueprint
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exchange.sheets import read_item_sheets
from jyguide.exchange.sheets.item_csv import write_item_csv
from jyguide.report.area_report import AreaReport


@pytest.fixture
def practising(tmp_path):
    PRACTICE.begin(tmp_path)
    yield
    PRACTICE.end(tmp_path)


def test_items_in_separated_text_are_marked_and_come_in_again(practising, tmp_path):
    entries = [
        BankEntry(str(at), ItemContent(ItemKind.TRUE_FALSE, f"第{at}句。", (), "T"))
        for at in (1, 2)
    ]
    plain, marked = tmp_path / "a.csv", tmp_path / "b.csv"
    write_item_csv(marked, entries)
    PRACTICE.end(tmp_path)
    write_item_csv(plain, entries)
    first, rest = marked.read_text("utf-8-sig").split("\n", 1)
    assert PRACTICE_WORDS in first
    assert rest == plain.read_text("utf-8-sig")
    read, unmarked = read_item_sheets(marked), read_item_sheets(plain)
    assert [one.content for one in read.items] == [one.content for one in unmarked.items]
    assert (len(read.items), read.refused) == (2, ())


@pytest.mark.parametrize("ending", [".json", ".toml"])
def test_a_blueprint_is_marked_and_comes_in_again(practising, tmp_path, ending):
    line = BlueprintLine(ItemKind.SINGLE, 3, 20)
    plan = BlueprintPlan("甲", Blueprint((line,), 36, 60), MarkingRule())
    path = tmp_path / f"蓝图{ending}"
    write_blueprint(plan, path)
    assert PRACTICE_WORDS in path.read_text("utf-8")
    assert read_blueprint(path) == plan


def test_what_commands_print_as_json_says_so_where_it_is_an_object(practising, capsys):
    for value in ({"files": []}, [1]):
        say_json(value)
        said = json.loads(capsys.readouterr().out)
        assert said == ({"练习": PRACTICE_WORDS, "files": []} if isinstance(value, dict) else [1])


def test_the_figures_of_a_year_as_separated_text_begin_with_it(practising, tmp_path):
    target = tmp_path / "年.csv"
    section = ReportSection("出勤", ("站", "率"), (("甲", 3),), (8.0, 8.0))
    report = AreaReport("统计", "甲站", 2026, (section,))
    _write(report, date(2026, 3, 4), (target, None, None))
    rows = target.read_text("utf-8-sig").splitlines()
    assert rows[:3] == [PRACTICE_WORDS, "出勤", "站,率"]

"""What leaves the bank says what has to be reviewed and what an item was checked against."""

import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from jyguide.bank.formats import BankFormat
from jyguide.bank.regulation import ClauseMark, NewEdition
from jyguide.bank.unified import read_unified_bank

CODE = "fzdy-2026"
MARK = ClauseMark("第十三条", "第十四条", "由三名介绍人改为两名")


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


@pytest.fixture
def recalled(city):
    """Items in force whose clause has changed."""
    row = city.regulations.regulation(CODE)
    city.regulations.revise(row.id, NewEdition(row.title, "2028年3月1日发布"), [MARK])
    return [row for row in city.bank.items() if row.recalled is not None]


@pytest.mark.parametrize("format_", [BankFormat.DOCX, BankFormat.APKG])
def test_what_waits_for_review_is_not_taught(city, recalled, tmp_path, format_):
    sound = next(row for row in city.bank.items() if row.drawable and row.question_id is None)
    keys = [sound.id, *(row.id for row in recalled if row.question_id is None)]
    target = tmp_path / f"手册.{format_.value}"
    written = city.bank_files.export(target, format_, keys)
    assert written.count == 1
    assert {one.number for one in written.left_out} == {
        row.number for row in recalled if row.question_id is None
    }
    assert all("还没有复核" in one.reason for one in written.left_out)
    assert zipfile.is_zipfile(target)


def test_the_audit_list_tells_what_waits_and_what_was_checked_against_the_text(
    city, recalled, tmp_path
):
    city.bank_files.export_audit(tmp_path / "审核.xlsx")
    page = load_workbook(tmp_path / "审核.xlsx").active
    head, *lines = page.iter_rows(values_only=True)
    told = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    waiting = {number for number, line in told.items() if line["状态"] == "需复核"}
    assert waiting == {row.number for row in recalled}
    whole = {one.code for one in read_unified_bank() if one.in_force and not one.facts}
    assert whole
    assert whole == {
        number for number, line in told.items() if line["事实编号"] == "依据条文全文核对"
    }


def test_an_item_that_was_changed_rests_on_nothing_that_was_checked(city, tmp_path):
    code = next(one.code for one in read_unified_bank() if one.in_force and not one.facts)
    row = next(row for row in city.bank.items() if row.number == code)
    city.items.revise(
        row.id, replace(row.content, explanation="另有说明。"), "补充说明", seen=row.revision_id
    )
    city.bank_files.export_audit(tmp_path / "审核.xlsx", [row.id])
    page = load_workbook(tmp_path / "审核.xlsx").active
    head, line = page.iter_rows(values_only=True)
    assert dict(zip(head, line, strict=True))["事实编号"] is None

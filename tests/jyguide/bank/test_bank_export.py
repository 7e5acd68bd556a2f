"""Questions written into files: what goes out comes back, and a fault leaves what was there."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.formats import BankFormat
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from jyguide.errors import FileError, RuleError


@pytest.fixture
def dialect():
    """Reading and writing files is the same on both databases."""
    return "sqlite"


EVERY = (
    ItemContent(ItemKind.SINGLE, "预备期为（   ）。", ("半年", "一年"), "B", category="发展党员"),
    ItemContent(ItemKind.MULTIPLE, "包括（   ）。", ("甲", "乙", "丙"), "AC", difficulty=3),
    ItemContent(ItemKind.TRUE_FALSE, "党费可以代缴。", answer="F", explanation="第三条：本人交。"),
    ItemContent(ItemKind.FILL_IN, "须有____名介绍人。", answer=(("两", "2"),)),
    ItemContent(
        ItemKind.SHORT_ANSWER,
        "简述三会一课。",
        answer="三会和一课。",
        key_points=(KeyPoint("三会", 2, required=True), KeyPoint("一课")),
    ),
    ItemContent(ItemKind.ORDERING, "顺序为（   ）。", ("甲", "乙", "丙"), "CAB"),
    ItemContent(ItemKind.ORAL, "什么是三会？", answer="三种会。", regulation="样例条例"),
)


@pytest.fixture
def own(app):
    """Seven items of the station's own, one of each kind."""
    return [app.items.create(content) for content in EVERY]


@pytest.mark.parametrize(
    ("format_", "ending"),
    [
        (BankFormat.XLSX, ".xlsx"),
        (BankFormat.CSV, ".csv"),
        (BankFormat.GIFT, ".gift"),
        (BankFormat.MOODLE_XML, ".xml"),
    ],
)
def test_what_goes_out_comes_back_the_same(app, own, tmp_path, format_, ending):
    target = tmp_path / f"导出{ending}"
    written = app.bank_files.export(target, format_, own)
    assert (written.count, written.left_out) == (len(EVERY), ())
    assert app.bank_files.plan_file(target).doubles == len(EVERY)
    app.items.remove(own)
    plan = app.bank_files.plan_file(target)
    assert plan.format is format_
    assert [one.content for one in plan.items] == list(EVERY)
    assert plan.refused == ()


@pytest.mark.parametrize("format_", [BankFormat.AIKEN, BankFormat.APKG, BankFormat.DOCX])
def test_what_a_format_cannot_say_is_named(app, own, tmp_path, format_):
    app.items.set_status(own, ItemStatus.REVIEW)
    app.items.set_status(own, ItemStatus.IN_FORCE)
    target = tmp_path / "x.bin"
    written = app.bank_files.export(target, format_, own, with_items=True)
    assert written.count + len(written.left_out) == len(EVERY)
    assert all(one.reason for one in written.left_out)
    assert target.stat().st_size > 0


@pytest.mark.parametrize("size", BookSize)
def test_a_handbook_is_written_on_either_paper(app, tmp_path, size):
    from docx import Document  # noqa: PLC0415 - the heavy one

    target = tmp_path / "手册.docx"
    cover = Cover("样例指导站", "2026.1", date(2026, 11, 20))
    written = app.bank_files.export(target, BankFormat.DOCX, size=size, cover=cover)
    assert written.count > 50
    document = Document(str(target))
    assert "样例指导站" in "".join(one.text for one in document.paragraphs)
    width = document.sections[-1].page_width.mm
    assert round(width) == (148 if size is BookSize.A5 else 210)


def test_a_reviewer_gets_one_row_an_item_with_the_facts(app, tmp_path):
    target = tmp_path / "审核.xlsx"
    asked = app.bank.items(kinds=[ItemKind.SINGLE])
    written = app.bank_files.export_audit(target, [row.id for row in asked])
    assert written.count == len(asked)
    book = load_workbook(target, read_only=True)
    lines = list(book.active.iter_rows(values_only=True))
    book.close()  # a read-only workbook keeps its file open
    said = ["\n".join(str(cell) for cell in line if cell is not None) for line in lines]
    for row in asked[:20]:
        assert any(row.number in line and row.content.article in line for line in said)
    assert any("应当成立党支部" in line for line in said)


def _full(*_arguments, **_options):
    raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("format_", [BankFormat.XLSX, BankFormat.GIFT, BankFormat.MOODLE_XML])
def test_a_full_disk_leaves_the_file_that_was_there(app, own, tmp_path, monkeypatch, format_):
    target = tmp_path / "x.bin"
    target.write_bytes(b"before")
    monkeypatch.setattr("os.replace", _full)
    with pytest.raises(FileError, match="磁盘空间不够"):
        app.bank_files.export(target, format_, own)
    assert target.read_bytes() == b"before"
    assert [one.name for one in tmp_path.glob("*.part")] == []


@pytest.mark.parametrize("format_", [BankFormat.XLSX, BankFormat.DOCX, BankFormat.APKG])
def test_a_folder_that_is_not_there_is_a_sentence(app, tmp_path, format_):
    with pytest.raises(FileError, match="不存在"):
        app.bank_files.export(tmp_path / "没有" / "x.bin", format_)


def test_nothing_is_exported_from_nothing(app, tmp_path):
    with pytest.raises(RuleError, match="没有可以导出"):
        app.bank_files.export(tmp_path / "x.xlsx", BankFormat.XLSX, [])
    with pytest.raises(RuleError, match="不能导出"):
        app.bank_files.export(tmp_path / "x.txt", BankFormat.TEXT)
    assert list(tmp_path.glob("x.*")) == []


def test_an_item_says_what_it_was_exported_with(app, own, tmp_path):
    """A link to a question survives, whichever of the two comes first in the file."""
    question = own[-1]
    built = app.items.create(replace(EVERY[0], stem="另一种问法（   ）。"), question_id=question)
    target = tmp_path / "导出.xlsx"
    app.bank_files.export(target, BankFormat.XLSX, [question, built])
    app.items.remove([*own, built])
    app.bank_files.import_plan(app.bank_files.plan_file(target))
    back = {row.content.kind: row for row in app.bank.items() if row.source == target.name}
    assert back[ItemKind.SINGLE].question_id == back[ItemKind.ORAL].id

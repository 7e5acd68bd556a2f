import re
from dataclasses import replace
from datetime import date

import pytest

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry
from jyguide.bank.handbook import HandbookPlan, handbook
from jyguide.bank.unified import read_unified_bank
from jyguide.documents.page import PLAIN_NUMBER, Document, PageBreak, PageSetup, paragraph
from jyguide.errors import FileError
from ui.printing.booklet import sheet_sides, write_booklet
from ui.printing.layout import lay_out_all
from ui.printing.shapes import UNITS_PER_MM, Text

A5 = PageSetup(148, 210, top=20, right=14, bottom=16, left=14)


def book(pages):
    blocks = [paragraph("第0页")]
    for number in range(1, pages):
        blocks += [PageBreak(), paragraph(f"第{number}页")]
    return Document("书", tuple(blocks), A5, footer=PLAIN_NUMBER)


def where(side, text):
    return next(mark.x / UNITS_PER_MM for mark in side.marks if text in getattr(mark, "text", ""))


@pytest.mark.usefixtures("qapp")
def test_pages_lie_beside_one_another_on_a4():
    sides = list(sheet_sides(lay_out_all([book(8)])))
    assert [(side.setup.width, side.setup.height) for side in sides] == [(297, 210)] * 4
    assert where(sides[0], "第7页") == pytest.approx(0.5 + 14, abs=0.1)
    assert where(sides[0], "第0页") == pytest.approx(148.5 + 14, abs=0.1)
    assert where(sides[1], "第1页") < 148.5 < where(sides[1], "第6页")


@pytest.mark.usefixtures("qapp")
def test_every_page_is_printed_once_and_none_over_the_fold():
    sides = list(sheet_sides(lay_out_all([book(70)])))
    said = "".join(side.text for side in sides)
    assert all(said.count(f"第{number}页") == 1 for number in range(70))
    marks = [mark for side in sides for mark in side.marks if isinstance(mark, Text)]
    fold = 148.5 * UNITS_PER_MM
    assert not any(mark.x < fold < mark.x + mark.width for mark in marks)


@pytest.mark.usefixtures("qapp")
def test_the_handbook_becomes_a_booklet(tmp_path):
    entries = [BankEntry(item.code, item.content) for item in read_unified_bank()[:60]]
    cover = Cover("祝塘站", "第1版", date(2026, 11, 26))
    documents = handbook(entries, HandbookPlan(cover, BookSize.A5))
    made = write_booklet(documents, tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert made.sheets == sum(made.stacks) == -(-made.pages // 4)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 2 * made.sheets
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)", data)) == {b"842"}


@pytest.mark.usefixtures("qapp")
def test_a_target_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(FileError, match="没有保存"):
        write_booklet([book(3)], tmp_path / "none" / "a.pdf")


@pytest.mark.usefixtures("qapp")
def test_pages_are_counted_on_where_that_is_said():
    parts = [book(2), replace(book(2), continues=True), book(1), replace(book(1), continues=True)]
    pages = lay_out_all(parts)
    numbers = [re.search(r"— (\d+) —", page.text)[1] for page in pages]
    assert numbers == ["1", "2", "3", "4", "1", "2"]

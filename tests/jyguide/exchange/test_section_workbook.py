"""Workbooks of reports: what a clerk finds when he opens, filters and prints one."""

from __future__ import annotations

import errno
import tempfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet._writer import WorksheetWriter

from jyguide.documents.section import ReportSection
from jyguide.errors import Cancelled, FileError
from jyguide.exchange.section_workbook import write_report_workbook
from jyguide.progress import CancelToken

_ID = "320281199001011234"
_NARROW = ReportSection(
    "人次/按站",
    ("指导站", "人次", "学时", "编号", "年份", "金额", "日期"),
    (
        ("周庄站", 12345, 12.5, _ID, 2026, Decimal("1234567.89"), date(2026, 11, 20)),
        ("=HYPERLINK(1)", 3, 8.0, "13812345678", 2025, Decimal("3.1"), None),
        ("合计", 12348, 20.5, "", None, Decimal("1234570.99"), None),
    ),
    (12, 8, 8, 22, 8, 16, 14),
    "怎样计算。" * 20,
)
_WIDE = ReportSection(
    "培训矩阵",
    ("姓名", "单位", *(f"第{at}期培训班" for at in range(60)), "合计"),
    tuple((f"人{at}", "某支部", *("√" * 60), 60) for at in range(3)),
    (10, 22, *(8.0 for _ in range(60)), 8),
    names=2,
)
_EMPTY = ReportSection("没有的", ("甲", "乙"), (), (10, 10))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    target = tmp_path_factory.mktemp("book") / "统计.xlsx"
    write_report_workbook("2026年度统计", [_NARROW, _WIDE, _EMPTY], target)
    return load_workbook(target)


def test_numbers_stay_numbers_and_what_is_no_number_stays_text(book):
    sheet = book["人次_按站"]
    assert [cell.value for cell in sheet[3]][:6] == ["周庄站", 12345, 12.5, _ID, 2026, 1234567.89]
    assert [cell.number_format for cell in sheet[3]] == [
        "@", "#,##0", "0.0", "@", "0", "#,##0.00", "yyyy-mm-dd",
    ]  # fmt: skip
    formula = sheet["A4"]
    assert formula.data_type == "s"
    assert formula.quotePrefix


def test_heads_stay_in_sight_and_are_printed_on_every_page(book):
    narrow, wide = book["人次_按站"], book["培训矩阵"]
    assert (narrow.freeze_panes, wide.freeze_panes) == ("B3", "C3")
    assert narrow.print_title_rows == "$1:$2"
    assert wide.print_title_cols == "$A:$B"
    assert narrow.oddFooter.center.text == "第 &P 页  共 &N 页"
    assert (narrow.page_setup.fitToWidth, narrow.page_setup.fitToHeight) == (1, 0)
    assert narrow.sheet_properties.pageSetUpPr.fitToPage
    assert (wide.page_setup.orientation, wide.page_setup.paperSize) == ("landscape", 8)
    assert not wide.sheet_properties.pageSetUpPr.fitToPage


def test_filters_leave_the_total_where_it_is(book):
    assert book["人次_按站"].auto_filter.ref == "A2:G4"
    assert book["培训矩阵"].auto_filter.ref == "A2:BK5"
    empty = book["没有的"]
    assert empty.auto_filter.ref is None
    assert empty["A3"].value == "没有。"


def test_title_spans_the_table_and_cells_have_lines(book):
    sheet = book["人次_按站"]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:G1", "A7:G7"]
    assert sheet["A7"].value.startswith("说明：怎样计算。")
    assert sheet.row_dimensions[7].height > 30  # its lines are all to be read
    assert {cell.border.left.style for row in sheet["A2:G5"] for cell in row} == {"thin"}


@pytest.fixture
def spilt(tmp_path_factory, monkeypatch):
    """Where rows lie until their book is saved."""
    folder = tmp_path_factory.mktemp("spilt")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_full_disk_is_told_and_nothing_lies_about(tmp_path, spilt, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(WorksheetWriter, "write_row", full)
    with pytest.raises(FileError, match="没有保存"):
        write_report_workbook("名单", [_NARROW], tmp_path / "统计.xlsx")
    assert [*spilt.iterdir(), *tmp_path.iterdir()] == []


def test_what_is_stopped_halfway_leaves_the_file_as_it_was(tmp_path, spilt):
    target, cancel = tmp_path / "统计.xlsx", CancelToken()
    target.write_bytes(b"kept")
    told = []

    class Watching:
        def step(self, done, total, _text=""):
            told.append((done, total))
            if done:
                cancel.cancel()

    long = ReportSection("农户", ("姓名",), (("王芳",),) * 1_200, (10,))
    with pytest.raises(Cancelled):
        write_report_workbook("名单", [_NARROW, long], target, Watching(), cancel)
    assert not list(spilt.iterdir())
    assert told == [(0, 1_203), (500, 1_203)]
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("统计.xlsx", b"kept")]

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jyguide.documents.section import Percent, cell_text
from jyguide.errors import Cancelled
from jyguide.exchange.listing import (
    ListColumn,
    Listing,
    free_name,
    list_cell,
    list_name,
    write_list,
)
from jyguide.progress import CancelToken, Silent

COLUMNS = (
    ListColumn("姓名", 120),
    ListColumn("身份证号", 176),
    ListColumn("学时", 60, numbers=True),
)
ROWS = [
    ("=王伟", "320281********1234", "12.5"),
    ("张三", "", "—"),
]
LISTING = Listing("祝塘指导站", "名单", COLUMNS, ROWS, 2)


@pytest.mark.parametrize(
    ("text", "number", "cell"),
    [
        ("12", True, 12),
        ("12", False, "12"),
        ("-3", True, -3),
        ("12.5", True, 12.5),
        ("1,234.50", True, Decimal("1234.50")),
        ("007", True, "007"),
        ("13912345678", True, "13912345678"),
        ("12,34", True, "12,34"),
        ("85.5%", True, Percent(0.855)),
        ("1,200%", True, Percent(12)),
        ("85%", False, "85%"),
        ("85% 左右", True, "85% 左右"),
        ("2025-06-30", False, date(2025, 6, 30)),
        ("2025-02-30", False, "2025-02-30"),
        ("1990-**-**", True, "1990-**-**"),
        ("", True, ""),
    ],
)
def test_a_cell_holds_what_the_screen_says(text, number, cell):
    assert list_cell(text, number=number) == cell
    assert type(list_cell(text, number=number)) is type(cell)
    if isinstance(cell, Percent):
        assert cell_text(cell) == text.replace(",", "")


@pytest.mark.parametrize(
    ("texts", "form"),
    [(("85%", "100.0%"), "0%"), (("85.5%", "—"), "0.0%"), (("33.33%", "0%"), "0.00%")],
)
def test_percentages_are_numbers_that_are_shown_in_percent(tmp_path, texts, form):
    target = tmp_path / "list.xlsx"
    columns = (ListColumn("姓名", 120), ListColumn("出勤率", 60, numbers=True))
    rows = [("张三", text) for text in texts]
    write_list(target, Listing("站", "名单", columns, rows, 2), Silent(), CancelToken())
    cells = [row[2] for row in load_workbook(target).active.iter_rows(min_row=3, max_row=4)]
    for cell, text in zip(cells, texts, strict=True):
        if text.endswith("%"):
            assert cell.value == pytest.approx(float(text[:-1]) / 100)
            assert (cell.data_type, cell.number_format) == ("n", form)
        else:
            assert cell.value == text


def test_names_of_files(tmp_path):
    day = date(2025, 6, 30)
    assert list_name("祝塘指导站", "指导员花名册", day) == "祝塘指导站_指导员花名册_20250630.xlsx"
    assert list_name("祝塘", "名单：甲/乙 * 丙", day) == "祝塘_名单：甲乙丙_20250630.xlsx"
    taken = tmp_path / "a_20250630.xlsx"
    assert free_name(taken) == taken
    for name in (taken, tmp_path / "a_20250630(2).xlsx"):
        name.write_bytes(b"kept")
    assert free_name(taken).name == "a_20250630(3).xlsx"


def test_a_list_is_written_as_it_is_read(tmp_path):
    target = tmp_path / "list.xlsx"
    assert write_list(target, LISTING, Silent(), CancelToken()) == 2
    sheet = load_workbook(target).active
    assert sheet["A1"].value == "祝塘指导站　名单"
    cells = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2, max_row=4)]
    assert cells == [
        ["序号", "姓名", "身份证号", "学时"],
        [1, "=王伟", "320281********1234", 12.5],
        [2, "张三", None, "—"],
    ]
    assert (sheet["B3"].data_type, sheet["B3"].quotePrefix) == ("s", True)
    assert (sheet["C3"].number_format, sheet["D3"].number_format) == ("@", "0.0")
    assert sheet.freeze_panes == "C3"
    assert sheet.column_dimensions["C"].width >= 20


def test_one_that_is_stopped_leaves_nothing(tmp_path):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        write_list(tmp_path / "x.xlsx", LISTING, Silent(), cancel)
    assert not list(Path(tmp_path).iterdir())

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jyguide.exchange.cell_writing import put
from jyguide.exchange.formula import begins_formula, defused, restored
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.workbook import read_workbook
from ui.widgets.clipboard import as_html, as_text

HOSTILE = ['=HYPERLINK("x")', "+8613900000000", "-2+3", "@SUM(1)", "＝1", "\t=1", "\r=1", "-张三"]
PLAIN = ["-5", "-1,234.5%", "张三", "'", "a=b", "", "1+1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_program_would_calculate_gets_an_apostrophe(text):
    assert begins_formula(text)
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_everything_else_stays_as_it_is(text):
    assert defused(text) == restored(text) == text


@given(st.text(alphabet="'=+-@＝\t5张", max_size=6))
@example("''=x")
def test_any_text_comes_back(text):
    assert restored(defused(text)) == text
    assert not begins_formula(defused(text))


def test_in_a_workbook_it_is_text_that_stays_text_when_edited(tmp_path):
    book = Workbook()
    for row, text in enumerate(HOSTILE, 1):
        put(book.worksheets[0].cell(row, 1), text)
    put(book.worksheets[0].cell(1, 2), -5)
    book.save(tmp_path / "表.xlsx")
    page = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert {page.cell(row, 1).data_type for row in range(1, len(HOSTILE) + 1)} == {"s"}
    assert all(page.cell(row, 1).quotePrefix for row in range(1, len(HOSTILE) + 1))
    assert (page["B1"].data_type, page["B1"].value) == ("n", -5)
    (sheet,) = read_workbook(tmp_path / "表.xlsx")
    assert [row[0].strip() for row in sheet.rows] == [text.strip() for text in HOSTILE]


def test_a_cell_written_over_by_plain_text_is_plain():
    cell = Workbook().worksheets[0].cell(1, 1)
    put(cell, "=1")
    put(cell, "张三")
    assert not cell.quotePrefix


def test_what_is_copied_comes_back_by_our_own_import():
    rows = [["姓名", "备注"], [HOSTILE[0], "-5"]]
    text, html = as_text(rows), as_html(rows)
    assert f"'{HOSTILE[0]}\t-5" in text
    assert f"<td style=\"mso-number-format:'\\@'\">{HOSTILE[0]}" in html
    (sheet,) = TableSource(text=text).sheets()
    assert sheet.rows[1] == tuple(rows[1])


def test_separated_text_in_a_file_comes_back(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("姓名,电话\n'=1+1,'+8613900000000\n", "utf-8")
    (sheet,) = TableSource(path).sheets()
    assert sheet.rows[1] == ("=1+1", "+8613900000000")

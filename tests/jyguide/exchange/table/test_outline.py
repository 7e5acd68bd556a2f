import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from jyguide.errors import FileError
from jyguide.exchange.table.header import ColumnMap, layout_digest
from jyguide.exchange.table.outline import HEADLESS, column_letter
from jyguide.exchange.table.outline import read_outline as read_by
from jyguide.exchange.table.source import TableSource
from jyguide.people.roster_fields import RosterField, roster_spec
from tests.jyguide.builders import HEADINGS, NAMES, a_roster, a_row, an_id

NAME, NUMBER, PHONE = RosterField.NAME, RosterField.ID_NUMBER, RosterField.PHONE


def read_outline(path, remembered=None):
    return read_by(TableSource(path), roster_spec(()), remembered)


def book(path, **sheets):
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    made.save(path)
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "名单.xlsx"


def test_known_headings_need_no_mapping(path):
    outline = read_outline(a_roster(path, [a_row()]))
    assert (outline.header_row, outline.recognised) == (1, True)
    columns = outline.columns_of(1)
    assert columns.columns[NAME] == 0
    assert outline.mapping(1, columns) is None


def test_a_change_by_hand_is_handed_on_without_a_row_of_its_own(path):
    outline = read_outline(a_roster(path, [a_row()]))
    changed = outline.columns_of(1).with_column(PHONE, None)
    assert outline.mapping(1, changed) == ColumnMap(changed.columns, sheet="Sheet")


def test_another_row_is_handed_on_with_its_number(path):
    outline = read_outline(a_roster(path, [HEADINGS, a_row()], ["甲"] * 6))
    columns = ColumnMap({NAME: 0, NUMBER: 2})
    assert outline.mapping(1, columns) == ColumnMap(columns.columns, 1, "Sheet")


def test_sheets_without_people_are_passed_over(path):
    outline = read_outline(
        book(path, 说明=[["填写说明"], ["每人一行"]], 名册=[[], HEADINGS, a_row()])
    )
    assert (outline.sheet.name, outline.header_row) == ("名册", 2)


def test_a_sheet_lacking_a_required_column_comes_second(path):
    outline = read_outline(book(path, 汇总=[["所在站", "类别"], ["周庄镇", 3]], 名册=[HEADINGS]))
    assert outline.sheet.name == "名册"


def test_two_columns_for_one_field_are_left_to_the_person(path):
    outline = read_outline(book(path, 名册=[["姓名", "身份证号", "身份证号"], ["王芳", "1", "2"]]))
    columns = outline.columns_of(1)
    assert columns.columns == {NAME: 0, NUMBER: 1}
    assert outline.mapping(1, columns) == ColumnMap(columns.columns, sheet="名册")


def test_without_known_headings_the_first_full_row_is_proposed(path):
    rows = [["一览表"], ["截至年底", "共"], ["谁", "号", "站"], ["王芳", "1", "周庄"]]
    outline = read_outline(book(path, 表=rows))
    assert (outline.header_row, outline.recognised) == (3, False)
    assert outline.rows_offered() == [
        (1, "一览表"),
        (2, "截至年底 ｜ 共"),
        (3, "谁 ｜ 号 ｜ 站"),
        (4, "王芳 ｜ 1 ｜ 周庄"),
    ]
    assert outline.columns_of(3).columns == {}
    assert outline.mapping(3, ColumnMap({NAME: 0})) == ColumnMap({NAME: 0}, 3, "表")


def test_without_known_headings_the_sheet_with_numbers_is_proposed(path):
    rows = [["谁", "号"], ["王芳", "320281199001019981"]]
    outline = read_outline(book(path, 说明=[["项目", "要求"], ["谁", "写全名"]], 表=rows))
    assert (outline.sheet.name, outline.header_row) == ("表", 1)


def test_columns_without_heading_are_offered_if_anything_is_in_them(path):
    outline = read_outline(book(path, 表=[["谁", None, None], ["王芳", None, "甲"]]))
    assert outline.columns_offered(1) == [(0, "A　谁"), (2, "C　（无表头）")]


def test_long_numbers_are_masked(path):
    number = "320281199001019981"
    outline = read_outline(
        book(path, 表=[["谁", "号"], ["王芳", number], ["丁一", f"电 {number}"]])
    )
    assert outline.samples(1, 1) == ("320281********9981", "电 320281********9981")
    assert all(number not in text for _, text in outline.rows_offered())


def test_a_text_without_columns_is_no_roster(tmp_path):
    letter = tmp_path / "信.txt"
    letter.write_text("各位同志：\n请参加培训。", "utf-8")
    with pytest.raises(FileError, match="没有找到花名册的表头"):
        read_outline(letter)


@given(st.integers(0, 16_000))
def test_column_letters_are_the_spreadsheets_own(index):
    assert column_letter(index) == get_column_letter(index + 1)


def test_what_was_put_right_by_hand_holds_wherever_the_layout_comes_again(path):
    heads = ["谁", "号", 3]
    remembered = {layout_digest(heads): {NAME.value: 0, NUMBER.value: 1, "gone": 2, "note": 9}}
    outline = read_outline(book(path, 表=[["一览表"], heads, ["王芳", "1", "x"]]), remembered)
    assert (outline.header_row, outline.recognised) == (2, False)
    columns = outline.columns_of(2)
    assert columns.columns == {NAME: 0, NUMBER: 1}
    assert outline.mapping(2, columns) == ColumnMap(columns.columns, 2, "表")


def test_a_known_layout_put_right_is_not_read_the_usual_way_again(path):
    remembered = {layout_digest(HEADINGS): {NAME.value: 0, NUMBER.value: 2}}
    outline = read_outline(a_roster(path, [a_row()]), remembered)
    columns = outline.columns_of(1)
    assert columns.get(PHONE) is None
    assert outline.mapping(1, columns) == ColumnMap(columns.columns, sheet="Sheet")


def test_a_block_without_head_begins_with_its_first_row_and_is_proposed_by_its_looks():
    lines = [["会计", name, an_id(at), f"1390000{at:04d}"] for at, name in enumerate(NAMES)]
    text = "\n".join("\t".join(line) for line in [*lines[:3], ["", "阿卜杜拉·买买提", "", ""]])
    outline = read_by(TableSource(text=text), roster_spec(()))
    assert (outline.header_row, outline.recognised) == (HEADLESS, False)
    assert outline.columns_offered(HEADLESS)[1] == (1, "B　陈明")
    assert outline.samples(HEADLESS, 1) == ("陈明", "单雄")
    columns = outline.columns_of(HEADLESS)
    assert {key: columns.get(key) for key in (NUMBER, PHONE)} == {NUMBER: 2, PHONE: 3}
    mapping = outline.mapping(HEADLESS, columns.with_column(NAME, 1))
    assert (mapping.headless, mapping.header_row) == (True, None)

from collections.abc import Sequence

import pytest

from jyguide.errors import FileError
from jyguide.exchange.table.header import ColumnMap, Header
from jyguide.exchange.table.header import find_header as find_in
from jyguide.exchange.workbook import CellValue, Sheet
from jyguide.people.roster_fields import RosterField as F
from jyguide.people.roster_fields import roster_spec
from tests.jyguide.people.rosters import parse_roster

PERSON = ("方华", "320281196904249994")
SPEC = roster_spec(())


def find_header(sheet: Sheet) -> Header | None:
    return find_in(sheet, SPEC)


def a_sheet(*rows: Sequence[CellValue], first_row: int = 1, name: str = "名单") -> Sheet:
    width = max(map(len, rows))
    filled = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
    return Sheet(name, hidden=False, rows=filled, first_row=first_row)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓 名", F.NAME),
        ("名字", F.NAME),
        ("*姓名", F.NAME),
        ("公民身份号码", F.ID_NUMBER),
        ("身份证号码（必填）", F.ID_NUMBER),
        ("身份证\n号码", F.ID_NUMBER),
        ("出生年月", F.BIRTH),
        ("出生日期(年月日)", F.BIRTH),
        ("手机号码：", F.PHONE),
        ("联系电话", F.PHONE),
        ("文化程度", F.EDUCATION),
        ("入党时间", F.JOINED),
        ("何时入党", F.JOINED),
        ("镇（街道）", F.STATION),
        ("所在站", F.STATION),
        ("单位", F.STATION),
        ("专/兼职", F.KIND),
        ("专／兼职", F.KIND),
        ("类别", F.KIND),
        ("民族", F.ETHNIC),
        ("现任职务", F.POST),
        ("所在党支部", F.ORGANISATION),
        ("人员身份", F.ROLE),
        ("姓名拼音", F.READING),
        ("排序号", F.POSITION),
        ("备  注", F.NOTE),
    ],
)
def test_columns_are_known_under_the_names_offices_use(heading: str, field: F) -> None:
    header = find_header(a_sheet(("序号", heading, "性别" if field is not F.SEX else "姓名")))
    assert header is not None
    assert header.columns.get(field) == 1
    assert header.text_of(field) == heading


@pytest.mark.parametrize("heading", ["参加工作时间", "转正时间", "政治面貌", "序号", "年龄"])
def test_look_alikes_are_listed_as_ignored(heading: str) -> None:
    header = find_header(a_sheet(("姓名", "身份证号", heading)))
    assert header is not None
    assert header.ignored == (heading,)


def test_titles_and_fill_in_lines_above_are_passed_over() -> None:
    sheet = a_sheet(
        ("花名册",), ("填报单位：", None, "联系电话："), ("姓 名", "身份证号", "手机"), first_row=4
    )
    header = find_header(sheet)
    assert header is not None
    assert (header.index, header.columns.header_row) == (2, 6)


def test_the_lower_line_of_a_header_in_two_lines_counts() -> None:
    sheet = a_sheet(
        ("姓名", "身份证号", "联系方式", None), ("姓名", "身份证号", "手机", "备用"), PERSON
    )
    header = find_header(sheet)
    assert header is not None
    assert header.texts[2] == "手机"
    assert len(parse_roster([sheet], ()).good) == 1


def test_a_lower_line_that_says_less_is_no_person() -> None:
    sheet = a_sheet(
        ("姓名", "身份证号", "学历", None), ("姓名", "身份证号", "全日制", "在职"), PERSON
    )
    file = parse_roster([sheet], ())
    assert [len(file.good), len(file.refused)] == [1, 0]


def test_the_mobile_is_preferred_and_the_other_column_is_reported() -> None:
    header = find_header(a_sheet(("姓名", "身份证号", "联系电话", "手机号码")))
    assert header is not None
    assert header.columns.get(F.PHONE) == 3
    assert header.ignored == ("联系电话",)


def test_a_workplace_beside_the_station_is_the_organisation() -> None:
    header = find_header(a_sheet(("姓名", "身份证号", "单位", "指导站")))
    assert header is not None
    assert header.columns.get(F.STATION) == 3
    assert header.columns.get(F.ORGANISATION) == 2


def test_two_halves_side_by_side_are_refused_rather_than_half_read() -> None:
    sheet = a_sheet(("姓名", "身份证号", "姓名", "身份证号"), (*PERSON, *PERSON))
    with pytest.raises(FileError, match="两列“姓名”"):
        parse_roster([sheet], ())


def test_without_a_header_the_sentence_names_what_was_looked_for() -> None:
    with pytest.raises(FileError) as caught:
        parse_roster([a_sheet(("甲", "乙"), PERSON)], ())
    assert "姓名" in caught.value.hint
    assert "身份证号" in caught.value.hint


def test_without_a_required_column_the_sentence_names_it() -> None:
    with pytest.raises(FileError, match="找不到“身份证号”") as caught:
        parse_roster([a_sheet(("姓名", "性别", "学历"), ("方华", "男", "本科"))], ())
    assert "姓名、性别、学历" in caught.value.hint


def test_a_mapping_by_hand_reads_unknown_headings() -> None:
    sheet = a_sheet(("同志", "号码"), PERSON, first_row=3)
    mapping = ColumnMap({F.NAME: 0, F.ID_NUMBER: 1}, header_row=3)
    file = parse_roster([sheet], (), mapping)
    assert file.good[0].values["name"] == "方华"
    assert file.good[0].row == 4
    assert file.headers == ("同志", "号码")


def test_a_mapping_by_hand_changes_what_was_recognised() -> None:
    sheet = a_sheet(("姓名", "曾用名", "身份证号"), ("方花", "方华", PERSON[1]))
    first = parse_roster([sheet], ())
    assert first.ignored_columns == ("曾用名",)
    second = parse_roster([sheet], (), first.columns.with_column(F.NAME, 1))
    assert second.good[0].values["name"] == "方华"
    assert second.ignored_columns == ("姓名",)


def test_a_mapping_by_hand_settles_two_halves() -> None:
    sheet = a_sheet(("姓名", "身份证号", "姓名"), (*PERSON, "方华"))
    mapping = ColumnMap({F.NAME: 2, F.ID_NUMBER: 1})
    assert len(parse_roster([sheet], (), mapping).good) == 1


EXPLANATIONS = a_sheet(("姓名", "写全名"), ("身份证号", "18 位"), name="说明")
ODD = a_sheet(("同志", "号码"), PERSON)


def test_a_mapping_by_hand_goes_to_the_sheet_it_names() -> None:
    mapping = ColumnMap({F.NAME: 0, F.ID_NUMBER: 1}, header_row=1, sheet="名单")
    file = parse_roster([EXPLANATIONS, ODD], (), mapping)
    assert [(row.sheet, row.values["name"]) for row in file.good] == [("名单", "方华")]
    assert (file.headers, file.refused) == (("同志", "号码"), ())


def test_a_mapping_by_hand_also_holds_for_sheets_with_the_same_headings() -> None:
    again = a_sheet(("同志", "号码"), ("林江", "320281198403059964"), name="名单二")
    mapping = ColumnMap({F.NAME: 0, F.ID_NUMBER: 1}, header_row=1, sheet="名单二")
    file = parse_roster([EXPLANATIONS, ODD, again], (), mapping)
    assert [row.sheet for row in file.good] == ["名单", "名单二"]


def test_the_mapping_of_a_file_read_names_its_sheet() -> None:
    roster = a_sheet(("姓名", "身份证号"), PERSON, name="在册")
    assert parse_roster([EXPLANATIONS, roster], ()).columns.sheet == "在册"


def test_a_column_means_one_thing() -> None:
    columns = ColumnMap({F.NAME: 0, F.POST: 1})
    assert columns.with_column(F.KIND, 1).columns == {F.NAME: 0, F.KIND: 1}
    assert columns.with_column(F.POST, None).columns == {F.NAME: 0}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("专职", "兼职指导员"), F.KIND),
        (("村党组织书记", "党务工作者"), F.ROLE),
        ((None, None), F.ROLE),
        (("农民", "工人"), None),
    ],
)
def test_a_head_of_two_meanings_is_told_by_what_stands_below(
    cells: Sequence[CellValue], field: F | None
) -> None:
    sheet = a_sheet(("姓名", "身份证号", "人员类别"), *((*PERSON, cell) for cell in cells))
    header = find_header(sheet)
    assert header is not None
    assert [key for key, column in header.columns.columns.items() if column == 2] == (
        [field] if field else []
    )
    assert header.ignored == (() if field else ("人员类别",))

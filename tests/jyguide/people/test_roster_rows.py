from collections.abc import Sequence
from datetime import date

import pytest

from jyguide.errors import Cancelled, FileError
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.workbook import CellValue, Sheet
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.people.roster_person import as_person
from jyguide.progress import CancelToken
from tests.jyguide.people.rosters import parse_roster

HEADER = ("序号", "姓名", "性别", "出生年月", "身份证号", "手机号", "入党时间", "所在站", "类别")
STATIONS = ("顾山镇", "新桥镇")
MAN = "320281196904249994"
WOMAN = "320281198403059964"


def a_row(**changes: CellValue) -> tuple[CellValue, ...]:
    facts: dict[str, CellValue] = {
        "序号": 1.0,
        "姓名": "方华",
        "性别": "男",
        "出生年月": "1969.04.24",
        "身份证号": MAN,
        "手机号": "13900003892",
        "入党时间": date(2004, 10, 21),
        "所在站": "顾山",
        "类别": "兼职",
    }
    return tuple((facts | changes).values())


def read(*rows: Sequence[CellValue], sheets: Sequence[Sheet] = (), **options: object) -> TableFile:
    table = Sheet("名单", hidden=False, rows=(HEADER, *map(tuple, rows)), first_row=3)
    return parse_roster([table, *sheets], STATIONS, **options)  # type: ignore[arg-type]


def faults(file: TableFile) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in file.refused]


def test_a_row_becomes_a_person() -> None:
    (row,) = read(a_row()).good
    assert (row.sheet, row.row) == ("名单", 4)
    facts = as_person(row.values)
    assert (facts.name, facts.sex, facts.birth) == ("方华", "男", date(1969, 4, 24))
    assert (facts.id_number, facts.phone, facts.joined) == (MAN, "13900003892", date(2004, 10, 21))
    assert (facts.station, facts.kind) == ("顾山镇", InstructorKind.PART_TIME)


def test_what_is_left_open_comes_from_the_id_number() -> None:
    empty = dict.fromkeys(("性别", "出生年月", "手机号", "入党时间", "所在站", "类别"))
    (row,) = read(a_row(**empty)).good
    facts = as_person(row.values)
    assert row.derived == {"sex", "birth"}
    assert (facts.sex, facts.birth) == ("男", date(1969, 4, 24))
    assert (facts.phone, facts.joined, facts.station, facts.kind) == ("", None, "", None)


@pytest.mark.parametrize("month", ["1969.04", "1969年4月", 1969.04])
def test_a_month_of_birth_is_completed_by_the_id_number(month: CellValue) -> None:
    (row,) = read(a_row(出生年月=month)).good
    assert (row.values["birth"], row.derived) == (date(1969, 4, 24), {"birth"})


def test_a_wrong_month_of_birth_is_refused() -> None:
    assert faults(read(a_row(出生年月="1969.05"))) == [(4, "出生年月")]


def test_a_joining_date_without_its_day_is_refused() -> None:
    assert faults(read(a_row(入党时间="2004.10"))) == [(4, "入党时间")]


def test_each_fault_is_one_refusal_and_the_row_counts_once() -> None:
    file = read(a_row(姓名=None, 手机号="123", 类别="未知"))
    assert faults(file) == [(4, "手机号"), (4, "类别"), (4, "姓名")]
    assert file.refused_rows == 1
    assert file.good == ()


def test_contradictions_to_the_id_number_say_what_is_written() -> None:
    file = read(a_row(性别="女", 出生年月="1969-04-23"))
    assert faults(file) == [(4, "性别"), (4, "出生年月")]
    assert "“女”" in file.refused[0].reason
    assert "“男”" in file.refused[0].reason
    assert "1969-04-23" in file.refused[1].reason
    assert "1969-04-24" not in file.refused[1].reason  # it would complete the masked number


def test_a_broken_id_number_accuses_nothing_else() -> None:
    assert faults(read(a_row(性别="女", 身份证号=MAN[:-1] + "5"))) == [(4, "身份证号")]


@pytest.mark.parametrize("number", [None, " ", 320281196904249994.0])
def test_a_missing_or_numeric_id_number_is_refused(number: CellValue) -> None:
    assert faults(read(a_row(身份证号=number))) == [(4, "身份证号")]


def test_impossible_dates_are_refused() -> None:
    file = read(a_row(入党时间="1960-01-01"), today=date(2026, 11, 23))
    assert "早于出生日期" in file.refused[0].reason
    file = read(a_row(入党时间="2030-01-01"), today=date(2026, 11, 23))
    assert "还没有到" in file.refused[0].reason
    assert read(a_row(入党时间="2030-01-01")).good


def test_a_repeated_person_is_refused_naming_the_first_row() -> None:
    file = read(a_row(), a_row(姓名="方 华", 身份证号=f" {MAN} "))
    assert file.refused[0].double
    assert len(file.good) == 1
    assert faults(file) == [(5, "身份证号")]
    assert "第 4 行" in file.refused[0].reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"姓名": "方花"}, "“方华”和“方花”"), ({"所在站": "新桥"}, "“顾山镇”和“新桥镇”")],
)
def test_two_rows_that_contradict_each_other_are_both_refused(
    changes: dict[str, CellValue], words: str
) -> None:
    file = read(
        a_row(), a_row(姓名="林江", 身份证号=WOMAN, 性别="女", 出生年月=None), a_row(**changes)
    )
    assert [row.row for row in file.good] == [5]
    assert faults(file) == [(4, "身份证号"), (6, "身份证号")]
    assert all(words in fault.reason for fault in file.refused)


def test_a_broken_copy_does_not_take_the_good_row_with_it() -> None:
    file = read(a_row(), a_row(姓名="方花", 手机号="12"))
    assert [row.row for row in file.good] == [4]
    assert faults(file) == [(5, "手机号"), (5, "身份证号")]


def test_the_new_columns_are_read_and_faults_in_them_named() -> None:
    heads = ("姓名", "身份证号", "人员类别", "姓名拼音", "排序号", "备注")
    good = ("单华", MAN, "村书记", "Shan4 hua", 7.0, "长假")
    bad = ("林江", WOMAN, "书记", "lin", "甲", None)
    file = parse_roster([Sheet("表", hidden=False, rows=(heads, good, bad))], STATIONS)
    facts = as_person(file.good[0].values)
    assert (facts.role, facts.reading) == (PersonRole.VILLAGE_SECRETARY, "shàn hua")
    assert (facts.position, facts.note) == (7, "长假")
    assert sorted(fault.key for fault in file.refused) == ["position", "reading", "role"]


def test_a_person_repeated_on_another_sheet_is_refused_naming_it() -> None:
    other = Sheet("续表", hidden=False, rows=(HEADER, a_row()))
    file = read(a_row(), sheets=[other])
    assert (file.refused[0].sheet, file.refused[0].row) == ("续表", 2)
    assert "“名单”第 4 行" in file.refused[0].reason


@pytest.mark.parametrize(
    "row",
    [
        (),
        ("　", None, " "),
        HEADER,
        ("序号", "姓　名", "性别"),
        (12.0,),
        ("12", None, None, None, None, None, None, "顾山镇", "专职"),
        ("填表人：            审核人：            联系电话：",),
        ("填表人：张三   联系电话：13900000012",),
        (None, "填表人：张三", None, None, "审核人：李四"),
        ("合计", 34.0),
        (None, "合计", None, "34 人"),
        ("注：请于11月底前报送",),
        ("一、专职指导员",),
        ("以下空白",),
        ("本表一式两份，一份报市委组织部",),
    ],
)
def test_rows_that_speak_of_nobody_are_passed_over(row: tuple[CellValue, ...]) -> None:
    file = read(a_row(), row + (None,) * (len(HEADER) - len(row)))
    assert len(file.good) == 1
    assert file.refused == ()


@pytest.mark.parametrize(
    "row",
    [
        (5.0, "张三"),
        ("张三",),
        (5.0, None, "男"),
        (5.0, None, None, None, None, "13900000012"),
        ("联系人", "张三"),
        ("合计", None, None, None, WOMAN),
        ("备注", None, None, None, None, "13900000012"),
        (None, None, None, None, None, None, None, None, "张三李四"),
        (date(2026, 1, 1),),
        (None, "某某某某某某", "女"),
    ],
)
def test_in_doubt_a_row_is_refused_aloud(row: tuple[CellValue, ...]) -> None:
    file = read(a_row(), row + (None,) * (len(HEADER) - len(row)))
    assert file.refused_rows + len(file.good) == 2 or row[-1] == "张三李四"
    assert len(file.good) == 1


def test_a_formula_without_its_result_is_no_empty_cell() -> None:
    rows = (HEADER, a_row(手机号=None), a_row(身份证号=None, 姓名=None))
    sheet = Sheet("名单", hidden=False, rows=rows, unknown_cells=frozenset({(2, 5), (3, 4)}))
    file = parse_roster([sheet], STATIONS)
    assert faults(file) == [(2, "手机号"), (3, "姓名"), (3, "身份证号")]
    assert "公式" in file.refused[0].reason
    assert "公式" in file.refused[2].reason


def test_hidden_sheets_are_left_out_and_named() -> None:
    hidden = Sheet("去年", hidden=True, rows=(HEADER, a_row(身份证号=WOMAN, 性别="女")))
    file = read(a_row(), sheets=[hidden])
    assert len(file.good) == 1
    assert file.hidden_sheets == ("去年",)


def test_only_hidden_sheets_are_no_roster() -> None:
    with pytest.raises(FileError, match="没有找到花名册的表头"):
        parse_roster([Sheet("去年", hidden=True, rows=(HEADER, a_row()))], STATIONS)


def test_a_sheet_of_explanations_is_no_fault_but_people_without_a_header_are() -> None:
    guide = Sheet("说明", hidden=False, rows=(("请如实填写",), ("谢谢",)))
    lost = Sheet("续", hidden=False, rows=((1.0, "熊珍", WOMAN),), first_row=7)
    file = read(a_row(), sheets=[guide, lost])
    assert [(f.sheet, f.row) for f in file.refused] == [("续", 7)]
    assert "没有表头" in file.refused[0].reason


def test_a_sheet_without_id_numbers_beside_a_good_one_is_reported() -> None:
    poor = Sheet("简表", hidden=False, rows=(("姓名", "性别"), ("熊珍", "女")))
    file = read(a_row(), sheets=[poor])
    assert [(f.sheet, f.row) for f in file.refused] == [("简表", 1)]
    assert "身份证号" in file.refused[0].reason


def test_headings_and_header_rows_are_told_per_sheet() -> None:
    file = read(a_row())
    assert file.header_rows == {"名单": 3}
    assert file.heading_of("名单", next(iter(file.columns.columns))) == file.headers[1]
    assert file.ignored_columns == ("序号",)


class Watcher:
    """Presses cancel at the first report."""

    def __init__(self) -> None:
        self.cancel = CancelToken()
        self.seen: list[tuple[int, int]] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((done, total))
        self.cancel.cancel()


def test_progress_is_told_and_cancel_is_obeyed() -> None:
    watcher = Watcher()
    blank = (None,) * len(HEADER)
    with pytest.raises(Cancelled):
        read(*[blank] * 1200, progress=watcher, cancel=watcher.cancel)
    assert watcher.seen == [(500, 1201)]

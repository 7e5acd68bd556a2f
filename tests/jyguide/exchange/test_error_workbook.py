from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jyguide.errors import FileError, RuleError
from jyguide.exchange.error_workbook import write_error_workbook
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.workbook import read_workbook
from tests.jyguide.people.rosters import parse_roster

HEADINGS = ["序号", "姓 名", "公民身份号码", "手机号码", "出生日期", "单位", "备注"]
STATIONS = ("顾山镇", "新桥镇")
EVERY_STATION = (
    *(
        "澄江街道",
        "南闸街道",
        "云亭街道",
        "城东街道",
        "夏港街道",
        "申港街道",
        "利港街道",
        "璜土镇",
        "月城镇",
    ),
    *(
        "青阳镇",
        "徐霞客镇",
        "华士镇",
        "周庄镇",
        "新桥镇",
        "长泾镇",
        "顾山镇",
        "祝塘镇",
        "靖江园区",
    ),
)
RIGHT = "320281196904249994"
WRONG = "320281196904249995"


def a_roster(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "花名册"
    page.append(["江阴市指导员花名册"])
    page.append(HEADINGS)
    for row in rows:
        page.append(row)
    page.merge_cells("A1:G1")
    path = folder / "花名册.xlsx"
    book.save(path)
    return path


def a_person(**changes: object) -> list[object]:
    facts: dict[str, object] = {
        "number": 1,
        "name": "方华",
        "id": RIGHT,
        "phone": "13900003892",
        "birth": date(1969, 4, 24),
        "station": "顾山镇",
        "remark": None,
    }
    return list((facts | changes).values())


def read(path: Path) -> TableFile:
    return parse_roster(read_workbook(path), STATIONS)


def written(folder: Path, source: Path) -> tuple[Path, Worksheet]:
    target = folder / "花名册错误.xlsx"
    file = read(source)
    write_error_workbook(source, file.refused, target, file.header_rows)
    return target, load_workbook(target).worksheets[0]


def correct(path: Path, change: Callable[[Worksheet], None]) -> TableFile:
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return read(path)


def test_it_holds_the_refused_rows_as_they_were_with_reasons_and_numbers(tmp_path: Path) -> None:
    source = a_roster(tmp_path, a_person(), a_person(name="熊 珍", id=WRONG, phone=13900003892.0))
    _, page = written(tmp_path, source)
    assert [cell.value for cell in page[1]] == [*HEADINGS, "错误原因", "原行号"]
    values = [cell.value for cell in page[2]]
    assert values[1:4] == ["熊 珍", WRONG, "13900003892"]
    assert page["E2"].value.date() == date(1969, 4, 24)
    assert "校验位" in str(values[7])
    assert values[8] == 4
    assert page.max_row == 2


def test_the_faulty_cell_is_red_and_says_why(tmp_path: Path) -> None:
    _, page = written(tmp_path, a_roster(tmp_path, a_person(id=WRONG, name=None)))
    assert page["C2"].fill.fgColor.rgb == "FFFFC7CE"
    assert "校验位" in page["C2"].comment.text
    assert "没有填" in page["B2"].comment.text
    assert page["D2"].comment is None
    assert "；" in page["H2"].value


def test_numbers_to_be_typed_stay_text(tmp_path: Path) -> None:
    _, page = written(tmp_path, a_roster(tmp_path, a_person(id=None, phone=None)))
    assert page["C2"].number_format == "@"
    assert page["D2"].number_format == "@"


def test_corrected_it_is_imported_like_any_roster(tmp_path: Path) -> None:
    source = a_roster(
        tmp_path,
        a_person(id=WRONG),
        a_person(number=2, name=None, id="320281198403059964", birth="1984.3.5"),
    )
    target, _ = written(tmp_path, source)

    def change(page: Worksheet) -> None:
        page["C2"] = RIGHT
        page["B3"] = "熊珍"

    file = correct(target, change)
    assert file.refused == ()
    assert [row.values["name"] for row in file.good] == ["方华", "熊珍"]
    assert file.good[0].values == read(a_roster(tmp_path, a_person())).good[0].values
    assert file.good[1].values["birth"] == date(1984, 3, 5)
    assert file.ignored_columns == ("序号",)


def test_uncorrected_it_is_refused_for_the_same_reasons(tmp_path: Path) -> None:
    rows = [a_person(id=WRONG), a_person(id=320281196904249994.0), a_person(phone="123")]
    source = a_roster(tmp_path, *rows)
    target, _ = written(tmp_path, source)
    again = read(target)
    assert again.good == ()
    columns = [(fault.row, fault.column) for fault in again.refused]
    assert columns == [(2, "公民身份号码"), (3, "公民身份号码"), (4, "手机号码")]
    assert "末几位已经丢失" in again.refused[1].reason


def test_the_whole_sample_comes_back_with_the_same_faults(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "data" / "people" / "roster-all-stations.xlsx"
    file = parse_roster(read_workbook(source), EVERY_STATION)
    target = tmp_path / "错误.xlsx"
    write_error_workbook(source, file.refused, target)
    page = load_workbook(target).worksheets[0]
    original = {row: page.cell(row, page.max_column).value for row in range(2, page.max_row + 1)}
    again = parse_roster(read_workbook(target), EVERY_STATION)
    alone = [fault for fault in file.refused if "重复" not in fault.reason]
    assert [(original[fault.row], fault.column) for fault in again.refused] == [
        (fault.row, fault.column) for fault in alone
    ]
    assert [original[row.row] for row in again.good] == [337, 338, 339]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    source = tmp_path / "名单.csv"
    source.write_text("姓名,身份证号,备注\n方华,1,=1+1\n", "utf-8")
    target = tmp_path / "错误.xlsx"
    write_error_workbook(source, read(source).refused, target)
    page = load_workbook(target).worksheets[0]
    assert page["C2"].value == "=1+1"
    assert page["C2"].data_type == "s"


def test_sheets_with_other_headers_stay_apart_and_a_sheet_refused_whole_is_copied_whole(
    tmp_path: Path,
) -> None:
    source = a_roster(tmp_path, a_person(id=WRONG))
    book = load_workbook(source)
    book.create_sheet("简表").append(["姓名", "性别"])
    book["简表"].append(["熊珍", "女"])
    book.create_sheet("续").append([1, "贺松", "320281197210159981"])
    book.save(source)
    target, _ = written(tmp_path, source)
    short, rest = load_workbook(target).worksheets[1:]
    assert [[c.value for c in row] for row in short.iter_rows(max_col=2)] == [
        ["姓名", "性别"],
        ["熊珍", "女"],
    ]
    assert "身份证号" in str(short["C2"].value)
    assert [c.value for c in rest[2]][1:3] == ["贺松", "320281197210159981"]


def test_without_refusals_there_is_nothing_to_write(tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        write_error_workbook(a_roster(tmp_path, a_person()), (), tmp_path / "错误.xlsx")


@pytest.mark.parametrize("fault", [Refusal("没有", 3, "", "x"), Refusal("花名册", 99, "", "x")])
def test_a_source_changed_meanwhile_is_told(tmp_path: Path, fault: Refusal) -> None:
    with pytest.raises(FileError, match="被改动过"):
        write_error_workbook(a_roster(tmp_path, a_person()), [fault], tmp_path / "错误.xlsx")
    assert not (tmp_path / "错误.xlsx").exists()


def test_a_locked_target_is_a_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_roster(tmp_path, a_person(id=WRONG))
    target = tmp_path / "错误.xlsx"
    target.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("os.replace", locked)
    with pytest.raises(FileError, match="没有保存"):
        write_error_workbook(source, read(source).refused, target)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["花名册.xlsx", "错误.xlsx"])

from pathlib import Path

from openpyxl import load_workbook

from jyguide.exchange.table.writing import write_template
from jyguide.exchange.workbook import read_workbook
from jyguide.people.person import InstructorKind
from jyguide.people.roster_fields import RosterField, roster_spec
from jyguide.people.roster_person import as_person
from jyguide.people.service.rosters import RosterService
from tests.jyguide.people.rosters import parse_roster

STATIONS = tuple(f"第{n}号很长名字的街道" for n in range(40))


def write_roster_template(path: Path, stations: tuple[str, ...] = ()) -> None:
    words = RosterService.words
    write_template(path, roster_spec(stations), words.sheet, words.notes)


def test_empty_it_is_a_roster_without_people(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_roster_template(path)
    file = parse_roster(read_workbook(path), STATIONS)
    assert file.good == ()
    assert file.refused == ()
    assert set(file.columns.columns) == set(RosterField)
    assert file.ignored_columns == ()


def test_filled_in_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_roster_template(path, STATIONS)
    book = load_workbook(path)
    page = book.worksheets[0]
    person = {
        "*姓名": "方华",
        "*身份证号": "320281196904249994",
        "手机号": "13900003892",
        "所在站": STATIONS[3],
        "专/兼职": "专职",
        "民族": "汉族",
        "职务": "书记",
        "所在党组织": "某村党总支",
    }
    for cell in page[1]:
        page.cell(2, cell.column, person.get(str(cell.value)))
    book.save(path)
    (row,) = parse_roster(read_workbook(path), STATIONS).good
    facts = as_person(row.values)
    assert (facts.name, facts.station, facts.kind) == (
        "方华",
        STATIONS[3],
        InstructorKind.FULL_TIME,
    )
    assert (facts.ethnic, facts.post, facts.organisation) == (
        "汉族",
        "书记",
        "某村党总支",
    )


def test_numbers_are_text_and_choices_are_offered_from_a_hidden_sheet(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_roster_template(path, STATIONS)
    book = load_workbook(path)
    page = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in page[1]}
    assert page.cell(2, columns["*身份证号"]).number_format == "@"
    assert page.cell(900, columns["手机号"]).number_format == "@"
    rules = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {
        f"字典!${letter}$1:${letter}${count}"
        for letter, count in zip("ABCD", (2, 40, 2, 6), strict=True)
    }
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    assert [cell.value for cell in book["字典"]["B"]] == list(STATIONS)


def test_without_stations_their_column_is_free_text(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_roster_template(path)
    page = load_workbook(path).worksheets[0]
    assert len(page.data_validations.dataValidation) == 3

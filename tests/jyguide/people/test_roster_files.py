"""Rosters as files: whatever they look like, every row is understood or named."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.keys import new_key
from jyguide.errors import FileError
from jyguide.exchange.table.plan import Fate
from jyguide.people.roster_fields import roster_spec
from jyguide.people.roster_import import Surroundings, new_people
from jyguide.shipped import station_names
from tests.jyguide.builders import DATA, DAY, HEADINGS, a_roster, a_row, an_id
from tests.jyguide.people.rosters import CITY, HEADS, a_listed, compared, reasons


def truth(name):
    return json.loads((DATA / "people" / f"{name}.truth.json").read_text("utf-8"))


def test_a_station_takes_only_its_own():
    told = truth("roster-all-stations")
    own = [person["id_number"] for person in told["good"] if person["station"] == "周庄镇"]
    path = DATA / "people" / "roster-all-stations.xlsx"
    plan = compared(path, spec=roster_spec(station_names()))
    assert sorted(facts.id_number for facts in new_people(plan)) == sorted(own)
    foreign = [fault for fault in plan.refused if "只管“周庄镇”" in fault.reason]
    assert len(foreign) == len(told["good"]) - len(own)
    assert all(fault.column for fault in foreign)
    assert plan.refused_rows == len(told["bad"]) + len(foreign)


def test_the_city_wants_to_know_the_station(tmp_path):
    plan = compared(a_roster(tmp_path / "r.xlsx", [a_row(所在站=None)]), CITY)
    assert reasons(plan) == [(2, "所在站", "没有写所在指导站，市级导入时必须写明")]


def test_dates_to_come_are_refused(tmp_path):
    tomorrow = DAY + timedelta(days=1)
    path = a_roster(
        tmp_path / "r.xlsx", [(*a_row(), tomorrow.isoformat())], (*HEADINGS, "入党时间")
    )
    ((_, column, reason),) = reasons(compared(path))
    assert (column, reason) == ("入党时间", f"入党时间 {tomorrow} 还没有到")


def test_columns_mapped_by_hand(tmp_path):
    path = a_roster(
        tmp_path / "r.xlsx", [("陈明", an_id(), "大学本科")], ("姓名", "身份证号", "毕业")
    )
    plan = compared(path)
    assert plan.file.ignored_columns == ("毕业",)
    again = compared(path, mapping=plan.file.columns.with_column("education", 2))
    assert [facts.education for facts in new_people(again)] == ["大学本科"]


def a_book(path: Path, text: bytes = b"") -> Path:
    path.write_bytes(text)
    return path


def sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    return path


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda folder: folder / "missing.xlsx", "找不到"),
        (lambda folder: folder, "文件夹"),
        (lambda folder: a_book(folder / "empty.xlsx"), "空文件"),
        (lambda folder: a_book(folder / "text.xlsx", b"plain text"), "不是电子表格"),
        (lambda folder: a_book(folder / "photo.xlsx", b"\xff\xd8\xff\xe0" * 9), "图片"),
        (lambda folder: a_book(folder / "cut.xlsx", b"PK\x03\x04" + b"\0" * 99), "已损坏"),
        (lambda folder: sparse(folder / "large.xlsx"), "100 MB"),
        (lambda folder: a_roster(folder / "bare.xlsx", [], ()), "表头"),
        (lambda folder: a_roster(folder / "other.xlsx", [(1, 2)], ("甲", "乙")), "表头"),
        (lambda folder: a_roster(folder / "half.xlsx", [], ("姓名", "手机号码")), "身份证号"),
    ],
    ids=["missing", "folder", "empty", "text", "photo", "cut", "large", "bare", "other", "half"],
)
def test_a_bad_file_is_a_sentence(tmp_path, make, word):
    with pytest.raises(FileError, match=word) as caught:
        compared(make(tmp_path))
    assert caught.value.hint


def test_a_file_open_in_excel_is_a_sentence(tmp_path, monkeypatch):
    path = a_roster(tmp_path / "r.xlsx", [a_row()])

    def locked(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(FileError, match="正被 Excel/WPS 打开"):
        compared(path)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_every_encoding_offices_use(tmp_path, encoding):
    lines = [HEADINGS, a_row("陈明"), a_row("王芳", 2)]
    text = "\r\n".join(",".join(map(str, line)) for line in lines)
    (tmp_path / "r.csv").write_bytes(text.encode(encoding))
    plan = compared(tmp_path / "r.csv")
    assert [facts.name for facts in new_people(plan)] == ["陈明", "王芳"]
    assert plan.refused == ()


def test_formulas_without_value_are_named(tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2, 手机号码="=A1")])
    ((row, column, reason),) = reasons(compared(path))
    assert (row, column) == (3, "手机号码")
    assert "公式" in reason


def test_hidden_sheets_are_left_out_and_said(tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row()])
    book = load_workbook(path)
    hidden = book.create_sheet("去年")
    hidden.append(HEADINGS)
    hidden.append(a_row("王芳", 2))
    hidden.sheet_state = "hidden"
    book.save(path)
    plan = compared(path)
    assert [facts.name for facts in new_people(plan)] == ["陈明"]
    assert plan.file.hidden_sheets == ("去年",)


def test_merged_cells_hold_for_every_row_they_span(tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2, 所在站=None)])
    book = load_workbook(path)
    book.worksheets[0].insert_rows(1)
    book.worksheets[0]["A1"] = "周庄镇党建指导员花名册"
    book.worksheets[0].merge_cells("A1:F1")
    book.worksheets[0].merge_cells("E3:E4")
    book.save(path)
    plan = compared(path)
    assert [(row.row, row.values["station"]) for row in plan.rows] == [
        (3, "周庄镇"),
        (4, "周庄镇"),
    ]


def test_rows_nobody_sees_are_read_and_said(tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2)])
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    plan = compared(path)
    assert (len(plan.rows), plan.file.hidden_rows) == (2, (("Sheet", 3),))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["周庄镇", "华士镇", ""])), max_size=8)
)
def test_every_row_is_kept_or_refused(tmp_path, lines):
    path = a_roster(
        tmp_path / "r.xlsx", [a_row("陈明", index, 所在站=place) for index, place in lines]
    )
    plan = compared(path)
    assert [row.row for row in plan.rows] == [row for row, _ in enumerate(lines, start=2)]
    new = new_people(plan)
    assert sum(plan.counts().values()) == len(lines)
    assert len(new) == len({facts.id_number for facts in new})


def test_the_id_number_of_somebody_else_overwrites_nobody(tmp_path):
    path = a_roster(tmp_path / "again.xlsx", [a_row("尤志远", 0)])
    plan = compared(path, Surroundings("周庄镇", {an_id(): [a_listed(name="吴晓岚")]}))
    (fault,) = plan.refused
    assert (fault.row, fault.column) == (2, "身份证号")
    assert "吴晓岚" in fault.reason
    assert plan.counts() == {Fate.REFUSED: 1}


def test_a_number_that_two_of_the_list_bear_is_decided_by_nobody(tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row()])
    one = a_listed(station="华士镇")
    plan = compared(path, Surroundings("", {an_id(): [one, a_listed()]}))
    ((row, _, reason),) = reasons(plan)
    assert (row, "“陈明”（华士镇）和“陈明”（周庄镇）" in reason) == (2, True)


def test_a_place_in_the_tree_is_not_overwritten_by_what_a_roster_calls_it(tmp_path):
    rows = [(*a_row("陈明", 0), None, None, "某村党支部")]
    path = a_roster(tmp_path / "r.xlsx", rows, HEADS)
    known = a_listed(organisation="另一村党支部", organisation_id=new_key())
    (row,) = compared(path, Surroundings("周庄镇", {an_id(): [known]})).rows
    assert row.changes == ()
    assert "他在组织树中属于“另一村党支部”" in row.note

"""What the preview says of a row, in words and in colours."""

from datetime import date

import pytest

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import Change, Decision, PlannedRow, Policy
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.people.roster_fields import roster_spec
from tests.jyguide.builders import an_id
from ui.importing.lines import PreviewCells, shown_keys
from ui.theme import Tone

KNOWN = object()
VALUES = {"name": "王芳", "id_number": an_id(), "phone": "13900000000", "kind": "part_time"}


def a_line(*changes, known=KNOWN, **more):
    return PlannedRow("名单", 7, VALUES, known, tuple(Change(*one) for one in changes), **more)


@pytest.fixture
def cells():
    return PreviewCells(roster_spec(()))


def cell(cells, title, row):
    (column,) = [one for one in cells.columns() if one.title == title]
    assert bool(column.mark(row)) == bool(column.fill(row)), "never by colour alone"
    return column.text(row), column.fill(row), column.tip(row)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("post", "", "书记"), "职务：（空） → 书记"),
        (("kind", "part_time", InstructorKind.FULL_TIME), "专/兼职：兼职 → 专职"),
        (("kind", "", InstructorKind.FULL_TIME), "专/兼职：（空） → 专职"),
        (("phone", "13900000001", "13900000002"), "手机号：139****0001 → 139****0002"),
        (("joined", None, date(2019, 7, 1)), "入党时间：（空） → 2019-07-01"),
        (("role", PersonRole.NONE, PersonRole.OTHER), "人员类别：（空） → 其他"),
    ],
)
def test_changes_are_told_in_words(cells, change, said):
    assert cells.sentence(a_line(change)) == said


def test_a_changed_cell_is_coloured_and_remembers_what_it_was(cells):
    row = a_line(("phone", "13900000001", "13900000000"), ("post", "", "书记"))
    assert cell(cells, "手机号", row) == ("139****0000", Tone.WARN, "原来：139****0001")
    assert cell(cells, "职务", row)[1:] == (Tone.GOOD, "原来：（空）")
    assert cell(cells, "姓名", row) == ("王芳", None, "")
    cells.decision = Decision(Policy.FILL)
    assert cells.fate_text(row) == "补充"
    assert cell(cells, "手机号", row)[1] is None
    assert cells.sentence(row).endswith("不改：手机号：139****0001 → 139****0000")
    cells.decision = Decision(Policy.SKIP)
    assert (cells.fate_text(row), cell(cells, "职务", row)[1]) == ("跳过", None)


def test_what_is_derived_or_guessed_is_shown_as_such(cells):
    row = a_line(known=None, derived=frozenset({"sex"}), suggested={"role": PersonRole.OTHER})
    assert cell(cells, "性别", row)[1:] == (Tone.INFO, "文件里没有写，由其他信息得出")
    assert cell(cells, "人员类别", row)[:2] == ("", None)
    cells.decision = Decision(suggestions=True)
    assert cell(cells, "人员类别", row)[:2] == ("其他", Tone.INFO)
    assert "人员类别：其他（推断）" in cells.sentence(row)
    assert shown_keys([row], {"name": 0}) == {"name", "sex", "role"}


def test_a_fault_is_coloured_where_it_is_and_numbers_stay_masked(cells):
    fault = Refusal("名单", 7, "手机", "太短", "phone")
    row = PlannedRow("名单", 7, VALUES | {"phone": "139"}, faults=(fault,))
    assert cell(cells, "手机号", row) == ("139", Tone.BAD, "太短")
    assert an_id() not in cell(cells, "身份证号", row)[0]
    assert (cells.fate_text(row), cells.sentence(row)) == ("有问题", "太短")
    double = Refusal("名单", 7, "号", "重复", "id_number", double=True)
    assert cells.fate_text(PlannedRow("名单", 7, VALUES, faults=(double,))) == "文件内重复"


def test_somebody_in_doubt_waits_until_it_is_decided(cells):
    row = a_line(("station", "华士镇", "周庄镇"), doubt="名单上他在“华士镇”")
    assert (cells.fate_text(row), cells.sentence(row)) == (
        "待确认",
        "名单上他在“华士镇”；所在站：华士镇 → 周庄镇",
    )
    cells.decision = Decision().about([row.place], Policy.UPDATE)
    assert cells.fate_text(row) == "更新"

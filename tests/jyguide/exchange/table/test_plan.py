"""The machinery over a list that is no roster: rooms with a number of seats."""

from functools import partial
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import FileError
from jyguide.exchange.cell import CellError, cell_text
from jyguide.exchange.table.plan import (
    Decision,
    Fate,
    PlannedRow,
    Policy,
    changes_between,
    plan_table,
)
from jyguide.exchange.table.reading import RowRules, read_table
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableColumn, TableSpec


def seats(value):
    text = cell_text(value)
    if text and not text.isdigit():
        raise CellError(f"“{text}”不是座位数")
    return int(text) if text else None


SPEC = TableSpec(
    "rooms",
    "会场一览",
    "处",
    (
        TableColumn("name", "会场", ("地点",), required=True),
        TableColumn("seats", "座位数", ("座位",), read=seats),
        TableColumn("note", "备注"),
    ),
)
RULES = RowRules(identity=lambda values: values.get("name", ""), called=("name", "会场名"))
KEPT = {
    "礼堂": SimpleNamespace(name="礼堂", seats=100, note=""),
    "会议室": SimpleNamespace(name="会议室", seats=None, note="三楼"),
}


def planned(*lines, head=("会场", "座位数", "备注")):
    text = "\n".join("\t".join(line) for line in (head, *lines))
    source = TableSource(text=text)
    file = read_table(source.sheets(), SPEC, RULES)

    def compare(row):
        known = KEPT.get(row.values["name"])
        changes = changes_between(row.values, partial(getattr, known)) if known else ()
        return PlannedRow(row.sheet, row.row, row.values, known, changes)

    return plan_table(source, file, SPEC, compare, by_hand=False)


def test_a_list_needs_no_more_than_a_spec_and_a_comparison():
    plan = planned(
        ("礼堂", "120", "新装修"),
        ("会议室", "30", ""),
        ("礼堂", "5", ""),
        ("教室", "很多", ""),
        ("", "8", ""),
        ("球馆", "", ""),
        ("合计", "", ""),
    )
    assert [Decision().fate(row) for row in plan.rows] == [
        Fate.UPDATE,
        Fate.UPDATE,
        Fate.DOUBLE,
        Fate.REFUSED,
        Fate.REFUSED,
        Fate.NEW,
    ]
    assert [fault.reason for fault in plan.refused] == [
        "与第 2 行的会场名重复，只保留一行",
        "“很多”不是座位数",
        "会场没有填",
    ]
    assert plan.refused_rows == 3
    fill = Decision(Policy.FILL)
    assert [[change.key for change in fill.changes(row)] for row in plan.rows[:2]] == [
        ["note"],
        ["seats"],
    ]


def test_what_is_missing_is_said_in_the_words_of_the_list():
    with pytest.raises(FileError, match="没有找到会场一览的表头") as caught:
        planned(head=("甲", "乙", "丙"))
    assert "“会场”" in caught.value.hint
    with pytest.raises(FileError, match="找不到“会场”这一列"):
        planned(head=("座位", "备注", "丙"))


CELLS = st.tuples(
    st.sampled_from(["礼堂", "会议室", "球馆", "操场", ""]),
    st.sampled_from(["", "100", "7", "多"]),
    st.sampled_from(["", "三楼", "二楼"]),
)
POLICIES = st.sampled_from(Policy)


@given(st.lists(CELLS, max_size=6), POLICIES, st.lists(st.none() | POLICIES, max_size=6))
def test_every_row_has_one_fate_and_nothing_kept_is_blanked(lines, policy, single):
    plan = planned(*lines)
    decision = Decision(policy)
    for row, said in zip(plan.rows, single, strict=False):
        decision = decision.about([row.place], said)
    assert sum(map(len, plan.sorted_out(decision).values())) == len(plan.rows)
    assert plan.counts(decision) == {
        fate: len(rows) for fate, rows in plan.sorted_out(decision).items() if rows
    }
    for row in plan.rows:
        changes = decision.changes(row)
        assert all(change.after not in ("", None) for change in changes)
        assert all(change.fills for change in changes) or decision.of(row) is Policy.UPDATE
        assert bool(changes) == (decision.fate(row) is Fate.UPDATE) or row.faults

"""Trainings held elsewhere brought in from a table: whose each is, and what counts already."""

from dataclasses import replace
from datetime import date

import pytest

from jyguide.errors import RuleError
from jyguide.exchange.cell import CellError
from jyguide.exchange.table.plan import Decision, Fate, Policy
from jyguide.exchange.table.source import TableSource
from jyguide.training.credit_table import SPEC
from jyguide.training.session import Attendance, SessionKind, SessionLevel
from tests.jyguide.builders import a_person, a_plan, an_id
from tests.postgres import only_sqlite

HEADS = "姓名\t身份证号\t单位\t培训名称\t级别\t开始日期\t结束日期\t学时\t天数"

ROWS = (
    "陈明\t\t\t党校班\t市级\t2026-05-11\t2026.5.13\t\t3",
    f"王芳\t{an_id(2)[-4:]}\t\t党校班\t市级\t2026-05-11\t2026-05-13\t\t3",
    "王芳\t\t甲村\t党校班\t市级\t2026-05-11\t2026-05-13\t\t3",
    "阿卜杜拉•买买提\t\t\t党校班\t市\t2026年5月11日\t\t8\t",
    "陈明\t\t\t外出轮训\t市级\t2026-05-06\t\t8\t",  # perhaps the session signed in to
    "王芳\t\t\t党校班\t市级\t2026-05-11\t\t8\t",
    "李四海\t\t\t党校班\t市级\t2026-05-11\t\t8\t",
    f"陈明\t{an_id(3)}\t\t党校班\t市级\t2026-05-11\t\t8\t",
    "陈 明\t\t\t党校 班\t市级\t2026-05-11\t\t8\t",
    "陈明\t\t\t未来班\t市级\t2026-12-30\t\t8\t",
    "陈明\t\t\t倒着班\t市级\t2026-05-09\t2026-05-08\t8\t",
    "陈明\t\t\t太长班\t市级\t2026-05-09\t\t25\t",
    "陈明\t\t\t空班\t市级\t2026-05-09\t\t\t",
)
PEOPLE = (("陈明", "样板村"), ("王芳", "甲村"), ("王芳", "乙村"), ("阿卜杜拉·买买提", "样板村"))
LET_IN = Decision().about([("粘贴的内容", 6)], Policy.UPDATE)
WORDS = (
    "有 2 位“王芳”（",
    "没有“李四海”",
    "是“阿卜杜拉·买买提”，姓名不符",
    "与第 2 行是同一人",
    "还没有结束",
    "早于",
    "所能有的",
    "学时或天数",
)


def read(key, value):
    return SPEC.by_key[key].read(value)


def test_cells_are_read_as_offices_write_them():
    assert read("days", "1.5天") == 15
    assert read("hours", " 12 学时") == 120
    assert read("hours", "") is None
    assert read("level", "江阴市") is SessionLevel.CITY
    assert read("kind", "参观考察") is SessionKind.STUDY_VISIT
    assert read("id_number", 12) == "0012"
    assert read("id_number", "＊998x") == "998X"
    assert SPEC.by_key["id_number"].shown(an_id(1)).count("*") == 8


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("days", "1.25"),
        ("days", "-1"),
        ("hours", "NaN"),
        ("hours", "1e9"),
        ("hours", "三"),
        ("level", "省级"),
        ("kind", "旅游"),
        ("id_number", 3.2028119880101e17),
        ("id_number", an_id(1)[:17] + "?"),
    ],
)
def test_cells_that_say_nothing_sure_are_refused(key, value):
    with pytest.raises(CellError):
        read(key, value)


@only_sqlite
def test_a_list_finds_its_people_and_tells_what_is_kept_or_counted_already(app):
    ming, one, two, dotted = [
        app.people.add(a_person(name, at, station="周庄镇", organisation=where))
        for at, (name, where) in enumerate(PEOPLE)
    ]
    day = date(2026, 5, 6)
    session = app.training.plan(
        a_plan(title="市里的班", level=SessionLevel.CITY, starts_on=day, ends_on=day)
    )
    app.training.enrol(session, [ming])
    app.training.settle(session, [ming], Attendance.PRESENT)
    source = TableSource(text="\n".join([HEADS, *ROWS]))
    plan = app.credit_files.plan(source)
    fates = [Decision().fate(row) for row in plan.rows]
    assert fates[:5] == [Fate.NEW] * 4 + [Fate.HELD]
    assert fates[5:] == [Fate.REFUSED] * 3 + [Fate.DOUBLE] + [Fate.REFUSED] * 4
    assert [words for words in WORDS if words not in f"{plan.refused}"] == []
    assert "“市里的班”已经计入" in plan.rows[4].doubt
    first = app.credit_files.take_in(plan)
    kept = {row.person_id: row.facts for row in app.credit.records(2026)}
    assert kept.keys() == {ming, one, two, dotted}
    assert (kept[ming].days, kept[dotted].hours, kept[dotted].ends_on.day) == (30, 80, 11)
    assert kept[one].kind is SessionKind.TOPIC_LECTURE

    with pytest.raises(RuleError, match="又有改动"):
        app.credit_files.take_in(plan)  # twice would double it
    again = app.credit_files.plan(source)
    assert [Decision().fate(row) for row in again.rows[:4]] == [Fate.UNCHANGED] * 4
    fewer = replace(source, text=source.text.replace("\t3\n", "\t2\n"))
    changed = app.credit_files.plan(fewer)
    assert changed.counts(Decision(Policy.FILL))[Fate.UPDATE] == 0
    second = app.credit_files.take_in(changed, LET_IN)
    assert sorted(row.facts.days for row in app.credit.records(2026)) == [0, 0, 20, 20, 20]
    app.history.undo(second.action_id)
    app.history.undo(first.action_id)
    app.credit_files.take_in(app.credit_files.plan(source))  # under the very keys of before
    assert len(app.credit.records(2026)) == 4

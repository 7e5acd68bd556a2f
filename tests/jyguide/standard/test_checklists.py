"""Checklists in the database: who may change which, versions, what never changes."""

from dataclasses import replace
from datetime import date

import pytest

from db.models import StandardRound
from jyguide.errors import RuleError
from jyguide.standard.checklist_rules import ChecklistFacts, codes_elsewhere
from jyguide.standard.drafting import added, tidied
from jyguide.standard.kinds import Aspect, BranchKind
from jyguide.standard.shipped import read_checklists
from tests.jyguide.standard.criteria import whole
from tests.postgres import on_both_databases, only_sqlite

FACTS = ChecklistFacts("本站检查表", BranchKind.VILLAGE, whole(), "试行")


def refusal(work, *args):
    with pytest.raises(RuleError) as caught:
        work(*args)
    return caught.value


def shipped(app):
    return [row for row in app.checklists.rows() if row.station_id is None]


@on_both_databases
def test_from_a_draft_to_the_second_version(app):
    lists = app.checklists
    before = shipped(app)
    assert [row.criteria for row in before] == [each.criteria for each in read_checklists()]
    first = lists.one(lists.create(FACTS))
    assert (first.criteria, first.station, first.version_number) == (whole(), "周庄镇", 1)
    short = replace(FACTS, criteria=whole()[:-1])
    saved = lists.save(first.id, short, first.version)
    told = refusal(lists.issue, first.id)
    assert "各条合计 86 分，比 100 分少了 14 分。" in told.message
    assert "“基础保障”还没有一条指标。" in told.message
    assert "又被改动过" in refusal(lists.save, first.id, FACTS, first.version).message
    full = lists.save(first.id, FACTS, saved.version)
    full = lists.issue(full.id, full.version)
    for work in (lists.remove, lists.issue):
        assert "启用，不能再改动" in refusal(work, full.id).message
    assert "启用，不能再改动" in refusal(lists.save, full.id, FACTS).message
    second = lists.one(lists.new_version(full.id))
    assert (second.line, second.version_number, second.criteria) == (full.line, 2, whole())
    assert "已经有一份草稿（第 2 版）" in refusal(lists.new_version, full.id).message
    used = codes_elsewhere(lists.rows(), second)
    more, code = added(second.criteria[1:], Aspect.ORGANISATION_SETUP, used)
    assert code == "A02"
    lists.save(second.id, replace(FACTS, criteria=more), second.version)
    newest = next(row for row in lists.rows() if row.station_id is not None)
    assert newest.criteria == tidied(more)
    lists.remove(second.id)
    assert "已被删除" in refusal(lists.one, second.id).message
    app.history.undo(app.history.latest())
    assert lists.one(second.id).criteria == tidied(more)
    assert lists.one(full.id).issued_on == date(2026, 11, 20)


@only_sqlite
def test_two_issued_versions_never_share_a_number(app):
    lists = app.checklists
    draft = lists.create(FACTS)
    begun = app.history.latest()
    first = lists.issue(draft).id
    for action in (app.history.latest(), begun):
        assert "不能撤销" in refusal(app.history.undo, action).message
    assert "已经在别处启用" in refusal(lists.save, draft, FACTS).message
    away = lists.new_version(first)
    lists.remove(away)
    removal = app.history.latest()
    again = lists.new_version(first)
    app.history.undo(removal)
    assert [lists.one(each).version_number for each in (away, again)] == [2, 2]
    assert lists.issue(again).version_number == 2
    assert lists.issue(away).version_number == 3


@only_sqlite
def test_a_station_copies_what_is_not_its_own(app, city):
    lists, village = app.checklists, shipped(app)[0]
    for work in (lists.new_version, lists.remove, lists.issue):
        assert "是全市统一的" in refusal(work, village.id).message
    copy = lists.one(lists.copy(village.id, "周庄镇村检查表"))
    assert (copy.criteria, copy.station) == (village.criteria, "周庄镇")
    assert copy.line != village.line
    office = lists.one(lists.copy(village.id, kind=BranchKind.OFFICE))
    assert (office.kind, office.name) == (BranchKind.OFFICE, village.name)
    second = city.checklists.one(city.checklists.new_version(village.id))
    assert (second.line, second.station_id, second.version_number) == (village.line, None, 2)
    with app._store.begin("轮次") as uow:
        uow.session.add(
            StandardRound(
                station_id=app.place.station_id,
                name="一轮",
                year=2026,
                checklists={"village": str(copy.id)},
                schedule={},
                rule={},
            )
        )
        uow.commit()
    assert lists.one(copy.id).rounds == 1
    assert "正被 1 个轮次使用" in refusal(lists.remove, copy.id).message
    assert "没有名称" in refusal(lists.create, replace(FACTS, name=" ")).message
    long = replace(FACTS, name="长" * 61)
    assert "最多 60 个" in refusal(lists.create, long).message
    assert "最多 300 条" in refusal(lists.create, replace(FACTS, criteria=whole() * 51)).message


def test_what_another_pc_changes_in_a_draft_never_reaches_what_was_issued(offices):
    a, b = offices.a, offices.b
    draft = a.checklists.create(FACTS)
    offices.round(["a", "b"])
    issued = a.checklists.issue(draft)
    b.checklists.save(draft, replace(FACTS, note="另一台电脑改的"))
    offices.round(["b", "a"])
    for one in (a, offices.city):
        (row,) = [row for row in one.checklists.rows() if row.station_id is not None]
        assert (row.id, row.note, row.issued_on) == (issued.id, "试行", issued.issued_on)

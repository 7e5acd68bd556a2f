"""Rounds in a data folder: laid down, their branches, the phases closed one after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from db.keys import new_key
from db.models import Inspection, RectificationMeasure, RoundBranch
from jyguide.errors import RuleError
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.standard.comparing_tree import TreeAction
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.participants import of_known_kind
from jyguide.standard.round import PhasePlan, PhaseState, RoundFacts, Scorers
from jyguide.standard.scoring import Score, tally
from jyguide.standard.service.phases import require_open, require_unclosed
from jyguide.standard.stored import scores_to_json, tally_to_json
from tests.postgres import on_both_databases, only_sqlite

SELF, RECTIFY, CROSS, SPOT = Phase
NAMES = ("山泉村", "华宏村", "稷山村")


def refusal(work, *args, **named):
    with pytest.raises(RuleError) as caught:
        work(*args, **named)
    return caught.value


def village(app, name, kind=OrganisationKind.VILLAGE):
    town = next(row for row in app.organisations.rows() if row.name == "周庄镇")
    return app.organisations.add(OrganisationFacts(name, kind, town.id))


def facts_of(app, **changes):
    newest = {row.kind: row.id for row in app.checklists.rows() if row.issued_on}
    made = RoundFacts("标准化建设", 2026, newest, {})
    return replace(made, **changes)


@pytest.fixture
def laid(app):
    """A round over three villages, in a station's folder."""
    for name in NAMES:
        village(app, name)
    found = app.rounds.candidates()
    assert [one.name for one in found] == list(NAMES)
    return app.rounds.create(facts_of(app), of_known_kind(found))


def score(app, round_id, name, phase=SELF, lost=0):
    """A completed inspection, written past the form."""
    branch = next(one for one in app.rounds.branches(round_id) if one.name == name)
    criteria = app.checklists.one(branch.checklist_id).criteria
    scores = {
        one.code: Score(
            points=0 if at < lost else one.points, finding="缺记录" if at < lost else ""
        )
        for at, one in enumerate(criteria)
    }
    with app._store.begin("打分") as uow:
        uow.session.add(
            Inspection(
                station_id=app.place.station_id, round_id=round_id, phase=phase.value,
                branch_key=branch.id, branch=branch.name, township=branch.township,
                kind=branch.kind.value, checklist_id=branch.checklist_id,
                completed_at=app.clock(), visited_on=app.clock().date(),
                scores=scores_to_json(scores), result=tally_to_json(tally(criteria, scores)),
            )
        )  # fmt: skip
        uow.commit()
    return branch


@on_both_databases
def test_a_round_from_its_form_to_its_last_phase(app, laid, clock):
    rounds = app.rounds
    (row,) = rounds.rounds()
    assert (row.label, row.branches, row.station) == ("2026年标准化建设", 3, "周庄镇")
    changed = replace(row.facts, schedule={SELF: PhasePlan(closes_on=date(2026, 11, 19))})
    rounds.change(laid, changed, row.version)
    rescheduled = app.history.latest()
    assert "又被改过" in refusal(rounds.change, laid, changed, row.version).message
    for name in NAMES[:2]:
        score(app, laid, name)
    now = rounds.overview(laid)
    assert [(one.state, one.count_text) for one in now.phases] == [
        (PhaseState.OVERDUE, "已评 2 / 3 个支部"),
        (PhaseState.RUNNING, "还没有措施"),
        (PhaseState.RUNNING, "已评 0 / 3 个支部"),
        (PhaseState.RUNNING, "还没有抽取支部"),
    ]
    assert [(line.points(SELF), line.state) for line in now.branches] == [
        (1000, "已自查"), (1000, "已自查"), (None, "未评分"),
    ]  # fmt: skip
    found = rounds.closing_preview(laid, SELF)
    assert found.undone == ("还有 1 个支部没有得分：稷山村。",)
    assert "还没有关闭，不能先关闭“对标整改”" in refusal(rounds.close, laid, RECTIFY).message
    figures = rounds.close(laid, SELF)
    assert (figures.branches, figures.scored, figures.mean) == (3, 2, 1000)
    assert "已经关闭过了" in refusal(rounds.close, laid, SELF).message
    with app._store.read() as session:
        day = clock().date()
        told = refusal(require_open, session, laid, SELF, day, "王芳")
        assert told.message == "“摸底自查”阶段已经关闭，不能再写入，没有保存。"
        refusal(require_unclosed, session, laid, SELF)
        assert require_open(session, laid, CROSS, day, "") is PhaseState.RUNNING
    assert "后来已经关闭" in refusal(app.history.undo, rescheduled).message
    later = replace(rounds.round(laid).facts, schedule={})
    assert "已经关闭，它的时间" in refusal(rounds.change, laid, later).message
    score(app, laid, NAMES[2], lost=1)
    assert "关闭时 2 个支部、均分 100，现在 3 个" in rounds.overview(laid).phase(SELF).late
    assert "已有检查结果" in refusal(rounds.drop, laid).message


@only_sqlite
def test_branches_come_and_go_with_the_tree(app, laid):
    rounds, organisations = app.rounds, app.organisations
    kept, gone, _ = (one.organisation_id for one in rounds.candidates())
    branch = score(app, laid, NAMES[1])
    organisations.merge(kept, gone)
    new = village(app, "和谐社区", OrganisationKind.COMMUNITY)
    row = next(one for one in organisations.rows() if one.id == kept)
    facts = OrganisationFacts("山泉新村", row.kind, row.parent_id)
    organisations.change(kept, facts)
    found = rounds.differences(laid)
    assert [one.action for one in found] == [TreeAction.LEAVE, TreeAction.UPDATE, TreeAction.ADD]
    assert "退出要写明原因" in refusal(rounds.remove_branches, laid, [branch.id]).message
    assert "已不在组织树里" in refusal(rounds.update_branches, laid, [branch.id]).message
    assert rounds.remove_branches(laid, [branch.id], "并入山泉新村") == (0, 1)
    keys = [one.branch_id for one in found if one.action is TreeAction.UPDATE]
    assert rounds.update_branches(laid, keys) == 1
    assert rounds.add_branches(laid, {new: BranchKind.COMMUNITY}) == 1
    assert rounds.differences(laid) == []
    now = rounds.overview(laid)
    assert {line.branch.name: line.state for line in now.branches} == {
        "山泉新村": "未评分",
        "华宏村": "已退出",
        "稷山村": "未评分",
        "和谐社区": "未评分",
    }
    left = next(line for line in now.branches if line.left)
    assert (left.branch.left_reason, left.points(SELF)) == ("并入山泉新村", 1000)
    assert now.phase(SELF).count_text == "已评 0 / 3 个支部"
    third = next(line.branch for line in now.branches if line.branch.name == NAMES[2])
    assert rounds.remove_branches(laid, [third.id]) == (1, 0)
    # the row of the same key lives again
    rounds.add_branches(laid, {third.organisation_id: third.kind})
    assert [one.id for one in rounds.branches(laid)].count(third.id) == 1
    app.history.undo(app.history.latest())
    assert third.id not in [one.id for one in rounds.branches(laid)]
    app.history.undo(app.history.latest())
    hold_on_to_what_was_scored(app, laid, third)


def hold_on_to_what_was_scored(app, laid, branch):
    """The branch has just been added again."""
    added = app.history.latest()
    score(app, laid, branch.name)
    assert "加入轮次以后已有检查" in refusal(app.history.undo, added).message
    app.rounds.remove_branches(laid, [branch.id], "撤销")
    other_kind = {branch.organisation_id: BranchKind.COMMUNITY}
    assert "已按村的检查表检查过" in refusal(app.rounds.add_branches, laid, other_kind).message


@only_sqlite
def test_what_does_not_fit_a_round_is_refused(app, laid):
    rounds = app.rounds
    (row,) = rounds.rounds()
    facts, found = row.facts, rounds.candidates()
    everybody = of_known_kind(found)
    back_to_front = {SELF: PhasePlan(date(2026, 5, 1), date(2026, 4, 1))}
    wrong_order = {SELF: PhasePlan(date(2026, 5, 1)), CROSS: PhasePlan(date(2026, 4, 1))}
    nobody = {SPOT: PhasePlan(scorers=Scorers.NAMED, named=(" ",))}
    village_only = {BranchKind.VILLAGE: facts.checklists[BranchKind.COMMUNITY]}
    for wrong, said in (
        (replace(facts, name=" "), "没有名称"),
        (replace(facts, year=1999), "年度 1999 不对"),
        (replace(facts, checklists={}), "没有为任何一类支部"),
        (replace(facts, schedule=back_to_front), "早于开始日期"),
        (replace(facts, schedule=wrong_order), "开始日期早于“摸底自查”"),
        (replace(facts, schedule={SPOT: PhasePlan(None, date.max)}), "与轮次的年度 2026 相差太远"),
        (replace(facts, schedule=nobody), "却没有写姓名"),
        (replace(facts, checklists=village_only), "不能给村支部用"),
    ):
        assert said in refusal(rounds.create, wrong, everybody).message
    only_office = {BranchKind.OFFICE: facts.checklists[BranchKind.OFFICE]}
    told = refusal(rounds.create, replace(facts, checklists=only_office), everybody)
    assert "有“村”类，本轮次却没有为它选定检查表" in told.message
    assert len(rounds.rounds()) == 1  # nothing half-written
    told = refusal(rounds.change, laid, replace(facts, checklists=only_office))
    assert "本轮次里还有村支部（如“山泉村”）" in told.message
    score(app, laid, NAMES[0])
    copy = app.checklists.copy(facts.checklists[BranchKind.VILLAGE], BranchKind.VILLAGE)
    copy = app.checklists.issue(copy).id
    other = {**facts.checklists, BranchKind.VILLAGE: copy}
    told = refusal(rounds.change, laid, replace(facts, checklists=other))
    assert "村支部已经按原来的检查表开始检查" in told.message


@only_sqlite
def test_a_round_is_looked_over_in_six_statements(app, laid):
    score(app, laid, NAMES[0])
    asked = []

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(app._store._engine, "before_cursor_execute", note)
    app.rounds.overview(laid)
    event.remove(app._store._engine, "before_cursor_execute", note)
    assert len(asked) <= 6


@only_sqlite
def test_an_unscored_round_is_deleted_and_comes_back(app, laid):
    app.rounds.drop(laid)
    assert app.rounds.rounds() == []
    app.history.undo(app.history.latest())
    with app._store.read() as session:
        living = session.query(RoundBranch).filter(RoundBranch.deleted.is_(False)).count()
    assert (living, app.rounds.round(laid).branches) == (3, 3)


@only_sqlite
def test_a_village_that_moves_takes_its_measures_to_the_other_station(new_folder, open_at):
    city = open_at(new_folder(""))
    towns = {row.name: row for row in city.organisations.rows()}
    moving = village(city, "山泉村")
    (found,) = city.rounds.candidates()
    laid = city.rounds.create(facts_of(city), of_known_kind([found]))
    branch = score(city, laid, "山泉村", lost=1)
    with city._store.begin("整改") as uow:
        uow.session.add(
            RectificationMeasure(
                station_id=branch.station_id, round_id=laid, branch_key=branch.id,
                branch="山泉村", township="周庄镇", inspection_key=new_key(),
                phase=SELF.value, criterion="A01", asked="", points=0, full_points=20,
            )
        )  # fmt: skip
        uow.commit()
    city.organisations.move(moving, towns["华士镇"].id)
    (apart,) = city.rounds.differences(laid)
    assert apart.sentence == (
        "“山泉村”（周庄镇）已由周庄镇调整到华士镇，已由周庄镇划归华士镇指导。"
    )
    city.rounds.update_branches(laid, [branch.id])
    (line,) = city.rounds.overview(laid).branches
    assert (line.branch.station, line.branch.township, line.measures.open) == (
        "华士镇",
        "华士镇",
        1,
    )
    assert line.points(SELF) is not None
    with city._store.read() as session:
        (measure,) = session.query(RectificationMeasure)
        assert measure.station_id == line.branch.station_id != branch.station_id

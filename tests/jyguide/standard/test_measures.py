"""Rectification in a data folder: from lost points to points given again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.keys import fixed_key, new_key
from db.models import Inspection, PhaseClosing, RoundBranch
from jyguide.documents.dates import date_text
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.standard.kinds import Phase
from jyguide.standard.ledger import CLEARED, LEFT, LedgerFilter, MeasuresDue, gone_sentence
from jyguide.standard.measure import SOON, MeasureState
from jyguide.standard.measure_steps import Check, Finish, Plan
from jyguide.standard.scoring import Score
from jyguide.standard.visit import VisitHead
from tests.jyguide.builders import DAY, rows_kept
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from tests.postgres import on_both_databases, only_sqlite

LOSSES = {
    "B01": Score(50, (3,), finding="三月、五月、八月没有记录。"),
    "D01": Score(100, (1,), finding="联系没有记录。"),
    "F01": Score(0, finding="没有固定场所。"),
}


_OWN = ("deleted", "sync_v")
"""Columns the store fills in."""


def a_round_with_losses(app):
    laid = lay_round(app)
    for at in (0, 1):
        inspected(app, laid, at, all_well() | LOSSES)
    return laid


@pytest.fixture
def stood(open_prepared):
    return open_prepared(a_round_with_losses)


def seen(rows):
    return {one.row.id: one.row.version for one in rows}


def states(app, laid):
    return [one.state for one in app.measures.ledger(laid.round_id)]


@on_both_databases
def test_measures_are_raised_once(stood):
    app, laid = stood
    measures, round_id = app.measures, laid.round_id
    lost = measures.lost_points(round_id)
    assert [(p.branch, p.key[1], p.lost) for p in lost[:3]] == [
        ("山泉村党支部", "B01", 150),
        ("山泉村党支部", "D01", 100),
        ("山泉村党支部", "F01", 100),
    ]
    some = measures.raise_measures(round_id, {lost[0].key, lost[1].key})
    assert len(measures.lost_points(round_id)) == 4
    raised = measures.raise_measures(round_id)
    assert len({*some.ids, *raised.ids}) == len(measures.ledger(round_id)) == 6
    with pytest.raises(RuleError, match="没有还要列入整改的失分项"):
        measures.raise_measures(round_id)


@only_sqlite
def test_a_measure_is_planned_done_verified_and_rescored(stood):
    app, laid = stood
    measures, round_id = app.measures, laid.round_id
    measures.raise_measures(round_id)
    rows = measures.ledger(round_id)
    first = rows[0]
    assert (first.row.found_on, first.aspect.value, first.mine) == (DAY, "leadership", True)
    with pytest.raises(RuleError, match="还没有责任人、整改期限，没有保存"):
        measures.plan(seen(rows), Plan("补开会议"))
    measures.plan(seen(rows), Plan("对照要求整改", "王伟", DAY + timedelta(days=5)))
    with pytest.raises(RuleError, match="又被改动过"):
        measures.plan(seen(rows), Plan(owner="李娜"))
    rows = measures.ledger(round_id)
    measures.finish(seen(rows[:2]), Finish(DAY, "李娜", "已补开"))
    with pytest.raises(RuleError, match="责任人"):
        measures.verify({rows[0].row.id: None}, Check(DAY, "王　伟", passed=True))
    measures.verify({rows[0].row.id: None}, Check(DAY, "张三", passed=True))
    measures.verify({rows[1].row.id: None}, Check(DAY, "张三", passed=False, note="缺签字"))
    with pytest.raises(RuleError, match="不能复评为 4 分"):
        measures.rescore({rows[0].row.id: None}, DAY, "张三", {rows[0].row.id: 40})
    measures.rescore({rows[0].row.id: None}, DAY, "张三", {rows[0].row.id: 150})
    one, two, three, *_ = measures.ledger(round_id)
    assert [x.state for x in (one, two, three)] == [
        MeasureState.RESCORED,
        MeasureState.RETURNED,
        MeasureState.PLANNED,
    ]
    assert one.points_text == "5/20 分 → 复评 15 分"
    assert [x.row.criterion for x in measures.ledger(round_id, LedgerFilter(branch="华宏"))] == [
        "B01",
        "D01",
        "F01",
    ]


@only_sqlite
def test_each_step_is_one_action_that_comes_undone(stood):
    app, laid = stood
    before = rows_kept(app)
    measures = app.measures

    def named(code):
        return {o.row.id: o.row.version for o in measures.ledger() if o.row.criterion == code}

    steps = [
        lambda: measures.raise_measures(laid.round_id),
        lambda: measures.plan(named("B01"), Plan("补", "王伟", DAY)),
        lambda: app.notices.issue(named("B01"), "整改〔2026〕1号", DAY),
        lambda: app.notices.receive(named("B01"), DAY),
        lambda: measures.finish(named("B01"), Finish(DAY, "王伟")),
        lambda: measures.verify(named("B01"), Check(DAY, "张三", passed=True)),
        lambda: measures.rescore(named("B01"), DAY, "张三", dict.fromkeys(named("B01"), 200)),
        lambda: measures.withdraw(named("F01"), "重复登记"),
    ]
    told = []
    for step in steps:
        told.append([x.row for x in measures.ledger()])
        step()
    again = next(p for p in measures.lost_points(laid.round_id) if p.key[1] == "F01")
    assert again.withdrawn
    with pytest.raises(RuleError, match="没有还要列入"):
        measures.raise_measures(laid.round_id)  # what was taken back comes only if chosen
    measures.raise_measures(laid.round_id, {again.key})
    assert len(measures.ledger()) == 5
    actions = list(app.history.actions())[: len(steps) + 1]
    app.history.undo(actions[0].id)
    for action, was in zip(actions[1:], reversed(told), strict=True):
        app.history.undo(action.id)
        assert [x.row for x in measures.ledger()] == was
    assert len(rows_kept(app)["inspection"]) == len(before["inspection"])


@only_sqlite
def test_a_follow_up_visit_verifies_and_rescores_what_was_done(stood):
    app, laid = stood
    app.measures.raise_measures(laid.round_id)
    rows = [one for one in app.measures.ledger() if one.row.branch_id == laid.branches[0]]
    app.measures.finish(seen(rows[:2]), Finish(DAY, "王伟", "已补"))
    visit = app.inspections.follow_up(rows[0].row.inspection_id, "陈明")
    found = {
        "B01": Score(200, (0,)),
        "D01": Score(100, (1,), finding="仍无记录。"),
        "F01": Score(100),
    }
    app.inspections.keep(visit, found)
    app.inspections.complete(visit, VisitHead(visited_on=DAY))
    done = app.measures.rescore_from(visit)
    assert (done.rescored, done.returned, len(done.left)) == (1, 1, 1)
    assert done.sentence == "按复查结果复评 1 项、退回 1 项整改事项。有 1 项没有处理。"
    one, two, three = app.measures.measures([row.row.id for row in rows])
    assert (one.state, one.row.verified_by, one.points_text) == (
        MeasureState.RESCORED,
        "陈明",
        "5/20 分 → 复评 20 分",
    )
    assert (two.state, two.row.verified_note) == (MeasureState.RETURNED, "仍无记录。")
    assert three.state is MeasureState.OPEN
    again = app.measures.rescore_from(visit)
    assert not again.rescored


@only_sqlite
def test_notices_receipts_and_the_ledger_as_files(stood, tmp_path, clock):
    app, laid = stood
    app.measures.raise_measures(laid.round_id)
    rows = app.measures.ledger()
    assert app.notices.suggestion() == "整改〔2026〕1号"
    with pytest.raises(RuleError, match="没有开具过通知书"):
        app.notices.notices([rows[0].row.id])
    with pytest.raises(RuleError, match="还没有开具通知书，没有登记回执"):
        app.notices.receive({rows[0].row.id: None}, DAY)
    issued = app.notices.issue(seen(rows), "整改〔2026〕1号", DAY, DAY + timedelta(days=20))
    assert list(issued.numbers.values()) == ["整改〔2026〕1号", "整改〔2026〕2号"]
    assert app.notices.suggestion() == "整改〔2026〕3号"
    with pytest.raises(RuleError, match="已列入"):
        app.notices.issue({rows[0].row.id: None}, "整改〔2026〕3号", DAY)
    papers = app.notices.notices([rows[0].row.id])
    until = date_text(DAY + timedelta(days=20))
    assert f"请于{until}前完成整改" in str(papers[0])  # printed again as it was
    assert [paper.title for paper in papers] == [f"整改通知书（{rows[0].row.branch}）"]
    write_word(papers[0], tmp_path / "通知书.docx")
    (form,) = app.notices.receipts([rows[0].row.id])
    write_word(form, tmp_path / "回执.docx")
    clock.advance(86400)
    app.notices.receive({rows[0].row.id: None}, DAY + timedelta(days=1))
    received = [one.row.receipt_on for one in app.measures.ledger()]
    assert received == [DAY + timedelta(days=1)] * 3 + [None] * 3
    assert app.notices.export(tmp_path / "台账.xlsx", laid.round_id) == 6
    looks_as_offices_expect(tmp_path / "台账.xlsx")
    assert app.notices.ledger(laid.round_id).title == "2026年标准化建设整改台账"
    with pytest.raises(RuleError, match="没有符合条件"):
        app.notices.ledger(laid.round_id, LedgerFilter(overdue=True))


def looks_as_offices_expect(path: Path) -> None:
    book = load_workbook(path)
    sheet = book["整改台账"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet["A2"].data_type) == (
        "C2",
        "$1:$1",
        "s",
    )
    assert [cell.value for cell in book["汇总"][3]][:4] == ["合计", None, 2, 6]


@only_sqlite
def test_one_statement_counts_what_the_rules_say_row_by_row(stood, clock):
    app, laid = stood
    measures = app.measures
    ids = measures.raise_measures(laid.round_id).ids
    measures.plan(dict.fromkeys(ids), Plan("补", "王伟", DAY))
    assert measures.due().sentence == "整改台账：6 项 7 天内到期。"
    clock.advance(5 * 86400)
    today = DAY + timedelta(days=5)
    one, two, three, four, *_ = ids
    measures.plan({one: None}, Plan(due_on=today))
    measures.plan({two: None}, Plan(due_on=today + timedelta(days=SOON + 1)))
    measures.finish(dict.fromkeys((three, four)), Finish(today, "王伟", "已补"))
    measures.verify({three: None}, Check(today, "张三", passed=False, note="缺签字"))
    rows = measures.ledger()
    assert measures.due() == MeasuresDue(
        overdue=sum(one.late > 0 for one in rows),
        soon=sum(one.left is not None and one.left <= SOON for one in rows),
        to_verify=states(app, laid).count(MeasureState.DONE),
    )
    assert measures.due() == MeasuresDue(3, 1, 1)


@only_sqlite
def test_what_need_not_be_put_right_any_more_says_so(stood):
    """A correction no longer loses the point, or the branch left the round."""
    app, laid = stood
    measures = app.measures
    measures.raise_measures(laid.round_id)
    rows = [one for one in measures.ledger() if one.row.branch_id == laid.branches[0]]
    put_right = {rows[0].row.id: None}
    measures.finish(put_right, Finish(DAY, "王伟", "已补"))
    measures.verify(put_right, Check(DAY, "张三", passed=True))
    measures.rescore(put_right, DAY, "张三", dict.fromkeys(put_right, 150))
    again = app.inspections.correct(rows[0].row.inspection_id)
    found = all_well() | {"B01": LOSSES["B01"]}
    app.inspections.keep(again, found, seen=app.inspections.sheet(again).drafted_at)
    app.inspections.complete(again)
    assert app.ratings.rate(laid.round_id).standings[0].points == 950  # 85 分，复评补 10 分
    with app._store.begin("退出本轮") as uow:
        gone = uow.session.get(RoundBranch, laid.branches[1])
        gone.left_on, gone.left_reason = DAY, "与邻村合并"
        uow.commit()
    told = {(o.row.branch[:2], o.row.criterion): o.gone for o in measures.ledger()}
    assert told == {
        ("山泉", "B01"): "",
        ("山泉", "D01"): CLEARED,
        ("山泉", "F01"): CLEARED,
        **{("华宏", code): LEFT for code in LOSSES},
    }
    idle = [one for one in measures.ledger() if one.gone]
    assert gone_sentence(idle) == (
        "不用再整改的：支部已退出本轮 3 项、更正后不再失分 2 项，选中后可以撤回。"
    )
    measures.withdraw(seen(idle), CLEARED)
    assert measures.lost_points(laid.round_id) == []


def close_rectification(app, laid):
    with app._store.begin("关闭对标整改") as uow:
        uow.session.add(
            PhaseClosing(
                id=new_key(),
                round_id=laid.round_id,
                phase=Phase.RECTIFICATION.value,
                closed_at=app.clock(),
                figures={},
            )
        )
        uow.commit()


@only_sqlite
def test_a_closed_rectification_fixes_what_the_branch_found_itself(stood, clock):
    app, laid = stood
    measures = app.measures
    key = app.inspections.begin(laid.round_id, laid.branches[2], Phase.SELF_INSPECTION, "陈明")
    app.inspections.keep(key, all_well() | LOSSES)
    app.inspections.complete(key)
    own = [p.key for p in measures.lost_points(laid.round_id) if p.key[0] == key]
    first = dict.fromkeys(measures.raise_measures(laid.round_id, own[:1]).ids)
    measures.plan(first, Plan("补", "王伟", DAY))
    close_rectification(app, laid)
    raised = measures.raise_measures(laid.round_id)
    assert (len(raised.ids), raised.shut) == (6, 2)  # found in cross-inspection
    with pytest.raises(RuleError, match="自查发现的问题不能再列入"):
        measures.raise_measures(laid.round_id)
    with pytest.raises(RuleError, match="不能再改"):
        measures.plan(first, Plan(owner="李娜"))
    measures.plan(dict.fromkeys(raised.ids), Plan("补", "王伟", DAY))
    clock.advance(5 * 86400)
    assert {one.late for one in measures.ledger()} == {5}
    measures.finish(first, Finish(DAY + timedelta(days=5), "王伟"))
    (one,) = measures.measures(list(first))
    assert (one.fixed, one.remark) == (True, "阶段关闭后完成")
    with pytest.raises(RuleError, match="没有选中"):
        measures.finish({}, Finish(DAY, "王伟"))


@only_sqlite
def test_another_stations_visit_is_put_right_from_its_copy(app):
    laid = lay_round(app, ("山泉村党支部", "外镇村党支部"), stations=[app.place.station_id, None])
    inspected(app, laid, 1, all_well() | LOSSES)
    assert app.measures.lost_points(laid.round_id) == []  # the branch is not ours
    foreign = new_key()
    with app._store.begin("收到检查") as uow:  # as it comes from the city: a copy, no original
        seen_ = uow.session.scalars(select(Inspection)).one()
        told = {c.name: getattr(seen_, c.name) for c in Inspection.__table__.columns}
        told |= {"id": new_key(), "copy_of_key": foreign, "branch_key": laid.branches[0]}
        uow.session.add(Inspection(**{k: v for k, v in told.items() if k not in _OWN}))
        uow.commit()
    raised = app.measures.raise_measures(laid.round_id)
    one = app.measures.ledger()[0]
    assert one.row.inspection_id == foreign
    assert one.inspection not in (None, foreign)
    assert raised.ids[0] == fixed_key("measure", foreign, one.row.criterion)

"""Branches looked at on site: begun, kept, completed, corrected, looked at again."""

from __future__ import annotations

import os
import signal
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from db.keys import new_key
from db.models import Inspection, PhaseClosing, RoundBranch
from jyguide.app import open_application
from jyguide.errors import RuleError
from jyguide.standard.kinds import Phase
from jyguide.standard.round import PhasePlan, Scorers
from jyguide.standard.scoring import Score
from jyguide.standard.service.drafts import OvertakenError
from jyguide.standard.service.inspecting import Visit, inspection_after, new_inspection
from jyguide.standard.visit import UnfinishedError, VisitHead
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.standard.visiting import CRITERIA, CROSS, all_well, inspected, lay_round
from tests.postgres import only_sqlite

pytestmark = only_sqlite

LOST = Score(50, (3,), finding="三月、五月、八月没有记录。")


def close_phase(app, laid, phase=CROSS):
    with app._store.begin("关闭阶段") as uow:
        uow.session.add(
            PhaseClosing(
                id=new_key(),
                round_id=laid.round_id,
                phase=phase.value,
                closed_at=app.clock(),
                figures={},
            )
        )
        uow.commit()


def draw(app, laid, at, inspector):
    """An inspection as a lot gives it."""
    with app._store.begin("分配") as uow:
        branch = uow.session.get_one(RoundBranch, laid.branches[at])
        row = new_inspection(Visit(branch, CROSS, inspector), app.place)
        row.lot_key, row.due_on = new_key(), date(2026, 11, 30)
        uow.session.add(row)
        uow.commit()
        return row.id


def test_what_is_entered_is_kept_by_answer(app):
    laid = lay_round(app)
    visits = app.inspections
    key = visits.begin(laid.round_id, laid.branches[0], CROSS, " 陈明 ")
    assert visits.begin(laid.round_id, laid.branches[0], CROSS, "李四") == key, "goes on"
    actions = app.history.latest()

    seen = visits.keep(key, {"A01": Score(200)}, "B01", seen=None)
    with pytest.raises(OvertakenError):  # another window that has not seen it
        visits.keep(key, {"A01": Score(0)}, "A01", seen=None)
    seen = visits.keep(key, {"B01": LOST, "F01": Score(applies=False)}, "C01", seen=seen)
    seen = visits.keep(key, {"A01": Score()}, seen=seen)  # taken back
    sheet = visits.sheet(key)
    assert (dict(sheet.scores), sheet.place) == (
        {"B01": LOST, "F01": Score(applies=False)},
        "C01",
    )
    assert app.history.latest() == actions, "a draft is no action"
    (task,) = visits.tasks()
    assert (task.dealt_with, task.asked) == (2, len(CRITERIA))
    last = visits.begin(laid.round_id, laid.branches[2], CROSS, "李四")
    assert visits.following(last).branch == "华宏村党支部", "the list begins anew"


def test_a_visit_is_completed_when_nothing_is_missing(app):
    laid = lay_round(app)
    visits = app.inspections
    key = visits.begin(laid.round_id, laid.branches[0], CROSS, "陈明")
    first = {"B01": LOST, "F01": Score(applies=False)}
    seen = visits.keep(key, first)
    with pytest.raises(UnfinishedError) as refused:
        visits.complete(key)
    assert [one.code for one in refused.value.obstacles] == ["A01", "C01", "D01", "E01"]
    rest = {
        "A01": Score(200),
        "C01": Score(199, (16, 20), finding="少到一人。"),
        "D01": Score(100, (1,)),
        "E01": Score(30, finding="只有三次。"),
    }
    seen = visits.keep(key, rest, seen=seen)
    with pytest.raises(UnfinishedError) as refused:
        visits.complete(key)
    assert [(one.code, "不符合" in one.sentence) for one in refused.value.obstacles] == [
        ("C01", True),
        ("D01", False),
        ("E01", True),
    ]
    mended = {
        "C01": Score(200, (16, 20)),
        "D01": Score(100, (1,), finding="没有联系记录。"),
        "E01": Score(0, finding="没有活动记录。"),
    }
    visits.keep(key, mended, head=VisitHead(conclusion="尚可", received_by="王芳"), seen=seen)
    with pytest.raises(RuleError, match="晚于今天"):
        visits.complete(key, VisitHead(app.clock().date() + timedelta(1)))
    visits.complete(key)

    done = visits.sheet(key)
    assert done.row.tally.total == round((200 + 50 + 200 + 100 + 0) * 1000 / 900)
    assert done.row.tally.lost == ("B01", "D01", "E01")
    assert (done.row.conclusion, done.row.received_by) == ("尚可", "王芳")
    assert done.row.visited_on == app.clock().date()
    assert done.drafted_at is None, "its draft is gone"
    for act in (visits.complete, visits.discard, lambda one: visits.keep(one, {})):
        with pytest.raises(RuleError, match="完成"):
            act(key)
    with pytest.raises(RuleError, match="已有陈明"):
        visits.begin(laid.round_id, laid.branches[0], CROSS, "李四")
    assert visits.used_findings(key)["B01"] == ("三月、五月、八月没有记录。",)
    assert visits.following(key).branch == "华宏村党支部"


def test_a_correction_counts_in_place_of_what_it_corrects(app):
    laid = lay_round(app)
    visits = app.inspections
    key = inspected(app, laid, scores=all_well() | {"B01": LOST})
    fixed = visits.correct(key)
    assert visits.correct(key) == fixed, "goes on"
    assert visits.sheet(fixed).scores["B01"] == LOST
    assert not visits.sheet(key).row.replaced
    visits.keep(fixed, {"B01": Score(200)}, seen=visits.sheet(fixed).drafted_at)
    with pytest.raises(RuleError, match="早于本阶段"):
        visits.complete(fixed, VisitHead(date(2016, 2, 29)))
    visits.complete(fixed)
    assert visits.sheet(key).row.replaced
    assert visits.sheet(key).row.tally.total == 850, "what it corrects stays"
    assert [row.id for row in visits.of_branch(laid.branches[0])] == [fixed, key]
    with pytest.raises(RuleError, match="更正过"):
        visits.correct(key)
    close_phase(app, laid)
    with pytest.raises(RuleError, match="关闭"):
        visits.correct(fixed)
    with pytest.raises(RuleError, match="关闭"):
        visits.begin(laid.round_id, laid.branches[1], CROSS, "陈明")


def test_another_visit_looks_at_what_lost_points(app):
    laid = lay_round(app)
    visits = app.inspections
    lost = {"B01": LOST, "D01": Score(0, (2,), finding="没有登记。")}
    key = inspected(app, laid, scores=all_well() | lost)
    close_phase(app, laid)  # what follows leaves the phase's scores as they are
    again = visits.follow_up(key, "李四")
    assert visits.follow_up(again) == again, "goes on"
    sheet = visits.sheet(again)
    assert [one.code for one in sheet.criteria] == ["B01", "D01"]
    assert sheet.earlier["B01"] == LOST
    visits.keep(
        again, {"B01": Score(200, (0,)), "D01": Score(100, (1,), finding="没有联系记录。")}
    )
    visits.complete(again)
    assert visits.sheet(again).row.tally.total == 900, "the rest counts as before"
    assert visits.sheet(key).row.tally.total == 650
    third = visits.follow_up(key)
    assert [one.code for one in visits.sheet(third).criteria] == ["D01"]
    assert [one.code for one in visits.sheet(again).criteria] == ["B01", "D01"]
    visits.keep(third, {"D01": Score(200, (0,))})
    visits.complete(third)
    with pytest.raises(RuleError, match="没有失分"):
        visits.follow_up(key)


def test_who_may_score_and_what_is_given_up(app):
    plan = PhasePlan(scorers=Scorers.ASSIGNED)
    laid = lay_round(app, schedule={CROSS: plan})
    visits = app.inspections
    with pytest.raises(RuleError, match="分配到的检查员"):
        visits.begin(laid.round_id, laid.branches[1], CROSS, "陈明")
    given = draw(app, laid, 1, "李四")
    with pytest.raises(RuleError, match="抽签分配给了 李四"):
        visits.begin(laid.round_id, laid.branches[1], CROSS, "陈明")
    assert visits.begin(laid.round_id, laid.branches[1], CROSS, "李四") == given
    with pytest.raises(RuleError, match="不打分"):
        visits.begin(laid.round_id, laid.branches[1], Phase.RECTIFICATION, "李四")

    visits.keep(given, {"A01": Score(200)})
    visits.discard(given)
    assert visits.sheet(given).scores == {}, "the task stays, what was entered goes"
    begun = visits.begin(laid.round_id, laid.branches[0], Phase.SELF_INSPECTION, "陈明")
    visits.keep(begun, {"A01": Score(200)})
    visits.discard(begun)
    with pytest.raises(RuleError, match="删除"):
        visits.sheet(begun)
    app.history.undo(app.history.latest())
    assert visits.sheet(begun).scores == {"A01": Score(200)}, "comes back with it"


def test_a_draft_outlives_a_program_that_is_killed_while_it_writes(new_folder, clock):
    folder = new_folder()
    app = open_application(folder, clock)
    laid = lay_round(app)
    key = app.inspections.begin(laid.round_id, laid.branches[0], CROSS, "陈明")
    app.close()
    child = os.fork()
    if not child:
        try:
            killed = open_application(folder, clock)
            head = VisitHead(received_by="王芳")
            seen = killed.inspections.keep(key, {"B01": LOST}, "C01", head)
            event.listen(killed._store._engine, "commit", kill_myself)
            killed.inspections.keep(key, {"A01": Score(200)}, "D01", seen=seen)
        finally:
            os._exit(1)  # it was never killed
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    restarted = open_application(folder, clock)
    try:
        sheet = restarted.inspections.sheet(key)
        assert (sheet.scores, sheet.place) == ({"B01": LOST}, "C01")
        assert sheet.row.received_by == "王芳"
        restarted.inspections.keep(key, {"A01": Score(200)}, seen=sheet.drafted_at)
    finally:
        restarted.close()


def kill_myself(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_is_not_of_this_office_is_only_read(app):
    laid = lay_round(app)
    key = inspected(app, laid)
    with app._store.begin("市级") as uow:
        row = uow.session.get_one(Inspection, key)
        told = inspection_after(row, app.place, copy_of_key=new_key())
        told.scores, told.result, told.completed_at = row.scores, row.result, row.completed_at
        uow.session.add(told)
        uow.commit()
        copy = told.id
    assert not app.inspections.sheet(copy).mine
    with pytest.raises(RuleError, match="别的单位"):
        app.inspections.correct(copy)
    assert app.inspections.sheet(key).mine


def test_photos_stay_as_they_are_once_the_phase_is_closed(app):
    """Until then those that are still in the camera may be added, also after completing."""
    laid = lay_round(app)
    key = inspected(app, laid)
    photos = app.attachments
    (kept,) = photos.add_pasted_to_inspection(key, "A01", a_jpeg(), "会议记录.jpg").kept
    close_phase(app, laid)
    for change in (
        lambda: photos.add_pasted_to_inspection(key, "B01", a_jpeg((90, 60)), "公示栏.jpg"),
        lambda: photos.remove([kept]),
        lambda: photos.describe(kept, "第二季度"),
    ):
        with pytest.raises(RuleError, match="已经关闭，照片没有改动"):
            change()
    assert [one.caption for one in photos.of_inspection(key)] == [""]

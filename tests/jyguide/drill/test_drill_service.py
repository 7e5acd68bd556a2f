"""Practice kept: on both databases, in any order, merged, taken back, withdrawn and recalled."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.models import Item
from jyguide.app import open_application
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.drill.plan import DrillPlan
from jyguide.drill.review import Answered, DrillMode, Grade
from jyguide.errors import RuleError
from tests.jyguide.builders import add_people, rows_kept, table
from tests.postgres import only_sqlite

AGAIN, HARD, GOOD, EASY = Grade
ROOT = Path(__file__).parents[3]


def two(app):
    return add_people(app, 2)


@pytest.fixture
def station(open_prepared):
    return open_prepared(two)


@pytest.fixture
def app(station):
    return station[0]


@pytest.fixture
def me(station):
    return station[1][0]


def keep(app, person, row, grade, mode=DrillMode.QUEUE, missed=()):
    answered = Answered(person, row.id, row.revision_id, mode, grade, 20, missed)
    return app.drills.keep(answered)


def names(session):
    return [card.name for card in session.cards]


@only_sqlite
def test_a_day_of_practice_and_the_next(app, me, station, clock):
    drills = app.drills
    desk = drills.desk(me)
    assert desk.sentence() == "今天该温习 20 题，约 15 分钟"
    session = drills.session(me, DrillMode.QUEUE)
    assert len(session.cards) == 20
    rows = {row.id: row for row in drills.standing(me).items}
    grades = [AGAIN, HARD, GOOD, EASY]
    for card, grade in zip(session.cards, grades, strict=False):
        kept = keep(app, me, rows[card.item_id], grade, missed=(0, 2))
        assert kept.card.recall == 1
    assert names(drills.session(me, DrillMode.WRONG)) == [session.cards[0].name]
    assert drills.desk(me).fresh == 16
    assert drills.desk(station[1][1]).due + drills.desk(station[1][1]).fresh == 20  # another's
    clock.advance(24 * 3600)
    assert names(drills.session(me, DrillMode.QUEUE))[:2] == names(session)[:2]  # due first
    assert drills.desk(me).due == 2
    row = table(app, "drill_review")[0]
    assert (row["grade"], row["seconds"], row["missed"], row["mode"]) == (1, 20, [0, 2], "queue")
    again = open_application(app.place.folder, clock)
    assert again.drills.standing(me).records == drills.standing(me).records
    again.close()


@only_sqlite
def test_a_grade_taken_back_leaves_no_trace_in_the_memory(app, me):
    row = app.drills.standing(me).items[0]
    before = keep(app, me, row, GOOD) and app.drills.standing(me).records
    kept = keep(app, me, row, AGAIN)
    assert app.drills.standing(me).records != before
    app.drills.take_back(kept.review_id)
    assert app.drills.standing(me).records == before
    everything = rows_kept(app)
    with pytest.raises(RuleError, match="已经撤销"):
        app.drills.take_back(kept.review_id)
    assert rows_kept(app) == everything


def test_wrong_items_favourites_and_plan_are_ones_own(app, me):
    drills = app.drills
    first, second, *_ = drills.standing(me).items
    for grade in (AGAIN, GOOD, GOOD):
        keep(app, me, first, grade)
    assert drills.session(me, DrillMode.WRONG).cards[0].right_needed == 1
    drills.save_plan(me, DrillPlan(right_in_row=2, daily_items=3, categories=("党费管理",)))
    assert drills.session(me, DrillMode.WRONG).cards == ()
    assert {card.content.category for card in drills.session(me, DrillMode.QUEUE).cards} == {
        "党费管理"
    }
    for wanted in (True, False, True):
        drills.set_favourite(me, second.id, wanted=wanted)
        found = drills.session(me, DrillMode.FAVOURITE)
        assert names(found) == ([second.short_name] if wanted else [])
    before = rows_kept(app)
    for plan in (DrillPlan(exam_on=date(2026, 11, 20)), DrillPlan(daily_items=0)):
        with pytest.raises(RuleError, match="没有保存"):
            drills.save_plan(me, plan)
    assert rows_kept(app) == before


@only_sqlite
def test_what_is_withdrawn_never_comes_and_what_is_merged_counts_for_the_other(app, me):
    drills = app.drills
    first, second, third, *_ = drills.standing(me).items
    keep(app, me, first, AGAIN)
    keep(app, me, second, GOOD)
    drills.set_favourite(me, first.id, wanted=True)
    with app.bank._store.begin("合并") as uow:
        merged = uow.session.get_one(Item, first.id)
        merged.status, merged.merged_into_id = ItemStatus.WITHDRAWN.value, second.id
        uow.session.get_one(Item, third.id).status = ItemStatus.WITHDRAWN.value
        uow.commit()
    standing = drills.standing(me)
    assert {first.id, third.id}.isdisjoint(row.id for row in standing.items)
    assert standing.records[second.id].grades == (AGAIN, GOOD)
    assert standing.favourites == {second.id}


@only_sqlite
def test_a_turn_in_class_becomes_ones_drill(app, me):
    row = next(r for r in app.drills.standing(me).items if r.content.kind is ItemKind.ORAL)
    answered = Answered(me, row.id, row.revision_id, DrillMode.QUEUE, AGAIN, 60, (1,))
    with app.bank._store.begin("课堂口答") as uow:
        app.drills.note_oral(uow, answered)
    assert not app.drills.standing(me).records  # nothing without the whole action
    with app.bank._store.begin("课堂口答") as uow:
        app.drills.note_oral(uow, answered)
        uow.commit()
    assert names(app.drills.session(me, DrillMode.WRONG)) == [row.short_name]
    assert table(app, "drill_review")[0]["mode"] == "oral"


@only_sqlite
def test_a_sprint_takes_its_dose_and_the_coach_ranks_nobody(app, station, clock):
    me, other = station[1]
    drills = app.drills
    with pytest.raises(RuleError, match="考试日期"):
        drills.session(me, DrillMode.SPRINT)
    written = [r for r in drills.standing(me).items if r.content.kind is not ItemKind.ORAL]
    with app.bank._store.begin("样例") as uow:
        for row in written[:40]:
            for person, grade in ((me, AGAIN), (other, GOOD)):
                answered = Answered(person, row.id, row.revision_id, DrillMode.QUEUE, grade, 9)
                drills.note(uow, answered)
        uow.commit()
    clock.advance(3 * 24 * 3600)
    drills.save_plan(me, DrillPlan(clock.now.date() + timedelta(days=6), 30))
    sprint = drills.sprint(me)
    assert sprint.now.points < sprint.then.points
    assert {count for _, count in sprint.doses} == {30}
    dose = drills.session(me, DrillMode.SPRINT)
    assert len(dose.cards) == 30
    view = drills.coach()
    assert [one.name for one in view.people] == ["陈明", "单雄"]  # by pinyin
    assert view.people[0].estimate.passing < view.people[1].estimate.passing
    assert view.stuck == ()  # each missed once, by one


@only_sqlite
def test_whatever_was_graded_outlives_a_kill(app, me):
    script = "tests.jyguide.drill.grading_process"
    with subprocess.Popen(
        [sys.executable, "-m", script, str(app.place.folder), str(me)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        for _ in range(9):
            said = process.stdout.readline()
        process.kill()
        rest = process.stdout.read().split()
    told = int(rest[-1] if rest else said)
    kept = [row["grade"] for row in table(app, "drill_review")]
    assert told <= len(kept) <= told + 1  # the one under way may have made it
    assert kept == [count % 4 + 1 for count in range(1, len(kept) + 1)]

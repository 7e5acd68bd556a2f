"""Which action comes next on the way back and on the way forth, and when it is asked about."""

from datetime import date, datetime
from functools import partial
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.scope import tables
from jyguide.history.row import Offer
from jyguide.history.turns import Turn, question_of, question_of_many, turn_title
from jyguide.ids import ActionId
from tests.jyguide.builders import a_person, run_sql
from tests.postgres import only_sqlite

_STEPS = ("add", "change", "remove", "undo", "undo", "redo")


_TABLES = ("person", "instructor", "posting")
_STAMPS = ("_sa_instance_state", "sync_v")


class Walker:
    """Works in a folder and steps back and forth, beside what the rows should then be."""

    def __init__(self, app):
        self.app, self.numbers = app, count(1)

    def begin(self):
        self.back, self.forth = [self.rows()], []

    def rows(self):
        with self.app._store.read() as session:
            return [
                sorted((key, str(value)) for key, value in vars(row).items() if key not in _STAMPS)
                for name in _TABLES
                for row in session.query(tables()[name]).order_by(tables()[name].id)
                if not row.deleted
            ]

    def go(self, step):
        {"undo": self.undo, "redo": self.redo}.get(step, partial(self.work, step))()
        assert self.rows() == self.back[-1]

    def work(self, step):
        people = self.app.people.people()
        facts = a_person(index=next(self.numbers))
        if step == "add" or not people:
            self.app.people.add(facts)
        elif step == "change":
            self.app.people.change(people[0].id, facts)
        else:
            self.app.people.remove([people[-1].id])
        self.back.append(self.rows())
        self.forth.clear()

    def undo(self):
        if len(self.back) > 1:
            self.forth.append(self.back.pop())
            self.app.history.undo(self.app.history.turns().undo.action)

    def redo(self):
        turn = self.app.history.turns().redo
        assert (turn is not None) == bool(self.forth)
        if turn is not None:
            self.back.append(self.forth.pop())
            self.app.history.undo(turn.action)


@only_sqlite
def test_a_walk_of_work_and_steps_ends_where_it_began(app):
    walker = Walker(app)

    @settings(
        max_examples=4,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(st.sampled_from(_STEPS), min_size=4, max_size=9))
    def walk(steps):
        walker.begin()
        for step in steps:
            walker.go(step)
        while len(walker.back) > 1:
            walker.go("undo")
        walker.work("add")  # what could be done again belongs to this example

    walk()


@only_sqlite
def test_steps_are_ones_own_and_of_this_session(app):
    app.people.add(a_person())
    undoing = app.history.turns().undo
    assert (undoing.name, undoing.rows, undoing.passed) == ("新增人员“陈明”", 2, "")
    app.history.undo(undoing.action)
    assert app.history.turns().redo.name == "新增人员“陈明”"
    app.history._undone.clear()  # as after the next start
    assert (app.history.turns().undo, app.history.turns().redo) == (None, None)
    app.people.add(a_person("王芳", 1))
    app.people.add(a_person("赵帅", 2))
    last = app.history.turns().undo
    passing = app.history.turns([last.action]).undo
    assert (passing.name, passing.passed) == ("新增人员“王芳”", "新增人员“赵帅”")
    run_sql(app, f"UPDATE action SET actor_id = '{'0' * 32}' WHERE id = '{last.action.hex}'")
    assert app.history.turns().undo.name == "新增人员“王芳”"


def a_turn(**changes):
    at = datetime(2026, 11, 20, 9, 30).astimezone()
    key = ActionId(UUID(int=1))
    return Turn(**{"action": key, "name": "导入", "at": at, "rows": 2, **changes})


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("turn", "hint"),
    [
        (a_turn(rows=6), "会改动 6 条记录"),
        (a_turn(at=datetime(2026, 3, 1, 8, 5).astimezone()), "这是 3 月 1 日 08:05 的操作。"),
        (a_turn(passed="签发证书"), "更近的一次“签发证书”不能撤销，已跳过。"),
    ],
)
def test_what_is_asked_about(turn, hint):
    question = question_of(Offer.UNDO, turn, TODAY)
    assert question.sentence == "要撤销“导入”吗？"
    assert hint in question.hint
    assert f"会改动 {turn.rows} 条记录" in question.hint


def test_a_few_records_of_today_are_turned_at_once():
    assert question_of(Offer.UNDO, a_turn(rows=5), TODAY) is None
    assert question_of_many(Offer.REDO, "导入", 6).agree == "重做 6 条记录"
    assert turn_title(Offer.UNDO, a_turn(name="长" * 60)) == f"撤销 {'长' * 23}…"

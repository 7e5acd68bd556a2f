"""How deleted records come back, told from what deleted them."""

import pytest

from db.models import Person
from jyguide.errors import RuleError
from jyguide.history.deleted import RESTORABLE, BinFilter, Restored, Return, deletions
from jyguide.history.service import history
from tests.jyguide.builders import add_people, run_sql
from tests.postgres import only_sqlite


@only_sqlite
def test_the_way_back_depends_on_what_deleted_it(app):
    wide, brought, gone = add_people(app, 3)
    with app._store.begin("合并") as uow:
        uow.session.get_one(Person, wide).deleted = True
        uow.session.get_one(Person, gone).name = "改名"
        uow.commit()
    app.people.remove([brought])
    app.people.remove([gone])
    last = app.history.latest().hex

    def ways():
        return {row.row_id: row.way for row in app.history.deleted() if row.table == "person"}

    assert ways() == {wide: Return.WIDER, brought: Return.TOGETHER, gone: Return.TOGETHER}
    newest = app.history.deleted()
    assert [row.no for row in newest] == sorted((row.no for row in newest), reverse=True)
    assert list(deletions(newest)) == list(
        dict.fromkeys(row.action for row in newest if row.way in RESTORABLE)
    )
    run_sql(app, f"UPDATE journal SET merge_id = action_id WHERE action_id = '{last}'")
    assert ways()[gone] is Return.IMPORT
    run_sql(app, f"UPDATE journal SET merge_id = NULL WHERE action_id = '{last}'")
    run_sql(app, f"UPDATE action SET device_id = '{'0' * 32}' WHERE id = '{last}'")
    assert ways()[gone] is Return.ELSEWHERE


@only_sqlite
def test_deleted_rows_are_found_by_kind_and_by_what_they_are_called(app):
    first, second = add_people(app, 2)
    name = app.people.person(first).name
    app.people.remove([first, second])
    assert app.history.deleted_kinds() == [("person", "人员", 2)], "one entry a person"
    called = app.history.deleted(wanted=BinFilter(text=name))
    assert {(row.table, row.label) for row in called} == {("person", name)}
    assert [row.row_id for row in app.history.deleted(wanted=BinFilter(name, "person"))] == [first]
    newest = app.history.deleted(1)
    older = app.history.deleted(before=newest[0].no)
    assert {row.row_id for row in newest}.isdisjoint(row.row_id for row in older)
    assert len(older) == 1
    assert {row.actor for row in older} == {"值班指导员"}


def test_several_deletions_return_in_one_action_or_none_does(app, monkeypatch):
    people = add_people(app, 3)
    for person in people:
        app.people.remove([person])
    gone = list(deletions(app.history.deleted()))
    before = len(app.history.actions())

    def broken(*_):
        raise OSError("磁盘已满")

    monkeypatch.setattr(history, "refuse_reaching_into_ballots", broken)
    with pytest.raises(OSError, match="磁盘"):
        app.history.restore(gone)
    assert app.people.people() == []
    monkeypatch.undo()
    assert app.history.restore(gone) == Restored(6)
    assert {row.id for row in app.people.people()} == set(people)
    assert len(app.history.actions()) == before + 1
    app.people.remove(people[:1])
    assert app.history.restore(list(deletions(app.history.deleted()))).rows == 2
    with pytest.raises(RuleError, match="没有改动任何数据"):
        app.history.restore(gone)  # they are there, and so is what came later


def test_what_came_of_restoring_is_one_sentence():
    assert Restored(3, ("不能撤销。", "不能撤销。")).sentence == "已恢复 3 条记录。不能撤销。"

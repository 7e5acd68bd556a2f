"""Two who are at the same row at once: nothing is overwritten unseen, and a sentence says so."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from db.errors import StorageError
from db.models import Person, Station
from tests.db.house import SEVENTH, Folder, a_person


def overtaken_edit(folder: Folder, person: Person, *, flushed: bool) -> None:
    """An edit of a row that changes behind the back of the session that holds it."""
    table = Person.__table__
    with folder.begin() as work:
        row = work.session.get_one(Person, person.id)
        work.session.connection().execute(
            update(table).where(table.c.id == person.id).values(sync_v="{}")
        )
        row.phone = "2"
        if flushed:
            work.session.flush()
        work.commit()


@pytest.mark.parametrize("flushed", [False, True])
def test_a_row_that_another_pc_changed_meanwhile_is_a_sentence(folder, flushed):
    person = a_person(phone="1")
    folder.add(person)
    before = folder.row(person).sync_v
    with pytest.raises(StorageError, match="改动过") as caught:
        overtaken_edit(folder, person, flushed=flushed)
    assert "没有保存" in caught.value.message
    assert "刷新" in caught.value.hint
    kept = folder.row(person)
    assert (kept.phone, kept.sync_v) == ("1", before)
    assert len(folder.journal()) == 1


def test_a_row_that_another_pc_made_meanwhile_is_a_sentence(folder):
    with pytest.raises(StorageError, match="由另一台电脑") as caught:
        folder.add(Station(id=SEVENTH, code="S07", name="甲站", position=7))
    assert caught.value.hint
    assert folder.journal() == []


def test_a_broken_rule_of_the_tables_is_still_a_mistake_of_ours(folder):
    for wrong in (a_person(sex="无"), a_person(station_id=a_person().id)):
        with pytest.raises(IntegrityError):
            folder.add(wrong)
    assert folder.journal() == []

"""Which conflicts are still shown as open, and which of them leave nothing to choose."""

import json
import sqlite3
from contextlib import closing

import pytest

from jyguide.errors import RuleError
from jyguide.place import DATABASE
from jyguide.sync.service import findings
from tests.jyguide.builders import a_person, hold_exam, looking_at, sit


def quarrel(offices, person, at):
    """Both PCs of 周庄镇 give somebody another phone; the city has both."""
    offices.a.people.change(person, a_person("陈明", at, phone="13900008888"))
    offices.b.people.change(person, a_person("陈明", at, phone="13900009999"))
    offices.send("a", "city")
    assert offices.send("b", "city").conflict_count == 1


def test_an_open_conflict_is_not_pushed_out_by_settled_ones(offices, monkeypatch):
    people = [offices.a.people.add(a_person("陈明", at)) for at in (1, 2, 3)]
    offices.settle_down(["a", "b"])
    for at, person in enumerate(people, 1):
        quarrel(offices, person, at)
    newest, newer, oldest = offices.city.sync.conflicts()
    offices.city.sync.settle(newest.id, swap=False)
    offices.city.people.change(people[1], a_person("陈明", 2, phone="13900007777"))
    assert newer.row_id == people[1]
    monkeypatch.setattr(findings, "_MOST", 1)
    assert [row.id for row in offices.city.sync.conflicts()] == [oldest.id]
    assert offices.city.sync.status().open_conflicts == 1


def test_what_was_handed_in_is_not_swapped(offices):
    """Two clones can come to differ in it; the journal would call the attempt a fault of ours."""
    held = hold_exam(offices.a, 1)
    sit(offices.a, held)
    with looking_at(offices.a) as connection:
        (attempt,) = connection.exec_driver_sql("SELECT id FROM attempt").scalars()
    side = json.dumps({"values": {"extra_seconds": 60, "interruptions": []}, "stamp": [1, 1, "a"]})
    columns = 'merge_id, kind, "table", row_id, "group", kept, lost, settled'
    with closing(sqlite3.connect(offices.shut("a") / DATABASE)) as connection, connection:
        connection.execute(
            f"INSERT INTO sync_conflict ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ("0" * 32, "edit", "attempt", attempt, "course", side, side, ""),
        )
        (key,) = connection.execute("SELECT max(id) FROM sync_conflict").fetchone()
    with pytest.raises(RuleError, match="已经交卷"):
        offices.a.sync.settle(key, swap=True)
    offices.a.sync.settle(key, swap=False)

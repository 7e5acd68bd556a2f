from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import RuleError
from tests.jyguide.builders import SettableClock, a_person, add_people, an_id, hold_exam, sit
from tests.jyguide.sync.growing_offices import GrowingOffices


@pytest.fixture(scope="module")
def made(tmp_path_factory, pc_states):
    """The city and a PC each of two stations, let in; to be copied and not opened."""
    made = GrowingOffices(tmp_path_factory.mktemp("growing"), SettableClock())
    with pc_states.shared():
        made.found("city")
        made.found("a", "周庄镇")
        made.found("c", "华士镇")
        made.close()
    return made


@pytest.fixture
def offices(made, tmp_path, clock):
    copied = GrowingOffices(tmp_path / "growing", clock)
    shutil.copytree(made.root, copied.root)
    for name in made.apps:
        copied.open(name)
    yield copied
    copied.close()


def rows(app, table):
    with closing(sqlite3.connect(app.place.folder / "jyguide.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


def bodies(app):
    return {
        row["stream"].split(".")[1]: row["body"] is not None for row in rows(app, "sync_segment")
    }


def examined(offices):
    """Somebody of station a has sat an exam and got his certificate; the city has it all."""
    app = offices.apps["a"]
    held = hold_exam(app, 3)
    sit(app, held, 0)
    app.certificates.issue(
        held.session, CertificateKind.COMPLETION, held.people[:1], date(2026, 11, 20)
    )
    offices.up("a")
    offices.down("a")
    return held


def test_old_bodies_go_once_everybody_has_them_and_heads_stay(offices):
    examined(offices)
    offices.clock.advance(86_400)
    report = offices.city.upkeep.archive(keep_days=0)
    assert report.dropped >= 1
    kept = bodies(offices.city)
    assert not kept["up:S13"]
    assert {name: there for name, there in kept.items() if "+" in name} == {
        "all+1": True,
        "st:S13+2": True,
    }
    assert offices.up("a").brings_nothing


def test_what_is_young_or_not_confirmed_stays(offices):
    add_people(offices.apps["a"], 1)
    offices.up("a")
    offices.clock.advance(86_400)
    assert offices.city.upkeep.archive(keep_days=30).dropped == 0
    assert bodies(offices.city)["up:S13"]
    offices.apps["c"].people.add(a_person("查良", 7, station="华士镇"))
    offices.up("c")
    offices.clock.advance(86_400)
    offices.city.upkeep.archive(keep_days=0)
    assert not bodies(offices.city)["up:S12"], "its writer has it and was heard of"


def test_a_new_pc_starts_from_the_baseline_and_goes_on_from_there(offices):
    held = examined(offices)
    offices.clock.advance(86_400)
    offices.city.upkeep.archive(keep_days=0)
    offices.apps["c"].people.add(a_person("查良", 7, station="华士镇"))
    new = offices.found("b", "周庄镇", "B")
    report = offices.down("b")
    assert not report.waiting
    assert not report.conflicts
    assert len(new.people.people()) == 3
    assert len(new.results.results(held.exam)) == 1
    new.people.change(held.people[1], a_person("单雄", 1, phone="13900000077"))
    assert not offices.up("b").refused
    offices.down("a")
    changed = offices.apps["a"].people.person(held.people[1])
    assert changed.phone == "13900000077"
    assert not offices.down("b").waiting


def test_a_new_pc_gets_somebody_who_has_moved_away_but_was_here(offices):
    held = examined(offices)
    offices.city.people.change(held.people[0], a_person("陈明", 0, station="华士镇"))
    offices.clock.advance(86_400)
    offices.city.upkeep.archive(keep_days=0)
    new = offices.found("b", "周庄镇", "B")
    report = offices.down("b")
    assert not report.waiting
    assert {row.name for row in new.people.people()} >= {"陈明"}


def test_only_the_city_archives_and_erases(offices):
    station = offices.apps["a"]
    (person,) = add_people(station, 1)
    with pytest.raises(RuleError, match="只有市级"):
        station.upkeep.archive()
    with pytest.raises(RuleError, match="只有市级"):
        station.upkeep.erase(person, "本人申请")


def test_erasing_somebody_leaves_what_he_did_and_nothing_of_who_he_was(offices):
    held = examined(offices)
    new = offices.found("b", "周庄镇", "B")
    offices.down("b")
    offices.city.upkeep.erase(held.people[0], "本人申请")
    offices.down("a")
    offices.down("b")
    for name in ("city", "a", "b"):
        app = offices.apps[name]
        assert held.people[0] not in {row.id for row in app.people.people()}
        assert len(rows(app, "certificate")) == 1
        assert len(rows(app, "attempt")) == 1
    offices.close()
    for name in ("city", "a", "b"):
        for file in (offices.root / name).glob("jyguide.db*"):
            content = file.read_bytes()
            assert "陈明".encode() not in content, file
            assert an_id(0).encode() not in content, file
            assert b"13900000000" not in content, file
    offices.apps = {}
    assert new


def test_an_erased_person_does_not_come_back_with_a_late_edit(offices):
    (person, _) = add_people(offices.apps["a"], 2)
    offices.up("a")
    offices.down("a")
    offices.apps["a"].people.change(person, a_person("陈明", 0, phone="13911112222"))
    offices.city.upkeep.erase(person, "本人申请")
    offices.up("a")
    offices.down("a")
    offices.up("a")
    for name in ("city", "a"):
        (row,) = [one for one in rows(offices.apps[name], "person") if one["name"] != "单雄"]
        assert (row["name"], row["phone"], row["deleted"]) == ("（已清除）", "", 1)
    assert not [
        entry for entry in rows(offices.city, "journal") if "13911112222" in str(entry["after"])
    ]


def test_erasing_cannot_be_undone_and_needs_a_reason(offices):
    (person,) = add_people(offices.apps["a"], 1)
    offices.up("a")
    with pytest.raises(RuleError, match="没有填写清除原因"):
        offices.city.upkeep.erase(person, " ")
    offices.city.upkeep.erase(person, "本人申请")
    newest = offices.city.history.latest()
    assert newest is not None
    with pytest.raises(RuleError, match="不能撤销"):
        offices.city.history.undo(newest)
    report = offices.down("a")
    assert report.action_id is not None
    with pytest.raises(RuleError, match="清除个人信息"):
        offices.apps["a"].history.undo(report.action_id)


def test_new_work_on_erased_ground_goes_on(offices):
    held = examined(offices)
    offices.city.upkeep.erase(held.people[0], "本人申请")
    offices.down("a")
    offices.apps["a"].people.add(a_person("王芳", 11))
    assert offices.up("a").applied
    fresh = offices.found("b", "周庄镇", "B")
    report = offices.down("b")
    assert not report.waiting
    assert len(fresh.people.people()) == len(offices.apps["a"].people.people())

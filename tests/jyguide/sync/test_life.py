"""Restored backups, copied folders, cloned PCs: noticed, and nothing is lost or counted twice."""

import os
import shutil

import pytest

from db.lives import setting
from jyguide.certificate.kinds import CertificateKind
from jyguide.sync.row import ConflictKind
from tests.jyguide.builders import DAY, a_person, a_plan
from tests.jyguide.sync.offices import dumped, shown
from tests.states import STATE

RESTORED, MOVED, TWICE = "恢复到了", "来自另一台电脑或另一个位置", "相同的编号"


def names(app):
    return sorted(row.name for row in app.people.people())


def replica(app):
    with app._store.read() as session:
        return setting(session, "replica")


def notice(app):
    return app.sync.status().notice


@pytest.fixture
def another_pc(offices, monkeypatch, tmp_path):
    """Goes to a PC on which the program has never run."""

    def go(name="elsewhere"):
        monkeypatch.setenv(STATE, str(tmp_path / name))

    return go


def test_closing_and_opening_is_no_new_life(offices):
    first = replica(offices.a)
    offices.a.people.add(a_person("陈明", 1))
    for _ in range(2):
        offices.shut("a")
        assert (replica(offices.a), notice(offices.a)) == (first, "")


def test_a_restored_backup_is_noticed_before_anything_is_written(offices):
    first = replica(offices.a)
    offices.copy("a", "backup")
    offices.clock.advance(86_400)
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    offices.put_back("backup", "a")
    assert names(offices.a) == []
    assert replica(offices.a) != first
    assert RESTORED in notice(offices.a)
    assert "2026-11-20" in notice(offices.a)
    assert "请与市级各导出、导入一次" in notice(offices.a)
    offices.shut("a")
    assert RESTORED in notice(offices.a), "it stays until it is heeded"
    report = offices.send("a", "city")
    assert report.brings_nothing
    offices.send("city", "a")
    assert names(offices.a) == names(offices.city) == ["陈明"]
    assert notice(offices.a) == ""
    offices.send("a", "city")
    assert offices.city.sync.office("S13").agrees


def test_what_was_written_after_the_restore_and_before_it_is_all_kept(offices):
    """Sent before the loss, unsent in the backup, new after it: three kinds of work."""
    offices.a.people.add(a_person("陈明", 1))  # in the backup, unsent there
    offices.copy("a", "backup")
    offices.send("a", "city")
    offices.a.people.add(a_person("单雄", 2))  # sent, lost here
    offices.send("a", "city")
    offices.put_back("backup", "a")
    offices.a.people.add(a_person("仇英", 3))  # written by the new life
    offices.settle_down(["a", "b"])
    for name in ("a", "b", "city"):
        assert names(offices[name]) == sorted(["陈明", "单雄", "仇英"]), name
    assert not offices.city.sync.conflicts()
    assert offices.city.sync.office("S13").agrees
    assert not offices.city.sync.waiting()


def test_unsent_work_of_a_restored_pc_that_never_sent_it_is_sent(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.copy("a", "backup")
    offices.a.people.add(a_person("单雄", 2))  # lost for good: it was in no file
    offices.put_back("backup", "a")
    offices.settle_down(["a"])
    assert names(offices.a) == names(offices.city) == ["陈明"]


def test_a_restored_city_gets_its_own_word_back(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.round(["a"])
    offices.copy("city", "backup")
    offices.city.devices.revoke(offices.keys("d").device, "报废")
    offices.a.people.add(a_person("单雄", 2))
    offices.round(["a", "b"])
    offices.put_back("backup", "city")
    assert RESTORED in notice(offices.city)
    assert names(offices.city) == ["陈明"]
    offices.settle_down(["a", "b"])
    assert names(offices.city) == ["单雄", "陈明"]
    stopped = {row.reason for row in offices.city.devices.devices() if row.revoked_at}
    assert stopped == {"报废"}
    assert offices.city.sync.office("S13").agrees


def test_a_folder_on_another_pc_begins_a_new_life(offices, another_pc):
    first = replica(offices.a)
    offices.a.people.add(a_person("陈明", 1))
    offices.shut("a")
    another_pc()
    assert replica(offices.a) != first
    assert MOVED in notice(offices.a)
    assert offices.a.sync.office("C00").unsent, "unsent work is not lost"
    offices.send("a", "city")
    assert names(offices.city) == ["陈明"]
    life = replica(offices.a)
    offices.shut("a")
    assert replica(offices.a) == life


def test_a_lost_mark_costs_a_new_life_and_nothing_else(offices, own_state):
    offices.a.people.add(a_person("陈明", 1))
    offices.shut("a")
    for content in ("", "{}", "null", "[]", '{"reached": "x"}', '{"reached": null}', "\0"):
        for mark in (own_state / "marks").iterdir():
            mark.write_text(content)
        assert MOVED in notice(offices.a)
        offices.shut("a")
    shutil.rmtree(own_state)
    offices.settle_down(["a"])
    assert names(offices.city) == ["陈明"]
    assert not offices.city.sync.conflicts()
    assert offices.city.sync.office("S13").agrees


def test_where_no_mark_can_be_kept_one_works_on(offices, monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv(STATE, str(tmp_path / "a file"))
    offices.a.people.add(a_person("陈明", 1))
    offices.shut("a")
    offices.settle_down(["a"])
    assert names(offices.city) == ["陈明"]


def test_a_clone_that_was_not_noticed_is_a_second_history_and_both_are_kept(offices, another_pc):
    """A disk is cloned with everything on it, marks too: both PCs go on under one name."""
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    state = offices.shut("a").parent / "cloned state"
    shutil.copytree(os.environ[STATE], state)
    offices.copy("a", "clone")
    offices.a.people.add(a_person("单雄", 2))
    first = offices.export("a", "city")
    offices.shut("a")
    own = os.environ[STATE]
    os.environ[STATE] = str(state)
    offices.clone.people.add(a_person("仇英", 3))
    assert notice(offices.clone) == ""
    second = offices.export("clone", "city")
    offices.shut("clone")
    os.environ[STATE] = own
    offices.city.sync.take_in(first)
    report = offices.city.sync.take_in(second)
    assert any("相同的编号" in note for note in report.notes)
    assert names(offices.city) == sorted(["陈明", "单雄", "仇英"])
    report = offices.send("city", "a")
    assert TWICE in notice(offices.a)
    assert names(offices.a) == names(offices.city)
    offices.a.people.add(a_person("解珍", 4))
    offices.settle_down(["a", "b"])
    for name in ("a", "b", "city"):
        assert names(offices[name]) == sorted(["陈明", "单雄", "仇英", "解珍"]), name
    assert offices.city.sync.office("S13").agrees


def trained(offices):
    """陈明 and 单雄 took part in a session; nobody has a certificate."""
    people = [
        offices.a.people.add(a_person(who, at)) for at, who in enumerate(("陈明", "单雄"), 1)
    ]
    session = offices.a.training.plan(a_plan())
    offices.a.training.enrol(session, people)
    for person in people:
        offices.a.training.sign_in(session, person)
    offices.round(["a"])
    return session, people


def test_a_clone_gives_one_number_twice_and_the_city_is_told(offices, another_pc):
    session, people = trained(offices)
    offices.copy("a", "clone")
    (one,) = offices.a.certificates.issue(session, CertificateKind.COMPLETION, people[:1], DAY)
    offices.send("a", "city")
    offices.shut("a")
    another_pc()
    (other,) = offices.clone.certificates.issue(
        session, CertificateKind.COMPLETION, people[1:], DAY
    )
    assert one.number == other.number
    report = offices.send("clone", "city")
    (twin,) = report.conflicts
    assert twin.kind is ConflictKind.TWIN
    assert one.number in twin.kept.text
    assert one.number in twin.lost.text
    both = offices.city.certificates.certificates()
    assert [row.number for row in both] == [one.number] * 2, "both stay"
    (kept,) = offices.city.sync.conflicts()
    assert not kept.can_swap
    assert offices.city.sync.status().open_conflicts == 1
    offices.city.sync.settle(kept.id, swap=False)
    assert offices.city.sync.status().open_conflicts == 0


def test_the_mark_is_of_the_database_not_of_the_folder(offices, tmp_path):
    """A folder that was only moved on the same PC goes on as it was."""
    first = replica(offices.a)
    offices.shut("a").rename(offices.root / "moved")
    assert replica(offices.moved) == first
    assert notice(offices.moved) == ""


def test_numbers_go_on_after_a_restore(offices):
    offices.export("a", "city")
    offices.copy("a", "backup")
    offices.send("a", "city")
    offices.put_back("backup", "a")
    offices.a.people.add(a_person("陈明", 1))
    report = offices.send("a", "city")
    assert report.applied
    offices.settle_down(["a"])
    assert names(offices.city) == ["陈明"]
    row = offices.city.sync.office("S13")
    assert row.agrees
    assert shown(offices.a)["person"] == shown(offices.city)["person"]


def test_looking_changes_nothing(offices):
    offices.a.people.add(a_person("陈明", 1))
    before = dumped(offices.a)
    offices.a.sync.status()
    offices.a.sync.conflicts(settled=True)
    offices.a.sync.refused()
    offices.a.sync.waiting()
    offices.a.devices.devices()
    offices.a.sync.suggested_name("C00")
    assert dumped(offices.a) == before
    offices.shut("a")
    assert dumped(offices.a) == before, "nor does opening again"


def test_a_restore_that_no_mark_told_of_is_noticed_when_its_own_work_comes_back(
    offices, own_state
):
    first = replica(offices.a)
    offices.copy("a", "backup")
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    offices.put_back("backup", "a")
    for mark in own_state.rglob("*.json"):
        mark.write_text('{"reached": 0}')
    assert (replica(offices.a), notice(offices.a)) == (first, "")
    offices.send("city", "a", full=True)
    assert names(offices.a) == ["陈明"]
    assert replica(offices.a) != first
    assert "恢复到较早的样子" in notice(offices.a)
    offices.send("a", "city")
    offices.send("city", "a")
    assert notice(offices.a) == ""

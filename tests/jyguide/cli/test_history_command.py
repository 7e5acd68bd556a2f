"""``jyguide history`` and ``jyguide undo``."""

from uuid import uuid4

import pytest

from tests.jyguide.builders import a_person


@pytest.fixture
def app(folder, open_at):
    """The same folder as the window has it."""
    return open_at(folder)


@pytest.fixture
def person(app):
    """Somebody entered and then corrected; returns his key."""
    key = app.people.add(a_person())
    app.people.change(key, a_person(phone="13800001111"))
    return key


def test_a_record_tells_its_changes_newest_first(done, person):
    newest, *rest = done("history", "person", person, "--json")
    assert newest | {"at": "", "action_id": ""} == {
        "at": "",
        "actor": "值班指导员",
        "device": "周庄镇 A 机",
        "here": True,
        "action_id": "",
        "action": "修改人员“陈明”",
        "kind": "changed",
        "field": "phone",
        "name": "手机号",
        "before": "139****0000",
        "after": "138****1111",
    }
    assert {one["kind"] for one in rest} == {"made"}
    shown = done("history", "person", person)
    assert shown.splitlines()[0].split("\t")[-3:] == ["项目", "改前", "改后"]
    assert "139****0000\t138****1111" in shown


def test_numbers_are_whole_on_request_only(done, person):
    assert done("history", "person", person, "--full", "--json")[0]["after"] == "13800001111"


def test_a_shipped_record_has_no_history_yet(done, app):
    assert done("history", "item", app.bank.items()[0].id, "--json") == []


@pytest.mark.parametrize("key", [uuid4(), "x"])
def test_an_unknown_table_is_refused_with_those_there_are(refused, key):
    told = refused("history", "people", key, "--json")
    assert "没有名为“people”" in told
    assert "person（人员）" in told
    assert "training_session（培训）" in told


def test_an_unknown_record_is_refused(refused, person):
    told = refused("history", "training_session", person)
    assert f"没有编号为“{person}”的培训记录" in told
    assert "person（人员）" in told
    assert "不是记录的编号" in refused("history", "person", "陈明")


def test_actions_are_listed(done, person):
    newest, added, first = done("undo", "--list", "--json")
    assert set(newest) == {
        *("id", "name", "at", "actor", "device", "here", "rows", "undone", "offer")
    }
    assert (newest["name"], newest["rows"], newest["offer"]) == ("修改人员“陈明”", 1, "undo")
    assert (added["rows"], added["undone"], first["offer"]) == (2, False, "")
    assert len(done("undo", "--list", "--limit", 1, "--json")) == 1
    assert "新增人员“陈明”\t值班指导员\t本机\t2\t\t撤销" in done("undo", "--list")


def test_the_latest_is_undone_and_then_the_one_before(done, refused, app, person):
    assert done("undo") == "已撤销“修改人员“陈明””，恢复了 1 条记录。"
    assert app.people.person(person).phone == "13900000000"
    assert done("undo", "--json")["name"] == "撤销“新增人员“陈明””"
    assert app.people.people() == []
    assert "没有可以撤销的操作" in refused("undo")


def test_an_action_is_undone_and_redone_by_its_key(done, refused, app, person):
    changed = done("undo", "--list", "--json")[0]["id"]
    done("undo", changed)
    undoing, undone = done("undo", "--list", "--limit", 2, "--json")
    assert (undoing["offer"], undone["undone"], undone["offer"]) == ("redo", True, "")
    assert "已撤销" in done("undo", "--list").splitlines()[2]
    assert "已经撤销过了" in refused("undo", changed)
    assert done("undo", undoing["id"]).startswith("已重做“修改人员“陈明””")
    assert app.people.person(person).phone == "13800001111"
    done("undo", changed)
    assert app.people.person(person).phone == "13900000000"


def test_what_cannot_be_undone_is_a_sentence_and_changes_nothing(done, refused, app, person):
    _, added, first = done("undo", "--list", "--json")
    told = refused("undo", added["id"])
    assert "“陈明”的手机号（11-20 值班指导员改动）" in told
    assert "没有改动任何数据" in told
    assert "不能撤销" in refused("undo", first["id"])
    assert "没有找到这次操作" in refused("undo", uuid4())
    assert len(app.history.actions()) == 3

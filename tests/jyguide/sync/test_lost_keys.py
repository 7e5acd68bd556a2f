"""PCs, keys and the city lost; the city's recovery file."""

import json
from pathlib import Path

import pytest

from jyguide.errors import FileError, RuleError, StationError
from jyguide.sync.keys import KEY_FILE
from jyguide.vault import secret
from jyguide.vault.secret import Cost
from tests.cases import case
from tests.jyguide.builders import a_person
from tests.jyguide.sync.offices import PASSPHRASE, dumped, names, recover, shown, write

FORMER_RECOVERY = Path(__file__).parents[2] / "data" / "recovery" / "former.age"
"""Written by a release before, under the same passphrase, for a city that holds no data."""
FORMER_SEAL_KEY = "age1jw77dqp5pk3njzxq6d7r2wyww2dlgezc6qcqj5ju5re0l3cjfsgq34wljt"


# -- PCs and keys that are lost


def test_a_new_pc_of_the_station_gets_everything_back(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.settle_down(["a"])
    offices.shut("a")
    offices.make("new", "周庄镇", "C")
    offices.let_in("new")
    offices.settle_down(["new"])
    assert names(offices.new) == ["陈明"]
    offices.new.people.add(a_person("单雄", 2))
    offices.settle_down(["new", "b"])
    assert names(offices.city) == names(offices.b) == ["单雄", "陈明"]
    assert offices.city.sync.office("S13").agrees


def test_a_lost_key_file_is_said_and_a_new_one_asked_for(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    offices.a.people.add(a_person("单雄", 2))
    (offices.folder("a") / KEY_FILE).unlink()
    with pytest.raises(StationError, match="密钥文件不在了") as caught:
        offices.export("a", "city")
    assert "重新申请入网" in caught.value.hint
    assert not (offices.folder("a") / KEY_FILE).exists()
    request, reply = offices.file(), offices.file()
    code = offices.a.devices.write_request(request)
    old = next(
        o.id for o in offices.city.devices.devices() if (o.name, o.letter) == ("周庄镇", "A")
    )
    with pytest.raises(RuleError, match="代号"):
        offices.city.devices.accept(request, code, reply)
    offices.city.devices.revoke(old, "密钥遗失")
    answer = offices.city.devices.accept(request, code, reply)
    offices.a.devices.join(reply, answer)
    offices.settle_down(["a", "b"])
    assert names(offices.city) == names(offices.b) == names(offices.a) == ["单雄", "陈明"]
    assert offices.city.sync.office("S13").agrees
    assert not offices.city.sync.waiting()


def test_a_damaged_key_file_is_said(offices):
    for content in ("", "{}", "null", "[1]", "x", '{"v":1,"device":"x"}', "\0"):
        (offices.folder("a") / KEY_FILE).write_text(content)
        for deed in (
            lambda: offices.export("a", "city"),
            lambda: offices.a.devices.write_request(offices.file()),
        ):
            with case(content), pytest.raises(StationError, match="密钥文件已损坏"):
                deed()


def test_another_pcs_key_file_is_said(offices):
    (offices.folder("a") / KEY_FILE).write_bytes((offices.folder("b") / KEY_FILE).read_bytes())
    with pytest.raises(StationError, match="另一台电脑"):
        offices.export("a", "city")


# -- the city lost


@pytest.mark.parametrize("way", ["everything once", "file by file"])
def test_a_lost_city_is_built_anew_from_what_the_stations_hold(offices, way):
    for name, who, station in (
        ("a", "陈明", "周庄镇"),
        ("c", "解珍", "华士镇"),
        ("d", "查良", "顾山镇"),
    ):
        offices[name].people.add(a_person(who, ord(name), station=station))
    offices.settle_down(["a", "b", "c", "d"])
    before = shown(offices.city)
    offices.make("new", "", "A")
    recover(offices, "new")
    for name in ("a", "c", "d"):
        if way == "everything once":
            offices.send(name, "new", full=True)
        else:
            offices.settle_down([name], city="new")
    assert names(offices.new) == sorted(["陈明", "解珍", "查良"])
    after = shown(offices.new)
    for table in ("person", "instructor"):
        assert after[table] == before[table]
    offices.new.people.people()
    offices.settle_down(["a", "b", "c", "d"], city="new")
    assert {row.code for row in offices.new.sync.status().offices if row.devices} == {
        offices.code(name) for name in "abcd"
    }
    for name in "abcd":
        assert offices.new.sync.office(offices.code(name)).agrees, name
    offices.a.people.add(a_person("单雄", 2))
    offices.settle_down(["a", "b", "c", "d"], city="new")
    assert "单雄" in names(offices.new)
    assert "单雄" in names(offices.b)
    assert names(offices.c) == ["解珍"]
    offices.make("late", "新桥镇", "A")
    offices.let_in("late", city="new")
    assert offices.send("late", "new").applied


def test_the_passphrase_and_no_other_opens_the_recovery_file(offices, monkeypatch):
    monkeypatch.setattr(secret, "BY_HEART", Cost(2, 1 << 20))
    offices.make("new", "", "B")
    sealed = offices.file()
    offices.city.devices.write_recovery(sealed, PASSPHRASE)
    assert offices.keys("city").identity.encode() not in sealed.read_bytes()
    cost = json.loads(sealed.read_bytes().split(b"\n", 1)[1])
    assert (cost["passes"], cost["memory"]) == (2, 1 << 20)
    before = dumped(offices.new), (offices.folder("new") / KEY_FILE).read_bytes()
    with pytest.raises(FileError, match="口令不对"):
        offices.new.devices.restore_recovery(sealed, f"{PASSPHRASE}x")
    assert (dumped(offices.new), (offices.folder("new") / KEY_FILE).read_bytes()) == before
    offices.new.devices.restore_recovery(sealed, f" {PASSPHRASE}")  # blanks make no other
    assert offices.keys("new").seal_key == offices.keys("city").seal_key


def test_a_recovery_file_of_a_release_before_still_opens(offices):
    """Such files lie in safes: age files, as the releases before wrote them."""
    offices.make("new", "", "B")
    offices.new.devices.restore_recovery(FORMER_RECOVERY, PASSPHRASE)
    assert offices.keys("new").seal_key == FORMER_SEAL_KEY


def test_an_old_recovery_file_that_does_not_open_says_what_else_may_be_wrong(offices):
    torn = write(offices, FORMER_RECOVERY.read_bytes()[:60])  # in its head: no second of scrypt
    offices.make("new", "", "B")
    with pytest.raises(FileError) as told:
        offices.new.devices.restore_recovery(torn, PASSPHRASE)
    assert "换一台快一些的电脑" in told.value.hint


@pytest.mark.parametrize(
    "bad", [{"passes": 99}, {"memory": 1 << 40}, {"salt": "AAAA"}, {"more": 1}]
)
def test_a_recovery_file_may_not_ask_for_what_no_release_asks(offices, bad):
    sealed = offices.file()
    offices.city.devices.write_recovery(sealed, PASSPHRASE)
    magic, body = sealed.read_bytes().split(b"\n", 1)
    asked = write(offices, magic + b"\n" + json.dumps(json.loads(body) | bad).encode())
    offices.make("new", "", "B")
    with pytest.raises(FileError, match="不是市级恢复文件"):
        offices.new.devices.restore_recovery(asked, PASSPHRASE)


def test_a_recovery_file_that_is_none_is_refused(offices):
    offices.make("new", "", "B")
    before = dumped(offices.new)
    for content in (b"", b"x" * 500, (offices.folder("city") / KEY_FILE).read_bytes()):
        with pytest.raises(FileError):
            offices.new.devices.restore_recovery(write(offices, content), PASSPHRASE)
    assert dumped(offices.new) == before


def test_a_short_passphrase_is_refused_and_nothing_written(offices):
    target = offices.file()
    with pytest.raises(RuleError, match="口令太短"):
        offices.city.devices.write_recovery(target, "1234567")
    assert not target.exists()


def test_the_keys_are_nowhere_in_clear_but_in_the_key_file(offices):
    keys = offices.keys("city")
    sent = offices.export("city", "a").read_bytes()
    offices.shut("city")
    for content in (sent, (offices.folder("city") / "jyguide.db").read_bytes()):
        assert keys.identity.encode() not in content
        assert keys.seed.hex().encode() not in content
        assert keys.seed not in content
    assert (offices.folder("city") / KEY_FILE).stat().st_mode & 0o77 == 0

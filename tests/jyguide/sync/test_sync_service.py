"""Export, rehearsal, import and the board."""

import errno
import os
from dataclasses import replace

import pytest

from db.errors import StorageError
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken
from jyguide.sync import delivery
from jyguide.sync.reading import read_open_line
from tests.jyguide.builders import a_person, add_people, looking_at, run_sql
from tests.jyguide.sync.chen import STATION, call, names
from tests.jyguide.sync.offices import dumped, shown

# -- out


def test_a_number_more_with_each_file_and_its_name_says_so(offices):
    name = offices.a.sync.suggested_name("C00")
    number = read_open_line(offices.export("a", "city")).number
    assert f"第{number}号" in name
    assert name.endswith(".jysync")
    assert f"第{number + 1}号" in offices.a.sync.suggested_name("C00")
    assert read_open_line(offices.export("a", "city")).number == number + 1


def test_export_to_a_station_without_pcs_or_to_nobody_is_refused(offices):
    before = dumped(offices.city)
    with pytest.raises(RuleError, match="澄江街道还没有一台电脑在市级登记"):
        offices.city.sync.export("S01", offices.file())
    with pytest.raises(RuleError, match="没有代号为“S99”的单位"):
        offices.city.sync.export("S99", offices.file())
    assert dumped(offices.city) == before


def test_the_city_writes_to_every_station_that_is_let_in(offices, tmp_path):
    offices.a.people.add(a_person("陈明", 1))
    offices.round(["a"])
    (tmp_path / "out").mkdir()
    reports = offices.city.sync.export_all(tmp_path / "out")
    assert len(reports) == 3
    assert len(list((tmp_path / "out").iterdir())) == 3
    with pytest.raises(Cancelled):
        offices.city.sync.export_all(tmp_path / "out", cancel=cancelled())


def cancelled():
    token = CancelToken()
    token.cancel()
    return token


def full_disk(part):
    raise OSError(errno.ENOSPC, "No space left on device")


def pulled(part):
    raise OSError(errno.EIO, "Input/output error")


@pytest.fixture
def nothing_written(offices, tmp_path):
    """Exports into a folder of its own, in which nothing may be left, and no number spent.

    ``sealed``: it fails only when the file is moved into place. What it holds has been kept by
    then, lest it be sealed twice, and comes with the next file.
    """
    folder = tmp_path / "stick"
    folder.mkdir()

    def check(sentence, target=folder / "一.jysync", *, sealed=False):
        offices.a.people.add(a_person("陈明", 1))
        before = dumped(offices.a)
        name = offices.a.sync.suggested_name("C00")
        with pytest.raises(FileError) as caught:
            offices.a.sync.export("C00", target)
        assert sentence in caught.value.message
        assert list(folder.iterdir()) == []
        if sealed:
            return folder
        assert dumped(offices.a) == before
        assert offices.a.sync.suggested_name("C00") == name
        return folder

    return check


@pytest.mark.parametrize(("fault", "said"), [(full_disk, "磁盘空间不够"), (pulled, "写入时出错")])
def test_a_full_disk_or_a_pulled_stick_spends_no_number(
    offices, nothing_written, monkeypatch, fault, said
):
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fault)
        nothing_written(said)
    assert offices.send("a", "city").applied


def test_a_missing_folder_a_folder_of_that_name_or_one_that_is_read_only(
    offices, nothing_written, tmp_path, monkeypatch
):
    nothing_written("不存在", tmp_path / "没有" / "一.jysync")


def test_a_folder_of_that_name_is_left_alone(offices, nothing_written, tmp_path):
    (tmp_path / "二.jysync").mkdir()
    nothing_written("同名的文件夹", tmp_path / "二.jysync")


def test_a_read_only_place_is_said(offices, nothing_written, monkeypatch):
    def locked(*_):
        raise PermissionError(errno.EACCES, "locked")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", locked)
        nothing_written("不允许写入", sealed=True)
    assert offices.send("a", "city").applied


@pytest.mark.parametrize("when", [1, 2])
def test_a_stick_that_does_not_give_back_what_was_written_to_it(
    offices, nothing_written, monkeypatch, when
):
    """Before it is moved into place, and after."""
    real, seen = delivery.hashlib.sha256, []

    class Told:
        def __init__(self, content=b""):
            self._true = real(content)
            seen.append(content)

        def hexdigest(self):
            whole = [one for one in seen if one[:6] == b"JYSYNC"]
            return "0" * 64 if len(whole) == when + 1 else self._true.hexdigest()

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "hashlib", type("H", (), {"sha256": Told}))
        nothing_written("读回来的内容不一样", sealed=when == 2)
    assert offices.send("a", "city").applied


def test_a_full_database_leaves_no_file_that_nobody_knows_of(offices, monkeypatch):
    """What is sealed is kept before the file is in its place, and never sealed twice."""
    offices.a.people.add(a_person("陈明", 1))
    before = dumped(offices.a)

    def full(_unit):
        raise StorageError("磁盘空间不足。")

    target = offices.file()
    with monkeypatch.context() as patch:
        patch.setattr("db.uow.UnitOfWork.commit", full)
        with pytest.raises(StorageError, match="空间"):
            offices.a.sync.export("C00", target)
    assert dumped(offices.a) == before
    assert not target.exists()
    assert not list(target.parent.glob(".*.part"))
    offices.a.people.add(a_person("单雄", 2))
    offices.send("a", "city")
    assert names(offices.city) == ["单雄", "陈明"]
    assert offices.city.sync.office(STATION).agrees


def test_cancelled_exports_and_imports_keep_nothing(offices):
    add_people(offices.a, 3)
    before, target = dumped(offices.a), offices.file()
    with pytest.raises(Cancelled):
        offices.a.sync.export("C00", target, cancel=cancelled())
    assert not target.exists()
    assert dumped(offices.a) == before
    path, before = offices.export("a", "city"), dumped(offices.city)
    with pytest.raises(Cancelled):
        offices.city.sync.take_in(path, cancel=cancelled())
    assert dumped(offices.city) == before
    assert offices.city.sync.take_in(path).applied


def test_a_cancel_in_the_middle_of_an_import_keeps_nothing(offices):
    for index in range(3):
        offices.a.people.add(a_person("陈明", index))
        offices.export("a", "city")
    path, token, steps = offices.export("a", "city"), CancelToken(), []

    class Watching:
        def step(self, done, total, text=""):
            steps.append((done, total))
            if len(steps) == 2:
                token.cancel()

    before = dumped(offices.city)
    with pytest.raises(Cancelled):
        offices.city.sync.take_in(path, Watching(), token)
    assert len(steps) == 2
    assert dumped(offices.city) == before
    assert steps[0][1] == 6


# -- in


def test_a_rehearsal_says_what_an_import_does_and_keeps_nothing(offices, chen):
    call(offices.city, chen, "13900009999")
    call(offices.a, chen, "13900008888")
    offices.a.people.add(a_person("单雄", 2))
    path = offices.export("a", "city")
    before = dumped(offices.city)
    rehearsal = offices.city.sync.rehearse(path)
    assert dumped(offices.city) == before
    assert (rehearsal.rehearsal, rehearsal.action_id) == (True, None)
    report = offices.city.sync.take_in(path)
    told = replace(report, rehearsal=True, action_id=None, conflicts=())
    assert replace(rehearsal, conflicts=()) == told
    assert len(rehearsal.conflicts) == len(report.conflicts) == 1
    assert replace(rehearsal.conflicts[0], id=1) == replace(report.conflicts[0], id=1)
    assert report.action_id


def test_what_is_taken_in_twice_brings_nothing_the_second_time(offices):
    add_people(offices.a, 2)
    path = offices.export("a", "city")
    assert offices.city.sync.take_in(path).applied == 4
    before = shown(offices.city)
    again = offices.city.sync.take_in(path)
    assert (again.applied, again.brings_nothing, again.action_id) == (0, True, None)
    assert shown(offices.city) == before


def test_a_lost_file_is_named_and_the_next_one_heals_it(offices):
    first = read_open_line(offices.export("a", "city")).number
    offices.a.people.add(a_person("陈明", 1))
    offices.export("a", "city")  # lost
    offices.a.people.add(a_person("单雄", 2))
    report = offices.send("a", "city")
    (note,) = [one for one in report.notes if "没有收到过" in one]
    assert f"第 {first}、{first + 1} 号" in note
    assert names(offices.city) == ["单雄", "陈明"]
    row = offices.city.sync.office(STATION)
    assert row.missing_in == (first, first + 1)
    assert row.last_in == first + 2


def test_the_dates_of_a_clock_that_is_far_off_are_said(offices):
    for seconds, words in ((3600, "60 分钟"), (30 * 86_400, "30 天")):
        offices.clock.advance(seconds)
        path = offices.export("a", "city")
        offices.clock.advance(-seconds)
        report = offices.city.sync.take_in(path)
        assert any(words in note for note in report.notes), words


# -- the board


def test_the_board_counts_what_came_what_lacks_and_what_waits(offices):
    start = offices.city.sync.office(STATION)
    assert (start.devices, start.agrees, start.missing_in, start.unsent) == (2, True, (), 0)
    offices.a.people.add(a_person("陈明", 1))
    mine = offices.a.sync.office("C00")
    assert mine.unsent == 2
    lost = offices.export("a", "city")
    assert offices.a.sync.office("C00").unsent == 0
    number = read_open_line(lost).number
    assert offices.a.sync.office("C00").last_out == number
    assert offices.a.sync.office("C00").missing_out == (number,)
    offices.send("a", "city")
    row = offices.city.sync.office(STATION)
    assert (row.last_in, row.missing_in, row.agrees) == (number + 1, (number,), True)
    offices.send("city", "a")
    mine = offices.a.sync.office("C00")
    assert mine.got == f"1–{number - 1}、{number + 1}" if number > 2 else f"1、{number + 1}"
    assert mine.missing_out == (number,)
    offices.city.sync.take_in(lost)
    assert offices.city.sync.office(STATION).missing_in == ()
    offices.send("city", "a")
    assert offices.a.sync.office("C00").got == f"1–{number + 1}"


def test_totals_that_differ_are_said(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    assert offices.city.sync.office(STATION).agrees
    run_sql(offices.city, "UPDATE person SET deleted = 1")  # behind the program's back
    row = offices.city.sync.office(STATION)
    assert row.agrees is False
    (person,) = [total for total in row.totals if total.name == "人员"]
    assert (person.here, person.there, person.agrees) == (0, 1, False)


def test_silence_is_counted_in_days(offices):
    assert offices.city.sync.office(STATION).silent_days == 0
    offices.clock.advance(3 * 86_400)
    assert offices.city.sync.office(STATION).silent_days == 3
    assert offices.city.sync.office("S01").silent_days is None
    assert offices.city.sync.office("S01").agrees is None


def test_a_station_sees_the_city_alone_and_the_city_all(offices):
    assert [row.code for row in offices.a.sync.status().offices] == ["C00"]
    assert len(offices.city.sync.status().offices) == 18
    assert offices.a.sync.status().enrolled
    assert offices.city.sync.status().enrolled


def test_a_station_gets_nothing_of_another_station(offices, chen):
    offices.c.people.add(a_person("解珍", 4, station="华士镇"))
    offices.settle_down(["a", "c"])
    assert names(offices.a) == ["陈明"]
    assert names(offices.c) == ["解珍"]
    assert "解珍" not in str(shown(offices.a))
    with looking_at(offices.a) as connection:
        kept = connection.exec_driver_sql("SELECT DISTINCT scope FROM sync_segment").scalars()
        assert set(kept) <= {"all", f"st:{STATION}", f"up:{STATION}"}

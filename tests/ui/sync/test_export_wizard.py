"""Writing files: to a stick that is found, or elsewhere; and what is said when it is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QRadioButton

from jyguide.errors import FileError
from jyguide.sync.stick import Stick

CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "周庄镇→市 第18号 2026-11-23.jysync"


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    return Stick(folder, "KINGSTON", 3_435_973_837)


def checked(hands, name):
    return hands.find(QRadioButton, name).isChecked()


def test_the_stick_is_proposed_and_the_file_goes_into_our_folder(station, sync, stick):
    station.sticks.append(stick)
    station.click("export_to_city")
    assert checked(station, "stick_0")
    assert "剩余 3.2 GB" in station.find(QRadioButton, "stick_0").text()
    assert station.text("export_name") == f"文件名：{NAME}"
    station.click("export_now")
    target = stick.folder / "党建指导站" / "上报" / NAME
    assert sync.asked == [("export", "C00", target, False)]
    assert station.text("export_done") == "已写入并核对无误，可以拔出U盘"
    assert station.text("export_file") == f"第18号　{NAME}"
    assert "35 KB" in station.text("export_next")
    station.click("close")
    assert station.dialog() is None


def test_a_name_that_is_taken_is_not_written_over(station, sync, stick):
    folder = stick.folder / "党建指导站" / "上报"
    folder.mkdir(parents=True)
    (folder / NAME).write_text("旧的")
    station.sticks.append(stick)
    station.click("export_to_city")
    station.click("export_now")
    assert sync.asked[0][2].name == "周庄镇→市 第18号 2026-11-23 (2).jysync"
    assert (folder / NAME).read_text() == "旧的"


def test_without_a_stick_one_chooses_a_place(station, sync, alerts, tmp_path):
    station.click("export_to_city")
    assert station.sees("no_stick")
    assert checked(station, "elsewhere")
    alerts.files = [None, tmp_path / "我的.jysync"]
    station.click("export_now")
    assert sync.asked == []
    station.click("export_now")
    assert alerts.suggested == [NAME, NAME]
    assert sync.asked == [("export", "C00", tmp_path / "我的.jysync", False)]
    assert station.text("export_done") == "已写入并核对无误"


def test_a_stick_plugged_in_meanwhile_is_offered_and_one_pulled_out_is_not(station, stick):
    station.click("export_to_city")
    station.sticks.append(stick)
    station.dialog()._timer.timeout.emit()
    station.settle()
    assert checked(station, "stick_0")
    assert not station.sees("no_stick")
    station.sticks.clear()
    station.dialog()._timer.timeout.emit()
    station.settle()
    assert not station.sees("stick_0")
    assert checked(station, "elsewhere")


def test_what_the_user_chose_stays_while_nothing_is_plugged_in(station, stick):
    station.sticks.append(stick)
    station.click("export_to_city")
    station.press("elsewhere")
    station.dialog()._timer.timeout.emit()
    station.settle()
    assert checked(station, "elsewhere")


def test_everything_is_sent_again_on_request(station, sync, stick):
    station.sticks.append(stick)
    station.click("export_to_city")
    station.press("full")
    station.click("export_now")
    assert sync.asked[0][3] is True


def test_from_the_keyboard(station, sync, stick):
    station.sticks.append(stick)
    station.key(Qt.Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    station.qtbot.keyClick(station.dialog(), Qt.Key.Key_Return)
    station.settle()
    assert len(sync.asked) == 1
    station.key(Qt.Key.Key_Return)
    assert station.dialog() is None


def test_a_failure_is_told_and_can_be_tried_again(station, sync, stick, alerts):
    station.sticks.append(stick)
    sync.failure = FileError("没有保存：磁盘空间不够。")
    station.click("export_to_city")
    station.click("export_now")
    assert alerts.take_error() is sync.failure
    assert not station.sees("export_done")
    assert station.find(QAbstractButton, "export_now").isEnabled()
    sync.failure = None
    station.click("export_now")
    assert station.sees("export_done")


def test_closing_while_it_works_only_stops_the_work(station, sync, stick, qtbot):
    begun = []

    def slow(_code, _target, progress=None, cancel=None, *, full=False):
        begun.append(1)
        while True:
            cancel.check()

    sync.export = slow
    station.sticks.append(stick)
    station.click("export_to_city")
    station.press("export_now")
    qtbot.waitUntil(lambda: bool(begun))
    station.dialog().reject()
    station.settle()
    assert station.sees("export_now")
    assert not station.sees("export_done")


def test_the_city_writes_for_everyone_at_once(city, sync, stick):
    city.sticks.append(stick)
    city.click("export_everyone")
    city.click("export_now")
    assert sync.asked == [("export_all", stick.folder / "党建指导站" / "下发")]
    assert city.text("export_file") == "共 17 个文件，每个站一个"
    assert city.rows("exported")[0][:3] == ["澄江街道", "第10号", "只有收件回执"]


def test_the_city_writes_for_the_chosen_ones(city, sync, alerts, tmp_path):
    city.click_row("board", 0)
    city.click_row("board", 2, CTRL)
    city.click("export_chosen")
    alerts.files = [tmp_path]
    city.click("export_now")
    assert [asked[1] for asked in sync.asked] == ["S01", "S03"]
    assert {asked[2].parent for asked in sync.asked} == {tmp_path}
    assert len(city.rows("exported")) == 2


def test_the_city_writes_for_one(city, sync, stick):
    city.sticks.append(stick)
    city.click_row("board", 1)
    city.click("export_one")
    assert city.dialog().windowTitle() == "导出给高新区"
    city.click("export_now")
    assert sync.asked[0][1] == "S02"


def test_everything_again_for_everyone(city, sync, stick):
    city.sticks.append(stick)
    city.click("export_everyone")
    city.press("full")
    city.click("export_now")
    assert len(sync.asked) == 17
    assert all(asked[3] for asked in sync.asked)


def test_nothing_is_written_for_who_has_not_been_let_in(city, sync, alerts):
    city.click_row("board", 14)
    city.click("export_chosen")
    assert alerts.sentences == ["选中的站还没有入网，没有可以导出的文件。"]
    assert city.dialog() is None

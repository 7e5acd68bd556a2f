"""A station at the page of the exchange: how it stands, deciding, what is held back."""

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from jyguide.sync.row import ConflictKind, HeldRow
from tests.jyguide.builders import a_person
from tests.jyguide.sync.reports import a_conflict
from tests.ui.sync.fakes import a_device, an_office, some_conflicts, totals

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def again(hands):
    hands.page.refresh()
    hands.settle()


def test_the_first_screen_says_how_things_stand(station):
    assert station.text("headline") == "有 34 处改动还没有发给市级"
    assert "市级已收 1–16" in station.text("standing")
    assert station.tab_titles() == ["需要您看一下", "暂存和未采纳", "两边数据", "本机与凭证"]
    assert not station.sees("sync_notice")
    assert station.sees("empty_title")
    assert not station.sees("conflict_what")


def test_before_the_first_exchange(open_page, station_place, sync, devices, history):
    sync.offices = ()
    hands = open_page(station_place, sync, devices, history)
    assert hands.text("headline") == "还没有和市级交换过数据"
    hands.press("export_to_city")
    assert hands.dialog() is None


def test_what_must_be_read_stands_above(station, sync):
    sync.notice = "本机数据恢复到 11-03 的状态。"
    again(station)
    assert station.banner("sync_notice") == "本机数据恢复到 11-03 的状态。"


def test_both_values_are_shown_with_who_and_when(station, sync):
    sync.open = some_conflicts()
    again(station)
    assert station.tab_titles()[0] == "需要您看一下（3）"
    assert station.text("conflict_what") == "陈明1 · 联系方式"
    assert station.text("kept_text") == "手机号：139****0002"
    assert station.text("kept_whose") == "李站长　2026-11-22 09:15"
    assert station.text("lost_text") == "手机号：138****0001"
    assert station.sees("swap")
    station.click_row("conflicts", 1)
    assert not station.sees("swap")


def test_keeping_what_is_shown(station, sync, history):
    sync.open = some_conflicts()
    again(station)
    station.click("keep")
    assert sync.asked == [("settle", 1, False)]
    assert station.tab_titles()[0] == "需要您看一下（2）"
    assert station.toast() == "已保留现在的内容。"


def test_taking_the_other_value_from_the_keyboard(station, sync, qtbot):
    sync.open = some_conflicts()
    again(station)
    station.click_row("conflicts", 2)
    station.key(Qt.Key.Key_Return)
    assert station.shell.focusWidget().objectName() == "keep"
    station.key(Qt.Key.Key_Tab)
    station.key(Qt.Key.Key_Space)
    assert sync.asked == [("settle", 3, True)]


def test_several_are_decided_in_one_go(station, sync):
    sync.open = some_conflicts()
    again(station)
    station.click_row("conflicts", 2, SHIFT)
    assert station.menu("conflicts")[:2] == ["保留现在的", "改用另一边的"]
    station.choose("conflicts", "改用另一边的")
    assert sync.asked == [("settle", 1, True), ("settle", 3, True)]
    assert station.toast() == "已改用另一边的内容，共 2 处。"


def test_what_was_settled_can_be_seen_again(station, sync):
    sync.open = [a_conflict(1, settled="保留现在的"), a_conflict(2)]
    again(station)
    assert [row[0] for row in station.rows("conflicts")] == ["陈明2 · 联系方式"]
    station.click("show_settled")
    station.click_row("conflicts", 0)
    assert station.text("settled") == "已处理：保留现在的"
    assert not station.sees("keep")
    station.choose("conflicts", "保留现在的")
    assert sync.asked == []


def test_twins_are_only_taken_note_of(station, sync):
    sync.open = [a_conflict(1, kind=ConflictKind.TWIN, can_swap=False)]
    again(station)
    assert station.find(type(station.page.work.conflicts.detail.keep), "keep").text() == "知道了"
    assert station.text("lost_title") == "另一条"
    assert station.sees("compare")
    sync.open = [a_conflict(2, kind=ConflictKind.TWIN, table="certificate", can_swap=False)]
    again(station)
    assert not station.sees("compare")


def test_a_twin_leads_to_the_two_side_by_side(open_page, station_place, sync, devices, app):
    keys = [
        app.people.add(a_person(name, n, phone=f"1390000000{n // 2}"))
        for n, name in enumerate(("解珍", "解珍", "卜宝", "卜宝"))
    ]
    sync.open = [a_conflict(1, kind=ConflictKind.TWIN, row_id=keys[3], can_swap=False)]
    hands = open_page(station_place, sync, devices, app.history, doubles=lambda: app.doubles)
    hands.click("compare")
    assert hands.find(QWidget, "side_left").findChild(QLabel).text() == "卜宝"
    hands.click("merge")
    assert app.doubles.merged().end(keys[3]) == keys[2]
    hands.click("close_doubles")


def test_a_conflict_leads_to_its_record(station, sync, history, monkeypatch):
    opened = []
    monkeypatch.setattr("ui.sync.page.open_record", lambda *args: opened.append(args[2]))
    sync.open = some_conflicts()
    again(station)
    station.click_row("conflicts", 0)
    station.key(Qt.Key.Key_H, CTRL)
    assert opened[0].label == "陈明1 · 联系方式"
    assert opened[0].row_id == sync.open[0].row_id


def test_held_changes_are_named_and_forced_only_after_a_question(station, sync, alerts):
    sync.waits = [HeldRow("签到 1 条", "等待“第9次集中训练”", "周庄镇 B 机")]
    sync.held_back = [HeldRow("百问第 12 题", "题库由市级统一维护")]
    again(station)
    assert station.tab_titles()[1] == "暂存和未采纳（2）"
    station.tab(1)
    assert [row[0] for row in station.rows("held")] == ["暂存", "未采纳"]
    station.click_row("held", 0)
    assert station.text("held_line") == "签到 1 条　等待“第9次集中训练”"
    alerts.answers = [False, True]
    station.click("force")
    assert sync.asked == []
    station.click("force")
    assert sync.asked == [("force",)]
    assert alerts.questions == ["强制应用暂存的 1 处改动？"] * 2
    assert station.toast() == "已应用 262 处改动。"
    assert not station.sees("force")


def test_what_was_refused_cannot_be_forced(station, sync):
    sync.held_back = [HeldRow("百问第 12 题", "题库由市级统一维护")]
    again(station)
    station.tab(1)
    assert not station.sees("force")


def test_both_sides_are_compared_kind_by_kind(station, sync):
    sync.offices = (an_office(totals=totals(263, 12, 798, 4, 236, 118)),)
    again(station)
    assert station.text("headline") == "两边的数据目前不一致"
    station.tab(2)
    assert station.rows("totals")[2] == ["报名与签到", "800", "798", "+2"]
    assert "2026-11-18 10:20" in station.text("totals_note")


def test_this_pc_and_its_credential(station, devices):
    devices.rows = [a_device(), dataclasses.replace(a_device(), letter="B", here=False)]
    again(station)
    station.tab(3)
    assert "周庄镇 A 机，2026-09-01 10:00 由市级批准入网" in station.text("credential")
    assert station.rows("devices")[0][1] == "A 机（本机）"
    assert "停用…" not in station.menu("devices")


def test_a_table_is_copied_as_everywhere(station, sync):
    sync.held_back = [HeldRow("百问第 12 题", "题库由市级统一维护", "周庄镇 B 机")]
    again(station)
    station.tab(1)
    station.click_row("held", 0)
    station.key(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == (
        "未采纳\t百问第 12 题\t周庄镇 B 机\t题库由市级统一维护"
    )

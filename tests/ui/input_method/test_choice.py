"""Which way Chinese typing takes, by what sessions say and who is on their bus."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from shiboken6 import delete

from tests.ui.input_method.made_up import MadeUp
from ui.input_method import session
from ui.input_method.bridge import Bridge
from ui.input_method.choice import Way, choose, running, said, way_of_typing
from ui.input_method.keys import key_event
from ui.input_method.session import display_number
from ui.self_test import typing

BUS = frozenset({"org.freedesktop.DBus"})
FOUR = BUS | {"org.fcitx.Fcitx", "org.fcitx.Fcitx-0"}
FIVE = FOUR | {"org.fcitx.Fcitx5", "org.freedesktop.portal.IBus", "org.freedesktop.IBus"}
ONE_IBUS = BUS | {"org.freedesktop.IBus"}
FCITX = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}


@pytest.mark.parametrize(
    ("environment", "names", "way"),
    [
        ({}, FOUR, Way.SYSTEM),
        (FCITX, frozenset(), Way.SYSTEM),
        (FCITX, BUS, Way.BRIDGE),
        (FCITX, FOUR, Way.BRIDGE),
        (FCITX, FIVE, Way.IBUS),
        (FCITX, FIVE - {"org.freedesktop.portal.IBus", "org.freedesktop.IBus"}, Way.BRIDGE),
        ({"XMODIFIERS": "@im=fcitx"}, FOUR, Way.BRIDGE),
        ({"QT_IM_MODULES": "wayland;fcitx5"}, FIVE, Way.IBUS),
        ({"QT_IM_MODULE": "ibus"}, FOUR, Way.IBUS),
        ({**FCITX, "QT_QPA_PLATFORM": "wayland"}, FOUR, Way.SYSTEM),
    ],
)
def test_the_way_follows_the_session(environment, names, way):
    assert choose(environment, lambda: names) is way


def test_the_bus_is_asked_only_where_fcitx_is_named():
    def asked():
        raise AssertionError("a cold start that costs")

    assert choose({"XMODIFIERS": "@im=ibus"}, asked, asked) is Way.IBUS
    assert choose({}, asked, asked) is Way.SYSTEM
    assert choose(FCITX, asked, lambda: True) is Way.PLUGIN
    assert said({"GTK_IM_MODULE": "Fcitx"}) == "fcitx"


def test_qt_is_told_and_nobody_else(monkeypatch):
    monkeypatch.setattr(session, "names_on_bus", lambda: FIVE)
    environment = {**FCITX, "QT_IM_MODULES": "fcitx"}
    with way_of_typing(environment) as way:
        assert way is Way.IBUS
        assert environment["QT_IM_MODULE"] == "ibus"
        assert "QT_IM_MODULES" not in environment
    assert environment == {**FCITX, "QT_IM_MODULES": "fcitx"}
    monkeypatch.setattr(sys, "platform", "win32")
    with way_of_typing(environment) as way:
        assert way is Way.SYSTEM


@pytest.mark.parametrize(
    ("names", "there"),
    [(BUS, ()), (FOUR, ("fcitx 4",)), (FIVE, ("fcitx 5",)), (ONE_IBUS, ("ibus",))],
)
def test_who_runs_is_told_by_the_bus(monkeypatch, names, there):
    assert running(names) == there
    monkeypatch.setattr(session, "names_on_bus", lambda: names)
    fact = typing.typing_facts(FCITX)
    assert (fact.running, fact.named, fact.of_system) == (there, "fcitx", False)
    assert fact.connected is (there in {("fcitx 4",), ("fcitx 5",)})
    assert not typing.typing_facts({}).connected
    monkeypatch.setattr(sys, "platform", "win32")
    assert typing.typing_facts({}).of_system


def test_without_a_bus_nothing_is_asked(monkeypatch, tmp_path):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert session.names_on_bus() == frozenset()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    assert session.names_on_bus() == frozenset()


@pytest.mark.parametrize(
    ("display", "number"), [(":0", 0), (":73.0", 73), ("host:10.0", 10), ("", 0), (":x", 0)]
)
def test_fcitx_goes_by_the_number_of_the_display(display, number):
    assert display_number(display) == number


def test_keys_handed_back_are_those_of_fields():
    back = key_event(0xFF08, 0, released=False)
    assert (back.key(), back.type()) == (Qt.Key.Key_Backspace, QEvent.Type.KeyPress)
    sign = key_event(0x0100_4F60, 0, released=True)
    assert (sign.text(), sign.type()) == ("你", QEvent.Type.KeyRelease)
    assert key_event(ord("a"), 5, released=False).modifiers() == (
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    )
    for nothing in (0xFFE1, 0, 0x0100_0000, 0x0100_D800, 0x0111_0000):
        assert key_event(nothing, 0, released=False) is None


def test_the_bridge_is_what_the_checkup_asks(qapp, monkeypatch):
    monkeypatch.setattr(session, "names_on_bus", lambda: FIVE)
    context = MadeUp()
    bridge = Bridge(qapp, context)
    try:
        assert typing.typing_facts(FCITX).connected
        context.connected = False
        assert not typing.typing_facts(FCITX).connected
    finally:
        delete(bridge)

"""确定 stands left of 取消 in every dialog, as in WPS and Excel."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.alerts import DialogAlerts
from ui.widgets.buttons import make_button
from ui.widgets.form_dialog import FormDialog
from ui.widgets.sentence_dialog import SentenceDialog

_LEAVES = re.compile(r'(\S+) = make_button\(\s*"(?:取消|关闭)"')
_NO_FOOT = {"job_strip.py", "job_report_dialog.py: stop"}
"""They stop some work, and close nothing."""


def _across(window: QWidget) -> list[str]:
    """What the buttons in sight say, from left to right."""
    shown = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    shown.sort(key=lambda one: one.mapTo(window, QPoint(0, 0)).x())
    return [one.text() for one in shown]


def test_every_dialog_leaves_the_order_to_the_row() -> None:
    wrong = []
    for path in Path(str(ui.__file__)).parent.rglob("*.py"):
        source = path.read_text("utf-8")
        for button in _LEAVES.findall(source):
            known = {path.name, f"{path.name}: {button}"} & _NO_FOOT
            if not known and f"leave={button}" not in source:
                wrong.append(f"{path}: {button}")
    assert not wrong


def test_form_confirms_left_of_cancel_and_tab_follows(qtbot: QtBot) -> None:
    dialog = FormDialog("标题", "保存")
    qtbot.addWidget(dialog)
    dialog.add_choice(make_button("另存", name="more"))
    dialog.show()
    assert _across(dialog) == ["另存", "保存", "取消"]
    confirm = dialog.findChild(QPushButton, "confirm")
    assert confirm is not None
    assert confirm.isDefault()
    assert confirm.nextInFocusChain().objectName() == "cancel"


@pytest.mark.parametrize("danger", [False, True])
def test_question_leaves_at_the_right_and_spares_what_is_dangerous(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, danger: bool
) -> None:
    seen: list[tuple[list[str], str]] = []

    def look(dialog: SentenceDialog) -> str:
        qtbot.addWidget(dialog)
        dialog.show()
        at_first = next(one.text() for one in dialog.findChildren(QPushButton) if one.isDefault())
        seen.append((_across(dialog), at_first))
        return "no"

    monkeypatch.setattr(SentenceDialog, "ask", look)
    assert not DialogAlerts().ask("删除吗？", "删除", danger=danger)
    assert seen == [(["删除", "取消"], "取消" if danger else "删除")]

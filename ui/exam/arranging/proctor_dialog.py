"""The proctor's word on one candidate, asked for on the exam page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from jyguide.exam.service.proctoring import MOST_EXTRA_MINUTES
from ui.exam.arranging.proctor_action import (
    ACTION_EFFECTS,
    ACTION_NAMES,
    ProctorAction,
    ProctorOrder,
)
from ui.widgets import make_label
from ui.widgets.form_dialog import FormDialog

_USUAL_MINUTES = 10


class ProctorDialog(FormDialog):
    """Who and why, and for how long; object names `field_who`, `field_reason`, `field_minutes`."""

    wanted = Signal(object)
    """A `ProctorOrder`; whoever carries it out closes the dialog."""

    def __init__(
        self, action: ProctorAction, candidate: str, who: str, parent: QWidget | None = None
    ) -> None:
        name = ACTION_NAMES[action]
        super().__init__(f"{name} · {candidate}", name, parent)
        self.setObjectName("proctor_dialog")
        self._action = action
        self._who = QLineEdit(who, maxLength=20)
        self._reason = QLineEdit(maxLength=100, placeholderText="例如：电脑故障、突发疾病")
        self._minutes = QSpinBox(minimum=1, maximum=MOST_EXTRA_MINUTES, value=_USUAL_MINUTES)
        self._minutes.setSuffix(" 分钟")
        self.form.add("candidate", "考生", make_label(candidate), hint=ACTION_EFFECTS[action])
        if action is ProctorAction.EXTRA_TIME:
            self.form.add("minutes", "补时", self._minutes)
        self.form.add("who", "监考人员", self._who, required=True)
        self.form.add("reason", "原因", self._reason, required=True, hint="记入监考记录。")
        (self._reason if who else self._who).setFocus()

    @Slot()
    def _confirm(self) -> None:
        who, why = self._who.text().strip(), self._reason.text().strip()
        problems = {}
        if not who:
            problems["who"] = "请填写监考人员。"
        if not why:
            problems["reason"] = "请填写原因。"
        if self.form.show_problems(problems):
            self.wanted.emit(ProctorOrder(self._action, f"{who}：{why}", self._minutes.value()))

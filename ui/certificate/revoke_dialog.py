"""Asks why certificates count no longer, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from jyguide.certificate.kinds import REVOCATION_CAUSE_NAMES, RevocationCause
from jyguide.certificate.revocation import CHOSEN_CAUSES
from jyguide.certificate.row import CertificateRow
from ui.widgets import make_label
from ui.widgets.date_field import DateField
from ui.widgets.form_dialog import FormDialog

_FINAL = "作废后不能撤销：登记里注明作废，随下一次数据交换通知各站，旧的纸质证书核验时显示已作废。"
_HINTS = {
    RevocationCause.LOST: "证书遗失要补一份时，请改用“换发新编号”，旧编号同时作废。",
    RevocationCause.WRONG: "作废后，请先改正人员或培训资料，再到“发证”里重新发。",
    RevocationCause.RESULT_VOID: "作废后不能换发；重新考试合格后可以另发一份。",
    RevocationCause.LEFT: "作废后不能换发；重新任职后可以另发一份。",
}
_NAMED = 3
_NOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Revoking:
    """What is to be revoked, as it was agreed to."""

    rows: tuple[CertificateRow, ...]
    cause: RevocationCause
    day: date
    note: str


class RevokeDialog(FormDialog):
    """Object names: `revoke_dialog`, `cause`, `revoked_on`, `revoke_note`, `confirm`, `cancel`."""

    agreed = Signal(object)
    """A `Revoking`."""

    def __init__(
        self,
        rows: Sequence[CertificateRow],
        today: date,
        parent: QWidget,
        cause: RevocationCause = RevocationCause.LOST,
        *,
        noted: bool = True,
    ) -> None:
        """`noted` is whether a note may be kept: the city's own rows go to every station."""
        super().__init__("作废证书", f"作废 {len(rows)} 份", parent, width=520)
        self.setObjectName("revoke_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = tuple(rows)
        self._today = today
        self._noted = noted
        self._cause = QComboBox()
        self._cause.setObjectName("cause")
        for one in CHOSEN_CAUSES:
            self._cause.addItem(REVOCATION_CAUSE_NAMES[one], one.value)
        self._day = DateField("revoked_on")
        self._day.set_day(today)
        self._note = QLineEdit()
        self._note.setObjectName("revoke_note")
        self._note.setMaxLength(_NOTE_LENGTH)
        self._note.setPlaceholderText("只留在本站和市级，可以不填")
        self._build()
        self._cause.currentIndexChanged.connect(self._show_hint)
        self._cause.setCurrentIndex(self._cause.findData(cause.value))
        self._show_hint()

    def _build(self) -> None:
        self._why = self.form.add("cause", "作废原因", self._cause, required=True)
        self.form.add("revoked_on", "作废日期", self._day, required=True)
        if self._noted:
            self.form.add("note", "说明", self._note)
        question = make_label(_question(self._rows), "sentence", "question", wrap=True)
        final = make_label(_FINAL, "hint", "final", wrap=True)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):  # above and below the form that FormDialog put there
            layout.insertWidget(0, question)
            layout.insertWidget(2, final)

    @Slot()
    def _show_hint(self) -> None:
        self._why.show_note(_HINTS[self._chosen()])

    @Slot()
    def _confirm(self) -> None:
        problems = {}
        if self._day.day > self._today:
            problems["revoked_on"] = "作废日期不能晚于今天。"
        elif self._day.day < min(self._today, max(row.issued_on for row in self._rows)):
            problems["revoked_on"] = "作废日期不能早于发证日期。"
        if self.form.show_problems(problems):
            note = self._note.text().strip()
            self.agreed.emit(Revoking(self._rows, self._chosen(), self._day.day, note))
            self.accept()

    def _chosen(self) -> RevocationCause:
        return RevocationCause(self._cause.currentData())


def _question(rows: Sequence[CertificateRow]) -> str:
    named = "、".join(f"{row.name}（{row.number}）" for row in rows[:_NAMED])
    more = f"等 {len(rows)} 份证书" if len(rows) > _NAMED else ""
    return f"作废{named}{more}？"

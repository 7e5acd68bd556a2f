"""调动: one or many people go to another organisation, post, role or station on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationRow
from jyguide.people.person import PersonRole
from jyguide.people.posting import Transfer
from jyguide.people.row import PersonRow
from ui.organisation.picker import OrganisationField
from ui.people.file.posting_dialog import role_choice
from ui.widgets import DateField, make_label
from ui.widgets.form_dialog import FormDialog

_AS_NOW = "（不变）"
_REASONS = ("换届", "工作调动", "到龄退出", "新任", "辞职")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Places:
    """Where people may be moved: organisations, and in the city's folder stations."""

    organisations: Sequence[OrganisationRow]
    stations: Sequence[str] = ()


class TransferDialog(FormDialog):
    """Stays open until the move is kept; the caller accepts it.

    Object names: `transfer_dialog`, `whom`, `field_organisation`, `field_written`, `field_post`,
    `field_role`, `field_station`, `field_on`, `field_reason`, `later_note`, `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """A `Transfer`."""

    def __init__(
        self, people: Sequence[PersonRow], places: Places, today: date, parent: QWidget
    ) -> None:
        super().__init__("调动", "调动", parent)
        self.setObjectName("transfer_dialog")
        self._today = today
        self._organisation = OrganisationField(places.organisations)
        self._organisation.setPlaceholderText(f"{_AS_NOW}输入名称或拼音首字母来找")
        self._organisation.changed.connect(self._follow_tree)
        self._written = QLineEdit(placeholderText=_AS_NOW)
        self._post = QLineEdit(placeholderText=_AS_NOW)
        self._role = role_choice()
        self._role.insertItem(0, _AS_NOW, None)
        self._role.setCurrentIndex(0)
        self._station = QComboBox()
        self._station.addItem(_AS_NOW, None)
        for name in places.stations:
            self._station.addItem(name, name)
        self._on = DateField("field_on")
        self._on.set_day(today)
        self._reason = QComboBox(editable=True)
        self._reason.addItems(list(_REASONS))
        self._reason.setCurrentText("")
        self._lay_out(people, with_stations=bool(places.stations))
        self._on.dateChanged.connect(self._say_when)
        self._organisation.setFocus()

    def _lay_out(self, people: Sequence[PersonRow], *, with_stations: bool) -> None:
        whom = make_label(whom_text(people), "sentence", "whom", wrap=True)
        self.form.add("whom", "人员", whom)
        self.form.add("organisation", "调到", self._organisation)
        self.form.add("written", "树外单位", self._written, hint="组织树里没有的，在这里写名称。")
        self.form.add("post", "新职务", self._post)
        self.form.add("role", "人员类别", self._role)
        if with_stations:
            self.form.add("station", "指导站", self._station, hint="跨站调动只有市级可以办理。")
        self._when = self.form.add("on", "从哪天起", self._on, required=True)
        self.form.add("reason", "原因", self._reason, required=True)

    @Slot(object)
    def _follow_tree(self, chosen: OrganisationId | None) -> None:
        """What is in the tree bears the tree's name."""
        if chosen is not None:
            self._written.clear()
        self._written.setEnabled(chosen is None)
        self._written.setToolTip("已在上面选了组织，这里不用填" if chosen else "")

    @Slot()
    def _say_when(self) -> None:
        later = self._on.day > self._today
        self._when.show_note("到那一天（或之后第一次打开程序时）才改变他的档案。" if later else "")

    @Slot()
    def _confirm(self) -> None:
        transfer = self._transfer()
        problems: dict[str, str] = {}
        if not transfer.moves:
            problems["organisation"] = "请选择调到哪里，或改职务、人员类别"
        if not transfer.reason:
            problems["reason"] = "请写明原因"
        if self.form.show_problems(problems):
            self.wanted.emit(transfer)

    def _transfer(self) -> Transfer:
        role = self._role.currentData()
        return Transfer(
            on=self._on.day,
            reason=self._reason.currentText().strip(),
            organisation_id=self._organisation.value(),
            organisation=self._written.text().strip() or None,
            post=self._post.text().strip() or None,
            role=None if role is None else PersonRole(role),
            station=self._station.currentData(),
        )


def whom_text(people: Sequence[PersonRow]) -> str:
    """The names of a few, and how many there are of more."""
    names = "、".join(row.name for row in people[:_FEW])
    return names if len(people) <= _FEW else f"{names}等 {len(people)} 人"

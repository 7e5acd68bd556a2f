"""来宾登记: somebody at the door whom no list knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.training.service.attendance import Guest
from ui.widgets.form_dialog import FormDialog


class GuestDialog(FormDialog):
    """It stays open until the guest is kept: whoever writes calls `accept`.

    Object names: `guest_dialog`, `guest_name`, `guest_sex`, `guest_organisation`, `guest_phone`,
    `guest_station` (in the city's folder).
    """

    given = Signal(object)
    """A `Guest`."""

    def __init__(self, typed: str, stations: Sequence[str], parent: QWidget) -> None:
        """`stations` is empty in a station's own folder."""
        super().__init__("来宾登记", "登记并签到", parent, width=460)
        self.setObjectName("guest_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = QLineEdit("" if typed.isascii() else typed)
        self._sex, self._station = QComboBox(), QComboBox()
        self._sex.addItems(["男", "女"])
        self._station.addItems(list(stations))
        self._organisation = QLineEdit()
        self._phone = QLineEdit()
        for widget, name in (
            (self._name, "guest_name"),
            (self._sex, "guest_sex"),
            (self._station, "guest_station"),
            (self._organisation, "guest_organisation"),
            (self._phone, "guest_phone"),
        ):
            widget.setObjectName(name)
        self.form.add("name", "姓名", self._name, required=True, hint="会加进人员库和本期名单。")
        self.form.add("sex", "性别", self._sex)
        self.form.add("organisation", "单位", self._organisation)
        self.form.add("phone", "手机", self._phone)
        row = self.form.add("station", "指导站", self._station)
        row.setVisible(bool(stations))
        self._name.setFocus()

    @Slot()
    def _confirm(self) -> None:
        name = self._name.text().strip()
        if self.form.show_problems({} if name else {"name": "请填写姓名。"}):
            guest = Guest(
                name,
                self._sex.currentText(),
                self._organisation.text().strip(),
                self._phone.text().strip(),
                self._station.currentText(),
            )
            self.given.emit(guest)

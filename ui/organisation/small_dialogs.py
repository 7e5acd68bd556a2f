"""Short questions of the page: where to, with which other one, and whether people come along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationRow, organisation_label
from ui.organisation.picker import OrganisationField
from ui.theme import SPACE
from ui.widgets import make_label
from ui.widgets.form_dialog import FormDialog


class ChooseDialog(FormDialog):
    """Asks for one organisation; object names `choose_dialog`, `field_organisation`."""

    wanted = Signal(object)
    """The `OrganisationId` chosen."""

    def __init__(
        self,
        title: str,
        label: str,
        confirm: str,
        rows: Sequence[OrganisationRow],
        parent: QWidget,
        *,
        hint: str,
    ) -> None:
        super().__init__(title, confirm, parent, width=560)
        self.setObjectName("choose_dialog")
        self._field = OrganisationField(rows)
        self.form.add("organisation", label, self._field, required=True, hint=hint)
        self._field.setFocus()

    @Slot()
    def _confirm(self) -> None:
        chosen: OrganisationId | None = self._field.value()
        if self.form.show_problems({} if chosen else {"organisation": "请从列表中选一个组织。"}):
            self.wanted.emit(chosen)
            self.accept()


class ResettleDialog(FormDialog):
    """Asks before a move takes organisations to another township's station.

    Object names: `resettle_dialog`, `with_people`, `without_people`.
    """

    agreed = Signal(bool)
    """Whether the people follow."""

    def __init__(
        self,
        row: OrganisationRow,
        target: OrganisationRow,
        station: str,
        organisations: int,
        people: int,
        parent: QWidget,
    ) -> None:
        super().__init__(f"移动“{row.name}”", "移动", parent, width=560)
        self.setObjectName("resettle_dialog")
        under = f"，连同下级共 {organisations} 个组织" if organisations > 1 else ""
        said = (
            f"要把“{organisation_label(row)}”移到“{organisation_label(target)}”下面吗？"
            f"它{under}，会从{row.station or '全市共有'}转给{station}指导站管理。"
        )
        self.form.add("said", "移动", make_label(said, wrap=True), hint="移动以后可以撤销。")
        self._follow = QRadioButton(f"{people} 人一起转到{station}指导站")
        self._follow.setObjectName("with_people")
        self._follow.setChecked(True)
        stay = QRadioButton("人员留在原指导站，只保留组织名称的文字")
        stay.setObjectName("without_people")
        if people:
            both = QWidget()
            column = QVBoxLayout(both)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE.s)
            column.addWidget(self._follow)
            column.addWidget(stay)
            both.setFocusProxy(self._follow)
            self.form.add("people", "人员", both)

    @Slot()
    def _confirm(self) -> None:
        self.agreed.emit(self._follow.isChecked())
        self.accept()

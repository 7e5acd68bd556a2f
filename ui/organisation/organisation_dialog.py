"""One organisation entered, or what is kept about it corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.changes import Changed
from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationFacts,
    OrganisationKind,
    OrganisationRow,
    organisation_label,
)
from jyguide.people.organisation_rule import LONGEST_NAME, kinds_under
from ui.brief import brief
from ui.desk import Desk
from ui.history.records import tell_fields
from ui.jobs import Job
from ui.undoing import Done
from ui.widgets import make_label
from ui.widgets.form_dialog import FormDialog

Keep = Callable[[OrganisationFacts], Done[Any]]
"""Writes it down; called on the worker."""
_NO_STATION = "全市共有（由市级维护）"
_ELSEWHERE = {
    "parent": ("organisation", "parent_id"),
    "station": ("organisation", "station_id"),
}
"""Fields that are no column of the same name."""


class OrganisationDialog(FormDialog):
    """Closes once the service has taken it; object names `field_name`, `field_kind` ….

    What it lies under is said, not asked: it is put elsewhere by moving it.
    """

    saved = Signal(object)

    def __init__(  # noqa: PLR0913 - what a form stands on
        self,
        desk: Desk,
        keep: Keep,
        parent_row: OrganisationRow | None,
        parent: QWidget,
        *,
        row: OrganisationRow | None = None,
        stations: Sequence[tuple[StationId, str]] = (),
        codes: Callable[[str], str] = lambda _: "",
        usual: OrganisationKind | None = None,
    ) -> None:
        """Stand ready to enter one, or to correct `row`.

        Args:
            desk: Does the writing.
            keep: Writes it down.
            parent_row: What it lies under.
            parent: The window it stands before.
            row: The one to be corrected.
            stations: Asked of the city alone, for what lies right under it.
            codes: Says in words what else has a code.
            usual: The kind a new one most likely is.
        """
        super().__init__(f"修改“{row.name}”" if row else "新增组织", "保存", parent, width=560)
        self.setObjectName("organisation_dialog")
        self._desk = desk
        self._keep = keep
        self._parent_id: OrganisationId | None = parent_row.id if parent_row else None
        self._station_id = row.station_id if row else None
        self._codes = codes
        self._name = QLineEdit(row.name if row else "", maxLength=LONGEST_NAME)
        self._kind = QComboBox()
        self._offer_kinds(parent_row, row, usual)
        self._code = QLineEdit(row.code if row else "", maxLength=40)
        self._note = QLineEdit(row.note if row else "", maxLength=200)
        self._station = QComboBox()
        self._build(parent_row, stations)
        if row is not None:
            tell_fields(self.form, "organisation", (row.id, row.name), _ELSEWHERE)

    def _offer_kinds(
        self,
        above: OrganisationRow | None,
        row: OrganisationRow | None,
        usual: OrganisationKind | None,
    ) -> None:
        kinds = kinds_under(above.kind) if above else [OrganisationKind.CITY]
        if row and row.kind not in kinds:
            kinds = [row.kind, *kinds]
        for kind in kinds:
            self._kind.addItem(ORGANISATION_KIND_NAMES[kind], kind.value)
        chosen = row.kind if row else usual
        if chosen in kinds:
            self._kind.setCurrentIndex(kinds.index(chosen))

    def _build(
        self, above: OrganisationRow | None, stations: Sequence[tuple[StationId, str]]
    ) -> None:
        where = make_label(organisation_label(above) if above else "最上一级", wrap=True)
        self.form.add("parent", "上级组织", where)
        self.form.add("name", "名称", self._name, required=True)
        self.form.add("kind", "类型", self._kind)
        if above and above.kind is OrganisationKind.CITY and stations:
            self._station.addItem(_NO_STATION, None)
            for key, name in stations:
                self._station.addItem(name, key)
                if key == self._station_id:
                    self._station.setCurrentIndex(self._station.count() - 1)
            hint = "归这个指导站管理；改动时，下级组织和人员一起转过去。"
            self.form.add("station", "指导站", self._station, hint=hint)
        code = self.form.add("code", "代码", self._code, hint="本单位自用的编码，可以不填。")
        self._code.textChanged.connect(lambda text: code.show_note(self._same_code(text)))
        self.form.add("note", "备注", self._note)
        self._name.setFocus()

    def _same_code(self, code: str) -> str:
        same = self._codes(code.strip())
        return f"{same}。仍然可以保存。" if same else ""

    @Slot()
    def _confirm(self) -> None:
        name = self._name.text().strip()
        if not self.form.show_problems({} if name else {"name": "请填写名称。"}):
            return
        chosen = self._station.currentData() if self._station.count() else self._station_id
        facts = OrganisationFacts(
            name,
            OrganisationKind(self._kind.currentData()),
            self._parent_id,
            self._code.text(),
            self._note.text(),
            chosen,
        )
        work = brief(partial(self._keep, facts))
        changed = Changed.ORGANISATIONS | Changed.PEOPLE
        job = self._desk.act(self, work, self._finish, title="正在保存组织", changed=changed)
        self.form.setEnabled(False)
        job.ended.connect(self._unlock)

    def _finish(self, done: Done[Any]) -> None:
        self.saved.emit(done)
        self.accept()

    @Slot(object)
    def _unlock(self, _job: Job) -> None:
        self.form.setEnabled(True)

"""One person entered by hand, or his entry corrected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.access.disclosing import Disclosing
from jyguide.changes import Changed
from jyguide.ids import PersonId
from jyguide.people.person import PersonFacts
from jyguide.people.row import PersonRow
from ui.access.unmask import Numbers, Unmasking
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.people.person_form import PersonForm, Surroundings
from ui.theme import SPACE
from ui.undoing import Done
from ui.widgets import FittingDialog, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

Keep = Callable[[PersonFacts], Done[PersonId]]
"""Writes a person down; called on the worker."""


class PersonDialog(FittingDialog):
    """Closes once the service has taken the person.

    Object names: `person_dialog`, `save`, `cancel`, `show_numbers`, and those of `PersonForm`.
    """

    saved = Signal(object)
    """A `Done` with the `PersonId` that was written."""

    def __init__(
        self,
        desk: Desk,
        keep: Keep,
        around: Surroundings,
        parent: QWidget,
        person: PersonRow | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keep = keep
        self.setObjectName("person_dialog")
        self.setWindowTitle(f"修改“{person.name}”" if person else "新增人员")
        self.resize(820, 0)
        self._form = PersonForm(around)
        if person:
            self._form.show_person(person)
            self._form.tell_history(person)
        self._person = person
        self._build()
        self._form.enter()

    def unmask_by(self, disclosures: Disclosing) -> None:
        """Write a line there before the numbers of whom is edited are shown."""
        self._numbers.record_by(disclosures)

    def reject(self) -> None:
        if self._save.isEnabled():  # else the person is being written, and the news must arrive
            super().reject()

    def _build(self) -> None:
        self._save = make_button("保存", Kind.PRIMARY, name="save")
        self._save.setDefault(True)
        self._save.clicked.connect(self._submit)
        cancel = make_button("取消", name="cancel")
        cancel.clicked.connect(self.reject)
        self._eye = make_button("显示号码…", Kind.QUIET, name="show_numbers")
        self._eye.setCheckable(True)
        self._eye.setToolTip("显示完整的身份证号和手机号，显示后可以修改（会登记）")
        self._eye.setVisible(self._form.is_masked)
        self._numbers = Unmasking(
            self, self._desk, self._eye, self._about_numbers, self._show_numbers
        )
        must = make_label("带 * 的必填", "small")
        foot = ButtonRow(self._save, leave=cancel, left=(self._eye,), said=must)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self._form, 1)
        layout.addLayout(foot)

    def _about_numbers(self) -> Numbers | None:
        one = self._person
        return Numbers(f"“{one.name}”", "修改人员", 1, one.id) if one else None

    def _show_numbers(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        if full:
            self._form.show_numbers()
        elif self._person is not None:
            self._form.hide_numbers(self._person)
        self._eye.setText("隐去号码" if full else "显示号码…")

    @Slot()
    def _submit(self) -> None:
        facts = self._form.facts()
        if facts is None:
            return
        work = brief(partial(self._keep, facts))
        title = "正在保存人员"
        job = self._desk.act(self, work, self._finish, title=title, changed=Changed.PEOPLE)
        self._save.setEnabled(False)
        job.ended.connect(self._unlock)

    def _finish(self, done: Done[PersonId]) -> None:
        self.saved.emit(done)
        self.accept()

    @Slot(object)
    def _unlock(self, _job: Job) -> None:
        self._save.setEnabled(True)

"""A lecturer entered, or his entry corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.changes import Changed
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.training.lecturer import LecturerFacts, names_in
from ui.brief import brief
from ui.desk import Desk
from ui.undoing import Done
from ui.widgets.form_dialog import FormDialog

Keep = Callable[[LecturerFacts], Done[object]]
"""Writes a lecturer down; called on the worker."""
_NOBODY = "不在人员名单里"


class LecturerDialog(FormDialog):
    """Closes once the service has taken the lecturer.

    Somebody of the roster with the same name may be linked. Object names: `lecturer_dialog`,
    `name`, `unit`, `title`, `note`, `person`, `confirm`, `cancel`.
    """

    saved = Signal(object)
    """A `Done`."""

    def __init__(
        self,
        desk: Desk,
        people: PeopleService,
        keep: Keep,
        parent: QWidget,
        facts: LecturerFacts | None = None,
    ) -> None:
        super().__init__("修改师资" if facts else "新增师资", "保存", parent, width=560)
        self.setObjectName("lecturer_dialog")
        self._desk = desk
        self._people = people
        self._keep = keep
        self._linked = facts.person_id if facts else None
        self._build(facts or LecturerFacts(""))
        self._find()

    def _build(self, facts: LecturerFacts) -> None:
        self._name = _line("name", facts.name)
        self._unit = _line("unit", facts.unit, "例如：江阴市委党校")
        self._title = _line("title", facts.title, "例如：教授、村党委书记")
        self._note = _line("note", facts.note, "例如：党章、基层治理案例")
        self._person = QComboBox()
        self._person.setObjectName("person")
        self._person.addItem(_NOBODY, None)
        self.form.add("name", "姓名", self._name, required=True)
        self.form.add("unit", "单位", self._unit)
        self.form.add("title", "职务/职称", self._title)
        self.form.add("note", "擅长课题", self._note)
        self.form.add("person", "人员名单", self._person, hint="同名的指导员可以关联到一起。")
        self._name.editingFinished.connect(self._find)
        self._name.setFocus()

    @Slot()
    def _find(self) -> None:
        """Whoever of the roster bears this very name."""
        name = self._name.text().strip()
        if name:
            work = partial(_namesakes, self._people, name)
            self._desk.load(self, work, self._offer)

    def _offer(self, found: Sequence[PersonRow]) -> None:
        chosen = self._person.currentData() or self._linked
        self._person.clear()
        self._person.addItem(_NOBODY, None)
        for row in found:
            where = row.organisation or row.station
            self._person.addItem(f"{row.name}（{where}）" if where else row.name, row.id)
        self._person.setCurrentIndex(max(0, self._person.findData(chosen)))
        self._person.setEnabled(bool(found))

    @Slot()
    def _confirm(self) -> None:
        facts = LecturerFacts(
            name=self._name.text().strip(),
            unit=self._unit.text().strip(),
            title=self._title.text().strip(),
            note=self._note.text().strip(),
            person_id=self._person.currentData(),
        )
        if self.form.show_problems(_problems(facts)):
            work = brief(partial(self._keep, facts))
            title = "正在保存师资"
            self._desk.act(self, work, self._finish, title=title, changed=Changed.SESSIONS)

    def _finish(self, done: Done[object]) -> None:
        self.saved.emit(done)
        self.accept()


def _problems(facts: LecturerFacts) -> dict[str, str]:
    names = names_in(facts.name)
    if not names:
        return {"name": "请填写姓名。"}
    return {"name": "一次只填一位，几位请逐个加入。"} if len(names) > 1 else {}


def _namesakes(people: PeopleService, name: str) -> list[PersonRow]:
    return [row for row in people.people(name) if row.name == name]


def _line(name: str, text: str, hint: str = "") -> QLineEdit:
    made = QLineEdit(text, placeholderText=hint)
    made.setObjectName(name)
    return made

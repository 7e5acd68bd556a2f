"""The fields of one person, checked by the rules that also hold for rows of a roster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.people.cell import CellError, compact
from jyguide.people.dates import Month
from jyguide.people.id_number import ID_LENGTH, birth_of, read_id_number, sex_of
from jyguide.people.person import PersonFacts
from jyguide.people.roster_columns import ColumnMap
from jyguide.people.roster_fields import RosterField
from jyguide.people.roster_person import PersonReader, as_person
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from jyguide.people.stations import StationNames
from ui.theme import SPACE
from ui.widgets import Form, FormRow

_DEGREES = ("研究生", "大学", "大专", "中专", "高中", "初中")
_NO_INSTRUCTOR = "不是指导员"
_DATE_HINT = "如 1998-03-22"
_CHECKED_ON_LEAVING = (
    RosterField.NAME,
    RosterField.ID_NUMBER,
    RosterField.BIRTH,
    RosterField.PHONE,
    RosterField.JOINED,
)


class PersonForm(QWidget):
    """Two columns of fields; object names `field_<RosterField>`.

    A valid ID number fills sex and birth date and locks them: they cannot contradict it.
    """

    def __init__(self, stations: Sequence[str], today: date) -> None:
        """`stations` to choose from; without any, people belong to this one."""
        super().__init__()
        self._stations = tuple(stations)
        self._today = today
        self._rows: dict[RosterField, FormRow] = {}
        self._build()
        self._connect()

    def show_person(self, row: PersonRow) -> None:
        """Fill in what is kept about a person."""
        for field in RosterField:
            if field in self._rows and field is not RosterField.KIND:
                self._write(field, str(getattr(row, field) or ""))
        self._kind.setCurrentText(INSTRUCTOR_KIND_NAMES[row.kind] or _NO_INSTRUCTOR)

    def enter(self) -> None:
        """Put the cursor where typing begins."""
        self._name.setFocus()
        self._name.selectAll()

    def facts(self) -> PersonFacts | None:
        """What the fields state, or None after showing what is wrong."""
        read, faults = self._read()
        problems = {field.value: reason for field, reason in reversed(faults)}
        right = self._work.show_problems(problems)
        left = self._identity.show_problems(problems)
        return as_person(read) if left and right else None

    def _build(self) -> None:
        self._name = QLineEdit()
        self._id = QLineEdit(placeholderText="18 位，自动得出性别和生日")
        self._sex = _choices("", "男", "女")
        self._birth = QLineEdit(placeholderText=_DATE_HINT)
        self._degree = _choices("", *_DEGREES)
        self._degree.setEditable(True)
        self._kind = _choices(_NO_INSTRUCTOR, "专职", "兼职")
        self._station = _choices("", *self._stations)
        self._identity, self._work = Form(), Form()
        self._add_identity()
        self._add_work()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xl)
        for form in (self._identity, self._work):
            row.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)

    def _add_identity(self) -> None:
        self._add(self._identity, RosterField.NAME, "姓名", self._name, required=True)
        self._add(self._identity, RosterField.ID_NUMBER, "身份证号", self._id)
        self._add(self._identity, RosterField.SEX, "性别", self._sex, required=True)
        self._add(self._identity, RosterField.BIRTH, "出生日期", self._birth)
        self._add(self._identity, RosterField.PHONE, "手机号码", QLineEdit())
        self._add(self._identity, RosterField.ETHNIC, "民族", QLineEdit())

    def _add_work(self) -> None:
        if self._stations:
            self._add(self._work, RosterField.STATION, "指导站", self._station, required=True)
        self._add(self._work, RosterField.KIND, "类别", self._kind)
        self._add(self._work, RosterField.EDUCATION, "学历", self._degree)
        joined = QLineEdit(placeholderText=_DATE_HINT)
        self._add(self._work, RosterField.JOINED, "入党日期", joined)
        self._add(self._work, RosterField.ORGANISATION, "所在党组织", QLineEdit())
        self._add(self._work, RosterField.POST, "职务", QLineEdit())

    def _add(
        self,
        form: Form,
        field: RosterField,
        label: str,
        widget: QWidget,
        *,
        required: bool = False,
    ) -> None:
        self._rows[field] = form.add(field.value, label, widget, required=required)

    def _connect(self) -> None:
        self._id.textChanged.connect(self._follow_id)
        for field in _CHECKED_ON_LEAVING:
            line = self._rows[field].field
            if isinstance(line, QLineEdit):
                line.textEdited.connect(partial(self._forget, field))
                line.editingFinished.connect(partial(self._check, field))

    @Slot(str)
    def _follow_id(self, text: str) -> None:
        typed = compact(text)
        problem = ""
        number = ""
        if len(typed) >= ID_LENGTH:
            try:
                number = read_id_number(typed)
            except CellError as error:
                problem = str(error)
        self._rows[RosterField.ID_NUMBER].show_problem(problem)
        self._take_from_id(number)

    def _take_from_id(self, number: str) -> None:
        """Fill and lock what follows from a valid number; empty unlocks and clears it."""
        if number or self._birth.isReadOnly():
            self._sex.setCurrentText(sex_of(number) if number else "")
            self._birth.setText(birth_of(number).isoformat() if number else "")
        self._sex.setDisabled(bool(number))
        self._birth.setReadOnly(bool(number))
        if number:
            self._rows[RosterField.SEX].show_problem("")
            self._rows[RosterField.BIRTH].show_problem("")

    def _forget(self, field: RosterField, _text: str) -> None:
        """What was said about a field does not hold for what is being typed now."""
        if field is not RosterField.ID_NUMBER:
            self._rows[field].show_problem("")

    def _check(self, field: RosterField) -> None:
        """Say what is wrong with a field that was filled in and left."""
        if not self._text(field):
            return
        _, faults = self._read()
        self._rows[field].show_problem(next((why for at, why in faults if at is field), ""))

    def _read(self) -> tuple[dict[RosterField, Any], list[tuple[RosterField, str]]]:
        typed = [
            field
            for field in self._rows
            if field is not RosterField.ID_NUMBER or self._text(RosterField.ID_NUMBER)
        ]
        columns = ColumnMap({field: at for at, field in enumerate(typed)})
        row = tuple(self._text(field) or None for field in typed)
        reader = PersonReader(columns, StationNames(self._stations), self._today)
        read, faults = reader.read(row)
        read.setdefault(RosterField.ID_NUMBER, "")
        return read, faults + self._left_out(read)

    def _left_out(self, read: dict[RosterField, Any]) -> list[tuple[RosterField, str]]:
        """Wanted here, though a roster may be silent about it or leave it to the ID number."""
        if isinstance(read.get(RosterField.BIRTH), Month):
            return [(RosterField.BIRTH, "请补上“日”，或填身份证号")]
        no_id = not self._text(RosterField.ID_NUMBER)  # else the number decides on the sex
        wanted = [(RosterField.SEX, "性别")] if no_id else []
        if self._stations:
            wanted.append((RosterField.STATION, "指导站"))
        return [(field, f"{label}没有选") for field, label in wanted if not read.get(field)]

    def _text(self, field: RosterField) -> str:
        widget = self._rows[field].field
        if isinstance(widget, QComboBox):
            text = widget.currentText()
            return "" if text == _NO_INSTRUCTOR else text.strip()
        return widget.text().strip() if isinstance(widget, QLineEdit) else ""

    def _write(self, field: RosterField, text: str) -> None:
        widget = self._rows[field].field
        if isinstance(widget, QComboBox):
            widget.setCurrentText(text)
        elif isinstance(widget, QLineEdit):
            widget.setText(text)


def _choices(*texts: str) -> QComboBox:
    made = QComboBox()
    made.addItems(list(texts))
    return made

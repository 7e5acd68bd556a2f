"""The fields of one person, checked by the rules that also hold for rows of a roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.exchange.table.header import ColumnMap
from jyguide.people.cell import CellError, compact
from jyguide.people.dates import Month, read_date_or_month
from jyguide.people.id_number import ID_LENGTH, birth_of, read_id_number, sex_of
from jyguide.people.names import shown_reading
from jyguide.people.organisation import OrganisationRow
from jyguide.people.person import PERSON_ROLE_NAMES, PersonFacts
from jyguide.people.roster_fields import RosterField, roster_spec
from jyguide.people.roster_person import PersonReader, as_person
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from ui.history.records import tell_fields
from ui.organisation.picker import OrganisationField
from ui.theme import SPACE, restyle
from ui.widgets import Form, FormRow

_DEGREES = ("研究生", "大学", "大专", "中专", "高中", "初中")
_NO_INSTRUCTOR, _NO_ROLE = "不是指导员", "未分类"
_NOTHING = frozenset({_NO_INSTRUCTOR, _NO_ROLE})
_DATE_HINT = "如 1998-03-22"
_CHECKED_ON_LEAVING = (
    RosterField.NAME,
    RosterField.ID_NUMBER,
    RosterField.BIRTH,
    RosterField.PHONE,
    RosterField.JOINED,
    RosterField.READING,
    RosterField.POSITION,
)
_ELSEWHERE = {"kind": ("instructor", "kind"), "station": ("person", "station_id")}
"""Fields that are no column of the same name of a person."""
_MASKED = "号码已隐去；要看或要改，请按“显示号码”"
_LOCKED_BY_TREE = "已选所属组织，这里不用填"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a form of a person needs to know of the office.

    Attributes:
        stations: To choose from; without any, people belong to this one.
        organisations: To place him at.
        today: Dates after it are refused.
    """

    stations: Sequence[str]
    organisations: Sequence[OrganisationRow]
    today: date


class PersonForm(QWidget):
    """Two columns of fields; object names `field_<RosterField>` and `field_organisation_id`.

    A valid ID number turns green, fills sex and birth date and locks them; what was typed there
    before and contradicts it stays and is said to.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._stations = tuple(around.stations)
        self._today = around.today
        self._placed = OrganisationField(around.organisations)
        self._kept: dict[RosterField, str] = {}  # of whom is edited, behind what is masked
        self._rows: dict[RosterField, FormRow] = {}
        self._build()
        self._connect()

    @property
    def is_masked(self) -> bool:
        """Whether numbers are kept behind what is shown, and cannot be edited."""
        return bool(self._kept)

    def show_person(self, row: PersonRow) -> None:
        """Fill in what is kept about a person; his numbers are masked until `show_numbers`."""
        for field in RosterField:
            if field in self._rows and field not in {RosterField.KIND, RosterField.ROLE}:
                value = getattr(row, field)
                self._write(field, "" if value is None else str(value))
        self._placed.set_value(row.organisation_id)
        self._follow_tree(row.organisation_id)
        self._propose_reading()
        self._role.setCurrentText(PERSON_ROLE_NAMES[row.role] or _NO_ROLE)
        self._kind.setCurrentText(INSTRUCTOR_KIND_NAMES[row.kind] or _NO_INSTRUCTOR)
        self.hide_numbers(row)

    def tell_history(self, row: PersonRow) -> None:
        """Offer what became of each field of him alone."""
        for form in (self._identity, self._work):
            tell_fields(form, "person", (row.id, row.name), _ELSEWHERE)

    def show_numbers(self) -> None:
        """Put his numbers into the fields, where they can be edited."""
        kept, self._kept = self._kept, {}
        for field, text in kept.items():
            self._write(field, text)
            self._lock(field, locked=False)
        if RosterField.ID_NUMBER in kept:
            self._follow_id(kept[RosterField.ID_NUMBER])

    def hide_numbers(self, row: PersonRow) -> None:
        """Mask what he has; what has been typed in its place meanwhile stays."""
        told = {
            RosterField.BIRTH: row.masked_birth,
            RosterField.PHONE: row.masked_phone,
            RosterField.NOTE: row.masked_note,
            RosterField.ID_NUMBER: row.masked_id,
        }
        had = {field: str(getattr(row, field) or "") for field in told}
        self._kept = {
            field: text
            for field, text in had.items()
            if text not in {told[field], ""} and text == self._text(field)
        }
        for field in self._kept:
            self._lock(field, locked=True)
            self._write(field, told[field])
        if RosterField.ID_NUMBER in self._kept:
            self._rows[RosterField.ID_NUMBER].show_note("")
            restyle(self._id, right="false")

    def _lock(self, field: RosterField, *, locked: bool) -> None:
        line = self._rows[field].field
        assert isinstance(line, QLineEdit)  # noqa: S101 - numbers, a date and a remark are typed
        line.setReadOnly(locked)
        line.setToolTip(_MASKED if locked else "")
        restyle(line, masked=str(locked).lower())

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
        if not (left and right):
            return None
        return replace(as_person(read), organisation_id=self._placed.value())

    def _build(self) -> None:
        self._name = QLineEdit()
        self._id = QLineEdit(placeholderText="18 位，自动得出性别和生日")
        self._sex = _choices("", "男", "女")
        self._birth = QLineEdit(placeholderText=_DATE_HINT)
        self._degree = _choices("", *_DEGREES)
        self._degree.setEditable(True)
        self._kind = _choices(_NO_INSTRUCTOR, "专职", "兼职")
        self._role = _choices(_NO_ROLE, *filter(None, PERSON_ROLE_NAMES.values()))
        self._reading = QLineEdit()
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
        self._add(self._identity, RosterField.READING, "姓名拼音", self._reading)
        self._add(self._identity, RosterField.ID_NUMBER, "身份证号", self._id)
        self._add(self._identity, RosterField.SEX, "性别", self._sex, required=True)
        self._add(self._identity, RosterField.BIRTH, "出生日期", self._birth)
        self._add(self._identity, RosterField.PHONE, "手机号码", QLineEdit())
        self._add(self._identity, RosterField.ETHNIC, "民族", QLineEdit())
        self._add(self._identity, RosterField.NOTE, "备注", QLineEdit())

    def _add_work(self) -> None:
        if self._stations:
            self._add(self._work, RosterField.STATION, "指导站", self._station, required=True)
        self._add(self._work, RosterField.KIND, "专兼职", self._kind)
        self._add(self._work, RosterField.ROLE, "人员类别", self._role)
        self._add(self._work, RosterField.EDUCATION, "学历", self._degree)
        joined = QLineEdit(placeholderText=_DATE_HINT)
        self._add(self._work, RosterField.JOINED, "入党日期", joined)
        self._work.add("organisation_id", "所属组织", self._placed)
        self._written = QLineEdit()
        self._add(self._work, RosterField.ORGANISATION, "所在党组织", self._written)
        self._add(self._work, RosterField.POST, "职务", QLineEdit())
        position = QLineEdit(placeholderText="数字，小的在前")
        self._add(self._work, RosterField.POSITION, "排序号", position)

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
        self._name.editingFinished.connect(self._propose_reading)
        self._placed.changed.connect(self._follow_tree)
        for field in _CHECKED_ON_LEAVING:
            line = self._rows[field].field
            if isinstance(line, QLineEdit):
                line.textEdited.connect(partial(self._forget, field))
                line.editingFinished.connect(partial(self._check, field))

    @Slot(str)
    def _follow_id(self, text: str) -> None:
        if RosterField.ID_NUMBER in self._kept:
            return
        typed = compact(text)
        problem = ""
        number = ""
        if len(typed) >= ID_LENGTH:
            try:
                number = read_id_number(typed)
            except CellError as error:
                problem = str(error)
        self._rows[RosterField.ID_NUMBER].show_problem(problem)
        restyle(self._id, right="true" if number else "false")
        self._take_from_id(number)

    def _take_from_id(self, number: str) -> None:
        """Fill and lock what follows from a valid number; empty unlocks and clears it.

        What was typed by hand and says otherwise is left, and said to be at odds.
        """
        if not number and self._birth.isReadOnly():
            self._sex.setCurrentText("")
            self._birth.setText("")
        odd_birth = bool(number) and self._contradicts(birth_of(number))
        if number:
            self._sex.setCurrentText(sex_of(number))
            self._rows[RosterField.SEX].show_problem("")
        if number and not odd_birth:
            self._birth.setText(birth_of(number).isoformat())
        self._sex.setDisabled(bool(number))
        self._birth.setReadOnly(bool(number) and not odd_birth)
        self._rows[RosterField.ID_NUMBER].show_note(self._said_by(number) if number else "")
        if number:
            self._check(RosterField.BIRTH)

    def _contradicts(self, birth: date) -> bool:
        """Whether a day or month typed by hand is another than the number's."""
        if self._birth.isReadOnly() or not self._birth.text().strip():
            return False
        try:
            typed = read_date_or_month(self._birth.text())
        except CellError:
            return True
        return not (typed.holds(birth) if isinstance(typed, Month) else typed == birth)

    def _said_by(self, number: str) -> str:
        birth = birth_of(number)
        age = self._today.year - birth.year
        age -= (self._today.month, self._today.day) < (birth.month, birth.day)
        day = f"{birth.year}年{birth.month}月{birth.day}日"
        return f"号码正确：{sex_of(number)}，{day}生，{age} 周岁"

    @Slot()
    def _propose_reading(self) -> None:
        """Show how the name is read while nobody says otherwise."""
        name = compact(self._name.text())
        proposed = shown_reading(name) if name else ""
        self._reading.setPlaceholderText(proposed and f"{proposed}（读音不对时才填）")

    @Slot(object)
    def _follow_tree(self, organisation_id: object) -> None:
        """Whoever has a place in the tree needs none in writing."""
        placed = organisation_id is not None
        self._written.setDisabled(placed)
        self._written.setPlaceholderText(_LOCKED_BY_TREE if placed else "")
        if placed:
            self._written.clear()
            self._rows[RosterField.ORGANISATION].show_problem("")

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
        reader = PersonReader(columns, roster_spec(self._stations), self._today)
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
        if field in self._kept:
            return self._kept[field]
        widget = self._rows[field].field
        if isinstance(widget, QComboBox):
            text = widget.currentText()
            return "" if text in _NOTHING else text.strip()
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

"""How a criterion is scored, in its form: each method shows the fields it needs."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.documents.dates import tenths_text
from jyguide.standard.checklist import METHOD_NAMES, Criterion, Grade, Method
from ui.standard.checklists.lines import LinesField
from ui.theme import SPACE
from ui.widgets import make_label

_GRADE = re.compile(r"(.*?)[：:｜|\s]*(\d{1,3}(?:\.\d)?)\s*分?")
_DEFAULT_UNIT = {Method.DEDUCTION: "次", Method.RATIO: "参加党员/应到党员"}
_FULL = 100


class MethodPart(QWidget):
    """Object names: `field_method`, `grades`, `each`, `cap`, `unit`, `ratio_unit`, `target`."""

    changed = Signal(str)
    """Name of the field that was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("method_part")
        self._method = QComboBox()
        self._method.setObjectName("field_method")
        self._method.setAccessibleName("评分方式")
        for method, name in METHOD_NAMES.items():
            self._method.addItem(name, method)
        self._grades = LinesField("grades", "分档", 4)
        self._each, self._cap = points_field("each"), points_field("cap")
        self._cap.setSpecialValueText("扣完为止")
        self._unit = QLineEdit(maxLength=20)
        self._unit.setObjectName("unit")
        self._ratio_unit = QLineEdit(maxLength=40)
        self._ratio_unit.setObjectName("ratio_unit")
        self._target = QSpinBox(minimum=1, maximum=_FULL, suffix=" %")
        self._target.setObjectName("target")
        self._stack = QStackedWidget()
        for page in self._pages():
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._method)
        layout.addWidget(self._stack)
        self.setFocusProxy(self._method)
        self._connect()

    def show_criterion(self, one: Criterion) -> None:
        """Fill in what a criterion says."""
        self._method.setCurrentIndex(self._method.findData(one.method))
        self._grades.show_lines(f"{each.label}：{tenths_text(each.points)}" for each in one.grades)
        self._each.setValue(one.each / 10)
        self._cap.setValue(one.cap / 10)
        for field in (self._unit, self._ratio_unit):
            if field.text() != one.unit:
                field.setText(one.unit)
        self._target.setValue(one.target)
        self._show_page(one.method)

    def written_in(self, one: Criterion) -> Criterion:
        """A criterion with what stands in the fields."""
        method = Method(self._method.currentData())
        unit = self._ratio_unit if method is Method.RATIO else self._unit
        return replace(
            one,
            method=method,
            grades=read_grades(self._grades.lines()),
            each=tenths(self._each),
            cap=tenths(self._cap),
            unit=unit.text(),
            target=self._target.value(),
        )

    def set_read_only(self, *, fixed: bool) -> None:
        """Whether nothing may be changed here."""
        self._method.setEnabled(not fixed)
        self._grades.setReadOnly(fixed)
        for field in (self._each, self._cap, self._unit, self._ratio_unit, self._target):
            field.setReadOnly(fixed)

    def _pages(self) -> list[QWidget]:
        hint = "每行一档，好的在前，如：基本做到：1"
        graded = QWidget()
        column = QVBoxLayout(graded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._grades)
        column.addWidget(make_label(hint, "small", "grades_hint", wrap=True))
        each = (("每次扣", self._each), ("最多扣", self._cap), ("计数", self._unit))
        ratio = (("比例", self._ratio_unit), ("满分线", self._target))
        return [
            make_label("做到得满分，没有做到不得分。", "small"),
            graded,
            _fields(*each),
            _fields(*ratio),
        ]

    def _connect(self) -> None:
        self._method.activated.connect(self._take_method)
        self._grades.textChanged.connect(partial(self.changed.emit, "grades"))
        for spin in (self._each, self._cap, self._target):
            spin.valueChanged.connect(partial(self._emit, spin.objectName()))
        for line in (self._unit, self._ratio_unit):
            line.textEdited.connect(partial(self._emit, line.objectName()))

    def _emit(self, name: str, _value: object) -> None:
        self.changed.emit(name)

    @Slot(int)
    def _take_method(self, _at: int) -> None:
        """Another method starts with what is usual for it."""
        method = Method(self._method.currentData())
        self._show_page(method)
        if unit := _DEFAULT_UNIT.get(method):
            field = self._ratio_unit if method is Method.RATIO else self._unit
            slash = "/" in field.text()
            if not field.text() or slash is not (method is Method.RATIO):
                field.setText(unit)
        self.changed.emit("method")

    def _show_page(self, method: Method) -> None:
        self._stack.setCurrentIndex(list(Method).index(method))
        page = self._stack.currentWidget()
        self._stack.setFixedHeight(page.sizeHint().height() if page is not None else 0)


def read_grades(lines: tuple[str, ...]) -> tuple[Grade, ...]:
    """Grades written a line each; a line without points has none."""
    return tuple(_read_grade(line) for line in lines)


def _read_grade(line: str) -> Grade:
    found = _GRADE.fullmatch(line)
    if found is None:
        return Grade(line, 0)
    whole, _, tenth = found[2].partition(".")
    return Grade(found[1].strip(), int(whole) * 10 + int(tenth or 0))


def points_field(name: str) -> QDoubleSpinBox:
    """A field for points."""
    made = QDoubleSpinBox(decimals=1, singleStep=0.5, minimum=0, maximum=_FULL, suffix=" 分")
    made.setObjectName(name)
    return made


def tenths(field: QDoubleSpinBox) -> int:
    """What stands in a field for points, in tenths."""
    return round(field.value() * 10)


def _fields(*rows: tuple[str, QWidget]) -> QWidget:
    made = QWidget()
    form = QFormLayout(made)
    form.setContentsMargins(0, 0, 0, 0)
    form.setVerticalSpacing(SPACE.s)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for label, field in rows:
        form.addRow(label, field)
        field.setAccessibleName(label)
    return made

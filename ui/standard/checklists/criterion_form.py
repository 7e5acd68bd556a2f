"""Everything one criterion says, in fields."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.edition import Edition
from jyguide.standard.checklist import Basis, Criterion, Grade, Method
from jyguide.standard.kinds import ASPECT_NAMES, Aspect
from ui.standard.checklists.lines import LinesField
from ui.standard.checklists.method_part import MethodPart, points_field, tenths
from ui.theme import SPACE
from ui.widgets import Form, make_label

_INSERT = "插入规定…"


class CriterionForm(QWidget):
    """Fields of one criterion; what is typed is told at once.

    Object names: `form_title`, `form_faults`, `field_text`, `field_points`, `veto`,
    `field_guide`, `field_evidence`, `field_basis`, `insert_regulation`, `field_findings`,
    `field_aspect`, and those of `MethodPart`.
    """

    edited = Signal(object, str)
    """The `Criterion` as it is now, and the name of the field that was changed."""

    def __init__(self) -> None:
        super().__init__()
        self._one: Criterion | None = None
        self._showing = False
        self._title = make_label("", "section", "form_title")
        self._faults = make_label("", "problem", "form_faults", wrap=True)
        self._text = LinesField("field_text", "检查内容", 3)
        self._points = points_field("field_points")
        self._veto = QCheckBox("一票否决")
        self._veto.setObjectName("veto")
        self._method = MethodPart()
        self._guide = LinesField("field_guide", "检查方法", 2)
        self._evidence = LinesField("field_evidence", "佐证材料", 2)
        self._basis = LinesField("field_basis", "依据", 2)
        self._insert = QComboBox()
        self._insert.setObjectName("insert_regulation")
        self._insert.setAccessibleName("把规定的名称插入依据")
        self._insert.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._insert.addItem(_INSERT)
        self._findings = LinesField("field_findings", "常见问题", 3)
        self._aspect = QComboBox()
        self._aspect.setObjectName("field_aspect")
        for aspect, name in ASPECT_NAMES.items():
            self._aspect.addItem(name, aspect)
        self._form = Form()
        self._build()
        self._connect()

    def offer(self, editions: Sequence[Edition]) -> None:
        """Offer the regulations in force for the basis."""
        self._insert.clear()
        self._insert.addItem(_INSERT)
        titles = dict.fromkeys(each.title for each in editions if each.in_force)
        self._insert.addItems(list(titles))

    def show_criterion(self, one: Criterion, faults: Iterable[str]) -> None:
        """Fill in what a criterion says and what it still lacks."""
        self._showing = True
        self._one = one
        self._title.setText(f"{one.code}　{ASPECT_NAMES[one.aspect]}")
        sentences = list(faults)
        self._faults.setText("\n".join(sentences))
        self._faults.setHidden(not sentences)
        self._text.show_text(one.text)
        self._points.setValue(one.points / 10)
        self._veto.setChecked(one.veto)
        self._method.show_criterion(one)
        self._guide.show_text(one.guide)
        self._evidence.show_lines(one.evidence)
        self._basis.show_lines(each.source for each in one.basis)
        self._findings.show_lines(one.findings)
        self._aspect.setCurrentIndex(self._aspect.findData(one.aspect))
        self._basis_row.show_note("\n".join(each.text for each in one.basis if each.text))
        self._showing = False

    def set_read_only(self, *, fixed: bool) -> None:
        """Whether nothing may be changed here."""
        for field in (self._text, self._guide, self._evidence, self._basis, self._findings):
            field.setReadOnly(fixed)
        self._points.setReadOnly(fixed)
        self._method.set_read_only(fixed=fixed)
        for part in (self._veto, self._aspect):
            part.setEnabled(not fixed)
        self._insert.setHidden(fixed)

    def enter(self) -> None:
        """Put the keyboard on what is asked."""
        self._text.setFocus()

    def _build(self) -> None:
        form = self._form
        form.add("text", "检查内容", self._text, required=True)
        form.add("points", "分值", self._points, required=True).add_beside(self._veto)
        form.add("method", "评分方式", self._method)
        form.add("guide", "检查方法", self._guide)
        form.add("evidence", "佐证材料", self._evidence, required=True, hint="每行一种。")
        self._basis_row = form.add("basis", "依据", self._basis)
        self._basis_row.add_below(self._insert)
        form.add("findings", "常见问题", self._findings, hint="打分时可以直接选用，每行一句。")
        form.add("aspect", "方面", self._aspect)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self._faults)
        column.addWidget(form)
        column.addStretch()

    def _connect(self) -> None:
        for field in (self._text, self._guide, self._evidence, self._basis, self._findings):
            field.textChanged.connect(partial(self._tell, field.objectName()))
        self._points.valueChanged.connect(self._take_points)
        self._veto.clicked.connect(partial(self._tell, "veto"))
        self._aspect.activated.connect(partial(self._tell, ""))
        self._method.changed.connect(self._tell)
        self._insert.activated.connect(self._put_regulation)

    @Slot(int)
    def _put_regulation(self, at: int) -> None:
        if at > 0:
            lines = (*self._basis.lines(), f"《{self._insert.itemText(at)}》")
            self._basis.setPlainText("\n".join(lines))
            self._insert.setCurrentIndex(0)
            self._basis.setFocus()

    @Slot(float)
    def _take_points(self, _value: float) -> None:
        """The best grade gives what the criterion does, so it goes along."""
        if self._showing or self._one is None:
            return
        points, one = tenths(self._points), self._one
        if one.grades and one.grades[0].points == one.points:
            with QSignalBlocker(self._method):
                best = Grade(one.grades[0].label, points)
                self._method.show_criterion(replace(one, grades=(best, *one.grades[1:])))
        self._tell("field_points")

    def _tell(self, name: str, *_: object) -> None:
        if self._showing or self._one is None:
            return
        one = self._method.written_in(self._one)
        one = replace(
            one,
            text=self._text.toPlainText(),
            points=tenths(self._points),
            veto=self._veto.isChecked(),
            guide=self._guide.toPlainText(),
            evidence=self._evidence.lines(),
            basis=_bases(self._basis.lines(), self._one.basis),
            findings=self._findings.lines(),
            aspect=Aspect(self._aspect.currentData()),
        )
        one = _with_usual_grades(one)
        self.edited.emit(one, name)


def _bases(lines: Iterable[str], before: Sequence[Basis]) -> tuple[Basis, ...]:
    """What is written; a line as it stood keeps the wording and the fact behind it.

    Several facts may rest on one article: the first such line means the first of them.
    """
    kept: defaultdict[str, deque[Basis]] = defaultdict(deque)
    for each in before:
        kept[each.source].append(each)
    return tuple(kept[line].popleft() if kept[line] else Basis(line) for line in lines)


def _with_usual_grades(one: Criterion) -> Criterion:
    """A criterion that has just become graded begins with three steps."""
    if one.method is not Method.GRADED or one.grades or not one.points:
        return one
    half = (one.points + 1) // 2
    grades = (Grade("做到", one.points), Grade("部分做到", half), Grade("没有做到", 0))
    return replace(one, grades=grades)

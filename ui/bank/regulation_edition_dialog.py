"""Putting a new edition on the list, or marking more clauses of one: and what that recalls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.bank.regulation import ClauseMark, NewEdition, RegulationRow
from jyguide.bank.row import ItemRow
from ui.bank.regulation_marks import MarksEditor
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import DateField, FittingDialog, Form, FormRow, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 720
_COUNT_DELAY_MS = 200
_MEANS = "依据这些条款的题会变为“需复核”，复核以前考试不抽它们。没有写明条款的题也要核对。"

WouldRecall = Callable[[Sequence[ClauseMark]], list[ItemRow]]
"""From marks to the items that would wait for review."""


class EditionDialog(FittingDialog):
    """Asks for an edition and its changed clauses, or only for clauses; counts as one types.

    Object names: `edition_dialog`, `field_title`, `field_edition`, `knows_day`, `in_force`,
    `field_note`, `counted`, `agree`, `cancel`, and those of `MarksEditor`.
    """

    edition_given = Signal(object, list)
    """A `NewEdition` and its `ClauseMark`s."""
    marks_given = Signal(list)
    """The `ClauseMark`s, where no edition was asked for."""

    def __init__(
        self,
        desk: Desk,
        row: RegulationRow,
        would_recall: WouldRecall,
        parent: QWidget,
        *,
        only_marks: bool,
        today: date,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("edition_dialog")
        self.setWindowTitle("标记修订的条款" if only_marks else "登记法规新版")
        self.setMinimumWidth(_WIDTH)
        self._desk = desk
        self._row = row
        self._would_recall = would_recall
        self._only_marks = only_marks
        self._today = today
        self._delay = QTimer(self, singleShot=True, interval=_COUNT_DELAY_MS)
        self._build()
        self._delay.timeout.connect(self._count)
        self._marks.changed.connect(self._delay.start)
        (self._marks if only_marks else self._edition).setFocus()

    def _build(self) -> None:
        self._form = Form()
        self._marks = MarksEditor()
        self._counted = make_label("", "hint", "counted", wrap=True)
        if not self._only_marks:
            self._add_edition_fields()
        marks = self._form.add("marks", "变了的条款", self._marks, hint=_MEANS)
        self._marks.changed.connect(partial(_unmark, marks))
        agree = "标记" if self._only_marks else "登记新版"
        self._agree = make_button(agree, Kind.PRIMARY, name="agree")
        self._agree.setDefault(True)
        self._agree.clicked.connect(self._give)
        cancel = make_button("取消", name="cancel")
        cancel.clicked.connect(self.reject)
        foot = ButtonRow(self._agree, leave=cancel, said=self._counted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(
            make_label(f"《{self._row.title}》“{self._row.edition}”", "sentence", wrap=True)
        )
        layout.addWidget(self._form)
        layout.addLayout(foot)

    def _add_edition_fields(self) -> None:
        self._title = QLineEdit(self._row.title)
        self._edition = QLineEdit(placeholderText="例如：2026年5月11日发布")
        self._knows_day = QCheckBox("知道施行日期")
        self._knows_day.setObjectName("knows_day")
        self._day = DateField("in_force")
        self._day.set_day(self._today)
        self._day.setEnabled(False)
        self._knows_day.toggled.connect(self._day.setEnabled)
        self._note = QLineEdit(placeholderText="这次修订的要点")
        day = QWidget()
        line = QHBoxLayout(day)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._knows_day)
        line.addWidget(self._day, 1)
        title = self._form.add("title", "名称", self._title, required=True)
        edition = self._form.add("edition", "新版本", self._edition, required=True)
        self._title.textChanged.connect(partial(_unmark, title))
        self._edition.textChanged.connect(partial(_unmark, edition))
        self._form.add("day", "施行", day)
        self._form.add("note", "说明", self._note)

    @Slot()
    def _count(self) -> None:
        if self._marks.problem():
            self._counted.setText("")
            return
        self._desk.load(self, partial(self._would_recall, self._marks.marks()), self._say_count)

    def _say_count(self, rows: list[ItemRow]) -> None:
        self._counted.setText(_counted(rows) if self._marks.marks() else "")

    @Slot()
    def _give(self) -> None:
        problems: dict[str, str] = {}
        if not self._only_marks:
            problems |= {} if self._title.text().strip() else {"title": "请填写法规名称。"}
            problems |= {} if self._edition.text().strip() else {"edition": "请填写版本。"}
        if problem := self._marks.problem():
            problems["marks"] = problem
        elif self._only_marks and not self._marks.marks():
            problems["marks"] = "请至少写一条。"
        if not self._form.show_problems(problems):
            return
        marks = self._marks.marks()
        if self._only_marks:
            self.marks_given.emit(marks)
        else:
            self.edition_given.emit(self._new_edition(), marks)
        self.accept()

    def _new_edition(self) -> NewEdition:
        return NewEdition(
            title=self._title.text().strip(),
            edition=self._edition.text().strip(),
            in_force_from=self._day.day if self._knows_day.isChecked() else None,
            note=self._note.text().strip(),
        )


def _unmark(row: FormRow, _text: str = "") -> None:
    """What was wrong is being put right."""
    row.show_problem("")


def _counted(rows: Sequence[ItemRow]) -> str:
    named = sum(row.recalled is not None and row.recalled.names_article for row in rows)
    split = f"：写明条款 {named} 道，没有写条款 {len(rows) - named} 道" if rows else ""
    return f"将有 {len(rows)} 道题需复核{split}。"

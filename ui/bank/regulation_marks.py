"""The clauses that a new edition changes, a line each."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.bank.articles import articles_named, as_citation
from jyguide.bank.regulation import ClauseMark
from ui.theme import SPACE, restyle
from ui.widgets import make_button, make_label, scrolling

_FIRST_LINES = 4
_HEIGHT = 200


class MarksEditor(QWidget):
    """Lines of old article, new article and what has changed; empty lines count for nothing.

    Object names: `whole`, `add_line`, and `article_<n>`, `new_article_<n>`, `change_<n>` from 0.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []
        self._whole = QCheckBox("整部法规都要复核")
        self._whole.setObjectName("whole")
        self._whole.toggled.connect(self._take_whole)
        add = make_button("加一条", icon_name="add", name="add_line")
        add.clicked.connect(self._add_line)
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, SPACE.s, 0)
        self._grid.setHorizontalSpacing(SPACE.s)
        self._grid.setVerticalSpacing(SPACE.s)
        for at, (head, stretch) in enumerate((("原条款", 2), ("新条款", 2), ("变化", 5))):
            self._grid.addWidget(make_label(head, "key"), 0, at)
            self._grid.setColumnStretch(at, stretch)
        for _ in range(_FIRST_LINES):
            self._add_line()
        self._build(add)

    def marks(self) -> list[ClauseMark]:
        """What is written, line by line; for the whole regulation one mark without an article."""
        if self._whole.isChecked():
            return [ClauseMark()]
        written = [[field.text().strip() for field in line] for line in self._lines]
        return [
            ClauseMark(as_citation(article), as_citation(new_article), note)
            for article, new_article, note in written
            if article or new_article or note
        ]

    def problem(self) -> str:
        """What is wrong, in a sentence, with the fields marked; empty where nothing is."""
        wrong = 0
        for line in self._lines:
            article, new_article, note = (field.text().strip() for field in line)
            faults = (
                bool(new_article or note or article) and not _names_article(article),
                bool(new_article) and not _names_article(new_article),
            )
            on = not self._whole.isChecked()
            for field, fault in zip(line, faults, strict=False):
                restyle(field, wrong="true" if fault and on else "false")
                wrong += fault and on
        return "标出的条款里看不出是哪一条，请写成“第十三条”。" if wrong else ""

    def _build(self, add: QWidget) -> None:
        area = scrolling(self._sheet)
        area.setFixedHeight(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        foot = QHBoxLayout()
        foot.addWidget(self._whole)
        foot.addStretch()
        foot.addWidget(add)
        column.addWidget(area)
        column.addLayout(foot)
        self.setFocusProxy(self._lines[0][0])

    @Slot()
    def _add_line(self) -> None:
        at = len(self._lines)
        hints = ("第十三条", "第十四条", "例如：由“备案”改为“同意”") if not at else ("", "", "")
        line = tuple(QLineEdit(placeholderText=hint) for hint in hints)
        for column, (name, field) in enumerate(
            zip(("article", "new_article", "change"), line, strict=True)
        ):
            field.setObjectName(f"{name}_{at}")
            field.textChanged.connect(self.changed)
            field.setEnabled(not self._whole.isChecked())
            self._grid.addWidget(field, at + 1, column)
        self._lines.append((line[0], line[1], line[2]))
        if at >= _FIRST_LINES:
            line[0].setFocus()

    @Slot(bool)
    def _take_whole(self, whole: bool) -> None:  # noqa: FBT001 - Qt's signal
        for line in self._lines:
            for field in line:
                field.setEnabled(not whole)
        self.changed.emit()


def _names_article(typed: str) -> bool:
    return bool(articles_named(as_citation(typed)))

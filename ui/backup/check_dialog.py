"""What a check found, line by line, with what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from jyguide.backup.finding import CheckReport, Line
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Card, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow
from ui.widgets.labels import tone_label

_TOP = Qt.AlignmentFlag.AlignTop


class CheckDialog(QDialog):
    """Object names: `check_dialog`, `close`; of each line `finding_<number>`, from 0 on."""

    def __init__(self, report: CheckReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("check_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("检查结果")
        self.resize(760, 520)
        close = make_button("关闭", name="close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = ButtonRow(leave=close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(Banner(report.sentence, Tone.WARN if report.faults else Tone.GOOD))
        layout.addWidget(scrolling(_findings(report)), 1)
        layout.addLayout(row)
        close.setFocus()


def _findings(report: CheckReport) -> QWidget:
    """What has to be dealt with first."""
    card = Card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.m)
    grid.setVerticalSpacing(SPACE.m)
    grid.setColumnStretch(2, 1)
    for number, line in enumerate(sorted(report.lines, key=lambda one: one.sound)):
        grid.addWidget(tone_label(Tone.GOOD if line.sound else Tone.BAD, 20), number, 0, _TOP)
        grid.addWidget(make_label(line.part, "key"), number, 1, _TOP)
        grid.addLayout(_words(line, number), number, 2)
    card.body.addLayout(grid)
    card.body.addStretch()
    return card


def _words(line: Line, number: int) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(SPACE.xs)
    words.addWidget(make_label(line.sentence, name=f"finding_{number}", wrap=True))
    if line.hint:
        words.addWidget(make_label(line.hint, "hint", wrap=True))
    return words

"""Answers in figures: how many times, what part of what, points given outright."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from jyguide.documents.dates import tenths_text
from jyguide.standard.checklist import Criterion
from jyguide.standard.scoring import Score, allowed_points
from ui.exam.sitting.keys import ENTER, controls
from ui.theme import SPACE, restyle, scaled
from ui.widgets import make_button, make_label

_TYPED = re.compile(r"(\d{1,3})(?:\.(\d))?")
_MOST = 99_999
_NAME_WIDTH = 72


class NumberField(QLineEdit):
    """Takes figures; every other key is the screen's."""

    stepped = Signal()
    """Enter."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("role", "number")
        self.setMaxLength(6)
        self.setFixedWidth(scaled(104))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)  # keys stay keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.key() == Qt.Key.Key_Space and self.text()
        if (event.key() in ENTER or done) and not controls(event):
            self.stepped.emit()
            return
        text = unicodedata.normalize("NFKC", event.text())
        if text.isprintable() and text and not (text.isdigit() or text in "./"):
            event.ignore()  # a letter means something to the screen
            return
        super().keyPressEvent(event)

    def tenths(self) -> int | None:
        """What was typed in whole tenths; None where it is no such figure."""
        found = _TYPED.fullmatch(unicodedata.normalize("NFKC", self.text()).strip())
        return int(found[1]) * 10 + int(found[2] or 0) if found else None

    def count(self) -> int | None:
        """What was typed as a whole number; None where it is none."""
        text = unicodedata.normalize("NFKC", self.text()).strip()
        return int(text) if text.isascii() and text.isdigit() else None


class _Figures(QWidget):
    """What answers in figures have in common: a result in words, points given outright."""

    valued = Signal(tuple)
    given = Signal(int)
    refused = Signal(str)
    onward = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._criterion: Criterion | None = None
        self.result = make_label("", "result", "answer_result")
        self.points = NumberField("direct_points", "直接给分")
        self.points.setProperty("role", "")
        self.points.setFixedWidth(scaled(72))
        self.points.textEdited.connect(self._give)
        self.points.stepped.connect(self.onward)
        self._points_label = make_label("或直接给分（D）", "key")
        self._points_label.setBuddy(self.points)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(SPACE.m)
        self.grid.setVerticalSpacing(SPACE.s)
        self.grid.setColumnStretch(0, 1)

    def _place(self, row: QHBoxLayout) -> None:
        row.addStretch(1)
        self.grid.addLayout(row, 0, 0, 1, 2)
        direct = QHBoxLayout()
        direct.setSpacing(SPACE.s)
        for part in (self._points_label, self.points, make_label("分", "key")):
            direct.addWidget(part)
        self.grid.addWidget(self.result, 1, 0)
        self.grid.addLayout(direct, 1, 1)

    def _say(self, criterion: Criterion, score: Score, how: str) -> None:
        if not score.applies or score.points is None:
            self.result.setText("")
            return
        lost = criterion.points - score.points
        of = f"得 {tenths_text(score.points)} 分"
        self.result.setText(f"{how}{'扣 ' + tenths_text(lost) + ' 分，' if lost else ''}{of}")
        tone = "bad" if lost else "good"
        if self.result.property("tone") != tone:
            restyle(self.result, tone=tone)

    def _show_points(self, score: Score) -> None:
        direct = score.points if score.applies and not score.value else None
        if not self.points.hasFocus():
            self.points.setText("" if direct is None else tenths_text(direct))

    @Slot()
    def _give(self, *_: object) -> None:
        if self._criterion is None or not self.points.text().strip():
            return
        tenths = self.points.tenths()
        allowed = allowed_points(self._criterion)
        if tenths is None or tenths not in allowed:
            least, most = tenths_text(min(allowed)), tenths_text(max(allowed))
            self.refused.emit(f"这一条可以给 {least} 到 {most} 分，最多一位小数。")
        else:
            self.refused.emit("")
            self.given.emit(tenths)


class CountAnswer(_Figures):
    """How many times; object names `fewer`, `count`, `more`, `direct_points`."""

    def __init__(self) -> None:
        super().__init__()
        self._fewer = make_button("−", name="fewer")
        self._more = make_button("+", name="more")
        self._none = make_button("没有问题（0）", name="no_occurrence")
        for button, label in ((self._fewer, "少一次"), (self._more, "多一次")):
            button.setProperty("kind", "step")
            button.setAccessibleName(label)
        for button in (self._fewer, self._more, self._none):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(button is not self._none)
        self._none.setMinimumHeight(scaled(44))
        self._shown = make_label("—", "count", "count")
        self._shown.setMinimumWidth(scaled(64))
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._unit = make_label("次", "key")
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for part in (self._none, self._fewer, self._shown, self._unit, self._more):
            row.addWidget(part)
        self._place(row)
        self._count: int | None = None
        self._fewer.clicked.connect(self._step_back)
        self._more.clicked.connect(self._step_on)
        self._none.clicked.connect(self._set_none)

    def show_criterion(self, criterion: Criterion) -> None:
        self._criterion = criterion
        self._unit.setText(criterion.unit or "次")

    def show_score(self, criterion: Criterion, score: Score) -> None:
        self._count = score.value[0] if score.applies and len(score.value) == 1 else None
        self._shown.setText("—" if self._count is None else str(self._count))
        how = "" if self._count is None else f"{self._count} {criterion.unit or '次'}，"
        self._say(criterion, score, how)
        self._show_points(score)

    def set_count(self, count: int) -> None:
        """So many times."""
        self.valued.emit((min(max(count, 0), _MOST),))

    def step(self, by: int) -> None:
        """One more or fewer; the first step from nothing said is one, or none."""
        self.set_count(max(by, 0) if self._count is None else self._count + by)

    @Slot()
    def _step_on(self) -> None:
        self.step(1)

    @Slot()
    def _step_back(self) -> None:
        self.step(-1)

    @Slot()
    def _set_none(self) -> None:
        self.set_count(0)


class RatioAnswer(_Figures):
    """Part and whole; object names `ratio_part`, `ratio_whole`, `direct_points`."""

    def __init__(self) -> None:
        super().__init__()
        self._part = NumberField("ratio_part", "其中")
        self._whole = NumberField("ratio_whole", "总数")
        self._part_label, self._whole_label = QLabel(), QLabel()
        for label in (self._part_label, self._whole_label):
            label.setWordWrap(True)  # what is counted may be named at length
            label.setMinimumWidth(scaled(_NAME_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for label, field in ((self._part_label, self._part), (self._whole_label, self._whole)):
            label.setProperty("role", "key")
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        self._place(row)
        self._part.textEdited.connect(self._divide)
        self._whole.textEdited.connect(self._divide)
        self._part.stepped.connect(self._go_whole)
        self._whole.stepped.connect(self.onward)

    def enter(self) -> None:
        """Put the keyboard on the first figure."""
        self._part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._part.selectAll()

    def show_criterion(self, criterion: Criterion) -> None:
        self._criterion = criterion
        part, _, whole = criterion.unit.partition("/")
        self._part_label.setText(part or "其中")
        self._whole_label.setText(whole or "总数")
        self._part.setAccessibleName(part or "其中")
        self._whole.setAccessibleName(whole or "总数")
        for field in (self._part, self._whole):
            field.clear()

    def show_score(self, criterion: Criterion, score: Score) -> None:
        figures = score.value if score.applies and len(score.value) > 1 else ()
        for field, figure in zip((self._part, self._whole), figures, strict=False):
            if not field.hasFocus():
                field.setText(str(figure))
        if not figures and not (self._part.hasFocus() or self._whole.hasFocus()):
            self._part.clear()
            self._whole.clear()
        percent = _percent_text(*score.value) if figures else ""
        self._say(criterion, score, percent)
        self._show_points(score)

    @Slot()
    def _go_whole(self) -> None:
        if self._whole.text():
            self.onward.emit()
        else:
            self._whole.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _divide(self, *_: object) -> None:
        if "/" in self._part.text():
            typed = self._part.text().split("/")
            self._part.setText(typed[0])
            self._whole.setText(typed[1])
            self._whole.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take(self._part.count(), self._whole.count())

    def _take(self, part_of: int | None, whole_of: int | None) -> None:
        if part_of is None or whole_of is None:
            return
        if not 0 <= part_of <= whole_of or whole_of == 0:
            self.refused.emit("前一个数不能大于后一个数，后一个数不能是 0。")
        else:
            self.refused.emit("")
            self.valued.emit((part_of, whole_of))


def _percent_text(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%，"

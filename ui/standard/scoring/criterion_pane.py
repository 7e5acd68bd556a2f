"""The criterion on screen: asked, answered, explained, with its photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.attachment.row import AttachmentRow
from jyguide.attachment.service import AttachmentService
from jyguide.standard.answering import answer_text, points_text
from ui.desk import Desk
from ui.standard.scoring.answers import Answers
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.finding_pane import FindingPane
from ui.standard.scoring.photo_strip import PhotoStrip
from ui.standard.scoring.question import FactLines, Question, basis_text
from ui.theme import SPACE, scaled
from ui.widgets import make_button, make_label, scrolling


class CriterionPane(QFrame):
    """Object names: those of its parts, and `back_one`, `on_one`, `next_open`, `as_before`,
    `full_on`, `fill_aspect`.
    """  # noqa: D205 - names

    step_wanted = Signal(int)
    open_wanted = Signal()
    before_wanted = Signal()
    full_wanted = Signal()
    fill_wanted = Signal()

    def __init__(self, desk: Desk, attachments: AttachmentService) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.question = Question()
        self.answers = Answers()
        self._basis = FactLines(basis="依据")
        self.finding = FindingPane()
        self.photos = PhotoStrip(desk, attachments)
        self._problem = make_label("", "problem", "answer_problem")
        self._problem.hide()
        self._read = make_label("", "result", "answer_read", wrap=True)
        self._code = ""
        self._build()

    def _build(self) -> None:
        self._before = make_button("与上次相同（S）", name="as_before")
        self._before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before.clicked.connect(self.before_wanted)
        before = QHBoxLayout()
        before.addWidget(self._before)
        before.addStretch(1)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.s)
        column.setSpacing(SPACE.s + SPACE.xs)
        column.addWidget(self.question)
        column.addLayout(before)
        for part in (self.answers, self._read, self._problem, self.finding, self.photos):
            column.addWidget(part)
        column.addWidget(self._basis)
        column.addStretch(1)
        self._scroll = scrolling(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(_rule())
        layout.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        self._back = make_button("上一条", icon_name="back", name="back_one")
        self._on = make_button("下一条", icon_name="next", name="on_one")
        self._back.setToolTip("上一条（↑）")
        self._on.setToolTip("下一条（↓）")
        self._open = make_button("下一条未评", name="next_open")
        self._open.setToolTip("没有评的，或扣了分没写问题的（Ctrl+↓）")
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._open.clicked.connect(self.open_wanted)
        self._fill = make_button("其余满分", name="fill_aspect")
        self._full = make_button("满分", icon_name="check", name="full_on")
        self._fill.clicked.connect(self.fill_wanted)
        self._full.clicked.connect(self.full_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        foot.setSpacing(SPACE.s)
        self._words = {self._back: "上一条（↑）", self._on: "下一条（↓）"}
        self._words |= {self._fill: "本方面其余满分", self._full: "满分（空格）"}
        self._few = {button: button.text() for button in self._words}
        for button in (self._back, self._on, self._open, self._fill, self._full):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumHeight(scaled(40))
            foot.addWidget(button)
        foot.insertStretch(3, 1)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type on a small screen the keys stand in the tips alone."""
        super().resizeEvent(event)
        for words in (self._words, self._few):
            for button, text in words.items():
                button.setText(text)
            row = (*self._words, self._open)
            needed = sum(one.sizeHint().width() for one in row) + SPACE.s * len(row)
            if needed + 2 * SPACE.m <= self.width():
                return

    def show_criterion(self, entries: Entries, phrases: Mapping[str, Sequence[str]]) -> None:
        """Show the one where the entries are."""
        one = entries.criterion
        self.question.show_criterion(entries.sheet, one, entries.at)
        self.answers.show_criterion(one)
        self._basis.say(basis=basis_text(one))
        self.show_phrases(entries, phrases)
        self._before.setVisible(one.code in entries.sheet.earlier and entries.writable)
        self._back.setEnabled(entries.at > 0)
        self._on.setEnabled(entries.at < len(entries.criteria) - 1)
        self.say_problem("")
        self.show_score(entries)
        if one.code != self._code:
            self._scroll.verticalScrollBar().setValue(0)
            self._code = one.code

    def show_phrases(self, entries: Entries, phrases: Mapping[str, Sequence[str]]) -> None:
        """Offer what the checklist offers, then what was often written."""
        one = entries.criterion
        self.finding.show_phrases([*one.findings, *phrases.get(one.code, ())])

    def show_score(self, entries: Entries) -> None:
        """Show what was said of it."""
        one, said = entries.criterion, entries.said
        writable = entries.writable
        self.answers.show_score(said, writable=writable)
        self.answers.setVisible(writable)
        self._read.setVisible(not writable)
        if not writable:
            got = "" if said.points is None else f"　{points_text(said.points)}"
            self._read.setText(f"{answer_text(one, said) or '直接给分'}{got}")
        self.finding.show_finding(
            said.finding, missing=entries.lacks_finding(one.code), writable=writable
        )
        self.finding.setVisible(writable or bool(said.finding))
        self._open.setEnabled(writable and bool(entries.lacking))
        self._show_full(entries)

    def _show_full(self, entries: Entries) -> None:
        """What gives full points stays where it is: the hand rests on it."""
        rest = len(entries.fillable)
        self._full.setEnabled(entries.writable and not entries.said.said)
        self._fill.setEnabled(entries.writable and bool(rest))
        self._full.setToolTip(
            "这一条已经评过" if entries.said.said else "给满分，到下一条（空格或 M）"
        )
        self._full.setVisible(entries.writable)
        self._fill.setVisible(entries.writable and not entries.sheet.earlier)
        self._fill.setToolTip(
            f"本方面还没有评的 {rest} 条都给满分，一票否决项除外（Ctrl+M）"
            if rest
            else "本方面没有可以一并给分的：都评过了，或只剩一票否决项"
        )

    def show_photos(self, rows: Sequence[AttachmentRow], *, writable: bool) -> None:
        """Show the photos of this criterion."""
        self.photos.show_rows(rows, writable=writable)
        self.photos.setVisible(writable or bool(rows))

    def settle(self) -> None:
        """Lay everything out now, from within: else it is seen to move once it is painted."""
        for part in (self.finding.picks, self.finding, self._inside):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()

    @Slot(str)
    def say_problem(self, sentence: str) -> None:
        """Why an answer is impossible; "" takes it back."""
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    @Slot()
    def _go_back(self) -> None:
        self.step_wanted.emit(-1)

    @Slot()
    def _go_on(self) -> None:
        self.step_wanted.emit(1)


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line

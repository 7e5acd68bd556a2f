"""The key points, numbered, and what each judge heard of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from jyguide.quiz.oral import HEARD_NAMES, MOST_JUDGES, Heard
from jyguide.quiz.oral_play import OralPlay, OralStage
from ui.quiz.oral_words import JUDGES, judge_text, keys_text
from ui.theme import SPACE, Tone, restyle
from ui.widgets import Badge, Card, Kind, make_button, make_label, scrolling

_TONES = {Heard.ALL: Tone.GOOD, Heard.SOME: Tone.WARN, Heard.NONE: Tone.BAD}
_TICK_WIDTH = 64
_BOX, _SMALL_BOX = 48, 28
_SMALL_SHEET = f"min-height: {_SMALL_BOX - 4}px; padding: 0"
"""The theme would make it as high as any button."""
_ROW, _HEADS = 64, 120
"""Pixels that a row takes where there is room, and what stands above the rows."""


class OralPanel(Card):
    """Rows are made anew for another question.

    Object names: `judge_<1|2>`, `point_<n>`, `heard_<n>`, `tick_<judge>_<n>`; all from 1.
    `present` stands there before a question does.
    """

    ticked = Signal(int, int)
    """Judge and key point, from 0, of a box that was clicked."""

    def __init__(self, judges: int) -> None:
        super().__init__("要点")
        self._dense = False
        self._judges = judges
        self._boxes: list[list[QPushButton]] = []
        self._texts: list[QLabel] = []
        self._heard: list[Badge] = []
        self._shown: object = None
        self._counts = [make_label("", "hint", f"judge_{at + 1}") for at in range(judges)]
        for label in self._counts:
            self.head.addWidget(label)
        self._room = make_label("", "sentence", "present", wrap=True)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.s)
        self._grid.setVerticalSpacing(SPACE.m)
        self._grid.setColumnStretch(1, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._room)
        column.addWidget(self._rows)
        column.addStretch()
        area = scrolling(holder)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else a click in it takes clicker and keypad
        self.body.addWidget(area)

    def show_play(self, play: OralPlay, *, covered: bool) -> None:
        """Show the key points of a turn.

        Args:
            play: Where it stands.
            covered: Whether the texts must not be seen: the class sees this window.
        """
        if play.question is not self._shown:
            self._shown = play.question
            self._make_rows(play)
        for at, label in enumerate(self._counts):
            said = judge_text(play, at)
            label.setText(f"评委{JUDGES[at]} {said}" if said else "")
        if play.question is None:
            return
        for at, point in enumerate(play.question.content.key_points):
            self._texts[at].setText(f"要点 {at + 1}" if covered else point.text)
            self._show_row(play, at)

    def show_room(self, text: str) -> None:
        """Who is there, for as long as there is no question."""
        self._room.setText(text)
        self._room.setVisible(self._shown is None)
        heading = self.findChild(QLabel, "card_title")
        if heading is not None:
            heading.setText("到场" if self._shown is None else "要点")

    def _show_row(self, play: OralPlay, at: int) -> None:
        for judge, boxes in enumerate(self._boxes):
            heard = play.ticks[judge][at] and not play.covered
            boxes[at].setText("—" if play.covered else ("✓" if heard else ""))
            boxes[at].setChecked(heard)
            boxes[at].setEnabled(play.judging and not play.ready[judge])
        result = play.score
        if play.stage is OralStage.SHOWN and result is not None:
            heard_by = result.heard[at]
            self._heard[at].show_state(HEARD_NAMES[heard_by], _TONES[heard_by])
            restyle(self._texts[at], tone=_TONES[heard_by].value)
        self._heard[at].setVisible(play.stage is OralStage.SHOWN)

    def _make_rows(self, play: OralPlay) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)  # at once: the new ones bear the same names
                old.deleteLater()
        self._boxes = [[] for _ in range(self._judges)]
        self._texts, self._heard = [], []
        if play.question is None:
            return
        points = len(play.question.content.key_points)
        self._dense = _HEADS + points * _ROW > self.height()  # a judge has no hand free to scroll
        self._grid.setVerticalSpacing(2 if self._dense else SPACE.m)
        self._make_heads(points)
        for at, point in enumerate(play.question.content.key_points):
            gap = " " if self._dense else "\n"
            weight = f"权重 {point.weight}" + (f"{gap}必答" if point.required else "")
            self._make_row(at, weight)

    def _make_heads(self, points: int) -> None:
        for judge in range(self._judges):
            keys = keys_text(judge, points)
            head = f"评委{JUDGES[judge]}" if self._judges == MOST_JUDGES else "评委"
            label = make_label(f"{head}\n{keys}", "small")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(label, 0, 3 + judge)

    def _make_row(self, at: int, weight: str) -> None:
        number = make_label(str(at + 1), "section" if self._dense else "figure")
        text = make_label(
            "", "section" if self._dense else "page-title", f"point_{at + 1}", wrap=True
        )
        heard = Badge()
        heard.setObjectName(f"heard_{at + 1}")
        self._texts.append(text)
        self._heard.append(heard)
        self._grid.addWidget(number, at + 1, 0)
        self._grid.addWidget(text, at + 1, 1)
        self._grid.addWidget(make_label(weight, "small"), at + 1, 2)
        for judge in range(self._judges):
            box = make_button("", Kind.PLAIN, name=f"tick_{judge + 1}_{at + 1}")
            box.setAccessibleName(f"评委{JUDGES[judge]}听到要点 {at + 1}")
            box.setCheckable(True)
            box.setFixedSize(_TICK_WIDTH, _SMALL_BOX if self._dense else _BOX)
            if self._dense:
                box.setStyleSheet(_SMALL_SHEET)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the class
            box.clicked.connect(self._ticker(judge, at))
            self._boxes[judge].append(box)
            self._grid.addWidget(box, at + 1, 3 + judge)
        self._grid.addWidget(heard, at + 1, 3 + self._judges, Qt.AlignmentFlag.AlignVCenter)

    def _ticker(self, judge: int, at: int) -> Callable[[], None]:
        return lambda: self.ticked.emit(judge, at)

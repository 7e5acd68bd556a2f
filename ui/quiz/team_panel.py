"""The teams as the instructor sees them: key, name, how they stand, points."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from jyguide.quiz.plan import Quiz
from jyguide.quiz.play import Play
from jyguide.quiz.scoring import points_text
from jyguide.quiz.shown import is_right
from jyguide.quiz.wall import Tile, TileState, slide_of
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, make_button, make_label

_TONES = {
    TileState.ANSWERING: Tone.GOLD,
    TileState.QUEUED: Tone.INFO,
    TileState.ANSWERED: Tone.INFO,
    TileState.OUT: Tone.WARN,
    TileState.RIGHT: Tone.GOOD,
    TileState.WRONG: Tone.BAD,
}


_SCORE_HEIGHT = 30


class TeamPanel(Card):
    """A line a team. Object names: `call_<n>`, `score_<n>`, `standing_<n>`, `adjust_<n>`."""

    adjust_wanted = Signal(int)
    called = Signal(int)
    """As if the team had pressed its key."""

    def __init__(self, quiz: Quiz) -> None:
        super().__init__("各组")
        members = quiz.members or ((),) * len(quiz.names)
        self._scores: list[QLabel] = []
        self._standings: list[Badge] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.s)
        grid.setVerticalSpacing(SPACE.s)
        grid.setColumnStretch(1, 1)
        for side, name in enumerate(quiz.names):
            self._add_line(grid, side, name)
            self._add_members(grid, side, members[side])
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.addWidget(holder)
        column.addStretch()
        self.body.addLayout(column)

    def show_play(self, play: Play, *, covered: bool) -> None:
        """Show how everybody stands; whether letters are right only where it may be seen."""
        tiles = slide_of(play).tiles
        for side, score in enumerate(play.scores[: len(self._scores)]):
            self._scores[side].setText(points_text(score))
            self._standings[side].setVisible(False)
            if side < len(tiles) and (said := _said(play, tiles[side], covered=covered)):
                tone = _TONES.get(tiles[side].state, Tone.NEUTRAL)
                self._standings[side].show_state(said, tone)
                self._standings[side].setVisible(True)

    def _add_line(self, grid: QGridLayout, side: int, name: str) -> None:
        number = side + 1
        key = _small_button(f"{number}", f"call_{number}", f"{name}抢答或登记", f"按键 {number}")
        key.clicked.connect(partial(self.called.emit, side))
        label = make_label(name, "section")
        standing = Badge()
        standing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        standing.setObjectName(f"standing_{number}")
        score = make_label("0", "page-title", f"score_{number}")
        score.setMinimumHeight(_SCORE_HEIGHT)
        said = f"更正{name}的得分"
        change = _small_button("±", f"adjust_{number}", said, f"加减分（Ctrl+{number}）")
        change.clicked.connect(partial(self.adjust_wanted.emit, side))
        centre = Qt.AlignmentFlag.AlignVCenter
        for column, widget in enumerate((key, label, standing, score, change)):
            side_align = Qt.AlignmentFlag.AlignRight if column == 3 else centre  # noqa: PLR2004
            grid.addWidget(widget, 2 * side, column, side_align | centre)
        self._scores.append(score)
        self._standings.append(standing)

    def _add_members(self, grid: QGridLayout, side: int, members: tuple[str, ...]) -> None:
        said = make_label("、".join(members), "small", f"members_{side + 1}", wrap=True)
        grid.addWidget(said, 2 * side + 1, 1, 1, 3)
        grid.setRowMinimumHeight(2 * side + 1, SPACE.l)


def _small_button(text: str, name: str, accessible: str, tip: str) -> QPushButton:
    made = make_button(text, name=name)
    made.setAccessibleName(accessible)
    made.setToolTip(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the quiz
    made.setFixedWidth(40)
    made.setStyleSheet("padding: 2px 0;")
    return made


def _said(play: Play, tile: Tile, *, covered: bool) -> str:
    """As on the wall; what a team has put down is for the instructor's eyes."""
    letters = play.answers.get(tile.key - 1, "")
    content = play.content
    if tile.key - 1 == play.answering and not letters:
        return "请回答" if tile.state is TileState.ANSWERING else "正在登记"
    if letters and content is not None and tile.key - 1 not in play.results:
        return letters if covered else f"{letters} {'✓' if is_right(content, letters) else '✗'}"
    mark = {TileState.RIGHT: "✓ ", TileState.WRONG: "✗ "}.get(tile.state, "")
    return mark + tile.word

"""Those who play one by one: one is called upon; a score is shown of one, and only when asked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from jyguide.quiz.play import Play
from jyguide.quiz.scoring import points_text
from jyguide.quiz.shown import is_right
from ui.theme import SPACE, Tone
from ui.widgets import Card, Column, EmptyText, RowTable, make_button, make_label

_NOBODY = EmptyText("全班举手作答", "按 H 登记各选项举手的人数，亮答案后显示在投影上。")
_TURNED_OUT = {True: ("答对", Tone.GOOD), False: ("答错", Tone.WARN)}


@dataclass(frozen=True, slots=True)
class PlayerRow:
    """One person: his key where he has one, and how he stands with this item alone."""

    side: int
    name: str
    place: str
    standing: str
    tone: Tone

    @property
    def key(self) -> str:
        return str(self.side + 1) if self.side < 8 else ""  # noqa: PLR2004 - keys 1 to 8


class PeoplePanel(Card):
    """Object names: `players`, `call`, `ask_score`, `asked_score`."""

    called = Signal(int)

    def __init__(self) -> None:
        super().__init__("参加的人")
        self._scores: tuple[int, ...] = ()
        self.players: RowTable[PlayerRow] = RowTable(
            [
                Column[PlayerRow]("按键", lambda row: row.key, width=58),
                Column[PlayerRow]("姓名", lambda row: row.name, width=88, names=True),
                Column[PlayerRow]("单位", lambda row: row.place, width=186, tip=_whole_place),
                Column[PlayerRow](
                    "本题", lambda row: row.standing, width=76, tone=lambda row: row.tone
                ),
            ],
            unit="人",
            search_hint="姓名",
            key=lambda row: row.side,
            empty=_NOBODY,
        )
        self.players.setObjectName("players")
        self.players.view.setAccessibleName("参加的人")
        self._call = make_button("请他回答", icon_name="people", name="call")
        self._ask = make_button("看他的得分", name="ask_score")
        self._said = make_label("", "sentence", "asked_score")
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._call)
        row.addWidget(self._ask)
        row.addWidget(self._said, 1)
        self.body.addWidget(self.players, 1)
        self.body.addLayout(row)
        self.players.activated.connect(self._call_row)
        self._call.clicked.connect(self._call_chosen)
        self._ask.clicked.connect(self._tell_score)

    def show_play(self, play: Play, *, covered: bool) -> None:
        """Show how everybody stands with this item; a score that was asked for goes away."""
        self._scores = play.scores
        self._said.setText("")
        self.players.set_rows(
            PlayerRow(side, name, _place(play, side), *_standing(play, side, covered=covered))
            for side, name in enumerate(play.quiz.names)
        )

    @Slot()
    def _call_chosen(self) -> None:
        for row in self.players.selected_rows()[:1]:
            self.called.emit(row.side)

    @Slot(object)
    def _call_row(self, row: PlayerRow) -> None:
        self.called.emit(row.side)

    @Slot()
    def _tell_score(self) -> None:
        for row in self.players.selected_rows()[:1]:
            self._said.setText(f"{row.name}：{points_text(self._scores[row.side])} 分")


def _whole_place(row: PlayerRow) -> str:
    return row.place


def _place(play: Play, side: int) -> str:
    """Where he works, and what tells him from another of that name there."""
    quiz = play.quiz
    parts = [column[side] for column in (quiz.places, quiz.marks) if column]
    return "　".join(filter(None, parts))


def _standing(play: Play, side: int, *, covered: bool) -> tuple[str, Tone]:
    if (entry := play.results.get(side)) is not None:
        return _TURNED_OUT[bool(entry.right)]
    letters = play.answers.get(side, "")
    if letters and play.content is not None:
        mark = " ✓" if is_right(play.content, letters) else " ✗"
        return letters + ("" if covered else mark), Tone.INFO
    if side == play.answering:
        return "请回答", Tone.GOLD
    return ("抢跑", Tone.WARN) if side in play.out else ("", Tone.NEUTRAL)

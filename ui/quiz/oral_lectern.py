"""The instructor's and the judges' window: answer, key points, ticks and the controls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout

from jyguide.quiz.oral_play import OralStage
from ui.quiz.console import Console
from ui.quiz.oral_keys import OralAct, OralCommand, oral_command
from ui.quiz.oral_panel import OralPanel
from ui.quiz.oral_pick_dialog import OralPickDialog
from ui.quiz.oral_run import OralRun
from ui.quiz.oral_words import enter_text, question_html, room_text, stage_text
from ui.quiz.wall_paint import Face
from ui.theme import SPACE, Tone, restyle
from ui.widgets import Card, Kind, make_label

_TWO = 2
_BUTTON_HEIGHT = 44
_CONTROLS: tuple[tuple[str, str, OralAct, Kind], ...] = (
    ("draw", "抽人", OralAct.DRAW, Kind.PLAIN),
    ("enter", "开始计时", OralAct.ENTER, Kind.PRIMARY),
    ("ready", "评委乙好了", OralAct.READY, Kind.PLAIN),
    ("another", "换人", OralAct.ANOTHER, Kind.PLAIN),
    ("pick", "选题…", OralAct.PICK, Kind.PLAIN),
    ("undo", "撤销", OralAct.UNDO, Kind.PLAIN),
    ("black", "黑屏", OralAct.BLACK, Kind.PLAIN),
    ("show", "放映", OralAct.SHOW, Kind.PLAIN),
    ("leave", "离开", OralAct.LEAVE, Kind.PLAIN),
)
_KEYS = (
    "空格 抽人、抽题　回车 计时、讲完、好了、确认　1–9 评委甲　小键盘或 Q–O 评委乙　"
    "小键盘回车或 P 乙好了　N 换人、换题　F 选题　Ctrl+Z 撤销　B 黑屏　F5 放映　Esc 离开"
)
_KEYS_ONE = (
    "空格 抽人、抽题　回车 计时、讲完、揭晓、确认　1–9 记要点　N 换人、换题　F 选题　Ctrl+Z 撤销　"
    "B 黑屏　F5 放映　Esc 离开"
)


class OralLectern(Console):
    """Nothing in it takes the keys away from the class: there is nothing to type.

    Object names: `oral_lectern`, `oral_question`, `speaker`, `stage`, `note`, `room`, and those
    of the frame and the panel.
    """

    def __init__(self, run: OralRun) -> None:
        title = f"课堂口答 · {run.room.session.plan.title} · 控制台"
        super().__init__(run, "oral_lectern", title)
        self.run = run
        self._closing = False
        self._two = run.play.rules.judges == _TWO
        self._build()
        self._connect()
        self._show()
        self._show_face(run.countdown.face)

    def take(self, event: QKeyEvent) -> bool:
        command = oral_command(event, two_judges=self._two)
        if command is not None:
            self.run.obey(command)
        return command is not None

    def may_close(self) -> bool:
        """Not before what was confirmed is kept, or he has been told what is not."""
        self._closing = self.run.keeper.busy
        if self._closing:
            return False
        if self.run.begun and not self.run.leaving:
            self.run.ask_to_leave()
            return False
        return True

    def why_not_leave(self) -> str:
        said = "课堂口答还在进行，现在退出会收起投影。已确认的都在"
        return f"{said}，没有确认的这一次不会保存。" if self.run.begun else f"{said}。"

    def _build(self) -> None:
        self._panel = OralPanel(self.run.play.rules.judges)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.m)
        middle.addWidget(self._make_question(), 46)
        middle.addWidget(self._panel, 54)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(self._make_head())
        layout.addWidget(self._trouble)
        layout.addLayout(middle, 1)
        layout.addLayout(self._make_controls())
        keys = _KEYS if self._two else _KEYS_ONE
        layout.addWidget(make_label(keys, "small", "keys", wrap=True))

    def _make_head(self) -> QHBoxLayout:
        self._speaker = make_label("", "page-title", "speaker")
        self._stage = make_label("", "sentence", "stage", wrap=True)
        self._room = make_label("", "hint", "room")
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._speaker)
        row.addWidget(self._stage, 1)
        row.addWidget(self._room)
        row.addWidget(self._clock)
        return row

    def _make_question(self) -> Card:
        self._question = QTextBrowser()
        self._question.setObjectName("oral_question")
        self._question.setAccessibleName("题目和参考答案")
        self._question.setProperty("role", "sheet")
        self._question.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._note = make_label("", "sentence", "note", wrap=True)
        card = Card("题目")
        card.body.addWidget(self._question, 1)
        card.body.addWidget(self._note)
        return card

    def _make_controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        controls = [(name, text, self._presser(act), kind) for name, text, act, kind in _CONTROLS]
        self._add_controls(row, controls, ("undo",))
        for name, button in self._controls.items():
            button.setMinimumHeight(_BUTTON_HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys of its own do the same
            row.setStretchFactor(button, 2 if name in ("draw", "enter") else 0)
        self._controls["ready"].setVisible(self._two)
        return row

    def _presser(self, act: OralAct) -> Callable[[], None]:
        judge = 1 if act is OralAct.READY else 0
        return lambda: self.run.obey(OralCommand(act, judge))

    def _connect(self) -> None:
        run = self.run
        run.changed.connect(self._show)
        run.countdown.moved.connect(self._show_face)
        run.pick_wanted.connect(self._ask_pick)
        run.settled.connect(self._close_after_all)
        self._panel.ticked.connect(self._tick)

    @Slot()
    def _close_after_all(self) -> None:
        if self._closing:
            self.close()

    @Slot()
    def _ask_pick(self) -> None:
        dialog = OralPickDialog(self.run.room.questions, self.over())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.picked.connect(self.run.ask_this)
        dialog.open()

    @Slot(int, int)
    def _tick(self, judge: int, point: int) -> None:
        self.run.obey(OralCommand(OralAct.TICK, judge, point))

    @Slot()
    def _show(self) -> None:
        play, run = self.run.play, self.run
        rolling = run.roll.running
        name = play.speaker.name if play.speaker and not rolling else "课堂口答"
        self._speaker.setText(name)
        self._stage.setText(stage_text(play, rolling=rolling))
        waiting = f"，{run.room.still_to_speak} 人还没轮到" if run.room.still_to_speak else ""
        self._room.setText(f"到场 {len(run.room.present)} 人{waiting}")
        self._note.setText(run.note)
        self._note.setVisible(bool(run.note))
        self._question.setHtml("" if rolling else question_html(play, covered=run.covered))
        self._panel.show_play(play, covered=run.covered)
        self._panel.show_room("" if rolling else room_text(run.room))
        self._show_buttons()
        self._trouble.say(run.leaving_text or run.warning, Tone.WARN)

    def _show_buttons(self) -> None:
        play, run = self.run.play, self.run
        texts = {
            "draw": "抽题" if play.stage is OralStage.CALLED else "抽人",
            "enter": enter_text(play),
            "another": "换题" if play.stage is OralStage.ASKED else "换人",
        }
        judging = play.stage is OralStage.JUDGING
        allowed = {
            "draw": play.stage in (OralStage.READY, OralStage.CALLED),
            "enter": play.question is not None and not (judging and play.ready[0]),
            "ready": self._two and judging and not play.ready[-1],
            "another": play.stage in (OralStage.CALLED, OralStage.ASKED),
            "pick": play.stage in (OralStage.CALLED, OralStage.ASKED),
            "undo": play.stage is not OralStage.READY or run.keeper.any_kept,
        }
        self._show_controls(texts, allowed)

    @Slot(object)
    def _show_face(self, face: Face) -> None:
        play, seconds = self.run.play, face.seconds or 0
        said = f"用时 {play.seconds} 秒" if play.seconds else f"{seconds} 秒"
        self._clock.setText("时间到" if seconds <= 0 else said)
        restyle(self._clock, tone=(Tone.BAD if face.low else Tone.NEUTRAL).value)

"""The instructor's window during a quiz: everything the wall may not show, and the controls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
)

from jyguide.quiz.shown import shown_options
from jyguide.quiz.wall import facts_text
from ui.exam.sitting.words import problem_text
from ui.quiz.console import Console
from ui.quiz.item_text import item_html, next_text
from ui.quiz.keys import Act, Command, command_of
from ui.quiz.people_panel import PeoplePanel
from ui.quiz.run import QuizRun
from ui.quiz.small_dialogs import AdjustDialog, HandsDialog
from ui.quiz.team_panel import TeamPanel
from ui.quiz.wall_paint import Face
from ui.theme import SPACE, Tone, restyle
from ui.widgets import Card, Kind, make_button, make_label

_KEYS = (
    "空格 计时　回车 亮答案、下一题　1–8 抢答　A–F 所选　R 对　W 错　Ctrl+Z 撤销　"
    "Ctrl+1–8 加减分　T 必答/抢答　M 风险　H 举手　B 黑屏"
)
_CONTROLS: tuple[tuple[str, str, Act, Kind], ...] = (
    ("clock", "开始计时", Act.CLOCK, Kind.PLAIN),
    ("enter", "亮答案", Act.ENTER, Kind.PRIMARY),
    ("right", "✓ 对", Act.RIGHT, Kind.PLAIN),
    ("wrong", "✗ 错", Act.WRONG, Kind.PLAIN),
    ("undo", "撤销计分", Act.UNDO, Kind.PLAIN),
    ("kind", "改为必答", Act.KIND, Kind.PLAIN),
    ("stake", "风险题", Act.STAKE, Kind.PLAIN),
    ("hands", "举手人数", Act.HANDS, Kind.PLAIN),
    ("black", "黑屏", Act.BLACK, Kind.PLAIN),
    ("show", "放映", Act.SHOW, Kind.PLAIN),
    ("leave", "离开", Act.LEAVE, Kind.PLAIN),
)


_NO_TYPING = (type(None), QPushButton, QTextBrowser)
"""Where the cursor may stand without taking the keys from the quiz, beside the window itself."""


class Lectern(Console):
    """Answer, next item, sides and controls; the wall has none of them.

    Object names: `lectern`, `item_text`, `next_item`, `note`, `retry`, `add_item`, and those of
    the frame and the panels.
    """

    def __init__(self, run: QuizRun) -> None:
        title = f"课堂竞答 · {run.play.quiz.plan.title} · 控制台"
        super().__init__(run, "lectern", title)
        self.run = run
        self._refusal = ""
        self._closing = False
        self._sides: TeamPanel | PeoplePanel = (
            TeamPanel(run.play.quiz) if run.play.teams else PeoplePanel()
        )
        self._build()
        self._connect()
        self._show()
        self._show_face(run.countdown.face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.focusWidget()
        if place is self or isinstance(place, _NO_TYPING):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.setFocus()  # out of a list or a field first, and of the quiz only then
        else:
            event.ignore()

    def take(self, event: QKeyEvent) -> bool:
        command = command_of(event, hearing=self.run.play.answering is not None)
        if command is not None:
            self.run.obey(command)
        return command is not None

    def may_close(self) -> bool:
        """Not before everything scored is kept, or he has been told what he loses."""
        keeper = self.run.keeper
        if keeper.may_leave(told=self.run.leaving):
            return True
        self._closing = not keeper.failing
        if keeper.failing:
            self.run.ask_to_leave()
        return False

    def why_not_leave(self) -> str:
        if unsaved := self.run.keeper.unsaved:
            return f"课堂竞答还有 {unsaved} 次计分没有存入，现在退出可能丢失。"
        return "课堂竞答还在进行，现在退出会收起投影。得分都已保存，下次可以继续。"

    def _build(self) -> None:
        self._retry = make_button("重新存入", name="retry")
        self._retry.hide()
        troubled = QHBoxLayout()
        troubled.addWidget(self._trouble, 1)
        troubled.addWidget(self._retry)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.m)
        middle.addLayout(self._make_left(), 60)
        middle.addWidget(self._sides, 40)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(self._make_head())
        layout.addLayout(troubled)
        layout.addLayout(middle, 1)
        layout.addLayout(self._make_controls())
        layout.addWidget(make_label(_KEYS, "small", "keys", wrap=True))

    def _make_head(self) -> QHBoxLayout:
        self._heading = make_label("", "page-title", "heading")
        self._facts = make_label("", "hint", "facts")
        self._note = make_label("", "sentence", "note", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._heading)
        row.addWidget(self._facts)
        row.addWidget(self._note, 1)
        row.addWidget(self._clock)
        return row

    def _make_left(self) -> QVBoxLayout:
        self._item = QTextBrowser()
        self._item.setObjectName("item_text")
        self._item.setAccessibleName("本题和答案")
        self._item.setProperty("role", "sheet")
        self._item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card = Card()
        card.body.addWidget(self._item)
        self._next = make_label("", "body", "next_item", wrap=True)
        self._next.setMaximumHeight(84)
        coming = Card("下一题")
        coming.body.addWidget(self._next)
        left = QVBoxLayout()
        left.setSpacing(SPACE.m)
        left.addWidget(card, 1)
        left.addWidget(coming)
        return left

    def _make_controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        controls = [(name, text, self._presser(act), kind) for name, text, act, kind in _CONTROLS]
        self._add_controls(row, controls, ("wrong", "hands"))
        self._add = make_button("加一题", icon_name="add", name="add_item")
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.insertWidget(2, self._add)
        return row

    def _presser(self, act: Act) -> Callable[[], None]:
        return lambda: self.run.obey(Command(act))

    def _connect(self) -> None:
        run = self.run
        run.changed.connect(self._show)
        run.countdown.moved.connect(self._show_face)
        run.adjust_wanted.connect(self._ask_adjust)
        run.hands_wanted.connect(self._ask_hands)
        run.keeper.refused.connect(self._say_refused)
        run.keeper.kept.connect(self._clear_refused)
        self._retry.clicked.connect(run.keeper.retry)
        self._add.clicked.connect(run.add_item)
        self._sides.called.connect(self._call)
        if isinstance(self._sides, TeamPanel):
            self._sides.adjust_wanted.connect(self._ask_adjust)

    @Slot(int)
    def _call(self, side: int) -> None:
        # later: the very Enter that chose him goes on to this window once the list has read it
        QTimer.singleShot(0, self, self.setFocus)
        self.run.call(side)

    @Slot()
    def _show(self) -> None:
        play, run = self.run.play, self.run
        content = play.content
        count = len(play.quiz.contents)
        self._heading.setText(
            f"第 {play.at + 1} / {count} 题" if content else play.quiz.plan.title
        )
        self._facts.setText(facts_text(play, content) if content else "")
        self._note.setText(play.note)
        self._item.setHtml(item_html(play, covered=run.covered))
        self._next.setText(next_text(play, covered=run.next_covered))
        self._sides.show_play(play, covered=run.covered)
        self._show_buttons()
        self._show_face(run.countdown.face)
        self._show_trouble()

    def _show_buttons(self) -> None:
        play = self.run.play
        on_item = play.content is not None
        asking = on_item and not play.revealed
        floor = play.answering is not None and play.answering not in play.results
        texts = {
            "enter": "亮答案" if asking else ("开始" if play.at < 0 else "下一题"),
            "kind": "改为抢答" if play.kind == "ask" else "改为必答",
        }
        allowed = {
            "clock": asking,
            "enter": not play.closed,
            "right": on_item and floor,
            "wrong": on_item and floor,
            "undo": bool(play.rounds),
            "kind": on_item and play.untouched,
            "stake": asking and not play.here,
            "hands": on_item and bool(shown_options(play.content)) if play.content else False,
        }
        self._show_controls(texts, allowed)
        self._add.setVisible(play.closed)

    def _show_trouble(self) -> None:
        if self._refusal and not self.run.leaving:
            self._trouble.say(self._refusal, Tone.BAD)
        elif self.run.leaving:
            self._trouble.say(self.run.leaving_text, Tone.WARN)
        else:
            self._trouble.say(self.run.warning, Tone.WARN)

    @Slot(object)
    def _show_face(self, face: Face) -> None:
        seconds = face.seconds or 0
        content, revealed = self.run.play.content, self.run.play.revealed
        text = "时间到" if seconds <= 0 else f"{seconds} 秒"
        self._clock.setText("" if content is None or revealed else text)
        restyle(self._clock, tone=(Tone.BAD if face.low else Tone.NEUTRAL).value)
        running = self.run.countdown.running
        self._controls["clock"].setText("停止计时" if running else "开始计时")

    @Slot(object)
    def _say_refused(self, error: BaseException) -> None:
        self._closing = False
        waiting = self.run.keeper.unsaved
        self._refusal = f"有 {waiting} 次计分没有存入，还留在屏幕上。{problem_text(error)}"
        self._retry.show()
        self._show_trouble()

    @Slot()
    def _clear_refused(self) -> None:
        self._refusal = ""
        self._retry.hide()
        self._show_trouble()
        if self._closing:
            self.close()

    @Slot(int)
    def _ask_adjust(self, side: int) -> None:
        dialog = AdjustDialog(side, self.run.play.name(side), self.over())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.run.adjust)
        dialog.open()

    @Slot()
    def _ask_hands(self) -> None:
        content = self.run.play.content
        options = len(shown_options(content)) if content else 0
        if not options:
            return
        dialog = HandsDialog(options, self.over())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.run.count_hands)
        dialog.open()

"""The window in which one person practises: question, answer, grade, next."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.drill.card import DrillCard
from jyguide.drill.desk import DrillSession
from jyguide.drill.review import DRILL_MODE_NAMES, Answered, Grade
from jyguide.drill.service import DrillService
from jyguide.drill.sitting import Sitting
from ui.desk import Desk
from ui.drill.card_view import CardView
from ui.drill.frame import DrillFrame
from ui.drill.keeper import GradeKeeper
from ui.drill.look import window_sheet
from ui.drill.stopwatch import Monotonic, Stopwatch
from ui.drill.words import leads_to, summary_text
from ui.exam.sitting.choice_view import ChoiceView
from ui.exam.sitting.keys import controls, plain_key
from ui.exam.sitting.words import problem_text
from ui.widgets import EmptyState, EmptyText

_LAID_OUT_MS = 30
"""By then what came to light has its place, and can be scrolled to."""

_ON = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SAY = "说完按空格看答案"
_CHOOSE = "按字母选择；多选、排序选完按回车"
_TICK = "数字键给说到的要点打勾，按回车去评分"
_GRADE = "数字键 1–4 评分；左右键移动，回车确定"
_WAITS = "还有 {count} 次评分没有存入，都留在这里，没有丢。{why}"
_LOSES = (
    "还有 {count} 次评分没有存入，现在离开会丢失。请先按 F5 重新存入；一定要离开，再按一次 Esc。"
)
_HELD = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
"""Keys that go on while they are held; every other one means what it says once."""
_LOOK_BACK = "这是回看，不评分；PgDn 返回当前题"


class DrillWindow(QWidget):
    """One sitting. What could not be stored stays, is told, and is tried again.

    Object name `drill_window`; show it with `showFullScreen`.
    """

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        drills: DrillService,
        session: DrillSession,
        now: Monotonic = time.monotonic,
    ) -> None:
        super().__init__()
        self.setObjectName("drill_window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = f"{session.name} · {DRILL_MODE_NAMES[session.mode]}"
        self.setWindowTitle(title)
        self.setStyleSheet(window_sheet())
        self.sitting = Sitting(session)
        self._drills = drills
        self.keeper = GradeKeeper(desk, drills, self)
        self._parting = self._closing = False
        self._view: CardView | None = None
        self._looking_back = 0
        self._grading = False
        self._watch = Stopwatch(now, session.answer_seconds)
        self._frame = DrillFrame(title, self._watch.label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._connect()
        self._show_current()

    def _connect(self) -> None:
        self._frame.turn_button.clicked.connect(self._turn)
        self._frame.grades.chosen.connect(self._grade)
        self._frame.favourite.clicked.connect(self._toggle_favourite)
        self._frame.undo.clicked.connect(self._undo)
        self._frame.before.clicked.connect(partial(self._look_back, 1))
        self._frame.leave.clicked.connect(self.close)
        self._frame.retry.clicked.connect(self.keeper.retry)
        self.keeper.refused.connect(self._say_refused)
        self.keeper.kept.connect(self._clear_refused)

    def let_go(self) -> None:
        """Close, whatever waits: it cannot be stored any more."""
        self._parting = self.keeper.failing = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.keeper.may_leave(told=self._parting):
            event.ignore()
            self._part()
            return
        self._watch.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _part(self) -> None:
        """Close as soon as everything is stored, or say what would be lost."""
        self._closing = not self.keeper.failing
        self._parting = self.keeper.failing
        if self._parting:
            said = _LOSES.format(count=self.keeper.unsaved)
            self._frame.say_trouble(said)

    @Slot(object)
    def _say_refused(self, error: BaseException) -> None:
        self._closing = False
        said = _WAITS.format(count=self.keeper.unsaved, why=problem_text(error))
        self._frame.say_trouble(said)

    @Slot()
    def _clear_refused(self) -> None:
        self._parting = False
        self._frame.say_trouble("")
        if self._closing:
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and event.key() not in _HELD:
            return
        key = plain_key(event)
        self._parting = self._parting and key == Qt.Key.Key_Escape
        if not (self._command(key, control=controls(event)) or self._on_card(key)):
            super().keyPressEvent(event)

    def _command(self, key: int, *, control: bool) -> bool:
        """Keys that mean the same whatever is shown."""
        commands: dict[tuple[int, bool], Callable[[], object]] = {
            (Qt.Key.Key_Escape, False): self.close,
            (Qt.Key.Key_Z, True): self._undo,
            (Qt.Key.Key_F, False): self._toggle_favourite,
            (Qt.Key.Key_F5, False): self.keeper.retry,
            (Qt.Key.Key_PageUp, False): partial(self._look_back, 1),
            (Qt.Key.Key_PageDown, False): partial(self._look_back, -1),
        }
        command = commands.get((key, control))
        if self._view is not None and self._view.wants_letter(key):
            return False
        if command is not None:
            command()
        return command is not None or control

    def _on_card(self, key: int) -> bool:
        """Keys that mean something to what is shown."""
        view = self._view
        if view is None:
            return self._at_the_end(key)
        if not self._looking_back:
            if self._taken(view, key):
                return True
            if key in _ON:
                self._go_on()
                return True
        return self._scroll(key)

    def _taken(self, view: CardView, key: int) -> bool:
        """Whether a letter, a number or an arrow was meant for an option, a point or a grade."""
        if not self._grading and view.take_key(key):
            return True
        return view.turned and self._frame.grades.take_key(key, digits=self._grading)

    def _at_the_end(self, key: int) -> bool:
        if key in _ON:
            self.close()
        return key in _ON

    def _scroll(self, key: int) -> bool:
        ways: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        steps = ways.get(key, 0)
        self._frame.scroll_by(steps)
        return bool(steps)

    def _go_on(self) -> None:
        """Turn the card over, go from its points to its grade, take the grade."""
        if self._view is None:
            return
        if not self._view.turned:
            self._turn()
        elif not self._grading:
            self._begin_grading()
        else:
            self._grade(self._frame.grades.pointed)

    @Slot()
    def _turn(self) -> None:
        view = self._view
        if view is None or view.turned or self._looking_back or not view.ready:
            return
        self._watch.stop()
        quick = self._watch.quick
        view.turn()
        view.ticked.connect(partial(self._suggest, quick=quick))
        words = leads_to(view.card, self.sitting.session.mode)
        self._frame.grades.offer(words, view.suggested(quick=quick))
        self._frame.grades.show()
        self._frame.turn_button.hide()
        self._frame.keys.setText(_TICK)
        if view.points is None:
            self._begin_grading()
        QTimer.singleShot(_LAID_OUT_MS, view, partial(self._show_whole_answer, view))

    def _show_whole_answer(self, view: CardView) -> None:
        """Scroll down to what came to light, as far as its beginning stays in sight."""
        if view is self._view and view.answer_parts:
            self._frame.scroll_to(view.answer_parts[-1])
            self._frame.scroll_to(view.answer_parts[0])

    def _begin_grading(self) -> None:
        self._grading = True
        self._frame.keys.setText(_GRADE)

    def _suggest(self, *, quick: bool) -> None:
        if self._view is not None:
            self._frame.grades.point(self._view.suggested(quick=quick))

    @Slot(object)
    def _grade(self, grade: Grade) -> None:
        view = self._view
        if view is None or not view.turned or self._looking_back:
            return
        step = self.sitting.grade(grade)
        session = self.sitting.session
        answered = Answered(
            person_id=session.person_id,
            item_id=step.card.item_id,
            revision_id=step.card.revision_id,
            mode=session.mode,
            grade=grade,
            seconds=self._watch.passed,
            missed=view.missed,
        )
        self.keeper.grade(answered, self.sitting.renew)
        self._show_current()

    @Slot()
    def _undo(self) -> None:
        """Take back the last grade, here and on the disk; its card is up again."""
        if self._looking_back or self.sitting.undo() is None:
            return
        self.keeper.undo()
        self._show_current()

    @Slot()
    def _toggle_favourite(self) -> None:
        if self._view is None:
            return
        card = self._view.card
        wanted = not card.favourite
        self._view.card = self.sitting.mark_favourite(card, wanted=wanted)
        self._show_star()
        person, item = self.sitting.session.person_id, card.item_id
        self.keeper.add(partial(self._drills.set_favourite, person, item, wanted=wanted))

    def _look_back(self, steps: int) -> None:
        """Look at an earlier card; nothing is graded or taken back by it."""
        done = self.sitting.done
        back = min(max(self._looking_back + steps, 0), len(done))
        if back == self._looking_back:
            return
        self._looking_back = back
        if not back:
            self._show_current()
            return
        self._watch.stop()
        self._show_view(CardView(done[-back].card))
        assert self._view is not None  # noqa: S101 - for the type checker: just shown
        self._view.turn(judged=False)
        self._frame.turn_button.hide()
        self._frame.grades.hide()
        self._frame.keys.setText(_LOOK_BACK)

    def _show_current(self) -> None:
        self._looking_back = 0
        self._grading = False
        card = self.sitting.current
        if card is None:
            self._show_end()
            return
        self._show_view(CardView(card))
        self._frame.grades.hide()
        self._frame.turn_button.show()
        self._frame.keys.setText(_CHOOSE if card.by_letters else _SAY)
        self._watch.label.show()
        self._watch.start()
        self.setFocus()

    def _show_view(self, view: CardView) -> None:
        self._view = view
        view.answered.connect(self._turn)
        for choice in view.findChildren(ChoiceView):
            choice.pointed.connect(self._frame.scroll_to)
        self._frame.show_card(view)
        self._show_place()
        self._show_star()

    def _show_place(self) -> None:
        at, total = self.sitting.place
        self._frame.place.setText(f"第 {at} 题 / 共 {total} 题")
        self._frame.undo.setEnabled(bool(self.sitting.done) and not self._looking_back)
        self._frame.before.setEnabled(self._looking_back < len(self.sitting.done))

    def _show_star(self) -> None:
        shown: DrillCard | None = self._view.card if self._view else None
        starred = shown is not None and shown.favourite
        self._frame.favourite.setText("已收藏（F）" if starred else "收藏（F）")
        self._frame.favourite.setEnabled(shown is not None)

    def _show_end(self) -> None:
        self._watch.stop()
        self._view = None
        done = len(self.sitting.done)
        sentence = (
            f"练了 {done} 次：{summary_text(self.sitting)}。" if done else "这里现在没有题。"
        )
        end = EmptyState(EmptyText("这次练完了", sentence, "完成（回车）", "good"), "drill_end")
        end.clicked.connect(self.close)
        self._frame.show_card(end)
        self._show_place()
        self._show_star()
        self._frame.place.setText("")
        for part in (self._frame.turn_button, self._frame.grades, self._watch.label):
            part.hide()
        self._frame.keys.setText("回车返回；Ctrl+Z 撤销最后一次评分")
        self.setFocus()

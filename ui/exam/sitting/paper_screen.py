"""The screen on which a paper is answered, one item at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.bank.item import ItemKind
from jyguide.bank.row import KIND_NAMES
from jyguide.exam.paper import PaperPlace
from jyguide.exam.points import format_points
from jyguide.exam.row import Sitting
from jyguide.exam.sitting import Interruption, clock_text, length_text
from ui.exam.sitting.choice_view import ChoiceView, OrderingView
from ui.exam.sitting.item_view import ItemScroll, ItemView
from ui.exam.sitting.keys import ENTER, controls, plain_key
from ui.exam.sitting.overview import Overview
from ui.exam.sitting.paper_bars import FootBar, HeadBar
from ui.exam.sitting.recorder import AnswerRecorder
from ui.exam.sitting.text_view import BlanksView, TextView
from ui.exam.sitting.timekeeper import Timekeeper
from ui.exam.sitting.words import problem_text, unbroken
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Card, make_button, make_label

_VIEWS: dict[ItemKind, type[ItemView]] = {
    ItemKind.SINGLE: ChoiceView,
    ItemKind.MULTIPLE: ChoiceView,
    ItemKind.TRUE_FALSE: ChoiceView,
    ItemKind.ORDERING: OrderingView,
    ItemKind.FILL_IN: BlanksView,
    ItemKind.SHORT_ANSWER: TextView,
    ItemKind.ORAL: TextView,
}
_HOW = {
    ItemKind.SINGLE: "选一项：按字母或数字键，或用鼠标点选",
    ItemKind.MULTIPLE: "选一项或多项：按字母或数字键，再按一次取消",
    ItemKind.TRUE_FALSE: "判断：正确按 T，错误按 F",
    ItemKind.ORDERING: "排序：按先后顺序依次按字母键",
    ItemKind.FILL_IN: "填空：回车到下一空",
    ItemKind.SHORT_ANSWER: "简答：写完按 Ctrl+回车到下一题",
    ItemKind.ORAL: "简答：写完按 Ctrl+回车到下一题",
}
_TYPED = frozenset({ItemKind.FILL_IN, ItemKind.SHORT_ANSWER, ItemKind.ORAL})
_HELD = (Qt.Key.Key_Up, Qt.Key.Key_Down)
"""Keys that may be held: what they do is seen and undone at once."""


class PaperScreen(QWidget):
    """One attempt under way. Built for one `Sitting` and thrown away after it.

    Object names: `stem`, `item_head`, `problem`, `retry`, `time_note`, and those of its parts.
    """

    hand_in_wanted = Signal()

    def __init__(self, sitting: Sitting, recorder: AnswerRecorder, timekeeper: Timekeeper) -> None:
        super().__init__()
        self._places = {place.position: place for place in sitting.places}
        self._recorder = recorder
        self._timekeeper = timekeeper
        self._view: ItemView | None = None
        self._here = 0
        self._build(sitting)
        self._connect()
        self._go(self._first_open())
        if sitting.resumed:
            left = clock_text(timekeeper.seconds_left)
            self.time_note.say(f"上次中断，已恢复，剩余 {left}；中断的时间没有计入。", Tone.INFO)

    @property
    def position(self) -> int:
        """The item on screen."""
        return self._here

    def flush(self) -> None:
        """Send off what was typed and not yet stored."""
        if self._view is not None:
            self._view.flush()

    @Slot()
    def take_focus(self) -> None:
        if self._view is not None:
            self._view.take_focus()

    def lock(self, *, locked: bool) -> None:
        """Refuse any more answers while the paper is being handed in."""
        self._item.setEnabled(not locked)
        self.foot.setEnabled(not locked)

    @Slot(object)
    def show_problem(self, error: BaseException) -> None:
        """Say at once that something was not stored, and what."""
        places = "、".join(str(position) for position in self._recorder.unsaved)
        what = f"第 {places} 题的答案没有存入。" if places else "考试记录没有存入。"
        self.problem.say(f"{what}{problem_text(error)}请立即告诉监考人员。", Tone.BAD)
        self.retry.show()
        self.overview.refresh()

    @Slot()
    def clear_problem(self) -> None:
        self.problem.say("")
        self.retry.hide()
        self.overview.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = plain_key(event)
        if event.isAutoRepeat() and key not in _HELD:
            return True  # a finger that stays on a key means it once
        if not self.foot.isEnabled():
            return False
        if self._view is not None and not controls(event) and self._go_within(self._view, key):
            return True
        act = self._ways.get(key)
        if act is not None:
            act()
        return act is not None

    def _go_within(self, view: ItemView, key: int) -> bool:
        """Let the item act on a key; a long one is read on to its next part first."""
        if key in _HELD:
            step = 1 if key == Qt.Key.Key_Down else -1
            if self._scroll.read_on(view.beside(step), step):
                return True
        return view.take_key(key)

    def _build(self, sitting: Sitting) -> None:
        self.head = HeadBar(sitting)
        self.foot = FootBar()
        self.overview = Overview(sitting.places, self._state_of)
        self.problem = Banner()
        self.problem.setObjectName("problem")
        self.retry = make_button("重新存入", name="retry")
        self.retry.hide()
        self.time_note = Banner()
        self.time_note.setObjectName("time_note")
        middle = QHBoxLayout()
        middle.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        middle.setSpacing(SPACE.m)
        middle.addLayout(self._make_left(), 1)
        middle.addWidget(self.overview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(middle, 1)
        layout.addWidget(self.foot)

    def _make_left(self) -> QVBoxLayout:
        trouble = QHBoxLayout()
        trouble.addWidget(self.problem, 1)
        trouble.addWidget(self.retry)
        self._item = Card()
        self._item.body.setSpacing(SPACE.m)
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        left.addLayout(trouble)
        left.addWidget(self.time_note)
        left.addWidget(self._item, 1)
        self._item_head = make_label("", "exam-soft", "item_head", wrap=True)
        self._stem = make_label("", "exam-stem", "stem", wrap=True)
        self._content = QWidget()
        self._content.setObjectName("item_content")
        self._content_rows = QVBoxLayout(self._content)
        self._content_rows.setContentsMargins(0, 0, SPACE.m, 0)
        self._content_rows.setSpacing(SPACE.m)
        self._content_rows.addWidget(self._stem)
        self._item.body.addWidget(self._item_head)
        self._scroll = ItemScroll(self._content)
        self._item.body.addWidget(self._scroll, 1)
        return left

    def _connect(self) -> None:
        self._ways: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Left: self._back,
            Qt.Key.Key_PageUp: self._back,
            Qt.Key.Key_Right: self._onward,
            Qt.Key.Key_PageDown: self._onward,
            **dict.fromkeys(ENTER, self._onward),
            Qt.Key.Key_M: self._turn_later,
            Qt.Key.Key_G: self._enter_overview,
        }
        self.overview.wanted.connect(self._go)
        self.overview.left.connect(self.take_focus)
        self.foot.back.clicked.connect(self._back)
        self.foot.onward.clicked.connect(self._onward)
        self.foot.later.clicked.connect(self._turn_later)
        self.foot.hand_in.clicked.connect(self.hand_in_wanted)
        self.retry.clicked.connect(self._recorder.retry)
        self._recorder.changed.connect(self._show_change)
        self._recorder.refused.connect(self.show_problem)
        self._recorder.recovered.connect(self.clear_problem)
        self._timekeeper.left.connect(self.head.show_left)
        self._timekeeper.warned.connect(self._warn)
        self._timekeeper.extended.connect(self._tell_extended)
        self._timekeeper.stood_still.connect(self._tell_standstill)

    def _first_open(self) -> int:
        return next(iter(self._recorder.unanswered), min(self._places))

    @Slot(int)
    def _go(self, position: int) -> None:
        if position not in self._places:
            return
        self.flush()
        self._here = position
        place = self._places[position]
        self._show_head(place)
        self._replace_view(place)
        self.overview.show_here(position)
        self.foot.show_ends(
            first=position == min(self._places),
            last=position == max(self._places),
            typing=place.content.kind in _TYPED,
        )
        self._show_later()

    def _replace_view(self, place: PaperPlace) -> None:
        before, self._view = self._view, _VIEWS[place.content.kind](place)
        self._view.show_response(self._recorder.response(place.position))
        self._view.given.connect(self._take_answer)
        self._view.pointed.connect(self._scroll.ensureWidgetVisible)
        self._content_rows.addWidget(self._view, 1)
        if before is not None:
            before.hide()
            before.deleteLater()
        self._scroll.verticalScrollBar().setValue(0)
        self._view.show()  # at once: what is still hidden would lose the next key
        self._view.take_focus()

    def _show_head(self, place: PaperPlace) -> None:
        content = place.content
        worth = format_points(place.points)
        said = (
            f"第 {place.position} 题　{KIND_NAMES[content.kind]}　{worth} 分　{_HOW[content.kind]}"
        )
        self._item_head.setText(said)
        self._stem.setText(unbroken(content.stem))

    @Slot()
    def _back(self) -> None:
        self._go(self._here - 1)

    @Slot()
    def _onward(self) -> None:
        if self._here == max(self._places):
            self.flush()
            self.hand_in_wanted.emit()
        else:
            self._go(self._here + 1)

    @Slot()
    def _enter_overview(self) -> None:
        self.flush()
        self.overview.enter()

    @Slot()
    def _turn_later(self) -> None:
        self.flush()
        self._recorder.turn_later(self._here)

    @Slot(object)
    def _take_answer(self, response: object) -> None:
        assert response is None or isinstance(response, str | tuple)  # noqa: S101 - Signal(object)
        self._recorder.give(self._here, response)

    @Slot(int)
    def _show_change(self, position: int) -> None:
        self.overview.refresh_cell(position)
        if position == self._here:
            self._show_later()

    def _show_later(self) -> None:
        self.foot.show_later(marked=self._recorder.is_later(self._here))

    @Slot(int)
    def _warn(self, seconds: int) -> None:
        self.time_note.say(f"还剩 {seconds // 60} 分钟，到时自动交卷。", Tone.WARN)

    @Slot(int)
    def _tell_extended(self, seconds: int) -> None:
        left = clock_text(self._timekeeper.seconds_left)
        self.time_note.say(f"监考人员补时 {seconds // 60} 分钟，剩余 {left}。", Tone.INFO)

    @Slot(object)
    def _tell_standstill(self, span: Interruption) -> None:
        stopped, resumed = span
        long = length_text(round((resumed - stopped).total_seconds()))
        self.time_note.say(f"电脑休眠了 {long}，这段时间没有计入。", Tone.INFO)

    def _state_of(self, position: int) -> tuple[str, bool]:
        later = self._recorder.is_later(position)
        if position in self._recorder.unsaved:
            return "unsaved", later
        answered = self._recorder.is_answered(position) and self._recorder.is_saved(position)
        return "answered" if answered else "empty", later

"""What the two dialogs that draw lots have in common: asked first, looked over, then kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from jyguide.errors import RuleError
from ui.desk import Desk
from ui.standard.lots.seed_field import SeedField
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.optional_day import OptionalDay

T = TypeVar("T")
_SIZE = (1180, 640)
_DAYS = 14


class DrawDialog(QDialog, Generic[T]):
    """Two pages: what is asked, and what came out. It stays open until that is kept.

    Subclasses fill the pages with `_hold` and override `_work` and `_show_drawn`. Object names:
    `problem_banner`, `drawn_sentence`, `draw`, `back`, `keep`, `cancel`, `due`, `seed`.
    """

    wanted = Signal(object)
    """What was drawn is to be kept; whoever does so calls `accept`, or `resume`."""

    def __init__(self, desk: Desk, title: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._desk = desk
        self.drawn: T | None = None
        self.seed = SeedField()
        self.due = OptionalDay("due", "完成期限", today + timedelta(days=_DAYS))
        self._banner = Banner()
        self._banner.setObjectName("problem_banner")
        self._sentence = make_label("", "section", "drawn_sentence", wrap=True)
        self._stack = QStackedWidget()
        self._draw = make_button("抽签", Kind.PRIMARY, name="draw")
        self._draw.setToolTip("抽签（Ctrl+Enter）；看过结果再保存")
        self._back = make_button("返回修改", icon_name="back", name="back")
        self._keep = make_button("保存", Kind.PRIMARY, "save", "keep")
        self._keep.setToolTip("保存（Ctrl+Enter）")
        self._cancel = make_button("取消", name="cancel")
        self._draw.clicked.connect(self.draw)
        self._back.clicked.connect(self._go_back)
        self._keep.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._go_on)

    def _hold(self, asked: QWidget, result: QWidget) -> None:
        looked_over = QWidget()
        column = QVBoxLayout(looked_over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._sentence)
        column.addWidget(result, 1)
        self._stack.addWidget(asked)
        self._stack.addWidget(looked_over)
        foot = ButtonRow(self._back, self._draw, self._keep, leave=self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._banner)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        self._show_page(drawn=False)

    def _work(self) -> Callable[[], T]:
        """Reads the fields now; what it gives is called on the worker."""
        raise NotImplementedError  # each lot has fields of its own

    def _show_drawn(self, found: T) -> tuple[str, str]:
        """Fills the second page; gives its sentence, and one to be careful about."""
        raise NotImplementedError  # each lot gives something else

    @Slot()
    def draw(self) -> None:
        """Draw from what stands in the fields."""
        self._draw.setEnabled(False)
        work = self._work()
        self._desk.load(self, lambda: _or_refusal(work), self._show)

    def _show(self, found: T | RuleError) -> None:
        self._draw.setEnabled(True)
        if isinstance(found, RuleError):
            self._banner.say(" ".join(filter(None, (found.message, found.hint))), Tone.WARN)
            return
        self.drawn = found
        sentence, warning = self._show_drawn(found)
        self._sentence.setText(sentence)
        self._show_page(drawn=True)
        self._banner.say(warning, Tone.WARN)

    @Slot()
    def _go_on(self) -> None:
        """What leads on from the page shown."""
        (self._keep if self._keep.isVisible() else self._draw).click()

    @Slot()
    def forget_problem(self) -> None:
        """What was refused is being put right."""
        self._banner.say("")

    @Slot()
    def _go_back(self) -> None:
        self._show_page(drawn=False)

    def _show_page(self, *, drawn: bool) -> None:
        self._banner.say("")
        self._stack.setCurrentIndex(int(drawn))
        self._draw.setHidden(drawn)
        self._back.setVisible(drawn)
        self._keep.setVisible(drawn)
        if drawn:
            self._keep.setFocus()

    @Slot()
    def _submit(self) -> None:
        if self.drawn is not None:
            self._keep.setEnabled(False)
            self.wanted.emit(self.drawn)

    @Slot()
    def resume(self) -> None:
        """Let the user go on after keeping failed."""
        self._keep.setEnabled(True)


def _or_refusal(work: Callable[[], T]) -> T | RuleError:
    """A rule that forbids it is an answer here, told beside the fields and not over them."""
    try:
        return work()
    except RuleError as error:
        return error

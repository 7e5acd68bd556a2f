"""What stands before the data: whose name, his secret, and a button. It knows no rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jyguide.vault.login import Candidate
from ui.access.secret_field import SecretField
from ui.theme import PALETTE, SPACE
from ui.widgets import Card, Form, Kind, icon_label, make_button, make_label

_WIDTH = 420
_MOST_ROWS = 6
_WHO = int(Qt.ItemDataRole.UserRole)
_OPEN, _OPENING = "打开", "正在打开…"
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class LoginView(QWidget):
    """Names, a secret, 打开. Up and Down choose another name from the secret field too.

    Object names: `login_view`, `login_title`, `login_sentence`, `login_names`, `field_secret`,
    `login_wait`, `log_in`, `forgotten`.
    """

    given = Signal(object, str)
    """A `Candidate` and what he typed."""
    chosen = Signal(object)
    """Another `Candidate` is chosen."""
    forgotten = Signal(object)
    """The `Candidate` who asks to be helped."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("login_view")
        self._busy = self._waiting = False
        self._build()
        self._connect()

    @property
    def candidate(self) -> Candidate | None:
        """Whose name is chosen."""
        item = self._names.currentItem()
        who = None if item is None else item.data(_WHO)
        return who if isinstance(who, Candidate) else None

    @property
    def candidates(self) -> list[Candidate]:
        """Whose names are listed."""
        return [self._names.item(at).data(_WHO) for at in range(self._names.count())]

    def say(self, title: str, sentence: str) -> None:
        """Why it is shown."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def offer_nobody(self, sentence: str) -> None:
        """It cannot be told who may open: say why, and what to do."""
        self._names.clear()
        self._sentence.setText(sentence)
        for part in (self._form, self._button, self._forgotten):
            part.hide()

    def offer(self, candidates: Sequence[Candidate], chosen: Candidate | None) -> None:
        """List who may open; the keyboard waits for the secret of the one chosen."""
        for part in (self._form, self._button, self._forgotten):
            part.show()
        self._names.clear()
        for one in candidates:
            item = QListWidgetItem(one.name)
            item.setData(_WHO, one)
            self._names.addItem(item)
        rows = min(max(len(candidates), 1), _MOST_ROWS)
        row = self._names.sizeHintForRow(0)
        self._names.setFixedHeight(rows * row + 2 * self._names.frameWidth())
        at = candidates.index(chosen) if chosen in candidates else 0
        self._names.setCurrentRow(at)
        self.restart()

    def restart(self) -> None:
        """Wait for a secret, and show nothing of the last one."""
        self._secret.hide_again()
        self._row.show_problem("")
        self.show_busy(busy=False)
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        """While the secret is tried, or the data opened, nothing else can be asked for."""
        self._busy = busy
        self._button.setText(_OPENING if busy else _OPEN)
        self._allow()

    def show_problem(self, sentence: str) -> None:
        """Say beside the field why it is not open, and let him type over what he typed."""
        self.show_busy(busy=False)
        self._row.show_problem(sentence)
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
        self._secret.selectAll()

    def show_wait(self, sentence: str) -> None:
        """Count down under the field; an empty sentence ends the wait."""
        self._waiting = bool(sentence)
        self._wait.setText(sentence)
        self._wait.setHidden(not sentence)
        self._allow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            watched is self._secret
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _TO_LIST
        ):
            self._names.event(event)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._title = make_label("", "page-title", "login_title")
        self._sentence = make_label("", "hint", "login_sentence", wrap=True)
        self._names = QListWidget()
        self._names.setObjectName("login_names")
        self._names.setAccessibleName("使用人")
        self._names.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._secret = SecretField("field_secret")
        self._secret.setPlaceholderText("有中文时先点右边的眼睛")
        self._form = form = Form()
        form.add("who", "使用人", self._names)
        self._row = form.add("secret", "口令", self._secret)
        self._wait = make_label("", "problem", "login_wait", wrap=True)
        self._wait.hide()
        self._button = make_button(_OPEN, Kind.PRIMARY, "lock", "log_in")
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._forgotten = make_button("忘记口令…", Kind.QUIET, name="forgotten")
        self._lay_out(form)

    def _lay_out(self, form: Form) -> None:
        card = Card()
        card.setFixedWidth(_WIDTH + 2 * SPACE.m)
        card.body.setSpacing(SPACE.m)
        card.body.addLayout(self._head())
        card.body.addWidget(form)
        card.body.addWidget(self._wait)
        card.body.addWidget(self._button)
        card.body.addWidget(self._forgotten, alignment=Qt.AlignmentFlag.AlignRight)
        middle = QHBoxLayout()  # no alignment: the card would not follow its sentences
        middle.addStretch()
        middle.addWidget(card)
        middle.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        mark: QLabel = icon_label("lock", PALETTE.red, 40)
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _connect(self) -> None:
        self._secret.installEventFilter(self)
        self._secret.returnPressed.connect(self._give)
        self._secret.textEdited.connect(self._clear_problem)
        self._secret.warned.connect(self._row.show_note)
        self._names.itemActivated.connect(self._enter_field)
        self._names.currentItemChanged.connect(self._tell_chosen)
        self._button.clicked.connect(self._give)
        self._forgotten.clicked.connect(self._ask_help)

    @Slot()
    def _give(self) -> None:
        who = self.candidate
        if self._busy or self._waiting or who is None:
            return
        if not self._secret.text():
            self.show_problem("请输入口令。")
            return
        self._row.show_problem("")
        self.given.emit(who, self._secret.text())

    @Slot()
    def _clear_problem(self) -> None:
        self._row.show_problem("")

    @Slot()
    def _enter_field(self) -> None:
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell_chosen(self) -> None:
        if (who := self.candidate) is not None:
            self._secret.clear()
            self._row.show_problem("")
            self.chosen.emit(who)

    @Slot()
    def _ask_help(self) -> None:
        self.forgotten.emit(self.candidate)

    def _allow(self) -> None:
        free = not self._busy
        for part in (self._names, self._secret, self._forgotten):
            part.setEnabled(free)
        self._button.setEnabled(free and not self._waiting)

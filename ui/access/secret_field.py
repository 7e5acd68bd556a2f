"""Where a secret is typed: hidden, with an eye to show it, and a word when Caps Lock is on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from jyguide.errors import RuleError
from jyguide.vault.secret import LONGEST, check_secret, level
from ui.access.strength import strength_words
from ui.theme import icon
from ui.widgets import Form, FormRow

_EYE = 30
_CAPS = "大写锁定（Caps Lock）已打开"
_BY_HAND = "至少 8 个字符，可以是一句话；输入中文请先点右边的眼睛"
_REPEAT = "两遍输入的不一样，请再输一遍。"


class SecretField(QLineEdit):
    """Object names: its own, and `eye` for the button inside, which Tab and Space reach too.

    What is typed while the eye has the focus does not come in: Qt offers a child's keys to its
    parent, and whoever meant the next field would lengthen this one, behind its dots.

    Qt does not know the state of Caps Lock: it is told by letters that come out in the other
    case than Shift asked for.
    """

    warned = Signal(str)
    """What to watch for while typing, or ""."""

    def __init__(self, name: str, label: str = "口令") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMaxLength(LONGEST)
        self.eye = QToolButton(self)
        self.eye.setObjectName("eye")
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.setIconSize(QSize(18, 18))
        self.eye.toggled.connect(self._turn)
        self.setTextMargins(0, 0, _EYE, 0)
        self._turn(False)  # noqa: FBT003 - as Qt's signal has it

    def hide_again(self) -> None:
        """Forget what was typed, and show dots for what comes."""
        self.eye.setChecked(False)
        self.clear()
        self.warned.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.eye.hasFocus():
            event.ignore()  # whoever shows the field has a use for Enter and Esc
            return
        super().keyPressEvent(event)
        sign = event.text()
        if len(sign) == 1 and sign.isascii() and sign.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.warned.emit(_CAPS if sign.isupper() != shift else "")
        elif event.key() == Qt.Key.Key_CapsLock:
            self.warned.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = min(_EYE, self.height() - 4)
        self.eye.setGeometry(self.width() - side - 3, (self.height() - side) // 2, side, side)

    @Slot(bool)
    def _turn(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        words = "隐藏口令" if shown else "显示口令"
        self.eye.setIcon(icon("eye-off" if shown else "eye"))
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)


def _put_eyes_last(first: SecretField, second: SecretField) -> None:
    """Tab leads from one typing to the next, as everybody types it."""
    order = (first, second, first.eye, second.eye)
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)


class SecretPair:
    """Two rows of a form in which somebody chooses a secret: typed twice, its strength in words.

    Object names: `field_secret`, `field_repeated`.
    """

    def __init__(self, form: Form, name: Callable[[], str], label: str = "口令") -> None:
        """`name` tells whose secret it will be."""
        self._name = name
        self._first = SecretField("field_secret", label)
        self._second = SecretField("field_repeated", f"再输一遍{label}")
        self._row = form.add("secret", label, self._first, required=True, hint=_BY_HAND)
        self._again = form.add("repeated", "再输一遍", self._second, required=True)
        _put_eyes_last(self._first, self._second)
        self._first.textChanged.connect(self._judge)
        self._second.textChanged.connect(lambda: self._again.show_problem(""))
        for field, row in ((self._first, self._row), (self._second, self._again)):
            field.warned.connect(lambda words, row=row: self._warn(row, words))

    @property
    def secret(self) -> str:
        """What was typed first; good only once there are no `problems`."""
        return self._first.text()

    def problems(self) -> dict[str, str]:
        """By field, as `Form.show_problems` takes them."""
        if not self._first.text():
            return {"secret": "请输入口令。"}
        try:
            check_secret(self._first.text(), self._name())
        except RuleError as error:
            return {"secret": f"{error.message}{error.hint}"}
        same = level(self._first.text()) == level(self._second.text())
        return {} if same else {"repeated": _REPEAT}

    def _judge(self, text: str) -> None:
        self._row.show_problem("")
        self._row.show_note(strength_words(text, self._name()))

    def _warn(self, row: FormRow, words: str) -> None:
        if words or row is self._again:
            row.show_note(words)
        else:
            self._judge(self._first.text())

"""Items answered by choosing letters: one, several, right or wrong, or in an order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import PaperPlace
from ui.exam.sitting.item_view import ItemView
from ui.exam.sitting.keys import ENTER, plain_character
from ui.exam.sitting.option_button import OptionButton
from ui.widgets import make_button, make_label

_TRUE_FALSE = (("T", "正确"), ("F", "错误"))
_ORDER_HINT = "请按先后顺序逐个选择各步骤；再选一次即取消，退格键取消最后一个。"


class ChoiceView(ItemView):
    """Options as buttons; letters and digits choose, up and down point, space or Enter takes."""

    def __init__(self, place: PaperPlace) -> None:
        super().__init__(place)
        self._chosen = ""
        self._pointed = -1
        self._buttons = [OptionButton(letter, text) for letter, text in options_of(place)]
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self._choose_at)
        for at, button in enumerate(self._buttons):
            self._group.addButton(button, at)
            self.rows.addWidget(button)
        self.rows.addStretch()

    def show_response(self, response: Response) -> None:
        self._chosen = str(response or "")
        self._show()

    def take_key(self, key: int) -> bool:
        letter = self._letter_of(key)
        if letter:
            self._choose(letter)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._point(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Space and self._pointed >= 0:
            self._choose(self._buttons[self._pointed].letter)
            return True
        return key in ENTER and self._take_pointed()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that come from an input method all the same mean what keys would."""
        for character in event.commitString():
            self.take_key(plain_character(character))
        event.accept()

    def _take_pointed(self) -> bool:
        if self._pointed < 0 or self._buttons[self._pointed].letter in self._chosen:
            return False
        self._choose(self._buttons[self._pointed].letter)
        return True

    def _letter_of(self, key: int) -> str:
        letters = [button.letter for button in self._buttons]
        if Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(letters):
            return letters[key - Qt.Key.Key_1]
        typed = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        return typed if typed in letters else ""

    def beside(self, step: int) -> QWidget | None:
        at = self._next(step)
        return self._buttons[at] if 0 <= at < len(self._buttons) else None

    def _next(self, step: int) -> int:
        """The option after the one pointed at; beyond the last or before the first is none."""
        start = self._pointed if self._pointed >= 0 else (-1 if step > 0 else len(self._buttons))
        return start + step

    def _point(self, step: int) -> None:
        self._pointed = min(max(self._next(step), 0), len(self._buttons) - 1)
        self._show()
        self.pointed.emit(self._buttons[self._pointed])

    @Slot(int)
    def _choose_at(self, at: int) -> None:
        self._choose(self._buttons[at].letter)

    def _choose(self, letter: str) -> None:
        self._chosen = self._after(letter)
        self._show()
        self.given.emit(self._chosen or None)

    def _after(self, letter: str) -> str:
        """What is chosen once `letter` was pressed."""
        if self.place.content.kind is not ItemKind.MULTIPLE:
            return letter
        return "".join(sorted({*self._chosen} ^ {letter}))

    def _show(self) -> None:
        for at, button in enumerate(self._buttons):
            chosen = button.letter in self._chosen
            button.show_state(chosen=chosen, pointed=at == self._pointed)


class OrderingView(ChoiceView):
    """Steps put in order by pressing their letters one after another; pressed again, one goes."""

    def __init__(self, place: PaperPlace) -> None:
        self._order = make_label("", "body", "order", wrap=True)
        self._again = make_button("重排", name="order_again")
        super().__init__(place)
        self._again.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._again.clicked.connect(self._begin_again)
        self.rows.insertWidget(0, self._order)
        self.rows.insertWidget(self.rows.count() - 1, self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    def take_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Backspace and self._chosen:
            self._choose(self._chosen[-1])
            return True
        return super().take_key(key)

    @Slot()
    def _begin_again(self) -> None:
        self._chosen = ""
        self._show()
        self.given.emit(None)

    def _after(self, letter: str) -> str:
        if letter in self._chosen:
            return self._chosen.replace(letter, "")
        return self._chosen + letter

    def _show(self) -> None:
        super()._show()
        said = f"你的顺序：{' → '.join(self._chosen)}" if self._chosen else _ORDER_HINT
        self._order.setText(said)
        self._again.setEnabled(bool(self._chosen))


def options_of(place: PaperPlace) -> list[tuple[str, str]]:
    """Letters and texts to choose from; the two of a true-false item bear T and F."""
    if place.content.kind is ItemKind.TRUE_FALSE:
        return list(_TRUE_FALSE)
    return list(zip(OPTION_LETTERS, place.content.options, strict=False))

"""The row that is being typed: whose it is, what has been understood, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from jyguide.exam.keying.notation import AnswerText
from jyguide.exam.keying.rows import KeyedPerson, KeyingLayout, RowReading, left_text
from ui.exam.keying.echo import EchoGrid, echo_head
from ui.theme import SPACE
from ui.widgets import make_label

_MOST_HEIGHT = 176
_MOST_SAID = 3


class RowPane(QWidget):
    """Object names: `echo_head`, `echo`, `row_problem`."""

    def __init__(self) -> None:
        super().__init__()
        self._layouts: Mapping[str, KeyingLayout] = {}
        self._none = AnswerText((), ())
        self._echo = EchoGrid()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(self._echo)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = make_label("", "section", "echo_head")
        self._problem = make_label("", "problem", "row_problem", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._head)
        layout.addWidget(self._scroll)
        layout.addWidget(self._problem)

    def show_layouts(self, layouts: Mapping[str, KeyingLayout]) -> None:
        """From now on rows are of these variants.

        The echo is as high for everybody, so that the grid does not jump under whoever types.
        """
        self._layouts = layouts
        slots = max((one.slots for one in layouts.values()), key=len, default=())
        self._none = AnswerText(slots, ())
        self._echo.show_text(self._none)
        wanted = self._echo.heightForWidth(self._scroll.viewport().width())
        self._scroll.setFixedHeight(min(_MOST_HEIGHT, wanted) if slots else 0)

    def show_row(self, person: KeyedPerson, reading: RowReading) -> None:
        """Show one person's row; of one in which nothing is typed yet, nothing is wrong."""
        known = person.row.variant in self._layouts
        said = f"先填卷别（{'、'.join(self._layouts)}），再录答案"
        variant = f"　{person.row.variant} 卷" if person.row.variant else ""
        self._head.setText(
            f"{person.name}{variant}　{echo_head(reading.answers) if known else said}"
        )
        self._echo.show_text(reading.answers if known else self._none)
        self._problem.setText("" if person.row.empty else _problems(reading))

    def clear(self) -> None:
        """Nobody's row is being typed."""
        self._head.clear()
        self._problem.clear()
        self._echo.show_text(self._none)


def _problems(reading: RowReading) -> str:
    said = [*reading.problems, *reading.notes]
    if reading.left:
        said.append(left_text(reading))
    rest = len(said) - _MOST_SAID
    return "　".join(said[:_MOST_SAID]) + (f"　另有 {rest} 处。" if rest > 0 else "")

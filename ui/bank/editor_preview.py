"""Beside the form: the item as a trainee will see it, and the key as it is understood."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout

from jyguide.bank.item import ItemContent
from ui.bank.item_view import key_box, key_lines, point_text
from ui.bank.sheet import SheetArea
from ui.bank.trainee_sheet import TraineeSheet
from ui.theme import SPACE
from ui.widgets import Card, make_label

_PAUSE_MS = 120


class EditorPreview(Card):
    """Follows what is typed after a short pause; object name `preview`."""

    def __init__(self) -> None:
        super().__init__("考生看到的")
        self.setObjectName("preview")
        self._content: ItemContent | None = None
        self._area = SheetArea()
        self.body.addWidget(self._area, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.show_now)

    def follow(self, content: ItemContent) -> None:
        """Show `content` soon."""
        self._content = content
        self._pause.start()

    @Slot()
    def show_now(self) -> None:
        """Show at once what was to be shown soon."""
        self._pause.stop()
        if self._content is None:
            return
        sheet = TraineeSheet(self._content)
        _add_key(sheet.column, self._content)
        self._area.show_sheet(sheet, sheet.column)


def _add_key(column: QVBoxLayout, content: ItemContent) -> None:
    lines = key_lines(content)
    column.addSpacing(SPACE.m)
    column.addWidget(make_label("评分时的答案（考生看不到）", "key"))
    column.addWidget(key_box(lines) if lines else make_label("还没有答案", "hint"))
    for place, point in enumerate(content.key_points, start=1):
        column.addWidget(make_label(f"{place}. {point_text(point)}", "small", wrap=True))

"""The lines of the dialog: a setting with its field, or where else something is set."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from jyguide.settings.setting import Setting, Value
from jyguide.settings.table import Elsewhere
from ui.settings.field import SettingField
from ui.theme import SPACE, scaled
from ui.widgets import Badge, Kind, make_button, make_label

_FIELD_WIDTH = 232
_RESET_WIDTH = 92
_TOP = Qt.AlignmentFlag.AlignTop


class SettingRow(QWidget):
    """Title, for whom it counts, what it does and its default; beside it the field.

    Object names: `row_<name>`, `note_<name>`, `reset_<name>`, and those of `SettingField`.
    """

    chosen = Signal(str, object)
    reset_wanted = Signal(str)

    def __init__(self, setting: Setting, why_not: str = "") -> None:
        """`why_not` says why it cannot be changed by whoever is at work."""
        super().__init__()
        self.setting = setting
        self.setObjectName(f"row_{setting.name}")
        self.field = SettingField(setting)
        self.field.chosen.connect(self.chosen)
        self.field.setFixedWidth(scaled(_FIELD_WIDTH))
        self._note = make_label("", "small", f"note_{setting.name}", wrap=True)
        self._reset = make_button("恢复默认", Kind.QUIET, name=f"reset_{setting.name}")
        self._reset.setAccessibleName(f"{setting.title}恢复默认")
        self._reset.clicked.connect(partial(self.reset_wanted.emit, setting.name))
        grid = _line(self, setting.title, Badge(setting.scope.value), setting.hint)
        grid.addWidget(self._note, 2, 0)
        grid.addWidget(self.field, 0, 1, 3, 1, _TOP)
        grid.addWidget(_kept_room(self._reset), 0, 2, 3, 1, _TOP)
        self._why_not = why_not
        self.field.setEnabled(not why_not)

    def show_value(self, value: Value, note: str = "") -> None:
        """What counts now; `note` says what else is to be known of it."""
        self.field.show_value(value)
        usual = f"默认：{self.setting.usual}"
        self._note.setText("；".join(part for part in (usual, note, self._why_not) if part) + "。")
        self._reset.setVisible(value != self.setting.default and not self._why_not)


class ElsewhereRow(QWidget):
    """What is set where it belongs, and the way there. Object name of the button: `go_<place>`."""

    wanted = Signal(str)

    def __init__(self, elsewhere: Elsewhere) -> None:
        super().__init__()
        self.elsewhere = elsewhere
        go = make_button("前往", name=f"go_{elsewhere.place}")
        go.setMinimumWidth(scaled(_RESET_WIDTH))
        go.setAccessibleName(f"{elsewhere.title}：前往{elsewhere.where}")
        go.clicked.connect(partial(self.wanted.emit, elsewhere.place))
        grid = _line(self, elsewhere.title, None, elsewhere.hint)
        grid.addWidget(make_label(f"在{elsewhere.where}里设置。", "small", wrap=True), 2, 0)
        grid.addWidget(go, 0, 1, 3, 1, _TOP | Qt.AlignmentFlag.AlignLeft)
        grid.setColumnMinimumWidth(1, scaled(_FIELD_WIDTH))
        grid.addWidget(_kept_room(QWidget()), 0, 2)


def _line(row: QWidget, title: str, badge: QLabel | None, hint: str) -> QGridLayout:
    head = QHBoxLayout()
    head.setSpacing(SPACE.s)
    head.addWidget(make_label(title, "sentence"))
    if badge is not None:
        head.addWidget(badge)
    head.addStretch()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, SPACE.s, 0, SPACE.s)
    grid.setHorizontalSpacing(SPACE.m)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    grid.addLayout(head, 0, 0)
    grid.addWidget(make_label(hint, "hint", wrap=True), 1, 0)
    return grid


def _kept_room(button: QWidget) -> QWidget:
    """The fields of all rows stand under each other, whether or not there is a button."""
    room = QWidget()
    room.setFixedWidth(scaled(_RESET_WIDTH))
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch()
    return room

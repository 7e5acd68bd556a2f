"""The screen at the door: the whole screen, large type, keyboard alone; Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.training.session import EnrolmentRow, SessionRow
from jyguide.training.session_time import when_text
from ui.screen_need import keep_screen
from ui.theme import PALETTE, SPACE
from ui.training.columns import signed_text
from ui.training.door import Door
from ui.widgets import make_label

_TITLE, _COUNT, _PLAIN, _LINE = 26.0, 60.0, 16.0, 30.0
_LAST = 6


class DoorScreen(QWidget):
    """Shows how many are there of how many, who came last, and one field; no ID, no phone.

    Object names: `door_screen`, `screen_title`, `screen_count`, `screen_last`, and those of
    `Door`.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("door_screen")
        keep_screen(self)
        self.setWindowTitle("签到")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.setStyleSheet(f"QWidget#door_screen {{ background: {PALETTE.canvas}; }}")
        self.door = Door(public=True)
        self.door.enlarge(_LINE)
        self._title = _large("screen_title", _TITLE, bold=True)
        self._when = _large("screen_when", _PLAIN)
        self._count = _large("screen_count", _COUNT, bold=True)
        self._last = _large("screen_last", _PLAIN)
        self._last.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._build()

    def show_session(self, session: SessionRow, rows: Sequence[EnrolmentRow]) -> None:
        """Show the session and its people anew; what is being typed stays."""
        self._title.setText(session.plan.title)
        self._when.setText(
            "　".join(part for part in (when_text(session.plan), session.plan.place) if part)
        )
        self.door.show_rows(rows)
        came = [row for row in rows if row.attended]
        self._count.setText(f"{len(came)} / {len(rows)}")
        signed = sorted((row for row in came if row.signed_at), key=_moment, reverse=True)
        said = [f"{row.name}　{signed_text(row)}" for row in signed[:_LAST]]
        self._last.setText("\n".join(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self.door.field.left.connect(self.close)
        side = QVBoxLayout()
        side.setSpacing(SPACE.s)
        caption = _large("screen_caption", _PLAIN)
        caption.setText("已到 / 应到")
        side.addStretch(1)
        side.addWidget(self._count)
        side.addWidget(caption)
        side.addSpacing(SPACE.xl)
        side.addWidget(self._last, 4)
        body = QHBoxLayout()
        body.setSpacing(SPACE.xl)
        body.addWidget(self.door, 64)
        body.addLayout(side, 36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._title)
        layout.addWidget(self._when)
        layout.addLayout(body, 1)
        layout.addWidget(
            make_label(
                "扫二维码，或输入姓名、拼音首字母，按回车签到。"
                "↑↓ 或数字选人　F8 迟到　F9 撤销上一个　Esc 清空，再按退出",
                "small",
                "screen_keys",
            )
        )


def _large(name: str, points: float, *, bold: bool = False) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setWordWrap(name == "screen_title")
    weight = "bold" if bold else "normal"
    made.setStyleSheet(f"font-size: {points}pt; font-weight: {weight}")
    return made


def _moment(row: EnrolmentRow) -> float:
    return row.signed_at.timestamp() if row.signed_at else 0

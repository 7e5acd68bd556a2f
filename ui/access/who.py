"""Who is at work, in the status bar, and what he may do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from jyguide.access.permits import Permits
from jyguide.access.role import ROLE_NAMES
from ui.theme import PALETTE, icon

_OPEN = "数据没有加密，任何人打开本机都能看到"


class Who(QPushButton):
    """Object names: `who`, and in its menu `lock`, `change_user`, `change_secret`, `protect`."""

    lock = Signal()
    change = Signal()
    secret = Signal()
    protect = Signal()
    """A folder that is not shut: go to where that is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("who")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.name = ""

    def show_user(self, permits: Permits, *, shut: bool) -> None:
        """Name him, and offer what there is."""
        self.name = permits.user_name
        role = ROLE_NAMES[permits.role]
        self.setText(f"{self.name}（{role}）" if shut else f"{self.name} · 未加密")
        self.setIcon(icon("lock" if shut else "warning", PALETTE.ink_soft))
        self.setToolTip("" if shut else _OPEN)
        self.setAccessibleName(f"使用人：{self.name}，{role}")
        former, menu = self.menu(), QMenu(self)
        if shut:
            self._offer_locking(menu)
        else:
            menu.addAction(icon("lock"), "开启保护…", self.protect.emit).setObjectName("protect")
        self.setMenu(menu)
        if former is not None:
            former.deleteLater()

    def _offer_locking(self, menu: QMenu) -> None:
        lock = menu.addAction(icon("lock"), "锁定", self.lock.emit)
        keys = QKeySequence("Ctrl+L").toString(QKeySequence.SequenceFormat.NativeText)
        lock.setText(f"锁定\t{keys}")
        lock.setObjectName("lock")
        change = menu.addAction(icon("people"), "换人登录…", self.change.emit)
        change.setObjectName("change_user")
        menu.addSeparator()
        secret = menu.addAction(icon("key"), "更换口令…", self.secret.emit)
        secret.setObjectName("change_secret")

"""保护: whether the data is shut, who could open it in need, when it locks, what a role may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.access.permission import PERMISSION_NAMES, ROLES, Permission
from jyguide.access.role import ROLE_NAMES, Role
from jyguide.errors import StationError
from jyguide.vault.key_file import KEYS, load_key_file
from ui.access.allowed import allow
from ui.access.protect_dialog import ProtectDialog
from ui.desk import Desk
from ui.page import Page, Reopening
from ui.theme import SPACE
from ui.widgets import (
    CENTRE,
    Card,
    Column,
    Facts,
    Kind,
    RowTable,
    make_button,
    make_label,
    scrolling,
)
from ui.widgets.upwards import from_above

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.progress import CancelToken, Progress
    from jyguide.vault.login import Login

_SHUT = "已加密。没有口令打不开数据库、照片、材料和备份；电脑丢失、硬盘被拆走也一样。"
_PLAIN = "没有加密。拿到这台电脑或备份的人，都能看到里面的身份证号、电话和考核情况。"
_BY_CITY = "可以。忘记口令时在登录页点“忘记口令…”，写申请给市级，电话核对后由市级答复。"
_BY_FILE = "用市级的恢复文件和它的口令（“数据交换”→“电脑与凭证”→“恢复文件”）。"
_BY_NOBODY = "还不能：本站入网以后才可以（“数据交换”）。在那以前，请把口令写下来锁好。"
_ROLE_WIDTH, _ROOM, _HEIGHT = 7, 23, 14
"""Of the table of roles, in characters, but for the room in pixels: fonts may be large."""

_REKEY = "更换全部密钥？"
_REKEY_HINT = (
    "数据库、照片和材料会用新密钥重新加密，窗口会重新打开；各人的口令不变。"
    "怀疑有人拷走过数据文件夹时这样做：他手里的旧拷贝仍打得开，今后的数据打不开。"
)
_REKEYED = "密钥已更换，各人的口令不变。"
_PROTECTED = "已开启保护：数据库、照片、材料和备份都已加密并核对一致。"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the folder is kept.

    Attributes:
        written: When the key file was changed last; None for a plain folder.
        recoverable: Whether the city holds a key.
        older: Keys that are kept because backups are under them.
        since: When the keys of now were drawn, where that was written down.
    """

    written: datetime | None = None
    recoverable: bool = False
    older: int = 0
    since: datetime | None = None


class ProtectionPane(QWidget):
    """Object names: `protection_facts`, `protect`, `rekey`, `auto_lock`, `change_auto_lock`.

    And `answer_recovery`, and `permissions`, the table of what each role may.
    """

    answer_wanted = Signal()
    """The city is to answer a station's request."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._shut = app.place.vault is not None
        self._facts = Facts()
        self._facts.setObjectName("protection_facts")
        self._protect = make_button("开启保护…", Kind.PRIMARY, "lock", "protect")
        self._rekey = make_button("更换密钥…", icon_name="key", name="rekey")
        self._answer = make_button(
            "答复口令恢复申请…", icon_name="sign-in", name="answer_recovery"
        )
        self._minutes = make_label("", name="auto_lock")
        self._change = make_button("到“设置”修改", Kind.QUIET, name="change_auto_lock")
        both = QWidget()
        cards = QVBoxLayout(both)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(SPACE.m)
        cards.addWidget(self._state_card())
        cards.addWidget(_roles_card(app.users.roles()), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(both))
        self._connect()

    def reload(self) -> None:
        """Look at the key file anew."""
        self._desk.load(self, partial(_standing, self._app.place.folder, self._app), self._show)

    def _state_card(self) -> Card:
        card = Card("数据保护")
        for button in (self._answer, self._rekey, self._protect):
            card.head.addWidget(button)
        card.body.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(make_label("离开多久自动锁定", "key"))
        row.addWidget(self._minutes)
        row.addWidget(self._change)
        row.addWidget(make_label("考试、投影和签到屏幕开着时不锁；也可以随时按 Ctrl+L。", "small"))
        row.addStretch()
        lock = QWidget()
        lock.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        lock.setVisible(self._shut)
        card.body.addWidget(lock)
        return card

    def _connect(self) -> None:
        permits, city = self._app.permits, self._app.place.is_city
        allow(self._rekey, permits, Permission.RESTORE)
        allow(self._answer, permits, Permission.MANAGE_USERS)
        self._protect.setHidden(self._shut)
        self._rekey.setVisible(self._shut)
        self._answer.setVisible(city)
        self._protect.clicked.connect(self._ask_protect)
        self._rekey.clicked.connect(self._ask_rekey)
        self._answer.clicked.connect(self.answer_wanted)
        self._change.clicked.connect(self._open_settings)

    def _show(self, standing: Standing) -> None:
        self._facts.show_facts(_facts(standing, shut=self._shut, city=self._app.place.is_city))
        self._minutes.setText(f"{self._app.preferences.lock_minutes} 分钟")

    @Slot()
    def _open_settings(self) -> None:
        commands = from_above(self, "commands")
        if commands is not None:
            commands.action("settings").trigger()

    @Slot()
    def _ask_rekey(self) -> None:
        if self._desk.alerts.ask(_REKEY, "更换密钥", hint=_REKEY_HINT, danger=True):
            work = partial(_rekeyed, self._app.place.folder, self._app.clock)
            self._page.reopening.emit(Reopening(work, _REKEYED))

    @Slot()
    def _ask_protect(self) -> None:
        dialog = ProtectDialog(self._app.place.user_name, self)
        dialog.given.connect(self._start_protecting)
        dialog.open()

    @Slot(object)
    def _start_protecting(self, secret: str) -> None:
        work = partial(_protected, self._app.place.folder, secret, self._app.clock)
        self._page.reopening.emit(Reopening(work, _PROTECTED))


def _protected(
    folder: Path,
    secret: str,
    clock: Callable[[], datetime],
    _login: Login | None,
    progress: Progress,
    _cancel: CancelToken,
) -> Login | None:
    from jyguide.protection.service.changing import protect  # noqa: PLC0415 - seldom needed

    return protect(folder, secret, clock, progress=progress)


def _rekeyed(
    folder: Path,
    clock: Callable[[], datetime],
    login: Login | None,
    progress: Progress,
    _cancel: CancelToken,
) -> Login | None:
    from jyguide.protection.service.changing import rekey  # noqa: PLC0415 - seldom needed

    return login and rekey(folder, login, clock, progress, files_later=True)


def _standing(folder: Path, app: Application) -> Standing:
    if app.place.vault is None:
        return Standing()
    try:
        keys = load_key_file(folder)
        written = datetime.fromtimestamp((folder / KEYS).stat().st_mtime).astimezone()
    except (OSError, StationError):  # said where it is opened; here the page is still read
        return Standing()
    older = len(app.place.vault.ring.database) - 1
    return Standing(written, bool(keys.recovery_to), older, app.users.keys_since())


def _facts(standing: Standing, *, shut: bool, city: bool) -> list[tuple[str, str]]:
    facts = [("数据", _SHUT if shut else _PLAIN)]
    if not shut:
        return facts
    if standing.since is not None:
        facts.append(("密钥", f"从 {standing.since:%Y-%m-%d %H:%M} 起用到现在"))
    if standing.written is not None:
        moment = f"{standing.written:%Y-%m-%d %H:%M}"
        facts.append(("密钥文件", f"最近改动 {moment}（加减使用人、换口令、换密钥时改动）"))
    if standing.older:
        facts.append(("旧密钥", f"还留着 {standing.older} 把，它们之下的备份清理后自动去掉"))
    by_city = _BY_FILE if city else _BY_CITY
    facts.append(("忘记口令", by_city if standing.recoverable else _BY_NOBODY))
    return facts


def _roles_card(roles: tuple[Role, ...]) -> Card:
    sign = QFontMetrics(QApplication.font()).horizontalAdvance("字")
    columns: list[Column[Role]] = [
        Column("身份", lambda role: ROLE_NAMES[role], width=_ROLE_WIDTH * sign),
        *(
            Column(name, partial(_mark, one), width=sign * len(name) + _ROOM, align=CENTRE)
            for one, name in PERMISSION_NAMES.items()
        ),
    ]
    table: RowTable[Role] = RowTable(columns, unit="种", key=lambda role: role)
    table.setObjectName("permissions")
    table.view.setAccessibleName("各种身份可以做什么")
    table.set_rows(roles)
    table.bar.forgo()
    table.count.hide()
    table.setFixedHeight(_HEIGHT * sign)
    card = Card("各种身份可以做什么")
    card.body.addWidget(make_label("查看人人都可以，号码隐去中间几位。", "hint"))
    card.body.addWidget(table)
    card.body.addStretch()
    return card


def _mark(permission: Permission, role: Role) -> str:
    return "✓" if permission in ROLES[role] else ""

"""使用人: who may open the data here, as what; adding, changing, removing them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from jyguide.access.permission import Permission
from jyguide.access.user import UserRow
from jyguide.changes import Changed
from ui.access.allowed import allow
from ui.access.known_names import rows_and_names
from ui.access.own_secret import OwnSecretChange
from ui.access.user_dialogs import (
    AddUserDialog,
    GiveSecretDialog,
    RenameDialog,
    RoleDialog,
)
from ui.brief import brief
from ui.desk import Desk
from ui.history.record_dialog import Subject, open_record
from ui.page import Page, Reopening
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Column, RowTable, make_button
from ui.widgets.asking_dialog import AskingDialog

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.progress import CancelToken, Progress
    from jyguide.vault.login import Login

T = TypeVar("T")
_PLAIN = (
    "数据没有加密：谁打开这台电脑都能看，不分使用人和身份。请先在“保护”里开启保护，再添加使用人。"
)
_REMOVE_HINT = (
    "移除后他不能再登录；他做过的工作和操作记录都保留。他可能拷走过数据文件夹，"
    "所以移除后要更换密钥：以前的拷贝和U盘上的旧备份他仍打得开，今后的数据和备份打不开。"
)
_REKEY_HINT = (
    "更换时要把数据重新加密一遍，窗口会重新打开，照片随后在空闲时加密；各人的口令不变。"
    "现在不换，下次打开时会自动更换。"
)


class UsersPane(QWidget):
    """Object names: `users` (the table), `add_user`, `set_role`, `secret`, `rename`, `remove`.

    Further `slip`, and `users_notice` in a plain folder.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._shut = app.place.vault is not None
        self.table: RowTable[UserRow] = RowTable(
            _columns(shut=self._shut), unit="人", search_hint="搜索姓名", key=lambda row: row.id
        )
        self.table.setObjectName("users")
        self.table.view.setAccessibleName("使用人列表")
        self._tools = _tools()
        self._notice = Banner("" if self._shut else _PLAIN, Tone.WARN)
        self._notice.setObjectName("users_notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._notice)
        layout.addWidget(self.table, 1)
        self._connect()
        self._allow()

    def reload(self) -> None:
        """Read the users anew."""
        self._desk.load(self, partial(rows_and_names, self._app), self._show)

    def _show(self, rows: list[UserRow]) -> None:
        self.table.set_rows(rows)
        self._allow()

    def _connect(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "add_user": self._add,
            "set_role": self._set_role,
            "secret": self._set_secret,
            "rename": self._rename,
            "remove": self._remove,
            "slip": self._show_slip,
        }
        for name, deed in deeds.items():
            self._tools[name].clicked.connect(deed)
            self.table.add_tool(self._tools[name])
        self.table.add_action("修改记录…", self._open_record, "history")
        self.table.selection_changed.connect(self._allow)

    @Slot()
    def _allow(self) -> None:
        row, permits = self._chosen(), self._app.permits
        fits = {
            "add_user": self._shut,
            "set_role": self._shut and row is not None,
            "rename": row is not None,
            "remove": self._shut and row is not None and not row.himself and row.role is not None,
        }
        self._tools["slip"].setEnabled(self._shut)
        for name, fit in fits.items():
            allow(self._tools[name], permits, Permission.MANAGE_USERS, fits=fit)
        secret = self._tools["secret"]
        if row is not None and row.himself:
            secret.setText("更换口令…")
            secret.setToolTip("")
            secret.setEnabled(self._shut)
        else:
            secret.setText("设置口令…")
            fit = self._shut and row is not None and row.role is not None
            allow(secret, permits, Permission.MANAGE_USERS, fits=fit)

    def _chosen(self) -> UserRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    @Slot()
    def _add(self) -> None:
        dialog = AddUserDialog(self._app.users.roles(), self)
        work = self._app.users.add
        self._ask(dialog, lambda given: work(*given), lambda row: f"已添加使用人“{row.name}”。")

    @Slot()
    def _set_role(self) -> None:
        if (row := self._chosen()) is not None:
            dialog = RoleDialog(row, self._app.users.roles(), self)
            work = self._app.users.set_role
            told = f"已调整{row.name}的身份，从下次登录起生效。"
            self._ask(dialog, lambda role: work(row.id, role, row.version), lambda _: told)

    @Slot()
    def _rename(self) -> None:
        if (row := self._chosen()) is not None:
            work = self._app.users.rename
            self._ask(
                RenameDialog(row, self),
                lambda name: work(row.id, name, row.version),
                lambda _: "姓名已修改。",
            )

    @Slot()
    def _set_secret(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if row.himself:
            OwnSecretChange(self._desk, self._app.users, row.name, self._page.say).ask(self)
            return
        work = self._app.users.give_secret
        told = f"已给{row.name}设好新口令。"
        self._ask(GiveSecretDialog(row, self), lambda secret: work(row.id, secret), lambda _: told)

    @Slot()
    def _remove(self) -> None:
        row = self._chosen()
        question = f"移除使用人“{row.name}”？" if row else ""
        if row is None or not self._desk.alerts.ask(
            question, "移除", hint=_REMOVE_HINT, danger=True
        ):
            return
        work = brief(partial(self._app.users.remove, row.id, row.version))
        done = partial(self._offer_new_keys, row.name)
        self._desk.act(self, work, done, title="正在移除使用人", changed=Changed.STATION)

    def _offer_new_keys(self, name: str, _changed: Changed) -> None:
        question = f"已移除{name}。现在更换密钥？"
        if self._desk.alerts.ask(question, "现在更换", hint=_REKEY_HINT):
            told = "密钥已更换，各人的口令不变。"
            self._page.reopening.emit(Reopening(_as_before, told))
        else:
            self._page.say(f"已移除{name}，密钥会在下次打开时更换。")

    @Slot()
    def _show_slip(self) -> None:
        """Of the one chosen, or one's own."""
        from ui.access.slip_preview import show_slip  # noqa: PLC0415 - seldom needed

        row = self._chosen()
        show_slip(self._desk, self._app, row.name if row else self._app.permits.user_name, self)

    @Slot()
    def _open_record(self) -> None:
        if (row := self._chosen()) is not None:
            subject = Subject("user", row.id, row.name)
            open_record(self._desk, self._app.history, subject, self)

    def _ask(self, dialog: AskingDialog, work: Callable[..., T], told: Callable[[T], str]) -> None:
        """Open a dialog that stays until what it asks for is kept."""

        def send(given: object) -> None:
            job = self._desk.act(
                dialog,
                brief(lambda: work(given)),
                finish,
                title="正在保存",
                changed=Changed.STATION,
            )
            job.ended.connect(dialog.resume)

        def finish(result: T) -> None:
            self._page.say(told(result))
            dialog.accept()

        dialog.given.connect(send)
        dialog.open()


def _as_before(login: Login | None, _progress: Progress, _cancel: CancelToken) -> Login | None:
    """The opening itself changes the keys: the removal has asked for it."""
    return login


def _tools() -> dict[str, QPushButton]:
    return {
        "add_user": make_button("添加使用人…", icon_name="add", name="add_user"),
        "set_role": make_button("调整身份…", name="set_role"),
        "secret": make_button("设置口令…", name="secret"),
        "rename": make_button("改名…", name="rename"),
        "remove": make_button("移除…", name="remove"),
        "slip": make_button("提示单…", name="slip"),
    }


def _columns(*, shut: bool) -> list[Column[UserRow]]:
    return [
        Column("姓名", lambda row: row.name, width=200, names=True),
        Column("身份", lambda row: row.role_name, width=140, tone=_role_tone),
        Column(
            "在本机登录",
            _login_words if shut else lambda row: "不用口令" if row.role else "",
            width=200,
            tone=_login_tone,
        ),
        Column("最近改动", _changed_words, width=150),
        Column("", lambda row: "本人" if row.himself else "", width=80),
    ]


def _role_tone(row: UserRow) -> Tone:
    return Tone.QUIET if row.role is None else Tone.NEUTRAL


def _login_words(row: UserRow) -> str:
    if row.role is None:
        return "已移除" if row.name else ""
    return "可以" if row.opens else "还没有口令"


def _changed_words(row: UserRow) -> str:
    """Of his name, role and whether he logs in; his secret is no row."""
    return "" if row.changed is None else f"{row.changed:%Y-%m-%d %H:%M}"


def _login_tone(row: UserRow) -> Tone:
    return Tone.GOOD if row.role and row.opens else Tone.QUIET

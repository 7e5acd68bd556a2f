"""Changing one's own secret, from the status bar and from the list of users."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from jyguide.access.service.users import UserService
from jyguide.errors import RuleError
from jyguide.vault.key_file import WrongSecretError
from ui.access.user_dialogs import OwnSecretDialog
from ui.brief import brief
from ui.desk import Desk


class OwnSecretChange(QObject):
    """One dialog until the secret is changed or he thinks better of it."""

    def __init__(
        self, desk: Desk, users: UserService, name: str, told: Callable[[str], object]
    ) -> None:
        """`told` is called with a sentence once it is done."""
        super().__init__()
        self._desk = desk
        self._users = users
        self._name = name
        self._told = told

    def ask(self, parent: QWidget) -> OwnSecretDialog:
        """Open the dialog over a window."""
        dialog = OwnSecretDialog(self._name, parent)
        self.setParent(dialog)  # it goes with it
        dialog.given.connect(partial(self._change, dialog))
        dialog.open()
        return dialog

    def _change(self, dialog: OwnSecretDialog, given: tuple[str, str]) -> None:
        work = brief(partial(_changed, self._users, *given))
        job = self._desk.act(dialog, work, partial(self._tell, dialog), title="正在更换口令")
        job.ended.connect(dialog.resume)

    def _tell(self, dialog: OwnSecretDialog, refusal: RuleError | None) -> None:
        if refusal is not None:
            dialog.show_refusal(f"{refusal.message}{refusal.hint}")
            return
        self._told("口令已更换，下次登录请用新口令。")
        dialog.accept()


def _changed(users: UserService, old: str, new: str) -> RuleError | None:
    """On the worker; a wrong secret is an answer, said beside its field."""
    try:
        users.change_secret(old, new)
    except WrongSecretError:
        return RuleError("现在的口令不对，没有更换。", hint="请核对大小写和输入法。")
    except RuleError as refusal:
        return refusal
    return None

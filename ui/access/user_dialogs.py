"""What is asked about a user: name, role, a secret that he types himself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.access.permission import PERMISSION_NAMES, ROLES, Permission
from jyguide.access.role import ROLE_NAMES, Role
from jyguide.access.user import UserRow
from ui.access.secret_field import SecretField, SecretPair
from ui.widgets import FormRow
from ui.widgets.asking_dialog import AskingDialog

_HIMSELF = "口令请由他本人输入，别人不要看。"
_ADD = f"添加以后，他在登录时选自己的姓名，输入自己的口令。{_HIMSELF}"
_LOOKS_ONLY = "可以查看；号码隐去中间几位，不能改动。"


class RoleBox(QComboBox):
    """Roles to choose from; what the chosen one may is said under it."""

    def __init__(self, roles: Sequence[Role], chosen: Role | None = None) -> None:
        super().__init__()
        for role in roles:
            self.addItem(ROLE_NAMES[role], role)
        self.setCurrentIndex(roles.index(chosen) if chosen in roles else -1)

    @property
    def role(self) -> Role | None:
        """The one chosen."""
        return None if self.currentIndex() < 0 else Role(self.currentData())

    def explain_in(self, row: FormRow) -> None:
        """Say there what the chosen role may."""
        self.currentIndexChanged.connect(lambda: row.show_note(may_words(self.role)))
        row.show_note(may_words(self.role))


def may_words(role: Role | None) -> str:
    """What a role may, from the table of permissions."""
    if role is None:
        return ""
    names = [PERMISSION_NAMES[one] for one in Permission if one in ROLES[role]]
    return f"可以：{'、'.join(names)}。" if names else _LOOKS_ONLY


class AddUserDialog(AskingDialog):
    """Gives `(name, role, secret)`. Names: `add_user`, `field_name`, `field_role`, `confirm`."""

    def __init__(self, roles: Sequence[Role], parent: QWidget) -> None:
        super().__init__("添加使用人", "添加", _ADD, parent)
        self.setObjectName("add_user")
        self._name = QLineEdit(placeholderText="姓名，会记在他的每一次改动里")
        self._role = RoleBox(roles)
        self.form.add("name", "姓名", self._name, required=True)
        self._role.explain_in(self.form.add("role", "身份", self._role, required=True))
        self._pair = SecretPair(self.form, self._name.text)

    @Slot()
    def _confirm(self) -> None:
        problems = {} if self._name.text().strip() else {"name": "请填写姓名。"}
        if self._role.role is None:
            problems["role"] = "请选择身份。"
        problems |= self._pair.problems()
        if self.form.show_problems(problems):
            self.send((self._name.text().strip(), self._role.role, self._pair.secret))


class RoleDialog(AskingDialog):
    """Gives a `Role`. Object names: `role_dialog`, `field_role`, `confirm`."""

    def __init__(self, row: UserRow, roles: Sequence[Role], parent: QWidget) -> None:
        sentence = f"{row.name}现在是“{row.role_name}”。新的身份从他下次登录起生效。"
        super().__init__("调整身份", "调整", sentence, parent)
        self.setObjectName("role_dialog")
        self._role = RoleBox(roles, row.role)
        self._role.explain_in(self.form.add("role", "身份", self._role, required=True))

    @Slot()
    def _confirm(self) -> None:
        if self.form.show_problems({} if self._role.role else {"role": "请选择身份。"}):
            self.send(self._role.role)


class RenameDialog(AskingDialog):
    """Gives a name. Object names: `rename_dialog`, `field_name`, `confirm`."""

    def __init__(self, row: UserRow, parent: QWidget) -> None:
        sentence = "以前的操作记录里也会显示新的姓名。"
        super().__init__("修改姓名", "修改", sentence, parent)
        self.setObjectName("rename_dialog")
        self._name = QLineEdit(row.name)
        self._name.selectAll()
        self.form.add("name", "姓名", self._name, required=True)

    @Slot()
    def _confirm(self) -> None:
        name = self._name.text().strip()
        if self.form.show_problems({} if name else {"name": "请填写姓名。"}):
            self.send(name)


class GiveSecretDialog(AskingDialog):
    """Gives a secret. Object names: `give_secret_dialog`, `field_secret`, `field_repeated`."""

    def __init__(self, row: UserRow, parent: QWidget) -> None:
        means = "他原来的口令不再有效。" if row.opens else "设好以后，他就能在本机登录。"
        super().__init__(
            "设置口令", "设置", f"给{row.name}设一个新口令。{means}{_HIMSELF}", parent
        )
        self.setObjectName("give_secret_dialog")
        self._pair = SecretPair(self.form, lambda: row.name, "新口令")

    @Slot()
    def _confirm(self) -> None:
        if self.form.show_problems(self._pair.problems()):
            self.send(self._pair.secret)


class OwnSecretDialog(AskingDialog):
    """Gives `(old, new)`. Names: `own_secret`, `field_old`, `field_secret`, `field_repeated`."""

    def __init__(self, name: str, parent: QWidget) -> None:
        sentence = "换好以后，下次登录用新口令。其他人的口令不变，数据不用重新加密。"
        super().__init__("更换口令", "更换", sentence, parent)
        self.setObjectName("own_secret")
        self._old = SecretField("field_old", "现在的口令")
        row = self.form.add("old", "现在的口令", self._old, required=True)
        self._old.warned.connect(row.show_note)
        self._pair = SecretPair(self.form, lambda: name, "新口令")

    def show_refusal(self, sentence: str) -> None:
        """The old one is another: say so beside it."""
        self.form.show_problems({"old": sentence})
        self._old.selectAll()

    @Slot()
    def _confirm(self) -> None:
        problems = {} if self._old.text() else {"old": "请输入现在的口令。"}
        if self.form.show_problems(problems | self._pair.problems()):
            self.send((self._old.text(), self._pair.secret))

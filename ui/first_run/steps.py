"""The three steps of the first start, each keeping what was put into it."""

from __future__ import annotations

import string

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.folder import can_shut
from jyguide.place import CITY_NAME
from jyguide.settings.pc import pc_settings
from jyguide.shipped import station_names
from ui.access.protection_choice import ProtectionChoice
from ui.goal import Goal
from ui.theme import SPACE
from ui.widgets import Form, make_label

_STATION_HINT = "单位和电脑代号会印在证书编号里，建好以后不能更改。"
_LETTER_HINT = "每台电脑代号不同，只有一台就用 A。"
_CHOOSE = "请选择单位"
_CITY = f"市级（{CITY_NAME}）"
_NO_STATION = "请选择这台电脑所在的单位。"
_NO_USER = "请填写使用人姓名。"
_LARGE = "大字显示(&L)：字看着小就勾上，以后在“视图”菜单里随时可改"
_BEGIN = "直接开始(&K)"
_BEGIN_MEANS = "打开本站的数据，从导入花名册做起。"
_TRY = "先试练习库(&T)"
_TRY_MEANS = (
    "里面的人和数据都是虚构的，怎么试都不要紧，印出来的都有“练习”字样。"
    "试好了，点窗口上方的“开始正式使用”就回到本站。"
)


class Step(QWidget):
    """One of them: says what is missing, and puts the keyboard where it is wanted."""

    def complete(self) -> bool:
        """Say what is missing at its fields; whether nothing is."""
        return True

    def enter(self) -> None:
        """Put the keyboard on the first field."""


class StationStep(Step):
    """Which station, and which of its PCs.

    Object names: `field_station`, `field_letter`, `large_type`.
    """

    large_wanted = Signal(bool)
    """Large type was switched on or off."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QComboBox()
        self._box.addItem(_CHOOSE)
        self._box.addItems(list(station_names()))
        self._box.addItem(_CITY)
        self._box.setMaxVisibleItems(self._box.count())
        self._letter = QComboBox()
        self._letter.addItems(list(string.ascii_uppercase))
        self._form = Form()
        row = self._form.add("station", "单位(&U)", self._box, required=True, hint=_STATION_HINT)
        self._form.add("letter", "代号(&D)", self._letter, required=True, hint=_LETTER_HINT)
        self._box.currentIndexChanged.connect(lambda: row.show_problem(""))
        large = QCheckBox(_LARGE)
        large.setObjectName("large_type")
        large.setChecked(pc_settings().large_type)
        large.toggled.connect(self.large_wanted)
        _stacked(self, self._form, large)

    @property
    def station(self) -> str:
        """The name of a station, or "" for the city."""
        chosen = self._box.currentText()
        return "" if chosen == _CITY else chosen

    @property
    def letter(self) -> str:
        """Tells the PCs of one station apart."""
        return self._letter.currentText()

    @property
    def office(self) -> str:
        """What was chosen, as it reads."""
        return self._box.currentText()

    def complete(self) -> bool:
        missing = self._box.currentIndex() == 0
        return self._form.show_problems({"station": _NO_STATION} if missing else {})

    def enter(self) -> None:
        self._form.enter()


class UserStep(Step):
    """Who is at this PC, and what opens his data.

    Object names: `field_user`, and those of `ProtectionChoice`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._user = QLineEdit()
        self._user.setPlaceholderText("姓名，会记在每一次改动里")
        self._form = Form()
        row = self._form.add("user", "使用人(&R)", self._user, required=True)
        self._user.textChanged.connect(lambda: row.show_problem(""))
        self._protection = ProtectionChoice(self._user.text, possible=can_shut())
        _stacked(self, self._form, self._protection)

    @property
    def user(self) -> str:
        """His name."""
        return self._user.text().strip()

    @property
    def secret(self) -> str:
        """What opens the folder; "" for a plain one."""
        return self._protection.secret

    def complete(self) -> bool:
        right = self._protection.show_problems()
        return self._form.show_problems({} if self.user else {"user": _NO_USER}) and right

    def enter(self) -> None:
        self._form.enter()


class BeginStep(Step):
    """In earnest, or on people who do not exist; arrow keys go from one to the other.

    Object names: `begin_station`, `begin_practice`, `chosen`, `folder`.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._chosen = make_label("", "body", "chosen", wrap=True)
        self._begin, self._try = QRadioButton(_BEGIN), QRadioButton(_TRY)
        self._begin.setObjectName("begin_station")
        self._try.setObjectName("begin_practice")
        self._begin.setAccessibleDescription(_BEGIN_MEANS)
        self._try.setAccessibleDescription(_TRY_MEANS)
        self._begin.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self._begin)
        group.addButton(self._try)
        _stacked(
            self,
            self._chosen,
            _choice(self._begin, _BEGIN_MEANS),
            _choice(self._try, _TRY_MEANS),
            make_label(f"数据保存在：{folder}", "small", "folder", wrap=True),
        )

    def show_chosen(self, sentence: str) -> None:
        """What the steps before came to."""
        self._chosen.setText(sentence)

    @property
    def goal(self) -> Goal:
        """Where to go first."""
        return Goal.PRACTICE if self._try.isChecked() else Goal.STATION

    def enter(self) -> None:
        (self._try if self._try.isChecked() else self._begin).setFocus()


def _stacked(holder: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.m)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)


def _choice(button: QRadioButton, sentence: str) -> QWidget:
    """A choice, and close under its words what it means."""
    means = make_label(sentence, "hint", wrap=True)
    means.setContentsMargins(SPACE.l + SPACE.xs, 0, 0, 0)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    column.addWidget(button)
    column.addWidget(means)
    return made

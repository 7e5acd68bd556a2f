"""Where many people can be found at once: a field for each way, and the question it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from jyguide.ids import SessionId
from jyguide.people.organisation import OrganisationRow
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.people.row import PersonRow
from jyguide.training.service.enrolling import EnrolmentService
from jyguide.training.session import SessionRow
from ui.organisation.picker import OrganisationField
from ui.theme import SPACE
from ui.training.columns import when_text
from ui.training.enrolling.candidate import Found, sorted_lines
from ui.widgets import Kind, make_button, make_label

Ask = Callable[[EnrolmentService, SessionId], Found]
"""Asked on the worker: who is meant, for the list of a session."""


class Source(QWidget):
    """One way of finding people; `wanted` carries its question as an `Ask`."""

    wanted = Signal(object)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE.s, SPACE.m, SPACE.s, SPACE.s)
        self._column.setSpacing(SPACE.s)
        self._column.addWidget(make_label(hint, "hint", wrap=True))


class ByOrganisation(Source):
    """Everybody at an organisation and below it."""

    def __init__(self, rows: Sequence[OrganisationRow]) -> None:
        super().__init__("选一个组织，它和它下面所有组织的人都列出来。")
        self.field = OrganisationField(rows)
        self.field.setObjectName("by_organisation")
        self.field.changed.connect(self._ask)
        self._column.addWidget(self.field)
        self._column.addStretch()

    def _ask(self, key: object) -> None:
        chosen = self.field.value()
        if key is not None and chosen is not None:
            self.wanted.emit(lambda service, at: _found(service, at, service.at(chosen)))


class ByRole(Source):
    """Everybody of a role."""

    def __init__(self) -> None:
        super().__init__("按人员信息里登记的身份，如村党组织书记。")
        self.field = QComboBox()
        self.field.setObjectName("by_role")
        self.field.setAccessibleName("身份")
        self.field.addItem("请选择", None)
        for role, name in PERSON_ROLE_NAMES.items():
            if name:
                self.field.addItem(name, role)
        self.field.currentIndexChanged.connect(self._ask)
        self._column.addWidget(self.field)
        self._column.addStretch()

    def _ask(self, _index: int) -> None:
        if data := self.field.currentData():
            role = PersonRole(data)
            self.wanted.emit(lambda service, at: _found(service, at, service.in_role(role)))


class ByList(Source):
    """A list of names pasted from anywhere."""

    def __init__(self) -> None:
        super().__init__(
            "粘贴名单，一行一人：姓名，后面可以写身份证号、手机号或末四位，也可以写单位。"
        )
        self.field = QPlainTextEdit()
        self.field.setObjectName("by_list")
        self.field.setAccessibleName("名单")
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText("张三\n李四 1234\n王伟 样板村党支部")
        read = make_button("识别名单", Kind.PLAIN, "search", "read_list")
        read.clicked.connect(self._ask)
        self._column.addWidget(self.field, 1)
        self._column.addWidget(read)

    def _ask(self) -> None:
        text = self.field.toPlainText()
        if text.strip():
            self.wanted.emit(lambda service, at: _named(service, at, text))


class BySession(Source):
    """The list of another session."""

    def __init__(self, rows: Sequence[SessionRow]) -> None:
        super().__init__("沿用另一期培训的名单。")
        self.field = QComboBox()
        self.field.setObjectName("by_session")
        self.field.setAccessibleName("另一期培训")
        self.field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.field.addItem("请选择", None)
        for row in rows:
            said = f"{row.plan.title}　{when_text(row)}　{row.enrolled} 人"
            self.field.addItem(said, row.id)
        self.came = QCheckBox("只要到场的人")
        self.came.setObjectName("came_only")
        self.field.currentIndexChanged.connect(self._ask)
        self.came.toggled.connect(self._ask)
        self._column.addWidget(self.field)
        self._column.addWidget(self.came)
        self._column.addStretch()

    def _ask(self, _how: object = None) -> None:
        key, came = self.field.currentData(), self.came.isChecked()
        if key is not None:
            self.wanted.emit(
                lambda service, at: _found(service, at, service.enrolled_in(key, came_only=came))
            )


def _found(service: EnrolmentService, at: SessionId, people: Sequence[PersonRow]) -> Found:
    return Found(tuple(people), service.clashes(at, [row.id for row in people]), {})


def _named(service: EnrolmentService, at: SessionId, text: str) -> Found:
    people, doubtful, unknown = sorted_lines(service.named(text))
    clashes = service.clashes(at, [row.id for row in people])
    return Found(tuple(people), clashes, doubtful, tuple(unknown))

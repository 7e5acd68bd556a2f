"""Asked before somebody is put on another list, and before the lists are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog

List = TypeVar("List", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Decided(Generic[List]):
    """What was decided: which list, why, and by whom; no list while nothing was."""

    choice: List | None
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class DecideWords:
    """What the form says.

    Attributes:
        sentence: Above the fields.
        field: Object name of the field of the list.
        example: Of a reason.
        who: Usually decides.
    """

    sentence: str
    field: str
    example: str
    who: str


class DecideForm(AskingDialog, Generic[List]):
    """Gives ``(list, reason, decided_by)``.

    Object names: `decide_dialog`, that of the list's field, `reason`, `decided_by`.
    """

    def __init__(
        self,
        words: DecideWords,
        choices: Mapping[List, str],
        kept: Decided[List],
        parent: QWidget,
    ) -> None:
        """`choices`: the lists somebody may be put on, with their names."""
        super().__init__("人工调整", "调整", words.sentence, parent)
        self.setObjectName("decide_dialog")
        self._words, self._choices = words, list(choices)
        self.choice = QComboBox()
        self.choice.setObjectName(words.field)
        for one, name in choices.items():
            self.choice.addItem(name, one)
        if kept.choice in self._choices:
            self.choice.setCurrentIndex(self._choices.index(kept.choice))
        self.reason = QLineEdit(kept.reason)
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText(words.example)
        self.decided_by = QLineEdit(kept.decided_by)
        self.decided_by.setObjectName("decided_by")
        self.form.add(words.field, "列入名单", self.choice, required=True)
        self.form.add("reason", "原因", self.reason, required=True)
        self.form.add("decided_by", "决定人", self.decided_by, required=True)

    @Slot()
    def _confirm(self) -> None:
        reason, who = self.reason.text().strip(), self.decided_by.text().strip()
        problems = {} if reason else {"reason": "请写明原因。"}
        if not who:
            problems["decided_by"] = f"请写明是谁决定的，如“{self._words.who}”。"
        if self.form.show_problems(problems):
            self.send((self._choices[self.choice.currentIndex()], reason, who))


class PublishDialog(AskingDialog):
    """Gives ``(number, day)``. Object names: `publish_dialog`, `number`, `on`."""

    def __init__(self, sentence: str, today: date, parent: QWidget) -> None:
        super().__init__("公布四张名单", "公布", sentence, parent)
        self.setObjectName("publish_dialog")
        self._today = today
        self.number = QLineEdit(placeholderText="如 澄组〔2026〕12号，没有可不填")
        self.number.setObjectName("number")
        self.on = DateField("on")
        self.on.set_day(today)
        self.form.add("number", "文号", self.number)
        self.form.add("on", "公布日期", self.on, required=True)

    @Slot()
    def _confirm(self) -> None:
        late = self.on.day > self._today
        if self.form.show_problems({"on": "公布日期不能晚于今天。"} if late else {}):
            self.send((self.number.text().strip(), self.on.day))

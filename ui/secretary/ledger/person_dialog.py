"""What the forms of one secretary have in common: a talk and an adjustment are of one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.ids import PersonId
from ui.secretary.choosing import SecretaryChoice
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.chosen_people import ChosenPeople

Word = TypeVar("Word", bound=StrEnum)


class PersonDialog(AskingDialog):
    """A new row asks whom it is about; a kept one says it.

    Object names: that given, those of `ChosenPeople`.
    """

    def __init__(
        self, name: str, words: tuple[str, str], today: date, kept: str | None, parent: QWidget
    ) -> None:
        """`words`: title and sentence; `kept` is the name of whom a kept row is about."""
        title, sentence = words
        super().__init__(title, "保存", sentence, parent)
        self.setObjectName(name)
        self._today = today
        self._kept_name = kept or ""
        self._offered: dict[PersonId, SecretaryChoice] = {}
        self.people = None if kept is not None else ChosenPeople(one=True)

    def offer(self, rows: Iterable[SecretaryChoice]) -> None:
        """Who may be chosen."""
        found = list(rows)
        self._offered = {row.id: row for row in found}
        if self.people is not None:
            self.people.offer(found)

    def _person(self, ask: str) -> tuple[PersonId | None, str, dict[str, str]]:
        """Key and name of whom it is about, and what is wrong: `ask` while nobody is chosen.

        A kept row has no key here: whom it is about stays.
        """
        if self.people is None:
            return None, self._kept_name, {}
        for key in self.people.ids:
            one = self._offered.get(key)
            return key, one.name if one else "", {}
        return None, "", {"people": ask}


def choice_of(names: Mapping[Word, str], kept: Word, name: str = "kind") -> QComboBox:
    """A field of fixed words."""
    made = QComboBox()
    made.setObjectName(name)
    for one, text in names.items():
        made.addItem(text, one)
    made.setCurrentText(names[kept])
    return made

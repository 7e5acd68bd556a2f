"""One term entered or corrected."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.people.cell import CellError
from jyguide.people.dates import read_date
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.people.posting import PostingFacts
from ui.widgets.form_dialog import FormDialog

_DAY_HINT = "如 2024-03-01"


class PostingDialog(FormDialog):
    """Stays open until the term is kept; the caller accepts it.

    Object names: `posting_dialog`, `field_organisation`, `field_post`, `field_role`,
    `field_began`, `field_ended`, `field_note`, `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """`PostingFacts`."""

    def __init__(self, title: str, facts: PostingFacts | None, parent: QWidget) -> None:
        super().__init__(title, "保存", parent)
        self.setObjectName("posting_dialog")
        self._facts = facts
        self._organisation, self._post = QLineEdit(), QLineEdit()
        self._role = role_choice()
        self._began = QLineEdit(placeholderText=_DAY_HINT)
        self._ended = QLineEdit(placeholderText=_DAY_HINT)
        self._note = QLineEdit()
        self.form.add("organisation", "单位", self._organisation)
        self.form.add("post", "职务", self._post)
        self.form.add("role", "人员类别", self._role)
        self.form.add("began", "开始日期", self._began, hint="不知道可以不填。")
        self.form.add("ended", "结束日期", self._ended, hint="最后一天；现任的不填。")
        self.form.add("note", "说明", self._note)
        if facts is not None:
            self._fill(facts)
        self._organisation.setFocus()

    def _fill(self, facts: PostingFacts) -> None:
        self._organisation.setText(facts.organisation)
        self._post.setText(facts.post)
        self._role.setCurrentIndex(self._role.findData(facts.role))
        self._began.setText(facts.began_on.isoformat() if facts.began_on else "")
        self._ended.setText(facts.ended_on.isoformat() if facts.ended_on else "")
        self._note.setText(facts.note)

    @Slot()
    def _confirm(self) -> None:
        problems: dict[str, str] = {}
        began = _day(self._began, "began", problems)
        ended = _day(self._ended, "ended", problems)
        name, post = self._organisation.text().strip(), self._post.text().strip()
        if not name and not post:
            problems["organisation"] = "请填写单位或职务"
        if began and ended and ended < began:
            problems["ended"] = "结束日期早于开始日期"
        if not self.form.show_problems(problems):
            return
        same = self._facts is not None and self._facts.organisation == name
        self.wanted.emit(
            PostingFacts(
                organisation=name,
                post=post,
                role=PersonRole(self._role.currentData()),
                began_on=began,
                ended_on=ended,
                note=self._note.text().strip(),
                organisation_id=self._facts.organisation_id if self._facts and same else None,
            )
        )


def role_choice() -> QComboBox:
    """Every role by its name; the empty one first."""
    made = QComboBox()
    for role, name in PERSON_ROLE_NAMES.items():
        made.addItem(name or "（无）", role)
    return made


def _day(field: QLineEdit, name: str, problems: dict[str, str]) -> date | None:
    text = field.text().strip()
    if not text:
        return None
    try:
        return read_date(text)
    except CellError as error:
        problems[name] = str(error)
        return None

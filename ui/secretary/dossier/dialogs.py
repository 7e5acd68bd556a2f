"""What is asked before a filing takes a step, and of a note in the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from jyguide.secretary.dossier import EntryFacts
from jyguide.secretary.filing import FilingRow, Proposal, Steps
from jyguide.secretary.kinds import (
    DOSSIER_KIND_NAMES,
    FILING_DECISION_NAMES,
    FILING_KIND_NAMES,
    DossierKind,
    FilingDecision,
    FilingKind,
)
from ui.theme import scaled
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.form import Form
from ui.widgets.optional_day import OptionalDay

_TEXT_HEIGHT = 56


class ProposalFields:
    """Of a proposal: `kind`, `organisation`, `post`, `proposed_on`, `proposed_by`, `reason`."""

    def __init__(self, form: Form, first: Proposal) -> None:
        self._form = form
        self.kind = _choice("kind", FILING_KIND_NAMES, first.kind)
        self.organisation = _line("organisation", first.organisation)
        self.post = _line("post", first.post)
        self.proposed_on = _day("proposed_on", first.proposed_on)
        self.proposed_by = _line("proposed_by", first.proposed_by)
        self.proposed_by.setPlaceholderText("如：周庄镇党委")
        self.reason = _text("reason", first.reason)
        form.add("kind", "类别", self.kind, required=True)
        form.add("organisation", "单位", self.organisation, required=True)
        form.add("post", "职务", self.post, required=True)
        form.add("proposed_on", "提出日期", self.proposed_on, required=True)
        form.add("proposed_by", "提出单位", self.proposed_by)
        form.add("reason", "理由", self.reason)

    def problems(self) -> dict[str, str]:
        """A sentence per field that has to be filled in and is not."""
        found = {}
        if not self.organisation.text().strip():
            found["organisation"] = "请填写单位。"
        if not self.post.text().strip():
            found["post"] = "请填写职务。"
        return found

    def proposal(self) -> Proposal:
        """What stands in the fields."""
        return Proposal(
            FilingKind(self.kind.currentData()),
            self.organisation.text(),
            self.post.text(),
            self.proposed_on.day,
            self.proposed_by.text(),
            self.reason.toPlainText(),
        )


class ProposeDialog(AskingDialog):
    """Gives a `Proposal`. Object names: `propose_dialog`, and those of `ProposalFields`."""

    def __init__(self, name: str, first: Proposal, parent: QWidget) -> None:
        sentence = f"“{name}”：写明拟任（或所任）的单位和职务；请示等材料保存后加在“附件”里。"
        super().__init__("提出事前备案", "提出", sentence, parent)
        self.setObjectName("propose_dialog")
        self._fields = ProposalFields(self.form, first)
        self._fields.organisation.setFocus()

    @Slot()
    def _confirm(self) -> None:
        if self.form.show_problems(self._fields.problems()):
            self.send(self._fields.proposal())


class RegisterDialog(AskingDialog):
    """Gives `Steps` with day and number. Object names: `register_dialog`, `filed_on`, `number`."""

    def __init__(self, row: FilingRow, today: date, parent: QWidget) -> None:
        sentence = f"“{row.name}”，{row.title}，{row.proposal.proposed_on.isoformat()} 提出。"
        super().__init__("登记备案", "登记", sentence, parent)
        self.setObjectName("register_dialog")
        self.number = _line("number", "")
        self.number.setPlaceholderText("如：澄组备〔2026〕12 号")
        self.filed_on = _day("filed_on", today)
        self.form.add("number", "备案号", self.number, required=True)
        self.form.add("filed_on", "备案日期", self.filed_on, required=True)
        self.number.setFocus()

    @Slot()
    def _confirm(self) -> None:
        number = self.number.text().strip()
        problems = {} if number else {"number": "请填写备案号。"}
        if self.form.show_problems(problems):
            self.send(Steps(self.filed_on.day, number))


class DecideDialog(AskingDialog):
    """Gives `Steps` with the decision.

    Object names: `decide_dialog`, `decision`, `decided_on`, `decision_number`, `decision_note`.
    """

    def __init__(self, row: FilingRow, today: date, parent: QWidget) -> None:
        sentence = f"“{row.name}”，{row.title}，备案号 {row.steps.filing_number}。"
        super().__init__("登记批复", "登记", sentence, parent)
        self.setObjectName("decide_dialog")
        names = {key: name for key, name in FILING_DECISION_NAMES.items() if name}
        self.decision = _choice("decision", names, FilingDecision.APPROVED)
        self.decided_on = _day("decided_on", today)
        self.number = _line("decision_number", "")
        self.note = _text("decision_note", "")
        self.form.add("decision", "批复", self.decision, required=True)
        self.form.add("decided_on", "批复日期", self.decided_on, required=True)
        self.form.add("decision_number", "批复文号", self.number)
        self.form.add(
            "decision_note", "意见", self.note, hint="退回的写明原因，以后可以重新提出。"
        )
        self.decision.setFocus()

    @Slot()
    def _confirm(self) -> None:
        decision = FilingDecision(self.decision.currentData())
        note = self.note.toPlainText().strip()
        lacking = decision is FilingDecision.RETURNED and not note
        if self.form.show_problems({"decision_note": "请写明为什么退回。"} if lacking else {}):
            self.send(
                Steps(
                    decision=decision,
                    decided_on=self.decided_on.day,
                    decision_number=self.number.text(),
                    decision_note=note,
                )
            )


class CorrectDialog(AskingDialog):
    """Gives a `Proposal` and `Steps` as a pair: everything that was noted of a filing.

    Object names: `correct_dialog`, those of `ProposalFields`, `filed_on_on`, `filed_on`,
    `number`, `decision`, `decided_on`, `decision_number`, `decision_note`.
    """

    def __init__(self, row: FilingRow, today: date, parent: QWidget) -> None:
        sentence = f"“{row.name}”：更正登记错的内容；误登的一步可以在这里去掉。"
        super().__init__("更正备案", "保存", sentence, parent)
        self.setObjectName("correct_dialog")
        steps = row.steps
        self._fields = ProposalFields(self.form, row.proposal)
        self.filed_on = OptionalDay("filed_on", "备案日期", steps.filed_on or today)
        self.filed_on.set_day(steps.filed_on)
        self.number = _line("number", steps.filing_number)
        names = {**FILING_DECISION_NAMES, FilingDecision.NONE: "还没有批复"}
        self.decision = _choice("decision", names, steps.decision)
        self.decided_on = _day("decided_on", steps.decided_on or today)
        self.decision_number = _line("decision_number", steps.decision_number)
        self.note = _text("decision_note", steps.decision_note)
        self.decided_on.setAccessibleName("批复日期")
        self.form.add("number", "备案号、日期", self.number).add_beside(self.filed_on)
        self.form.add("decision", "批复、日期", self.decision).add_beside(self.decided_on)
        self.form.add("decision_number", "批复文号", self.decision_number)
        self.form.add("decision_note", "意见", self.note)
        self.decision.currentIndexChanged.connect(self._allow)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        decided = self.decision.currentData() != FilingDecision.NONE
        for field in (self.decided_on, self.decision_number, self.note):
            field.setEnabled(decided)

    @Slot()
    def _confirm(self) -> None:
        if not self.form.show_problems(self._fields.problems()):
            return
        decision = FilingDecision(self.decision.currentData())
        decided = decision is not FilingDecision.NONE
        filed = self.filed_on.day
        steps = Steps(
            filed,
            self.number.text() if filed else "",
            decision,
            self.decided_on.day if decided else None,
            self.decision_number.text() if decided else "",
            self.note.toPlainText() if decided else "",
        )
        self.send((self._fields.proposal(), steps))


class EntryDialog(AskingDialog):
    """Gives `EntryFacts`.

    Object names: `entry_dialog`, `kind`, `happened_on`, `title`, `detail`, `document`.
    """

    def __init__(self, name: str, facts: EntryFacts | None, today: date, parent: QWidget) -> None:
        title = "登记纪实" if facts is None else "修改纪实"
        super().__init__(title, "保存", f"“{name}”的全程纪实。", parent)
        self.setObjectName("entry_dialog")
        first = facts or EntryFacts(DossierKind.HONOUR, today, "")
        self.kind = _choice("kind", DOSSIER_KIND_NAMES, first.kind)
        self.happened_on = _day("happened_on", first.happened_on)
        self.title = _line("title", first.title)
        self.title.setPlaceholderText("一句话，如：被评为市优秀党务工作者")
        self.detail = _text("detail", first.detail)
        self.document = _line("document", first.document)
        self.document.setPlaceholderText("文号，没有可以不填")
        self.form.add("kind", "类别", self.kind, required=True)
        self.form.add("happened_on", "日期", self.happened_on, required=True)
        self.form.add("title", "事项", self.title, required=True)
        self.form.add("detail", "详情", self.detail)
        self.form.add("document", "依据", self.document)
        self.title.setFocus()

    @Slot()
    def _confirm(self) -> None:
        problems = {} if self.title.text().strip() else {"title": "请写一句话。"}
        if self.form.show_problems(problems):
            self.send(
                EntryFacts(
                    DossierKind(self.kind.currentData()),
                    self.happened_on.day,
                    self.title.text(),
                    self.detail.toPlainText(),
                    self.document.text(),
                )
            )


def _choice(name: str, names: Mapping[Any, str], chosen: object) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    for value, text in names.items():
        made.addItem(text, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def _line(name: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    return made


def _text(name: str, text: str) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setObjectName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(scaled(_TEXT_HEIGHT))
    return made


def _day(name: str, day: date) -> DateField:
    made = DateField(name)
    made.set_day(day)
    return made

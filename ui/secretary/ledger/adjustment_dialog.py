"""The form of an adjustment, and of the posting that ends with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from jyguide.secretary.adjustment import (
    AdjustmentFacts,
    AdjustmentRow,
    Closing,
    adjustment_problems,
)
from jyguide.secretary.kinds import ADJUSTMENT_KIND_NAMES, AdjustmentKind
from ui.secretary.ledger.measure_dialogs import NOBODY, line_field, side_by_side, text_field
from ui.secretary.ledger.person_dialog import PersonDialog, choice_of
from ui.theme import scaled
from ui.widgets import DateField

_WIDTH = 660


@dataclass(frozen=True, slots=True)
class AdjustmentGiven:
    """What was decided, and whether the posting ends with it."""

    facts: AdjustmentFacts
    closing: Closing | None


class AdjustmentDialog(PersonDialog):
    """Gives an `AdjustmentGiven`.

    Object names: `adjustment_dialog`, those of `ChosenPeople`, `kind`, `decided_on`,
    `organisation`, `post`, `reason`, `document`, `successor`, `close_posting`, `new_organisation`,
    `new_post`.
    """

    def __init__(self, today: date, parent: QWidget, row: AdjustmentRow | None = None) -> None:
        sentence = (
            f"{row.person.label}。任职经历在“人员”里另行更正。"
            if row
            else "可以同时结束现任职务：一次保存，一起撤销。"
        )
        words = ("修改调整" if row else "登记调整", sentence)
        kept = row.person.name if row else None
        super().__init__("adjustment_dialog", words, today, kept, parent)
        self.setMinimumWidth(scaled(_WIDTH))
        self._row = row
        empty = AdjustmentFacts(NOBODY, today.year, AdjustmentKind.REMOVED, today, "", "", "")
        self._facts = row.facts if row else empty
        self._make_fields()
        self._lay_out()

    def _make_fields(self) -> None:
        facts = self._facts
        self.kind = choice_of(ADJUSTMENT_KIND_NAMES, facts.kind)
        self.decided_on = DateField("decided_on")
        self.decided_on.set_day(facts.decided_on)
        self.organisation = line_field("organisation", facts.organisation, "单位")
        self.post = line_field("post", facts.post, "职务")
        self.reason = text_field("reason", facts.reason)
        self.document = line_field("document", facts.document, "文号，例如：周委〔2026〕8号")
        self.successor = line_field("successor", facts.successor, "接任人姓名")
        self.close_posting = QCheckBox("从决定之日起结束现任书记职务，记入任职经历")
        self.close_posting.setObjectName("close_posting")
        self.close_posting.setChecked(True)
        self.new_organisation = line_field("new_organisation", "", "单位；不写即仍在原单位")
        self.new_post = line_field("new_post", "", "职务；不写即没有职务")

    def _lay_out(self) -> None:
        add = self.form.add
        if self.people is not None:
            add("people", "书记", self.people, required=True)
            self.people.changed.connect(self._fill)
        when = side_by_side(self.kind, self.decided_on, "决定日期")
        add("decided_on", "类型、日期", when, required=True)
        add(
            "organisation",
            "原任职务",
            side_by_side(self.organisation, self.post, "原任职务"),
        )
        add("reason", "原因", self.reason, required=True)
        after = side_by_side(self.successor, self.document, "文号")
        add("successor", "接任人、文号", after)
        if self._row is None:
            add("close", "任职经历", self.close_posting)
            then = side_by_side(self.new_organisation, self.new_post, "新任职务")
            row = add("new_organisation", "新任职务", then)
            self.close_posting.toggled.connect(row.setVisible)

    @Slot()
    def _fill(self) -> None:
        """What he is now is what he was before."""
        chosen = [self._offered[key] for key in (self.people.ids if self.people else ())]
        if chosen:
            self.organisation.setText(chosen[0].place)
            self.post.setText(chosen[0].post)

    @Slot()
    def _confirm(self) -> None:
        facts = replace(
            self._facts,
            kind=AdjustmentKind(self.kind.currentData()),
            decided_on=self.decided_on.day,
            year=self.decided_on.day.year,
            organisation=self.organisation.text().strip(),
            post=self.post.text().strip(),
            reason=self.reason.toPlainText().strip(),
            document=self.document.text().strip(),
            successor=self.successor.text().strip(),
        )
        key, name, problems = self._person("请先选择书记。")
        if key is not None:
            facts = replace(facts, person_id=key)
        problems |= adjustment_problems(facts, name, self._today)
        if self.form.show_problems(problems):
            self.send(AdjustmentGiven(facts, self._closing()))

    def _closing(self) -> Closing | None:
        if self._row is not None or not self.close_posting.isChecked():
            return None
        return Closing(self.new_organisation.text().strip(), self.new_post.text().strip())

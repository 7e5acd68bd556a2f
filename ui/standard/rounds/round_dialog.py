"""The form in which a round is laid down or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from jyguide.standard.participants import Candidate
from jyguide.standard.round import RoundFacts, RoundRow
from jyguide.standard.round_rule import LONGEST_NAME
from jyguide.standard.rows import ChecklistRow
from ui.standard.rounds.checklist_fields import ChecklistFields
from ui.standard.rounds.participants import ParticipantsPane
from ui.standard.rounds.schedule_fields import ScheduleFields
from ui.theme import SPACE, scaled
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.surfaces import labelled

_WIDTH = 760
_FACTS = 712
_WITH_BRANCHES = 1336
_HEIGHT = 560
NAME = "党支部标准化规范化建设"


@dataclass(frozen=True, slots=True)
class RoundChoices:
    """What a form offers.

    Attributes:
        found: Organisations that may take part; None where these are not asked about.
    """

    checklists: Sequence[ChecklistRow]
    today: date
    found: Sequence[Candidate] | None = None


class RoundDialog(FittingDialog):
    """Asks for everything that is laid down of a round, of a new one who takes part too.

    It stays open until what it gave is kept: whoever saves calls `accept`, or `resume`. Object
    names: `round_dialog`, `name`, `year`, `note`, `save`, `cancel`, those of `ScheduleFields`,
    `ChecklistFields` and `ParticipantsPane`, and `taking_part`.
    """

    wanted = Signal(object, object)
    """`RoundFacts`, and of a new round the kinds of those that take part by organisation."""
    drop_wanted = Signal()

    def __init__(
        self, title: str, facts: RoundFacts, offered: RoundChoices, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("round_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._facts = facts
        self.pane: ParticipantsPane | None = None
        self._make_fields(facts, offered)
        self._build(offered)
        self.name.setFocus()
        self.name.selectAll()

    def lock(self, row: RoundRow, *, may_lead: bool) -> None:
        """Of a round going on: what is closed, or another office's, can only be read."""
        self.schedule.close_phases(row.closed)
        if not may_lead:
            self._save.setEnabled(False)
            self._save.setToolTip("本轮次由市级主办，这里只能查看")
        self._drop.setVisible(may_lead)

    @Slot()
    def resume(self) -> None:
        """Let the user go on after saving failed."""
        self._save.setEnabled(True)

    def _make_fields(self, facts: RoundFacts, offered: RoundChoices) -> None:
        self.name = QLineEdit(facts.name, maxLength=LONGEST_NAME)
        self.name.setObjectName("name")
        self.year = QSpinBox()
        self.year.setObjectName("year")
        self.year.setRange(2000, 2099)
        self.year.setValue(facts.year)
        self.note = QLineEdit(facts.note)
        self.note.setObjectName("note")
        self.checklists = ChecklistFields(offered.checklists, facts.checklists)
        self.schedule = ScheduleFields(facts.schedule, offered.today)

    def _build(self, offered: RoundChoices) -> None:
        self.form = Form()
        self.form.add("name", "名称", self.name, required=True)
        self.form.add("year", "年度", _beside(self.year, "备注", self.note), required=True)
        left = QVBoxLayout()
        left.setSpacing(SPACE.m)
        left.addWidget(self.form)
        left.addWidget(labelled("各类支部用的检查表", self.checklists))
        left.addWidget(labelled("四个阶段", self.schedule))
        hint = "不勾选日期就是没有定；过了截止日期仍可补录，直到您关闭这个阶段。"
        left.addWidget(make_label(hint, "small", wrap=True))
        left.addStretch()
        facts = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        facts.setLayout(left)
        facts.setMinimumWidth(scaled(_FACTS))
        body = QHBoxLayout()
        body.setSpacing(SPACE.l)
        body.addWidget(facts)
        if offered.found is not None:
            body.addWidget(self._branches(offered.found), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addLayout(body, 1)
        layout.addLayout(self._buttons(new=offered.found is not None))
        self.setMinimumWidth(_WIDTH if self.pane is None else _WITH_BRANCHES)
        self.resize(self.minimumWidth(), _HEIGHT)

    def _branches(self, found: Sequence[Candidate]) -> QWidget:
        pane = self.pane = ParticipantsPane(found, self.checklists.chosen())
        self.checklists.changed.connect(lambda: pane.set_kinds(self.checklists.chosen()))
        pane.ticked_changed.connect(self._count)
        self._taking_part = make_label("", "section", "taking_part")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._taking_part)
        column.addWidget(pane, 1)
        self._count()
        return whole

    def _buttons(self, *, new: bool) -> QHBoxLayout:
        self._save = make_button("建立轮次" if new else "保存", Kind.PRIMARY, name="save")
        self._save.setDefault(True)
        cancel = make_button("取消", name="cancel")
        self._drop = make_button("删除轮次…", Kind.DANGER, "delete", "drop_round")
        self._drop.setVisible(False)
        row = ButtonRow(self._save, leave=cancel, left=(self._drop,))
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._give)
        self._drop.clicked.connect(self.drop_wanted)
        return row

    @Slot()
    def _count(self) -> None:
        if self.pane is None:
            return
        said = f"参加的支部：{len(self.pane.ticks.ticked())} 个"
        if self.pane.asked:
            said += f"，另有 {self.pane.asked} 个要先定类型"
        self._taking_part.setText(said)

    @Slot()
    def _give(self) -> None:
        name = self.name.text().strip()
        if not self.form.show_problems({} if name else {"name": "请填写名称。"}):
            return
        facts = replace(
            self._facts,
            name=name,
            year=self.year.value(),
            note=self.note.text(),
            checklists=self.checklists.chosen(),
            schedule=self.schedule.schedule(),
        )
        self._save.setEnabled(False)
        self.wanted.emit(facts, {} if self.pane is None else self.pane.chosen())


def _beside(field: QWidget, label: str, other: QWidget) -> QWidget:
    """Two fields on one line, the second one with its label."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.m)
    said = make_label(label, "key")
    said.setBuddy(other)
    row.addWidget(field)
    row.addWidget(said)
    row.addWidget(other, 1)
    whole.setFocusProxy(field)
    return whole

"""Forms of the yearly selection: whom to consider, what was confirmed, what became of him."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.errors import RuleError
from jyguide.secretary.kinds import SELECTION_OUTCOME_NAMES, SelectionOutcome
from jyguide.secretary.selection import (
    CandidateRow,
    Check,
    Confirmed,
    Decision,
    Verdict,
    check_decision,
)
from jyguide.secretary.selection_rule import CONDITION_NAMES, Condition
from ui.theme import scaled
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.chosen_people import ChosenPeople

_WIDTH = 640


class AddDialog(AskingDialog):
    """Gives the keys of people. Object names: `selection_add_dialog`, those of `ChosenPeople`."""

    def __init__(self, year: int, parent: QWidget) -> None:
        sentence = "选好后逐项核对条件，说明查到的依据；不排名次。"
        super().__init__(f"{year} 年选聘：加入人选", "加入", sentence, parent)
        self.setObjectName("selection_add_dialog")
        self.setMinimumWidth(scaled(_WIDTH))
        self.people = ChosenPeople()
        self.form.add("people", "书记", self.people, required=True)

    @Slot()
    def _confirm(self) -> None:
        found = list(self.people.ids)
        if self.form.show_problems({} if found else {"people": "请先选择书记。"}):
            self.send(found)


class ConfirmDialog(AskingDialog):
    """Gives ``(condition, Confirmed)``.

    Object names: `selection_confirm_dialog`, `condition`, `met`, `saw`, `by`, `on`.
    """

    def __init__(self, row: CandidateRow, who: str, today: date, parent: QWidget) -> None:
        sentence = f"{row.person.label}：系统里没有依据的条件，由人核实，写明看到了什么。"
        super().__init__("核实选聘条件", "保存", sentence, parent)
        self.setObjectName("selection_confirm_dialog")
        self.condition = QComboBox()
        self.condition.setObjectName("condition")
        for one in to_confirm(row.checks):
            name = f"{CONDITION_NAMES[one.condition]}：{one.asked}"
            self.condition.addItem(name, one.condition)
        self.met = QComboBox()
        self.met.setObjectName("met")
        self.met.addItem("符合", Verdict.MET)
        self.met.addItem("不符合", Verdict.NOT_MET)
        self.saw = QLineEdit(placeholderText="例如：市纪委 11 月 20 日回复函，没有处理处分")
        self.saw.setObjectName("saw")
        self.by = QLineEdit(who)
        self.by.setObjectName("by")
        self.on = DateField("on")
        self.on.set_day(today)
        add = self.form.add
        add("condition", "条件", self.condition)
        add("met", "结论", self.met)
        add("saw", "看到的材料", self.saw, required=True)
        add("by", "核实人", self.by, required=True)
        add("on", "核实日期", self.on)

    @Slot()
    def _confirm(self) -> None:
        said = Confirmed(
            self.met.currentData() == Verdict.MET,
            self.saw.text().strip(),
            self.by.text().strip(),
            self.on.day,
        )
        problems = {} if said.saw else {"saw": "请写明看到了什么材料。"}
        if not said.by:
            problems["by"] = "请填写核实人。"
        if self.form.show_problems(problems):
            self.send((Condition(self.condition.currentData()), said))


class DecideDialog(AskingDialog):
    """Gives a `Decision`.

    Object names: `selection_decide_dialog`, `outcome`, `decided_on`, `document`, `note`.
    """

    def __init__(self, row: CandidateRow, room: int, today: date, parent: QWidget) -> None:
        left = f"还有名额 {room} 名" if room > 0 else "名额已满，再录用须写明说明"
        sentence = f"{row.person.label}　{row.conclusion}。{left}。"
        super().__init__("登记选聘结果", "保存", sentence, parent)
        self.setObjectName("selection_decide_dialog")
        self._row, self._room, self._today = row, room, today
        self.outcome = QComboBox()
        self.outcome.setObjectName("outcome")
        for outcome, name in SELECTION_OUTCOME_NAMES.items():
            self.outcome.addItem(name or "未定", outcome)
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(row.outcome)))
        self.on = DateField("decided_on")
        self.on.set_day(row.decided_on or today)
        self.document = QLineEdit(row.document, placeholderText="例如：周委〔2026〕9号")
        self.document.setObjectName("document")
        self.note = QLineEdit(row.note)
        self.note.setObjectName("note")
        add = self.form.add
        add("outcome", "结果", self.outcome)
        add("decided_on", "决定日期", self.on)
        add("document", "文号", self.document)
        add("note", "说明", self.note, hint="超过名额，或条件不全仍要录用的，在这里写明理由。")

    @Slot()
    def _confirm(self) -> None:
        decision = Decision(
            SelectionOutcome(self.outcome.currentData()),
            self.on.day,
            self.document.text().strip(),
            self.note.text().strip(),
        )
        problems: dict[str, str] = {}
        try:
            check_decision(self._row, decision, self._room, self._today)
        except RuleError as error:
            wrong = "decided_on" if decision.on and decision.on > self._today else "note"
            problems[wrong] = f"{error.message}{error.hint}"
        if self.form.show_problems(problems):
            self.send(decision)


def to_confirm(checks: Sequence[Check]) -> list[Check]:
    """What a person has to look at, or has looked at."""
    return [one for one in checks if one.verdict is Verdict.UNKNOWN or one.by_hand]

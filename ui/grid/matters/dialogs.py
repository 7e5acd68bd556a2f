"""What is asked when a matter is raised, changed, replied to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from jyguide.grid.kinds import ACCEPTANCE_NAMES, MATTER_CATEGORY_NAMES, Acceptance, MatterCategory
from jyguide.grid.matter import MatterFacts, MatterRow, Reply
from jyguide.ids import GridUnitId
from ui.grid.matters.columns import content, raised_by
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.fields import name_field, text_field
from ui.widgets.optional_day import OptionalDay

_TEXT_HEIGHT = 84
_NOT_ASKED = "还没有回访"


@dataclass(frozen=True, slots=True)
class MattersKnown:
    """What the forms offer: places, names used before, today."""

    today: date
    days: int = 15
    places: Sequence[tuple[GridUnitId, str]] = ()
    names: Sequence[str] = ()


class MatterDialog(AskingDialog):
    """Gives `MatterFacts`.

    Object names: `matter_dialog`, `content`, `category`, `place`, `raised_by`, `raised_on`,
    `owner`, `due_on`, `due_on_on`.
    """

    def __init__(self, known: MattersKnown, row: MatterRow | None, parent: QWidget) -> None:
        """`row` is the matter to be changed; None: a new one."""
        title = "修改民情" if row else "登记民情"
        sentence = f"没有定下期限的，按提出后 {known.days} 天答复。"
        super().__init__(title, "保存", sentence, parent)
        self.setObjectName("matter_dialog")
        self._facts = row.facts if row else MatterFacts("", known.today)
        facts = self._facts
        self.content = _text("content", facts.content)
        self.content.setPlaceholderText("反映了什么、在哪里、希望怎么办")
        self.category = QComboBox()
        self.category.setObjectName("category")
        for kind, name in MATTER_CATEGORY_NAMES.items():
            self.category.addItem(name, kind.value)
        self.category.setCurrentIndex(self.category.findData(facts.category.value))
        self.place = self._place_field(known, row)
        self.by = name_field("raised_by", facts.raised_by, ())
        self.by.setPlaceholderText(row.target if row and row.target else "可不填")
        self.on = DateField("raised_on")
        self.on.set_day(facts.raised_on)
        self.owner = name_field("owner", facts.owner, known.names)
        self.due = OptionalDay("due_on", "答复期限", known.today + timedelta(days=known.days))
        self.due.set_day(facts.due_on)
        self.form.add("content", "内容", self.content, required=True)
        self.form.add("category", "类别", self.category)
        self.form.add("place", "村（社区）", self.place)
        self.form.add("by", "提出人", self.by)
        self.form.add("on", "提出日期", self.on, required=True)
        self.form.add("owner", "责任人", self.owner)
        self.form.add("due", "答复期限", self.due)
        self.content.setFocus()

    def _place_field(self, known: MattersKnown, row: MatterRow | None) -> QComboBox:
        made = QComboBox()
        made.setObjectName("place")
        made.addItem("未定", None)
        for key, name in known.places:
            made.addItem(name, key)
        unit = self._facts.unit_id
        if unit is not None and made.findData(unit) < 0 and row is not None:
            made.addItem(row.place.label, unit)
        made.setCurrentIndex(max(0, made.findData(unit)))
        return made

    @Slot()
    def _confirm(self) -> None:
        told = self.content.toPlainText().strip()
        if not self.form.show_problems({} if told else {"content": "请写明反映了什么。"}):
            return
        self.send(
            replace(
                self._facts,
                content=told,
                category=MatterCategory(self.category.currentData()),
                unit_id=self.place.currentData(),
                raised_by=self.by.text().strip(),
                raised_on=self.on.day,
                owner=self.owner.text().strip(),
                due_on=self.due.day,
            )
        )


class ReplyDialog(AskingDialog):
    """Gives a `Reply`. Object names: `reply_dialog`, `reply`, `replied_on`, `accepted`."""

    def __init__(self, row: MatterRow, today: date, parent: QWidget) -> None:
        who = raised_by(row) or "未留名"
        super().__init__("登记答复", "保存", f"{who}：{content(row)}", parent)
        self.setObjectName("reply_dialog")
        kept = row.reply
        self.text = _text("reply", kept.text if kept else "")
        self.text.setPlaceholderText("怎么办的、怎么答复的")
        self.on = DateField("replied_on")
        self.on.set_day(kept.on if kept else today)
        self.verdict = QComboBox()
        self.verdict.setObjectName("accepted")
        self.verdict.addItem(_NOT_ASKED, "")
        for one, name in ACCEPTANCE_NAMES.items():
            self.verdict.addItem(name, one.value)
        given = kept.accepted.value if kept and kept.accepted else ""
        self.verdict.setCurrentIndex(self.verdict.findData(given))
        self.form.add("reply", "答复", self.text, required=True)
        self.form.add("on", "答复日期", self.on, required=True)
        self.form.add("accepted", "是否满意", self.verdict)
        self.text.setFocus()

    @Slot()
    def _confirm(self) -> None:
        told = self.text.toPlainText().strip()
        if not self.form.show_problems({} if told else {"reply": "请写明怎么答复的。"}):
            return
        given = self.verdict.currentData()
        self.send(Reply(self.on.day, told, Acceptance(given) if given else None))


def _text(name: str, text: str) -> QPlainTextEdit:
    return text_field(name, text, height=_TEXT_HEIGHT)

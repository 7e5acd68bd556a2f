"""The form of a talk, and of what was agreed in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from jyguide.secretary.kinds import TALK_KIND_NAMES, TalkKind
from jyguide.secretary.talk import Agreed, TalkFacts, TalkRow, talk_problems
from ui.secretary.ledger.agreed_rows import AgreedRows
from ui.secretary.ledger.measure_dialogs import NOBODY, line_field, side_by_side, text_field
from ui.secretary.ledger.person_dialog import PersonDialog, choice_of
from ui.theme import scaled
from ui.widgets import DateField

_WIDTH = 760


@dataclass(frozen=True, slots=True)
class TalkGiven:
    """What was said, and agreed."""

    facts: TalkFacts
    agreed: list[Agreed]


class TalkDialog(PersonDialog):
    """Gives a `TalkGiven`.

    Object names: `talk_dialog`, those of `ChosenPeople`, `kind`, `talked_on`, `place`, `talker`,
    `topics`, `reply`, and those of `AgreedRows`.
    """

    def __init__(self, who: str, today: date, parent: QWidget, row: TalkRow | None = None) -> None:
        """`who` usually talks: the user of this PC."""
        sentence = (
            f"与{row.person.label}。约定的整改在“整改措施”里改。"
            if row
            else "谈话中约定的整改，保存时一并列入整改台账。"
        )
        words = ("修改谈话记录" if row else "登记谈话", sentence)
        super().__init__("talk_dialog", words, today, row.person.name if row else None, parent)
        self.setMinimumWidth(scaled(_WIDTH))
        self._facts = (
            row.facts if row else TalkFacts(NOBODY, today.year, TalkKind.HEART, today, who, "")
        )
        self.agreed = None if row else AgreedRows(today)
        self._make_fields()
        self._lay_out()

    def _make_fields(self) -> None:
        facts = self._facts
        self.kind = choice_of(TALK_KIND_NAMES, facts.kind)
        self.talked_on = DateField("talked_on")
        self.talked_on.set_day(facts.talked_on)
        self.place = line_field("place", facts.place, "地点，例如：镇党建办")
        self.talker = line_field("talker", facts.talker, "谈话人；几个人用顿号隔开")
        self.topics = text_field("topics", facts.topics, "一行写一点")
        self.reply = text_field("reply", facts.reply, "本人怎么说")

    def _lay_out(self) -> None:
        add = self.form.add
        if self.people is not None:
            add("people", "谈话对象", self.people, required=True)
        when = side_by_side(self.kind, self.talked_on, "谈话日期")
        add("talked_on", "类型、日期", when, required=True)
        who = side_by_side(self.talker, self.place, "地点")
        add("talker", "谈话人、地点", who, required=True)
        add("topics", "谈话要点", self.topics, required=True)
        add("reply", "本人表态", self.reply)
        if self.agreed is not None:
            add("agreed", "约定整改", self.agreed)

    @Slot()
    def _confirm(self) -> None:
        facts = replace(
            self._facts,
            kind=TalkKind(self.kind.currentData()),
            talked_on=self.talked_on.day,
            year=self.talked_on.day.year,
            place=self.place.text().strip(),
            talker=self.talker.text().strip(),
            topics=self.topics.toPlainText().strip(),
            reply=self.reply.toPlainText().strip(),
        )
        key, name, problems = self._person("请先选择谈话对象。")
        if key is not None:
            facts = replace(facts, person_id=key)
        problems |= talk_problems(facts, name, self._today)
        agreed = self.agreed.agreed() if self.agreed else []
        problems |= _agreed_problems(agreed, facts.talked_on)
        if self.form.show_problems(problems):
            self.send(TalkGiven(facts, agreed))


def _agreed_problems(agreed: list[Agreed], talked_on: date) -> dict[str, str]:
    if any(not one.problem for one in agreed):
        return {"agreed": "有一条整改没有写问题。"}
    if any(one.due_on and one.due_on < talked_on for one in agreed):
        return {"agreed": "有一条整改的期限早于谈话日期。"}
    return {}

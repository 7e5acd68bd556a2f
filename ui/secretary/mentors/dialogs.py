"""Forms of mentor pairs: the two and their term, a meeting, how it ended, the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from jyguide.ids import PersonId
from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.kinds import PAIR_OUTCOME_NAMES, PairOutcome
from jyguide.secretary.mentor import (
    EndFacts,
    MeetingFacts,
    MentorRule,
    PairFacts,
    PairRow,
    end_problems,
    meeting_problems,
    pair_problems,
    term_remark,
)
from jyguide.secretary.mentor_suggest import MentorChoice
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.elided_combo import ElidedCombo

_YEAR = timedelta(days=364)
_LINES = 4
_ENDS = (PairOutcome.COMPLETED, PairOutcome.BROKEN_OFF)
_OTHER = "其他人（写姓名）"


class PairDialog(AskingDialog):
    """Object names: `pair_dialog`, `pupil`, `mentor`, `mentor_name`, `mentor_post`, `began_on`,
    `ends_on`, `goals`, `confirm`, `cancel`.
    """  # noqa: D205 - names alone

    choices_wanted = Signal(object)
    """The `PersonId` of the pupil chosen: who might be his mentor?"""

    def __init__(
        self,
        pupils: Sequence[SecretaryRow],
        today: date,
        parent: QWidget,
        row: PairRow | None = None,
    ) -> None:
        said = (
            "导师由任职多年的书记担任，同镇街园区的排在前面。"
            if row is None
            else f"{row.pupil}（{row.pupil_post}）"
        )
        super().__init__("修改导师结对" if row else "导师结对", "保存", said, parent)
        self.setObjectName("pair_dialog")
        self._row = row
        self._pupils = {one.person_id: one for one in pupils}
        self._choices: dict[PersonId, MentorChoice] = {}
        self._make_fields(pupils, today)
        self._lay_out()
        if row is not None:
            self._fill(row)

    @property
    def pupil_id(self) -> PersonId | None:
        """Who is to have a mentor."""
        if self._row is not None:
            return self._row.facts.pupil_id
        found: PersonId | None = self.pupil.currentData()
        return found

    def show_choices(self, choices: Sequence[MentorChoice]) -> None:
        """Offer these as mentors; whoever is chosen stays chosen."""
        chosen = self.mentor.currentData()
        by_name = chosen is None and bool(self.mentor_name.text())
        self._choices = {one.secretary.person_id: one for one in choices}
        with QSignalBlocker(self.mentor):
            self.mentor.clear()
            for key, one in self._choices.items():
                self.mentor.addItem(f"{one.secretary.label}　{one.words}", key)
            if chosen is not None and chosen not in self._choices and self._row is not None:
                self.mentor.insertItem(0, self._row.facts.mentor, chosen)
            self.mentor.addItem(_OTHER, None)
            # Looked for here: findData takes a key for another that is equal and not the same.
            offered = [self.mentor.itemData(at) for at in range(self.mentor.count())]
            stays = chosen in offered and (chosen is not None or by_name)
            self.mentor.setCurrentIndex(offered.index(chosen) if stays else 0)
        if stays:  # so does his post as it was written
            self._show_remark()
        else:
            self._show_mentor()

    def _make_fields(self, pupils: Sequence[SecretaryRow], today: date) -> None:
        self.pupil = ElidedCombo()
        self.pupil.setObjectName("pupil")
        for one in pupils:
            self.pupil.addItem(one.label, one.person_id)
        self.mentor = ElidedCombo()
        self.mentor.setObjectName("mentor")
        self.mentor.addItem(_OTHER, None)
        self.mentor_name = QLineEdit()
        self.mentor_name.setObjectName("mentor_name")
        self.mentor_post = QLineEdit(placeholderText="例如：华宏村党委书记")
        self.mentor_post.setObjectName("mentor_post")
        self.began_on = DateField("began_on")
        self.began_on.set_day(today)
        self.ends_on = DateField("ends_on")
        self.ends_on.set_day(today + _YEAR)
        self.goals = _text("goals", "一行一个目标，例如：三个月内走遍每一户")
        self.pupil.currentIndexChanged.connect(self._ask_choices)
        self.mentor.currentIndexChanged.connect(self._show_mentor)

    def _lay_out(self) -> None:
        add = self.form.add
        if self._row is None:
            add("pupil", "新任书记", self.pupil, required=True)
        self._mentor_row = add("mentor", "导师", self.mentor, required=True)
        self._name_row = add("mentor_name", "导师姓名", self.mentor_name, required=True)
        add("mentor_post", "导师职务", self.mentor_post)
        add("began_on", "开始日期", self.began_on, required=True)
        add("ends_on", "期满日期", self.ends_on, required=True)
        add("goals", "目标", self.goals)
        self._show_mentor()

    def _fill(self, row: PairRow) -> None:
        facts = row.facts
        if facts.mentor_id is not None:
            self.mentor.insertItem(0, facts.mentor, facts.mentor_id)
            self.mentor.setCurrentIndex(0)
        self.mentor_name.setText(facts.mentor)
        self.mentor_post.setText(facts.mentor_post)
        self.began_on.set_day(facts.began_on)
        self.ends_on.set_day(facts.ends_on)
        self.goals.setPlainText("\n".join(facts.goals))
        self._name_row.setVisible(facts.mentor_id is None)

    @Slot()
    def _ask_choices(self) -> None:
        if self.pupil_id is not None:
            self.choices_wanted.emit(self.pupil_id)

    @Slot()
    def _show_mentor(self) -> None:
        """Of somebody on the list, name and post are known."""
        one = self._choices.get(self.mentor.currentData())
        if one is not None:
            self.mentor_name.setText(one.secretary.name)
            self.mentor_post.setText(f"{one.secretary.organisation}{one.secretary.post}")
        self._show_remark()

    def _show_remark(self) -> None:
        """What is worth knowing of the two; a name is asked for of a mentor on no list."""
        key = self.mentor.currentData()
        self._name_row.setVisible(key is None)
        one = self._choices.get(key)
        pupil = self._pupils.get(self.pupil_id) if self.pupil_id else None
        since = one.secretary.since if one else None
        self._mentor_row.show_note(term_remark(pupil.since if pupil else None, since))

    @Slot()
    def _confirm(self) -> None:
        facts = PairFacts(
            self.pupil_id,
            self.mentor.currentData(),
            self.mentor_name.text().strip(),
            self.mentor_post.text().strip(),
            self.began_on.day,
            self.ends_on.day,
            tuple(self.goals.toPlainText().splitlines()),
        )
        problems = pair_problems(facts)
        if self.mentor.currentData() is None and "mentor" in problems:
            problems["mentor_name"] = problems.pop("mentor")
        if self.form.show_problems(problems):
            self.send(facts)


class MeetingDialog(AskingDialog):
    """Object names: `meeting_dialog`, `met_on`, `place`, `topics`, `agreed`."""

    def __init__(
        self, pair: PairRow, today: date, parent: QWidget, meeting: MeetingFacts | None = None
    ) -> None:
        title = "修改导师活动" if meeting else "登记导师活动"
        super().__init__(title, "保存", f"{pair.facts.mentor}　带　{pair.pupil}", parent)
        self.setObjectName("meeting_dialog")
        self._pair = pair
        self._today = today
        facts = meeting or MeetingFacts(today)
        self.met_on = DateField("met_on")
        self.met_on.set_day(facts.met_on)
        self.place = QLineEdit(facts.place)
        self.place.setObjectName("place")
        self.topics = _text("topics", "谈了什么、看了什么", facts.topics)
        self.agreed = _text("agreed", "下次之前谁做什么", facts.agreed)
        self.form.add("met_on", "日期", self.met_on, required=True)
        self.form.add("place", "地点", self.place)
        self.form.add("topics", "内容", self.topics, required=True)
        self.form.add("agreed", "约定事项", self.agreed)

    @Slot()
    def _confirm(self) -> None:
        meeting = MeetingFacts(
            self.met_on.day,
            self.place.text().strip(),
            self.topics.toPlainText().strip(),
            self.agreed.toPlainText().strip(),
        )
        if self.form.show_problems(meeting_problems(meeting, self._pair, self._today)):
            self.send(meeting)


class EndDialog(AskingDialog):
    """Object names: `end_dialog`, `outcome`, `ended_on`, `report`."""

    def __init__(self, pair: PairRow, today: date, parent: QWidget) -> None:
        super().__init__("结束导师结对", "保存", f"{pair.facts.mentor}　带　{pair.pupil}", parent)
        self.setObjectName("end_dialog")
        self._pair = pair
        self._today = today
        self.outcome = QComboBox()
        self.outcome.setObjectName("outcome")
        for outcome in _ENDS:
            self.outcome.addItem(PAIR_OUTCOME_NAMES[outcome], outcome)
        self.ended_on = DateField("ended_on")
        self.report = _text("report", "目标完成得怎样，还要做什么；中止的写明原因")
        end = pair.end or EndFacts(min(today, pair.facts.ends_on), PairOutcome.COMPLETED)
        self.outcome.setCurrentText(PAIR_OUTCOME_NAMES[end.outcome])
        self.ended_on.set_day(end.ended_on)
        self.report.setPlainText(end.report)
        self.form.add("outcome", "结果", self.outcome, required=True)
        self.form.add("ended_on", "结束日期", self.ended_on, required=True)
        self.form.add("report", "小结", self.report, required=True)

    @Slot()
    def _confirm(self) -> None:
        end = EndFacts(
            self.ended_on.day,
            PairOutcome(self.outcome.currentData()),
            self.report.toPlainText().strip(),
        )
        if self.form.show_problems(end_problems(end, self._pair, self._today)):
            self.send(end)


class ExtendDialog(AskingDialog):
    """Object names: `extend_dialog`, `ends_on`."""

    def __init__(self, pair: PairRow, parent: QWidget) -> None:
        said = f"{pair.facts.mentor}　带　{pair.pupil}，原定 {pair.facts.ends_on} 期满。"
        super().__init__("延期", "延期", said, parent)
        self.setObjectName("extend_dialog")
        self.ends_on = DateField("ends_on")
        self.ends_on.set_day(pair.facts.ends_on + timedelta(days=182))
        self.form.add("ends_on", "延期到", self.ends_on, required=True)

    @Slot()
    def _confirm(self) -> None:
        self.send(self.ends_on.day)


class MentorRuleDialog(AskingDialog):
    """Object names: `mentor_rule_dialog`, `silent_days`, `most_pupils`, `new_months`."""

    def __init__(self, rule: MentorRule, parent: QWidget) -> None:
        said = "这些数字是本程序建议的，可以按本地办法调整。"
        super().__init__("导师制规则", "保存", said, parent)
        self.setObjectName("mentor_rule_dialog")
        self._rule = rule
        add = self.form.add
        self.silent_days = _number("silent_days", rule.silent_days, 366, " 天")
        self.most_pupils = _number("most_pupils", rule.most_pupils, 20, " 人")
        self.new_months = _number("new_months", rule.new_months, 36, " 个月")
        add("silent_days", "提醒间隔", self.silent_days, hint="多少天没有活动记录就提醒")
        add("most_pupils", "最多带", self.most_pupils, hint="一位导师同时带几个人")
        add("new_months", "新任期", self.new_months, hint="任职不满多少个月算新任")

    @Slot()
    def _confirm(self) -> None:
        self.send(
            replace(
                self._rule,
                silent_days=self.silent_days.value(),
                most_pupils=self.most_pupils.value(),
                new_months=self.new_months.value(),
            )
        )


def _text(name: str, hint: str, text: str = "") -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setObjectName(name)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * _LINES + 16)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return made


def _number(name: str, value: int, most: int, unit: str) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(1, most)
    made.setSuffix(unit)
    made.setValue(value)
    return made

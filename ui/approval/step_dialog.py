"""Small questions: a day and a reason; a document with its days; the terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from jyguide.approval.row import Decree
from jyguide.approval.rule import PostRule, RuleOrigin, rule_text
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class Question:
    """What a small dialog asks.

    Attributes:
        usual: Reasons to choose from; another can be typed.
        needed: Whether there has to be a reason.
    """

    title: str
    sentence: str
    confirm: str
    usual: tuple[str, ...] = ()
    needed: bool = True


class StepDialog(AskingDialog):
    """Gives ``(day, reason)``. Object names: `step_dialog`, `on`, `reason`."""

    def __init__(self, question: Question, today: date, parent: QWidget) -> None:
        super().__init__(question.title, question.confirm, question.sentence, parent)
        self.setObjectName("step_dialog")
        self._needed = question.needed
        self.on = DateField("on")
        self.on.set_day(today)
        self.reason = QComboBox(editable=True)
        self.reason.setObjectName("reason")
        self.reason.addItems(list(question.usual))
        self.reason.setCurrentText("")
        # It would put words into his mouth, and swallow Enter.
        self.reason.setCompleter(None)  # type: ignore[arg-type]  # the stubs do not know None
        self.form.add("on", "日期", self.on, required=True)
        self.form.add("reason", "理由", self.reason, required=question.needed)
        self.reason.setFocus()

    @Slot()
    def _confirm(self) -> None:
        reason = self.reason.currentText().strip()
        problems = {"reason": "请写明理由。"} if self._needed and not reason else {}
        if self.form.show_problems(problems):
            self.send((self.on.day, reason))


class DecreeFields:
    """Number and days of a document, in a form; the last day follows from the terms.

    Object names: `number`, `approved_on`, `effective_on`, `valid_until`, `endless`.
    """

    def __init__(
        self, dialog: FormDialog, rule: PostRule, decree: Decree, *, numbered: bool
    ) -> None:
        self._rule = rule
        self._numbered = numbered
        self.form = dialog.form
        self.number = QLineEdit(decree.number, placeholderText="如 澄组〔2026〕12号")
        self.number.setObjectName("number")
        self.approved_on, self.effective_on, self.valid_until = map(
            DateField, ("approved_on", "effective_on", "valid_until")
        )
        self.endless = QCheckBox("不设期限")
        self.endless.setObjectName("endless")
        self.approved_on.set_day(decree.approved_on)
        self.effective_on.set_day(decree.effective_on)
        self.valid_until.set_day(decree.valid_until or decree.effective_on)
        self.form.add("number", "批复文号", self.number, required=numbered)
        self.form.add("approved_on", "批复日期", self.approved_on, required=True)
        self.form.add("effective_on", "上岗日期", self.effective_on, required=True)
        row = self.form.add("valid_until", "任期截止日", self.valid_until, hint=rule_text(rule))
        row.add_beside(self.endless)
        self.endless.toggled.connect(self.valid_until.setDisabled)
        self.endless.setChecked(decree.valid_until is None)
        self.approved_on.dateChanged.connect(self._follow_approval)
        self.effective_on.dateChanged.connect(self._follow_effect)

    def decree(self) -> Decree | None:
        """What was typed, or None with a word beside what is wrong."""
        until = None if self.endless.isChecked() else self.valid_until.day
        made = Decree(
            self.number.text().strip(), self.approved_on.day, self.effective_on.day, until
        )
        problems = {}
        if self._numbered and not made.number:
            problems["number"] = "请照文件填写文号。"
        if made.effective_on < made.approved_on:
            problems["effective_on"] = "上岗日期不能早于批复日期。"
        if until is not None and until < made.effective_on:
            problems["valid_until"] = "任期截止日不能早于上岗日期。"
        return made if self.form.show_problems(problems) else None

    def _follow_approval(self) -> None:
        if self.effective_on.day < self.approved_on.day:
            self.effective_on.set_day(self.approved_on.day)

    def _follow_effect(self) -> None:
        last = self._rule.last_day(self.effective_on.day)
        if last is not None:
            self.valid_until.set_day(last)


def new_decree(rule: PostRule, today: date) -> Decree:
    """What a form for a new document begins with."""
    return Decree("", today, today, rule.last_day(today))


class DecreeDialog(AskingDialog):
    """Gives ``(decree, reason)``, for an old approval or a correction.

    Object names: `decree_dialog`, `reason`, `together`, and those of `DecreeFields`.
    """

    def __init__(
        self,
        question: Question,
        rule: PostRule,
        decree: Decree,
        parent: QWidget,
        *,
        others: int = 0,
    ) -> None:
        """`others`: how many more were approved by the same document."""
        super().__init__(question.title, question.confirm, question.sentence, parent)
        self.setObjectName("decree_dialog")
        self.fields = DecreeFields(self, rule, decree, numbered=False)
        self.reason: QLineEdit | None = None
        if question.needed:
            self.reason = QLineEdit(placeholderText="如 2023年批复，文件存档案室")
            self.reason.setObjectName("reason")
            self.form.add("reason", "认定理由", self.reason, required=True)
        self.together = QCheckBox(f"同一份批复的另外 {others} 人一并更正")
        self.together.setObjectName("together")
        if others:
            self.together.setChecked(True)
            self.form.add("together", "", self.together)
        self.fields.number.setFocus()

    @Slot()
    def _confirm(self) -> None:
        decree = self.fields.decree()
        if decree is None:
            return
        reason = self.reason.text().strip() if self.reason is not None else ""
        if self.reason is not None and not reason:
            self.form.show_problems({"reason": "请写明理由。"})
            return
        self.send((decree, reason))


class PostsDialog(AskingDialog):
    """Gives ``(full_time, part_time)``. Object names: `posts_dialog`, and the two."""

    def __init__(self, posts: tuple[int, int], parent: QWidget, *, is_city: bool) -> None:
        if is_city:
            title, said = "全市编制", "各站编制没有全部核定时，全市合计以这两个数为准"
        else:
            title, said = "本站编制", "照文件填写；市级核定了本站编制的，以市级为准"
        super().__init__(title, "保存", f"{said}；从今年起适用。", parent)
        self.setObjectName("posts_dialog")
        self.full_time, self.part_time = QSpinBox(), QSpinBox()
        for field, name, count in (
            (self.full_time, "full_time", posts[0]),
            (self.part_time, "part_time", posts[1]),
        ):
            field.setObjectName(name)
            field.setRange(0, 9999)
            field.setSuffix(" 人")
            field.setValue(count)
        self.form.add("full_time", "专职", self.full_time)
        self.form.add("part_time", "兼职", self.part_time)

    @Slot()
    def _confirm(self) -> None:
        self.send((self.full_time.value(), self.part_time.value()))


class RuleDialog(AskingDialog):
    """Gives a `PostRule`. Object names: `rule_dialog`, `years`, `renew_days`, `training`."""

    def __init__(self, rule: PostRule, *, is_city: bool, parent: QWidget) -> None:
        whom = "全市各站" if is_city else "本站（市级没有规定时）"
        super().__init__(
            "任期规则", "保存", f"现在：{rule_text(rule)}。保存后从今年起适用于{whom}。", parent
        )
        self.setObjectName("rule_dialog")
        self.years, self.days = QSpinBox(), QSpinBox()
        self.years.setObjectName("years")
        self.years.setRange(0, 20)
        self.years.setSpecialValueText("不设期限")
        self.years.setSuffix(" 年")
        self.years.setValue(rule.years)
        self.days.setObjectName("renew_days")
        self.days.setRange(0, 730)
        self.days.setSuffix(" 天")
        self.days.setValue(rule.renew_days)
        self.training = QCheckBox("续聘前需再参加一次培训")
        self.training.setObjectName("training")
        self.training.setChecked(rule.renewal_needs_training)
        self.form.add("years", "任期", self.years)
        self.form.add("days", "提前续聘", self.days, hint="到期前多少天起可以报续聘。")
        self.form.add("training", "", self.training)
        if not is_city and rule.origin is RuleOrigin.CITY:
            self._confirm_button().setEnabled(False)

    @Slot()
    def _confirm(self) -> None:
        self.send(PostRule(self.years.value(), self.days.value(), self.training.isChecked()))

"""Forms of brands: a new one, its facts, a stage, the end of the work on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import Step, Way, step_problems
from jyguide.brand.row import LONGEST_NAME, BrandFacts, BrandRow, brand_problems
from jyguide.people.organisation import OrganisationRow
from ui.organisation.picker import OrganisationField
from ui.widgets import DateField, fields
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.form import Form

_TEXT_HEIGHT = 84
_LONGEST = 200


def text_field(name: str, text: str = "", hint: str = "") -> QPlainTextEdit:
    """A field of a few lines."""
    return fields.text_field(name, text, hint, height=_TEXT_HEIGHT)


def line_field(name: str, text: str = "", hint: str = "", longest: int = _LONGEST) -> QLineEdit:
    """One line of text, of at most so many signs."""
    field = QLineEdit(text, placeholderText=hint, maxLength=longest)
    field.setObjectName(name)
    return field


class StepFields:
    """The fields of a stage. Object names: `on`, `evidence`, `confirmed_by`."""

    def __init__(self, form: Form, day: date, step: Step | None = None) -> None:
        self.on = DateField("on")
        self.on.set_day(step.on if step else day)
        self.evidence = text_field(
            "evidence", step.evidence if step else "", "看到了什么、有哪些材料"
        )
        self.confirmed_by = line_field("confirmed_by", step.confirmed_by if step else "")
        form.add("on", "达到日期", self.on, required=True)
        form.add("evidence", "依据", self.evidence, required=True)
        form.add("confirmed_by", "确认人", self.confirmed_by)

    @property
    def step(self) -> Step:
        """What was entered."""
        return Step(
            self.on.day,
            self.evidence.toPlainText().strip(),
            self.confirmed_by.text().strip(),
        )


class BrandDialog(AskingDialog):
    """A new brand with its first stage, or the facts of one there is.

    Object names: `brand_dialog`, `name`, `organisation`, `idea`, `owner`, `note`, those of
    `StepFields`. `given` carries the facts, with the first step for a new one.
    """

    def __init__(
        self,
        organisations: Sequence[OrganisationRow],
        today: date,
        parent: QWidget,
        row: BrandRow | None = None,
    ) -> None:
        sentence = (
            "品牌的阶段在看板上一个一个登记。"
            if row
            else "新品牌从“实践”阶段开始，后面的阶段要一个一个走。"
        )
        super().__init__("修改品牌" if row else "新建品牌", "保存", sentence, parent)
        self.setObjectName("brand_dialog")
        self._today = today
        facts = row.facts if row else BrandFacts("", None)
        self.name = line_field("name", facts.name, longest=LONGEST_NAME)
        self.organisation = OrganisationField(organisations)
        self.organisation.setObjectName("organisation")
        self.organisation.set_value(facts.organisation_id)
        self.idea = text_field("idea", facts.idea, "品牌代表什么、怎么做")
        self.owner = line_field("owner", facts.owner)
        self.note = line_field("note", facts.note)
        self._kept_name = facts.organisation
        add = self.form.add
        add("name", "品牌名称", self.name, required=True)
        unknown = facts.organisation and self.organisation.value() is None
        told = (
            f"现在写的是“{facts.organisation}”，不在组织树里（可能已合并），请重新选择。"
            if unknown
            else ""
        )
        add("organisation", "所属组织", self.organisation, required=True, hint=told)
        add("idea", "品牌内涵", self.idea)
        add("owner", "负责人", self.owner)
        add("note", "备注", self.note)
        self._step = None if row else StepFields(self.form, today)

    @Slot()
    def _confirm(self) -> None:
        key = self.organisation.value()
        facts = BrandFacts(
            self.name.text().strip(),
            key,
            "" if key else self._kept_name,
            self.idea.toPlainText().strip(),
            self.owner.text().strip(),
            self.note.text().strip(),
        )
        problems = brand_problems(facts)
        if self._step is None:
            if self.form.show_problems(problems):
                self.send((facts, None))
            return
        step = self._step.step
        problems |= step_problems(Way(), Stage.PRACTICE, step, self._today)
        if self.form.show_problems(problems):
            self.send((facts, step))


class StepDialog(AskingDialog):
    """A brand reaches its next stage, or what is said of one is put right.

    Object names: `step_dialog`, those of `StepFields`. `given` carries a `Step`.
    """

    def __init__(self, row: BrandRow, stage: Stage, today: date, parent: QWidget) -> None:
        here = row.way.of(stage)
        name = STAGE_NAMES[stage]
        title = f"修改“{name}”阶段" if here else f"进入“{name}”阶段"
        sentence = f"“{row.facts.name}”现在是“{row.stage_name}”。"
        if not here:
            sentence += "材料的扫描件、照片可以保存后在品牌窗口里加入。"
        super().__init__(title, "保存" if here else f"进入“{name}”", sentence, parent)
        self.setObjectName("step_dialog")
        self._row, self._stage, self._today = row, stage, today
        day = min(today, row.way.next_by)
        self.fields = StepFields(self.form, day, here.step if here else None)

    @Slot()
    def _confirm(self) -> None:
        step = self.fields.step
        problems = step_problems(self._row.way, self._stage, step, self._today)
        if self.form.show_problems(problems):
            self.send(step)


class ReasonedDialog(AskingDialog):
    """Asks why, and with a `day` when. Object names: `reasoned_dialog`, `on`, `reason`.

    `given` carries the reason, or day and reason.
    """

    def __init__(
        self, title: str, confirm: str, sentence: str, parent: QWidget, day: date | None = None
    ) -> None:
        super().__init__(title, confirm, sentence, parent)
        self.setObjectName("reasoned_dialog")
        self._today = day
        self.on = DateField("on")
        if day is not None:
            self.on.set_day(day)
            self.form.add("on", "日期", self.on, required=True)
        self.reason = line_field("reason")
        self.form.add("reason", "原因", self.reason, required=True)

    @Slot()
    def _confirm(self) -> None:
        reason = self.reason.text().strip()
        problems = {} if reason else {"reason": "请写明原因。"}
        if self._today is not None and self.on.day > self._today:
            problems["on"] = "日期在今天之后。"
        if self.form.show_problems(problems):
            self.send((self.on.day, reason) if self._today is not None else reason)

"""Asked before somebody is put elsewhere or vetoed, and before the lists are published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.appraisal.explaining import counts_text
from jyguide.appraisal.kinds import GRADE_NAMES, Grade, grade_word
from jyguide.appraisal.lists import PublishedRow
from jyguide.appraisal.rating import Rated, Standing
from jyguide.appraisal.scheme import Scheme
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.reason_dialog import Reason

LEAVING = Reason(
    "退出考核", "退出", ("年中卸任", "任职不满半年", "因病长期请假", "调离本市"), needed=True
)

TWICE = Reason("退出考核", "退出", ("合并以后与另一行是同一人",), needed=True)


class DecideDialog(AskingDialog):
    """Gives ``(grade, reason, decided_by)``.

    Object names: `decide_dialog`, `grade`, `reason`, `decided_by`.
    """

    def __init__(self, standing: Standing, user: str, parent: QWidget) -> None:
        super().__init__(
            "人工调整",
            "调整",
            f"“{standing.subject.name}”按办法为{grade_word(standing.computed)}。"
            "原因和决定人会写进逐项说明，本人看得到；别人的名单不因此变动。",
            parent,
        )
        self.setObjectName("decide_dialog")
        kept = standing.subject.override
        self.grade = QComboBox()
        self.grade.setObjectName("grade")
        for one in Grade:
            if one is not standing.computed:
                self.grade.addItem(GRADE_NAMES[one], one)
        self.reason = QLineEdit(kept.reason if kept else "")
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText("如 年内受到上级表彰，未计入得分")
        self.decided_by = QLineEdit(kept.decided_by if kept else user)
        self.decided_by.setObjectName("decided_by")
        if kept is not None:
            self.grade.setCurrentIndex(max(0, self.grade.findData(kept.grade)))
        self.form.add("grade", "列入名单", self.grade, required=True)
        self.form.add("reason", "原因", self.reason, required=True)
        self.form.add("decided_by", "决定人", self.decided_by, required=True)

    @Slot()
    def _confirm(self) -> None:
        reason, who = self.reason.text().strip(), self.decided_by.text().strip()
        problems = {} if reason else {"reason": "请写明原因。"}
        if not who:
            problems["decided_by"] = "请写明是谁决定的，如“考核工作小组”。"
        if self.form.show_problems(problems):
            self.send((Grade(self.grade.currentData()), reason, who))


class VetoDialog(AskingDialog):
    """Gives what happened by the code of a veto. Object names: `veto_dialog`, `veto_<code>`."""

    def __init__(
        self, name: str, scheme: Scheme, kept: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(
            "一票否决",
            "保存",
            f"有下列情形的，写明“{name}”是什么事；没有的留空。会写进本人的逐项说明。",
            parent,
        )
        self.setObjectName("veto_dialog")
        self._fields: dict[str, QLineEdit] = {}
        for veto in scheme.vetoes:
            field = QLineEdit(kept.get(veto.code, ""))
            field.setObjectName(f"veto_{veto.code}")
            field.setPlaceholderText("如 2026年8月受党内警告处分")
            self._fields[veto.code] = field
            self.form.add(veto.code, veto.text, field)

    @Slot()
    def _confirm(self) -> None:
        said = {code: field.text().strip() for code, field in self._fields.items()}
        self.send({code: text for code, text in said.items() if text})


class PublishDialog(AskingDialog):
    """Gives ``(number, day)``. Object names: `publish_dialog`, `number`, `on`."""

    def __init__(
        self,
        rated: Rated,
        before: PublishedRow | None,
        state: tuple[int, date],
        parent: QWidget,
    ) -> None:
        """`state`: how many batches of ballots are not counted in, and today."""
        waiting, self._today = state
        said = publish_sentence(rated, before, waiting)
        super().__init__("公布四张名单", "公布", said, parent)
        self.setObjectName("publish_dialog")
        self.number = QLineEdit(placeholderText="如 澄组〔2026〕12号，没有可不填")
        self.number.setObjectName("number")
        self.on = DateField("on")
        self.on.set_day(self._today)
        self.form.add("number", "文号", self.number)
        self.form.add("on", "公布日期", self.on, required=True)

    @Slot()
    def _confirm(self) -> None:
        late = self.on.day > self._today
        if self.form.show_problems({"on": "公布日期不能晚于今天。"} if late else {}):
            self.send((self.number.text().strip(), self.on.day))


def publish_sentence(rated: Rated, before: PublishedRow | None, waiting: int) -> str:
    """What is published, what is still open, and that there is no way back but another one."""
    said = [f"{counts_text(rated.counts)}。"]
    if rated.unrated:
        said.append(f"来源不全、暂无结果的 {len(rated.unrated)} 人，另列。")
    decided = sum(one.grade is not one.computed for one in rated.standings)
    if decided:
        said.append(f"人工调整 {decided} 人。")
    quota, excellent = rated.quota, rated.counts[Grade.EXCELLENT]
    if quota is not None and excellent > quota.places:
        said.append(f"优秀 {excellent} 人，超过名额 {quota.places} 人。")
    if waiting:
        said.append(f"还有 {waiting} 份测评票没有计入得分。")
    if before is not None:
        said.append(f"将代替{before.label.replace('　', ' ')}的名单。")
    said.append("公布后不能撤销，只能再公布一次；各人的逐项说明随数据交换送到所属指导站。")
    return "".join(said)

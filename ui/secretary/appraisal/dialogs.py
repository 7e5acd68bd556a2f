"""Asked before somebody is put elsewhere or vetoed, and before the lists are published."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from jyguide.appraisal.explaining import counts_text
from jyguide.appraisal.kinds import GRADE_NAMES, Grade, grade_word
from jyguide.appraisal.lists import PublishedRow
from jyguide.appraisal.rating import Rated, Standing
from jyguide.appraisal.scheme import Scheme
from ui.publishing.dialogs import Decided, DecideForm, DecideWords
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.reason_dialog import Reason

LEAVING = Reason(
    "退出考核", "退出", ("年中卸任", "任职不满半年", "因病长期请假", "调离本市"), needed=True
)

TWICE = Reason("退出考核", "退出", ("合并以后与另一行是同一人",), needed=True)


class DecideDialog(DecideForm[Grade]):
    """The form for one secretary; the field of the list is `grade`."""

    def __init__(self, standing: Standing, user: str, parent: QWidget) -> None:
        words = DecideWords(
            f"“{standing.subject.name}”按办法为{grade_word(standing.computed)}。"
            "原因和决定人会写进逐项说明，本人看得到；别人的名单不因此变动。",
            "grade",
            "如 年内受到上级表彰，未计入得分",
            "考核工作小组",
        )
        choices = {one: GRADE_NAMES[one] for one in Grade if one is not standing.computed}
        one = standing.subject.override
        kept = Decided(one.grade, one.reason, one.decided_by) if one else None
        super().__init__(words, choices, kept or Decided(None, "", user), parent)


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

"""Asked before a branch is put elsewhere, and before the lists are published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jyguide.standard.explaining import counts_text, rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.lists import PublicationRow
from jyguide.standard.rating import Rated, Standing
from ui.widgets import DateField
from ui.widgets.asking_dialog import AskingDialog


class DecideDialog(AskingDialog):
    """Gives ``(rating, reason, decided_by)``.

    Object names: `decide_dialog`, `rating`, `reason`, `decided_by`.
    """

    def __init__(self, standing: Standing, user: str, parent: QWidget) -> None:
        super().__init__(
            "人工调整",
            "调整",
            f"“{standing.branch.name}”按规则为{rating_word(standing.computed)}。"
            "原因和决定人会写进逐项说明，支部看得到。",
            parent,
        )
        self.setObjectName("decide_dialog")
        self.rating = QComboBox()
        self.rating.setObjectName("rating")
        for one in Rating:
            if one is not standing.computed:
                self.rating.addItem(RATING_NAMES[one], one)
        kept = standing.branch.override
        self.reason = QLineEdit(kept.reason if kept else "")
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText("如 经核实，上级通报表扬的事项未计入")
        self.decided_by = QLineEdit(kept.decided_by if kept else user)
        self.decided_by.setObjectName("decided_by")
        if kept is not None:
            self.rating.setCurrentIndex(max(0, self.rating.findData(kept.rating)))
        self.form.add("rating", "列入名单", self.rating, required=True)
        self.form.add("reason", "原因", self.reason, required=True)
        self.form.add("decided_by", "决定人", self.decided_by, required=True)

    @Slot()
    def _confirm(self) -> None:
        reason, who = self.reason.text().strip(), self.decided_by.text().strip()
        problems = {} if reason else {"reason": "请写明原因。"}
        if not who:
            problems["decided_by"] = "请写明是谁决定的，如“评定工作小组”。"
        if self.form.show_problems(problems):
            self.send((Rating(self.rating.currentData()), reason, who))


class PublishDialog(AskingDialog):
    """Gives ``(number, day)``. Object names: `publish_dialog`, `number`, `on`."""

    def __init__(
        self,
        rated: Rated,
        before: PublicationRow | None,
        state: tuple[Sequence[str], date],
        parent: QWidget,
    ) -> None:
        """`state` is the names of phases not closed yet, and today."""
        still_open, today = state
        said = publish_sentence(rated, before, still_open)
        super().__init__("公布四张名单", "公布", said, parent)
        self.setObjectName("publish_dialog")
        self.number = QLineEdit(placeholderText="如 澄组〔2026〕12号，没有可不填")
        self.number.setObjectName("number")
        self.on = DateField("on")
        self.on.set_day(today)
        self.form.add("number", "文号", self.number)
        self.form.add("on", "公布日期", self.on, required=True)
        self._today = today

    @Slot()
    def _confirm(self) -> None:
        late = self.on.day > self._today
        if self.form.show_problems({"on": "公布日期不能晚于今天。"} if late else {}):
            self.send((self.number.text().strip(), self.on.day))


def publish_sentence(
    rated: Rated, before: PublicationRow | None, open_phases: Sequence[str]
) -> str:
    """What is published, what is still open, and that there is no way back but another one."""
    said = [f"{counts_text(rated.counts)}。"]
    if rated.unrated:
        said.append(f"没有得分、不在名单上的 {len(rated.unrated)} 个。")
    decided = sum(one.rating is not one.computed for one in rated.standings)
    if decided:
        said.append(f"人工调整 {decided} 个。")
    if open_phases:
        said.append(f"还没有关闭的阶段：{'、'.join(open_phases)}。")
    if before is not None:
        said.append(f"将代替{before.label.replace('　', ' ')}的名单。")
    said.append("公布后不能撤销，只能再公布一次；各支部的逐项说明随数据交换送到所属指导站。")
    return "".join(said)

"""Forms of a vote: how it is counted, who stands, the result."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from jyguide.brand.explaining import TieDecision, tie_sentence
from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.row import BrandRow
from jyguide.brand.scheme import VoteScheme, usual_scheme
from jyguide.brand.service.votes import Closing
from jyguide.brand.vote import LONGEST_NAME, VoteBook, VoteFacts, VoteRow, vote_problems
from jyguide.brand.voting import Count
from ui.brand.board.forms import line_field
from ui.brand.vote.group_fields import GroupFields
from ui.theme import SPACE
from ui.widgets import Column, DateField, EmptyText
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.tick_table import TickTable, TickWords

_MOST = 99
_FULL = 1000
_NOBODY = EmptyText("没有可以参评的品牌", "还没有品牌达到参评要求的阶段。")
_LIST_HEIGHT = 360


def _spin(name: str, value: int, most: int, suffix: str) -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setRange(1, most)
    field.setSuffix(suffix)
    field.setValue(value)
    return field


class VoteDialog(AskingDialog):
    """Object names: `vote_dialog`, `name`, `year`, `stage`, `groups`, `top`, `full`, `trimmed`."""

    def __init__(self, year: int, parent: QWidget, row: VoteRow | None = None) -> None:
        sentence = "评选办法在录入评分之前定下；各组权重合计要等于 100%。"
        super().__init__("修改评选办法" if row else "新建评选", "保存", sentence, parent)
        self.setObjectName("vote_dialog")
        facts = row.facts if row else VoteFacts(f"{year}年十佳党建品牌评选", year, usual_scheme())
        scheme = facts.scheme
        self._note = facts.note
        self.name = line_field("name", facts.name, longest=LONGEST_NAME)
        self.year = QSpinBox()
        self.year.setObjectName("year")
        self.year.setRange(2000, 2099)
        self.year.setSuffix(" 年")
        self.year.setValue(facts.year)
        self.stage = QComboBox()
        self.stage.setObjectName("stage")
        for stage, word in STAGE_NAMES.items():
            self.stage.addItem(f"达到“{word}”及以后", stage)
        self.stage.setCurrentIndex(list(Stage).index(scheme.stage))
        self.groups = GroupFields(scheme.groups)
        self.top = _spin("top", scheme.top, _MOST, " 个")
        self.full = _spin("full", scheme.full_points // 10, _FULL, " 分")
        self.trimmed = QCheckBox("五人以上的组去掉一个最高分和一个最低分")
        self.trimmed.setObjectName("trimmed")
        self.trimmed.setChecked(scheme.trimmed)
        add = self.form.add
        add("name", "名称", self.name, required=True)
        add("year", "年度", self.year)
        add("stage", "参评要求", self.stage)
        add("groups", "评委组", self.groups, required=True)
        add("top", "名额", self.top)
        add("full_points", "满分", self.full)
        add("trimmed", "最高最低分", self.trimmed)

    @Slot()
    def _confirm(self) -> None:
        scheme = VoteScheme(
            self.groups.groups,
            self.top.value(),
            self.full.value() * 10,
            self.trimmed.isChecked(),
            Stage(self.stage.currentData()),
        )
        name = self.name.text().strip()
        facts = VoteFacts(name, self.year.value(), scheme, self._note)
        if self.form.show_problems(vote_problems(facts)):
            self.send(facts)


class CandidatesDialog(AskingDialog):
    """Object names: `candidates_dialog`, `ticks`, `all`. `given` carries keys of brands."""

    def __init__(
        self,
        vote: VoteRow,
        able: Sequence[BrandRow],
        not_yet: Sequence[BrandRow],
        parent: QWidget,
    ) -> None:
        stage = STAGE_NAMES[vote.facts.scheme.stage]
        sentence = f"勾选参评的品牌。达到“{stage}”的有 {len(able)} 个"
        more = f"；另有 {len(not_yet)} 个还没有达到，不能参评。" if not_yet else "。"
        super().__init__("参评品牌", "确定", sentence + more, parent)
        self.setObjectName("candidates_dialog")
        self.resize(700, 560)
        self.list: TickTable[BrandRow] = TickTable(
            (
                Column("品牌", lambda row: row.facts.name, width=180),
                Column("所属组织", lambda row: row.facts.organisation, width=170),
                Column("阶段", lambda row: row.stage_name, width=80),
            ),
            lambda row: row.id,
            lambda _row: True,
            _NOBODY,
            None,
            words=TickWords("个品牌", "搜索品牌、组织", "可以参评的品牌，空格键勾选"),
        )
        self.list.setMinimumHeight(_LIST_HEIGHT)
        standing = {one.key for one in vote.candidates}
        self.list.show_rows(able, lambda row: not standing or row.id in standing)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - FormDialog made it
        layout.insertWidget(1, self.list, 1)

    @Slot()
    def _confirm(self) -> None:
        self.send([row.id for row in self.list.ticked()])


class TieChoice(QWidget):
    """Boxes for those equal at the line. Object names: `tie_<n>` from 1 on."""

    def __init__(self, counted: Count) -> None:
        super().__init__()
        self.setObjectName("tie")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        self._boxes: list[tuple[uuid.UUID, QCheckBox]] = []
        for at, one in enumerate(counted.tied, 1):
            box = QCheckBox(f"{one.candidate.name}（{one.candidate.organisation}）")
            box.setObjectName(f"tie_{at}")
            layout.addWidget(box)
            self._boxes.append((one.candidate.key, box))
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])

    @property
    def chosen(self) -> frozenset[uuid.UUID]:
        return frozenset(key for key, box in self._boxes if box.isChecked())


class CloseDialog(AskingDialog):
    """Object names: `close_dialog`, `on`, `number`, `tie`, `reason`, `decided_by`.

    `given` carries a `Closing`.
    """

    def __init__(self, book: VoteBook, today: date, who: str, parent: QWidget) -> None:
        winners = len(book.count.winners)
        sentence = tie_sentence(book.count) or f"按现在的评分表，{winners} 个品牌入选。"
        if book.row.result is not None:
            sentence += "原来的结果会保留，由这一次代替。"
        super().__init__("公布评选结果", "公布", sentence, parent)
        self.setObjectName("close_dialog")
        self._count, self._today = book.count, today
        self.on = DateField("on")
        self.on.set_day(today)
        self.number = line_field("number", "", "如：澄组〔2026〕9号，可不填")
        self.form.add("on", "结果日期", self.on, required=True)
        self.form.add("number", "文号", self.number)
        self.tie = TieChoice(book.count)
        self.reason = line_field("reason", "", "写进每个同分品牌的说明")
        self.decided_by = line_field("decided_by", who)
        if book.count.tied:
            self.form.add("tie", "同分选定", self.tie, required=True)
            self.form.add("reason", "理由", self.reason, required=True)
            self.form.add("decided_by", "由谁决定", self.decided_by, required=True)

    @Slot()
    def _confirm(self) -> None:
        problems = {} if self.on.day <= self._today else {"on": "日期在今天之后。"}
        decision = TieDecision()
        if self._count.tied:
            decision = TieDecision(
                self.tie.chosen, self.reason.text().strip(), self.decided_by.text().strip()
            )
            if len(decision.chosen) != self._count.open_places:
                problems["tie"] = f"请正好选定 {self._count.open_places} 个。"
            if not decision.reason:
                problems["reason"] = "请写明理由。"
            if not decision.decided_by:
                problems["decided_by"] = "请写明由谁决定。"
        if self.form.show_problems(problems):
            self.send(Closing(self.on.day, self.number.text().strip(), decision))

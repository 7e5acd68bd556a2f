"""A paper made by hand: the bank on the left, the paper on the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.service import BankService
from jyguide.errors import RuleError
from jyguide.exam.composing.fixed import FixedTerms, fixed_draft
from jyguide.exam.composing.variants import LETTERS
from jyguide.exam.marking.mark import MULTIPLE_NAMES, MultipleRule
from jyguide.exam.points import format_points
from ui.desk import Desk
from ui.exam.composing.fixed_paper_bank import FixedPaperBank
from ui.exam.composing.fixed_paper_list import FixedPaperList
from ui.exam.composing.fixed_paper_start import FixedStart
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow
from ui.widgets.surfaces import labelled

_TENTHS = 10
_USUAL = 1000


class FixedPaperDialog(QDialog):
    """Makes a `PaperDraft` of what was picked.

    Object names: `fixed_title`, `fixed_pass`, `fixed_minutes`, `fixed_rule`, `fixed_variants`,
    `sum`, `left_out`, `save_fixed`, `cancel`, and those of its parts.
    """

    wanted = Signal(object, int)
    """A `PaperDraft` and the number of its variants; whoever keeps it closes the dialog."""

    def __init__(
        self,
        start: FixedStart,
        desk: Desk,
        bank: BankService,
        seed: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("fixed_dialog")
        self.setWindowTitle("手工选题组卷")
        self._start = start
        self._desk = desk
        self._seed = seed
        self._bank = FixedPaperBank(desk, bank, start.bank)
        self._list = FixedPaperList(start.bank, start.picks)
        self._make_fields()
        self._build()
        self._connect()
        self._show_sum()
        (self._bank.table if start.title else self._title).setFocus()

    def _make_fields(self) -> None:
        start = self._start
        self._title = QLineEdit(start.title)
        self._title.setObjectName("fixed_title")
        self._title.setPlaceholderText("如：2026年度任前培训结业考试")
        self._title.setAccessibleName("试卷名称")
        self._pass = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=2000, suffix=" 分")
        self._pass.setObjectName("fixed_pass")
        self._pass.setAccessibleName("及格分")
        self._pass.setValue(start.pass_points / _TENTHS)
        self._minutes = QSpinBox(minimum=1, maximum=600, suffix=" 分钟")
        self._minutes.setObjectName("fixed_minutes")
        self._minutes.setAccessibleName("考试时长")
        self._minutes.setValue(start.minutes)
        self._variants = QComboBox()
        self._variants.setObjectName("fixed_variants")
        self._variants.setAccessibleName("卷别")
        for count in range(1, len(LETTERS) + 1):
            name = "、".join(LETTERS[:count]) if count > 1 else "只有一种"
            self._variants.addItem(name, count)
        self._rule = QComboBox()
        self._rule.setObjectName("fixed_rule")
        self._rule.setAccessibleName("多选题计分")
        for rule, name in MULTIPLE_NAMES.items():
            self._rule.addItem(name, rule)
        self._rule.setCurrentIndex(self._rule.findData(start.rule.multiple))
        self._sum = make_label("", "section", "sum")
        self._left_out = Banner()
        self._left_out.setObjectName("left_out")
        if start.left_out:
            said = f"有 {start.left_out} 道题已停用、改写或待复核，没有带入。"
            self._left_out.say(said, Tone.WARN)

    def _build(self) -> None:
        self.resize(1240, 700)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        for text, field in (
            ("试卷名称", self._title),
            ("及格分", self._pass),
            ("时长", self._minutes),
            ("多选题", self._rule),
            ("卷别", self._variants),
        ):
            label = make_label(text, "key")
            label.setBuddy(field)
            head.addWidget(label)
            head.addWidget(field, 1 if field is self._title else 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(labelled("题库", self._bank))
        split.addWidget(labelled("试卷", self._list))
        split.setSizes([640, 560])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(head)
        layout.addWidget(self._left_out)
        layout.addWidget(split, 1)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> ButtonRow:
        self._cancel = make_button("取消", name="cancel")
        self._save = make_button("保存试卷", Kind.PRIMARY, name="save_fixed")
        return ButtonRow(self._save, leave=self._cancel, left=(self._sum,))

    def _connect(self) -> None:
        self._bank.taken.connect(self._list.add)
        self._list.changed.connect(self._show_sum)
        self._list.failed.connect(self._report)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._want)

    @Slot()
    def _show_sum(self) -> None:
        picks, total = self._list.picks, self._list.total
        gap = _USUAL - total
        more = f"，还差 {format_points(gap)} 分到 100 分" if 0 < gap < _USUAL else ""
        self._sum.setText(f"共 {len(picks)} 题，总分 {format_points(total)} 分{more}")
        self._bank.hide_items([pick.row.id for pick in picks])

    @Slot()
    def _want(self) -> None:
        terms = FixedTerms(
            self._title.text(),
            round(self._pass.value() * _TENTHS),
            self._minutes.value(),
            replace(self._start.rule, multiple=MultipleRule(self._rule.currentData())),
            self._seed,
        )
        try:
            draft = fixed_draft(self._list.picks, terms)
        except RuleError as fault:
            self._report(fault)
            return
        self.wanted.emit(draft, int(self._variants.currentData()))

    @Slot(object)
    def _report(self, fault: RuleError) -> None:
        self._desk.alerts.report(fault)

"""体检: what is wrong in the bank, and from there to the item."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from jyguide.bank.audit import FINDING_NAMES, SEVERITY_NAMES, Finding, FindingKind, Severity
from jyguide.bank.service.checking import BankCheck
from ui.bank.check_detail import FindingDetail
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Column, EmptyText, Kind, RowTable, SplitDetail, make_button
from ui.widgets.button_row import ButtonRow

SEVERITY_TONES = {
    Severity.FAULT: Tone.BAD,
    Severity.DOUBT: Tone.WARN,
    Severity.NOTE: Tone.NEUTRAL,
}
_ORDER = {severity: place for place, severity in enumerate(Severity)}
_KIND_ORDER = {kind: place for place, kind in enumerate(FindingKind)}
_CLEAN = EmptyText("没有发现问题", "依据、答案、重复和矛盾、选项分布都查过了。", icon_name="good")
_NOT_CHOSEN = EmptyText("没有选中", "在左边选一条，这里显示哪里不对、怎么办。")
_NAMED = 3


class CheckDialog(QDialog):
    """Checks when it opens; a line leads to its item.

    Object names: `check_dialog`, `findings` (the table), `summary`, `drafts`, `again`, `close`,
    and those of `FindingDetail`.
    """

    item_wanted = Signal(object)
    """The `ItemId` of the item to go to; the dialog is closed by then."""

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("check_dialog")
        self.setWindowTitle("题库体检")
        self.resize(1120, 620)
        self._desk = desk
        self._checking = services.checking
        self._build()
        self._connect()
        self._check()

    def _build(self) -> None:
        self._summary = Banner("正在检查…")
        self._summary.setObjectName("summary")
        self.table: RowTable[Finding] = RowTable(
            _columns(),
            unit="处",
            search_hint="搜索题号、说明",
            search_text=_searched,
            empty=_CLEAN,
        )
        self.table.setObjectName("findings")
        self.table.add_choice("severity", "程度", _severity)
        self.table.add_choice("kind", "问题", _kind)
        self.table.hide()  # until checked: that nothing is wrong must not flash up
        self.detail = FindingDetail()
        self._split = SplitDetail(self.table, _NOT_CHOSEN, share=64)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._summary)
        layout.addWidget(self._split, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> ButtonRow:
        self._drafts = QCheckBox("草稿和待审的题也查")
        self._drafts.setObjectName("drafts")
        self._again = make_button("重新检查", icon_name="refresh", name="again")
        self._close = make_button("关闭", Kind.PLAIN, name="close")
        return ButtonRow(self._again, leave=self._close, left=(self._drafts,))

    def _connect(self) -> None:
        self._drafts.toggled.connect(self._check)
        self._again.clicked.connect(self._check)
        self._close.clicked.connect(self.reject)
        self.table.selection_changed.connect(self._show_chosen)
        self.table.activated.connect(self._open)
        self.detail.item_wanted.connect(self._leave_for)

    @Slot()
    def _check(self) -> None:
        self._again.setEnabled(False)
        work = partial(self._checking.check, drafts=self._drafts.isChecked())
        job = self._desk.load(self, work, self._show)
        job.ended.connect(self._allow_again)

    @Slot(object)
    def _allow_again(self, _job: object) -> None:
        self._again.setEnabled(True)

    def _show(self, check: BankCheck) -> None:
        counts = "，".join(f"{SEVERITY_NAMES[one]} {check.count(one)} 处" for one in Severity)
        clean = "没有要改的。" if check.is_clean else ""
        tone = Tone.GOOD if check.is_clean else Tone.WARN
        self._summary.say(f"查了 {check.items} 道题：{counts}。{clean}", tone)
        self.table.set_rows(check.findings)
        self.table.show()
        self.table.view.setFocus()
        self.table.choose_first()

    @Slot(object)
    def _show_chosen(self, rows: list[Finding]) -> None:
        if len(rows) != 1:
            self._split.show_nothing()
            return
        self.detail.show_finding(rows[0], SEVERITY_TONES[rows[0].severity])
        self._split.show_detail(self.detail)

    @Slot(object)
    def _open(self, row: Finding) -> None:
        if row.items:
            self._leave_for(row.items[0])

    @Slot(object)
    def _leave_for(self, item_id: object) -> None:
        self.accept()
        self.item_wanted.emit(item_id)


def _columns() -> tuple[Column[Finding], ...]:
    return (
        Column(
            "程度",
            _severity,
            lambda row: _ORDER[row.severity],
            width=64,
            tone=lambda row: SEVERITY_TONES[row.severity],
        ),
        Column("问题", _kind, lambda row: _KIND_ORDER[row.kind], width=112),
        Column("题号", _named, width=150),
        Column("说明", lambda row: row.sentence, width=360, tip=lambda row: row.sentence),
    )


def _severity(row: Finding) -> str:
    return SEVERITY_NAMES[row.severity]


def _kind(row: Finding) -> str:
    return FINDING_NAMES[row.kind]


def _named(row: Finding) -> str:
    if not row.names:
        return "全库"
    more = f" 等 {len(row.names)} 题" if len(row.names) > _NAMED else ""
    return "、".join(row.names[:_NAMED]) + more


def _searched(row: Finding) -> str:
    return "\n".join((*row.names, row.sentence))

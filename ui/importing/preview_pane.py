"""The third step of bringing a list in: what would be written, and deciding about it."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from jyguide.exchange.table.plan import (
    PLAIN,
    POLICY_NAMES,
    Decision,
    Fate,
    PlannedRow,
    Policy,
    TablePlan,
)
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.table.subject import ImportWords, Searched
from ui.importing.lines import LEGEND, SENTENCE_WIDTH, PreviewCells, shown_keys
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Banner, EmptyText, MenuGroup, RowTable, icon_label, make_label

_NOTHING = EmptyText("没有可以导入的内容", "表头下面没有填写任何一行。", icon_name="empty")
_SIGN = 16
_HELD = ("待确认", (Fate.HELD,))
_TABS: tuple[tuple[str, tuple[Fate, ...]], ...] = (
    ("全部", tuple(Fate)),
    ("新增", (Fate.NEW,)),
    ("更新", (Fate.UPDATE,)),
    ("无变化", (Fate.UNCHANGED,)),
    ("跳过", (Fate.SKIP,)),
    _HELD,
    ("有问题", (Fate.REFUSED, Fate.DOUBLE)),
)
_EXPLAINED = (_HELD[1], _TABS[-1][1])
_POLICIES = (
    (Policy.UPDATE, "更新：以文件里填写的为准"),
    (Policy.FILL, "补充：只填这里还空着的"),
    (Policy.SKIP, "跳过：一概不动"),
)
_FIXED = 3
"""Sheet, row and fate stand before the columns of the list."""
_MOST_ROWS_NAMED = 8
_REASON_WIDTH = 480


class PreviewPane(QWidget):
    """What a file would do, and three ways to say otherwise: for all, for rows, for guesses.

    Object names: `preview_notes`, `policy`, `suggestions`, `fates`, `lines`, `row_policy`,
    `line_detail`.
    """

    decided = Signal()
    """Somebody wants it otherwise."""

    def __init__(self, spec: TableSpec, words: ImportWords, searched: Searched | None) -> None:
        super().__init__()
        self._plan: TablePlan | None = None
        self._cells = PreviewCells(spec)
        self._build(words, searched)
        self._connect()

    @property
    def decision(self) -> Decision:
        """What is wanted at present."""
        return self._cells.decision

    def show_plan(self, plan: TablePlan) -> None:
        """Show what importing would do; what needs a person is in front."""
        self._plan = plan
        self._cells.decision = PLAIN
        with QSignalBlocker(self._policy), QSignalBlocker(self._suggestions):
            self._policy.setCurrentIndex(0)
            self._suggestions.setChecked(False)
        known = any(row.known is not None for row in plan.rows)
        self._policy_row.setVisible(known or plan.suggestions > 0)
        self._suggestions.setVisible(plan.suggestions > 0)
        self._suggestions.setText(self._guess.format(plan.suggestions))
        for part in (self._policy_key, self._policy):
            part.setVisible(known)
        self._lines.clear_conditions()
        self._hide_columns(plan)
        self._refill()
        self._fates.setCurrentIndex(self._first_tab(plan))
        if self._fates.currentIndex() > 0:
            self._lines.choose_first()

    def _build(self, words: ImportWords, searched: Searched | None) -> None:
        self._guess = words.guess or "采用推断的内容（{} 行）"
        self._notes = Banner()
        self._notes.setObjectName("preview_notes")
        self._fates = QTabBar(expanding=False, drawBase=False)
        self._fates.setObjectName("fates")
        self._fates.setAccessibleName("按处理方式筛选")
        for text, _ in _TABS:
            self._fates.addTab(text)
        self._lines: RowTable[PlannedRow] = RowTable(
            self._cells.columns(),
            unit="行",
            search_hint=words.search_hint,
            search_text=searched,
            key=lambda row: row.place,
            empty=_NOTHING,
        )
        self._lines.setObjectName("lines")
        self._build_choices(words)
        self._detail = make_label("", "", "line_detail", wrap=True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setMinimumHeight(2 * self._detail.fontMetrics().lineSpacing())
        below = QHBoxLayout()
        below.addWidget(self._detail, 1)
        below.addWidget(_legend(), alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        for part in (self._notes, self._policy_row, self._fates):
            column.addWidget(part)
        column.addWidget(self._lines, 1)
        column.addLayout(below)

    def _build_choices(self, words: ImportWords) -> None:
        self._policy = QComboBox()
        self._policy.setObjectName("policy")
        for policy, text in _POLICIES:
            self._policy.addItem(text, policy)
        self._suggestions = QCheckBox()
        self._suggestions.setObjectName("suggestions")
        self._policy_key = make_label(f"{words.known}：", "key")
        self._policy_key.setBuddy(self._policy)
        self._policy_row = QWidget()
        row = QHBoxLayout(self._policy_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._policy_key)
        row.addWidget(self._policy)
        row.addStretch()
        row.addWidget(self._suggestions)
        self._row_policy = QComboBox()
        self._row_policy.setObjectName("row_policy")
        self._row_policy.setAccessibleName("对选中的行")
        self._row_policy.addItem("选中的行…", None)
        for policy in (*Policy, None):
            text = POLICY_NAMES[policy] if policy else "随上面的选择"
            self._row_policy.addItem(f"选中的行：{text}", policy)
            act = partial(self._decide_rows, policy)
            self._lines.add_action(f"这一行{text}", act, group=MenuGroup.OPEN)
        self._lines.add_tool(self._row_policy)

    def _connect(self) -> None:
        self._policy.activated.connect(self._decide_all)
        self._suggestions.toggled.connect(self._decide_all)
        self._row_policy.activated.connect(self._take_row_policy)
        self._fates.currentChanged.connect(self._narrow)
        self._lines.selection_changed.connect(self._show_detail)

    def _hide_columns(self, plan: TablePlan) -> None:
        keys = shown_keys(plan.rows, plan.file.columns.columns)
        view = self._lines.view
        view.setColumnHidden(0, len({row.sheet for row in plan.rows}) < 2)  # noqa: PLR2004 - several
        for at, column in enumerate(plan.spec.previewed, start=_FIXED):
            view.setColumnHidden(at, column.key not in keys)

    def _refill(self) -> None:
        """Show the rows under what is wanted now."""
        if self._plan is None:
            return
        self._lines.set_rows(self._plan.rows)
        counts = self._plan.counts(self.decision)
        self._notes.say(_notes(self._plan, counts), Tone.WARN)
        for at, (text, fates) in enumerate(_TABS):
            count = sum(counts[fate] for fate in fates)
            self._fates.setTabText(at, f"{text} {count}")
            if not count and self._fates.currentIndex() == at:
                self._fates.setCurrentIndex(0)  # all decided: Qt would go on to what is refused
            self._fates.setTabVisible(at, at == 0 or count > 0)
        self._narrow()
        self._show_detail(self._lines.selected_rows())

    def _first_tab(self, plan: TablePlan) -> int:
        """What waits for somebody is in front; else everything."""
        waiting = plan.counts(self.decision)[Fate.HELD] > 0
        return _TABS.index(_HELD) if waiting else 0

    @Slot()
    def _narrow(self) -> None:
        fates = _TABS[self._fates.currentIndex()][1]
        holds = None if len(fates) == len(Fate) else partial(self._has_fate, fates)
        self._lines.set_condition("fate", holds)
        self._bring_sentences(near=fates in _EXPLAINED)

    def _bring_sentences(self, *, near: bool) -> None:
        """Where every row needs its reason, the reasons stand before what the rows say."""
        head = self._lines.view.horizontalHeader()
        last = head.count() - 1
        head.moveSection(head.visualIndex(last), _FIXED if near else last)
        head.resizeSection(last, _REASON_WIDTH if near else SENTENCE_WIDTH)

    def _has_fate(self, fates: tuple[Fate, ...], row: PlannedRow) -> bool:
        return self._cells.fate(row) in fates

    @Slot()
    def _decide_all(self) -> None:
        rows = self.decision.rows
        policy = Policy(self._policy.currentData())
        self._decide(Decision(policy, rows, self._suggestions.isChecked()))

    @Slot(int)
    def _take_row_policy(self, at: int) -> None:
        if at > 0:
            said = self._row_policy.itemData(at)
            self._decide_rows(Policy(said) if said else None)
        self._row_policy.setCurrentIndex(0)

    def _decide_rows(self, policy: Policy | None) -> None:
        places = [row.place for row in self._lines.selected_rows() if not row.faults]
        if places:
            self._decide(self.decision.about(places, policy))

    def _decide(self, decision: Decision) -> None:
        self._cells.decision = decision
        self._refill()
        self.decided.emit()

    @Slot(object)
    def _show_detail(self, rows: list[PlannedRow]) -> None:
        self._row_policy.setEnabled(any(not row.faults for row in rows))
        if len(rows) != 1:
            self._detail.setText("选中一行，这里说明它有哪些改动。" if not rows else "")
            return
        (row,) = rows
        said = self._cells.sentence(row)
        self._detail.setText(f"第 {row.row} 行，{self._cells.fate_text(row)}。{said}")


def _legend() -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    for tone, icon_name, text in LEGEND:
        row.addWidget(icon_label(icon_name, PALETTE.of(tone), _SIGN))
        label = make_label(text, "small")
        label.setStyleSheet(f"background: {PALETTE.soft(tone)}; padding: 1px 6px;")
        row.addWidget(label)
    return made


def _notes(plan: TablePlan, counts: Counter[Fate]) -> str:
    said = [plan.remark]
    if plan.file.hidden_sheets:
        said.append(f"隐藏的工作表没有读入：{'、'.join(plan.file.hidden_sheets)}。")
    if hidden := plan.file.hidden_rows:
        named = "、".join(str(row) for _, row in hidden[:_MOST_ROWS_NAMED])
        more = " 等" if len(hidden) > _MOST_ROWS_NAMED else ""
        said.append(f"有 {len(hidden)} 行在表格里被隐藏或筛掉，也读入了（第 {named}{more} 行）。")
    if held := counts[Fate.HELD]:
        said.append(f"有 {held} 行要您确认，没有确认的不会导入。")
    if not (counts[Fate.NEW] or counts[Fate.UPDATE] or held):
        said.append("这个文件里没有要写入的内容。")
    return "".join(said)

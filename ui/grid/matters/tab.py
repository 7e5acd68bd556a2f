"""民情事项: what was raised, who deals with it, and the reply."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from jyguide.app import Application
from jyguide.grid.kinds import ACCEPTANCE_NAMES
from jyguide.grid.matter import MATTER_STATE_NAMES, MatterRow, matter_counts
from jyguide.grid.service.matters import MatterFilter
from jyguide.masking import numbers_masked
from ui.desk import Desk
from ui.grid.matters.columns import category, matter_columns, raised_by, state_word
from ui.grid.matters.deeds import MatterDeeds
from ui.grid.matters.dialogs import MattersKnown
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import (
    Card,
    EmptyText,
    Facts,
    Kind,
    MenuGroup,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
    scrolling,
)

_EMPTY = EmptyText(
    "还没有民情事项",
    "走访时群众反映的事，登记后写明责任人和期限，答复后打印答复单，回访是否满意。",
    "登记民情…",
    "edit",
)
_NOTHING = EmptyText("没有选中民情", "在左边选一件，这里显示内容、办理和答复。")
_SHARE = 70
_FIRST = "先在列表里选一件"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the tab shows, and what its forms offer."""

    rows: list[MatterRow]
    known: MattersKnown


class MattersTab(PageTab):
    """The ledger at the left, one matter at the right.

    Object names: `raise_matter`, `reply_matter`, `change_matter`, `print_slips`, `matter_menu`,
    `matters` (table), `matter_sum`, `matter_facts`, `matter_content`, `matter_reply`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self.deeds = MatterDeeds(page, desk, app)
        self.deeds.known = MattersKnown(app.clock().date())
        self.table: RowTable[MatterRow] = RowTable(
            matter_columns(),
            unit="件",
            search_hint="搜索内容、姓名、责任人",
            search_text=_search,
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("matters")
        self.table.view.setAccessibleName("民情台账，回车登记答复")
        self.table.add_choice("state", "全部状态", state_word, counted=True)
        self.table.add_choice("category", "全部类别", category)
        self.table.add_choice("village", "全部村（社区）", lambda row: row.place.village)
        self.table.add_choice("year", "全部年份", lambda row: f"{row.facts.raised_on.year}年")
        self._make_detail()
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, self._read, self._show)

    def _read(self) -> _Read:
        rows = self._app.matters.matters()
        names = tuple({row.facts.owner for row in rows if row.facts.owner})
        known = MattersKnown(
            self._app.clock().date(),
            self._app.visits.rule().matter_days,
            self._app.matters.places(),
            names,
        )
        return _Read(rows, known)

    def _show(self, read: _Read) -> None:
        self.deeds.known = read.known
        self.table.set_rows(read.rows)
        self._more.setEnabled(bool(read.rows))
        self._more.setToolTip("" if read.rows else "还没有民情可以打印、导出")
        self._sum.setText(matter_counts(read.rows).sentence if read.rows else "")
        self._sum.setVisible(bool(read.rows))
        self._show_detail()

    def _make_detail(self) -> None:
        self.facts = Facts()
        self.facts.setObjectName("matter_facts")
        self._content = make_label("", "body", "matter_content", wrap=True)
        self._reply = make_label("", "body", "matter_reply", wrap=True)
        for label in (self._content, self._reply):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card()
        for widget in (
            make_label("反映的事项", "section"),
            self._content,
            self.facts,
            make_label("答复", "section"),
            self._reply,
        ):
            card.body.addWidget(widget)
        card.body.addStretch()
        self._detail = scrolling(card)

    def _build(self) -> None:
        self._raise = make_button("登记民情…", Kind.PRIMARY, "add", "raise_matter")
        self._answer = make_button("登记答复…", icon_name="check", name="reply_matter")
        self._change = make_button("修改…", icon_name="edit", name="change_matter")
        self._slips = make_button("打印答复单…", icon_name="print", name="print_slips")
        self._more = make_button("台账", icon_name="file", name="matter_menu")
        menu = QMenu(self)
        menu.addAction("打印列出的台账…", self._print).setObjectName("print_matters")
        menu.addAction("导出 Excel…", self._export).setObjectName("export_matters")
        self._more.setMenu(menu)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        bar.addStretch()
        for button in (self._more, self._slips, self._change, self._answer, self._raise):
            bar.addWidget(button)
        self._split = SplitDetail(self.table, _NOTHING, share=_SHARE)
        self._sum = make_label("", "small", "matter_sum", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addWidget(self._split, 1)
        layout.addWidget(self._sum)

    def _connect(self) -> None:
        self._raise.clicked.connect(self.deeds.ask_raise)
        self.table.empty_action.connect(self.deeds.ask_raise)
        self._answer.clicked.connect(self._ask_reply)
        self._change.clicked.connect(self._ask_change)
        self._slips.clicked.connect(self._print_slips)
        self.table.activated.connect(self.deeds.ask_reply)
        self.table.selection_changed.connect(self._show_detail)
        add = self.table.add_action
        add("登记答复…", self._ask_reply, "check")
        add("修改…", self._ask_change, "edit")
        add("打印答复单…", self._print_slips, "print")
        add("修改记录…", self._open_record, "history")
        add("删除", self._remove, "delete", group=MenuGroup.DELETE)

    def _chosen(self) -> MatterRow | None:
        return self.table.current_row() or next(iter(self.table.selected_rows()), None)

    @Slot()
    def _show_detail(self, *_: object) -> None:
        row = self._chosen()
        for button in (self._answer, self._change, self._slips):
            button.setEnabled(row is not None)
            button.setToolTip("" if row else _FIRST)
        if row is None:
            self._split.show_nothing()
            return
        self._content.setText(numbers_masked(row.facts.content))
        self.facts.show_facts(_facts(row))
        self._reply.setText(_reply_text(row))
        self._split.show_detail(self._detail)

    @Slot()
    def _ask_reply(self) -> None:
        if row := self._chosen():
            self.deeds.ask_reply(row)

    @Slot()
    def _ask_change(self) -> None:
        if row := self._chosen():
            self.deeds.ask_change(row)

    @Slot()
    def _remove(self) -> None:
        if row := self._chosen():
            self.deeds.remove(row)

    @Slot()
    def _open_record(self) -> None:
        if row := self._chosen():
            self.deeds.open_record(row)

    @Slot()
    def _print_slips(self) -> None:
        if rows := self.table.selected_rows():
            self.deeds.print_slips(rows)

    @Slot()
    def _print(self) -> None:
        self.deeds.print_ledger(self._listed())

    @Slot()
    def _export(self) -> None:
        self.deeds.export(self._listed())

    def _listed(self) -> MatterFilter:
        return MatterFilter(only=frozenset(row.id for row in self.table.shown_rows()))


def _facts(row: MatterRow) -> tuple[tuple[str, str], ...]:
    facts = row.facts
    return (
        ("状态", MATTER_STATE_NAMES[row.state]),
        ("类别", category(row)),
        ("提出人", raised_by(row) or "未留名"),
        ("提出日期", f"{facts.raised_on:%Y-%m-%d}"),
        ("所在网格", row.place.label or "未定"),
        ("责任人", numbers_masked(facts.owner) or "还没有定"),
        ("答复期限", f"{facts.due_on:%Y-%m-%d}" if facts.due_on else ""),
    )


def _reply_text(row: MatterRow) -> str:
    if row.reply is None:
        return "还没有答复。"
    accepted = row.reply.accepted
    content = f"（{ACCEPTANCE_NAMES[accepted]}）" if accepted else "（还没有回访）"
    return f"{row.reply.on:%Y-%m-%d}　{numbers_masked(row.reply.text)}{content}"


def _search(row: MatterRow) -> str:
    told = row.reply.text if row.reply else ""
    return f"{row.facts.content}\n{told}\n{row.place.label}\n{row.target}"

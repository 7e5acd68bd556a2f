"""The tab: the matters that have to be posted, each with what of it is law."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from jyguide.openness.item import ItemFacts, ItemRow, rule_sentence
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.openness.deeds import OpennessDeeds
from ui.openness.items import columns
from ui.openness.items.dialog import ItemDialog
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import (
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
from ui.widgets.surfaces import Card

_NOTHING = EmptyText("没有选中事项", "在左边选一项，这里显示公开内容、依据和哪些是法定的。")
_EMPTY = EmptyText("没有公开事项", "可以新增本单位要求公布的事项。", "新增公开事项…")
_MARKS = (
    "“法定”的周期、天数有条文原文；“建议”的条文没有规定或条文未核，由本办法建议；"
    "期满后几天内贴出，条文都没有规定。"
)
_SHARE = 72


class ItemDetail(Card):
    """Object names: `item_title`, `item_rule`."""

    def __init__(self) -> None:
        super().__init__()
        self._title = make_label("", "section", "item_title", wrap=True)
        self._rule = make_label("", "sentence", "item_rule", wrap=True)
        self._facts = Facts()
        self.body.addWidget(self._title)
        self.body.addWidget(self._rule)
        area = scrolling(self._facts)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)

    def show_row(self, row: ItemRow) -> None:
        """Show one matter."""
        facts = row.facts
        self._title.setText(facts.name)
        self._rule.setText(f"{rule_sentence(row)}。")
        shown = [
            ("公开内容", facts.content),
            ("依据", facts.basis or "本单位自行规定"),
            ("适用", columns.place_kind(row)),
            ("来源", columns.source(row)),
            ("启用", facts.began_on.isoformat()),
        ]
        if facts.ended_on:
            shown.append(("停用", facts.ended_on.isoformat()))
        self._facts.show_facts(shown)


class ItemsTab(PageTab):
    """Object names: `item_list`, `add_item`, `edit_item`, `end_item`, `item_marks`."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = _Deeds(page, desk, app)
        self._detail = ItemDetail()
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, self._app.openness_items.rows, self._show)

    def _show(self, rows: list[ItemRow]) -> None:
        self.table.set_rows(rows)
        self._show_detail()

    def _build(self) -> None:
        self.table: RowTable[ItemRow] = RowTable(
            columns.item_columns(),
            unit="项",
            search_hint="搜索公开事项",
            key=columns.key,
            empty=_EMPTY,
        )
        self.table.setObjectName("item_list")
        self.table.add_choice("affairs", "全部类别", columns.affairs)
        self.table.add_choice("place_kind", "村和社区", columns.place_kind)
        self.table.add_choice("state", "在用和停用", columns.state)
        self._add = make_button("新增事项…", Kind.PRIMARY, "add", "add_item")
        self._edit = make_button("修改…", icon_name="edit", name="edit_item")
        self._end = make_button("停用", name="end_item")
        for button in (self._edit, self._end, self._add):
            self.table.add_tool(button)
        self._split = SplitDetail(self.table, _NOTHING, share=_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._split, 1)
        layout.addWidget(make_label(_MARKS, "small", "item_marks", wrap=True))
        self.setFocusProxy(self.table.view)

    def _connect(self) -> None:
        table = self.table
        table.selection_changed.connect(self._show_detail)
        table.activated.connect(self._ask_edit)
        table.empty_action.connect(self._ask_add)
        self._add.clicked.connect(self._ask_add)
        self._edit.clicked.connect(self._ask_edit)
        self._end.clicked.connect(self._turn)
        table.add_action("修改…", self._ask_edit, "edit")
        table.add_action("停用或恢复", self._turn)
        table.add_action("删除", self._remove, "delete", group=MenuGroup.DELETE)
        offer_record(table, self._open_history)

    @Slot()
    def _show_detail(self, *_: object) -> None:
        rows = self.table.selected_rows()
        mine = [row for row in rows if self._app.openness_items.may_change(row)]
        self._edit.setEnabled(len(mine) == 1 == len(rows))
        self._end.setEnabled(bool(mine))
        self._end.setText("停用" if not mine or mine[0].running else "恢复")
        why = "" if mine or not rows else "全市统一的事项由市级修改；本站可以新增自己的事项。"
        self._edit.setToolTip(why)
        self._end.setToolTip(why)
        current = self.table.current_row() or next(iter(rows), None)
        if current is None:
            self._split.show_nothing()
        else:
            self._detail.show_row(current)
            self._split.show_detail(self._detail)

    def _mine(self) -> list[ItemRow]:
        return [
            row for row in self.table.selected_rows() if self._app.openness_items.may_change(row)
        ]

    @Slot()
    def _ask_add(self) -> None:
        self._deeds.add()

    @Slot()
    def _ask_edit(self, *_: object) -> None:
        rows = self._mine()
        if len(rows) == 1:
            self._deeds.edit(rows[0])

    @Slot()
    def _turn(self) -> None:
        if rows := self._mine():
            self._deeds.turn(rows)

    @Slot()
    def _remove(self) -> None:
        if rows := self._mine():
            self._deeds.remove(rows)

    @Slot()
    def _open_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            subject = Subject("openness_item", row.id, f"公开事项“{row.facts.name}”")
            open_record(self._desk, self._app.history, subject, self._page)


class _Deeds(OpennessDeeds):
    """Opens the form and keeps what it gives."""

    def add(self) -> None:
        dialog = ItemDialog(None, self._app.clock().date(), self._page)
        dialog.given.connect(partial(self._add, dialog))
        dialog.open()

    def edit(self, row: ItemRow) -> None:
        dialog = ItemDialog(row, self._app.clock().date(), self._page)
        dialog.given.connect(partial(self._change, dialog, row))
        dialog.open()

    def turn(self, rows: Sequence[ItemRow]) -> None:
        """End them, or let them go on where the first has ended."""
        on = self._app.clock().date() if rows[0].running else None
        work = partial(self._app.openness_items.end, [row.id for row in rows], on)
        self._write(work, f"已{'停用' if on else '恢复'} {len(rows)} 个公开事项。")

    def remove(self, rows: Sequence[ItemRow]) -> None:
        question = f"删除 {len(rows)} 个公开事项？"
        hint = "删除用于加错的事项；不再公开的请用“停用”。删除可以撤销。"
        if self._desk.alerts.ask(question, "删除", hint=hint, danger=True):
            work = partial(self._app.openness_items.remove, [row.id for row in rows])
            self._write(work, f"已删除 {len(rows)} 个公开事项。")

    def _add(self, dialog: ItemDialog, facts: ItemFacts) -> None:
        work = partial(self._app.openness_items.add, facts)
        self._write(work, f"已新增公开事项“{facts.name}”。", dialog)

    def _change(self, dialog: ItemDialog, row: ItemRow, facts: ItemFacts) -> None:
        work = partial(self._app.openness_items.change, row.id, facts, row.version)
        self._write(work, f"已保存公开事项“{facts.name}”。", dialog)

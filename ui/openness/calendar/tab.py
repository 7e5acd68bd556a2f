"""The tab: the calendar of what has to be posted, and what is to be seen to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.openness.calendar import Slot as Posted
from jyguide.openness.calendar import due_sentences, tally
from jyguide.openness.item import ItemRow
from jyguide.openness.notice_year import CalendarYear
from ui.desk import Desk
from ui.history.record_dialog import Subject, open_record
from ui.openness.calendar import columns
from ui.openness.calendar.deeds import NoticeDeeds
from ui.openness.calendar.detail import SlotDetail
from ui.openness.calendar.grid import YearGrid
from ui.openness.calendar.year_bar import YearBar
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import (
    EmptyState,
    EmptyText,
    Kind,
    MenuGroup,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
)
from ui.widgets.keys import bind_key
from ui.widgets.surfaces import on_card

_NOTHING = EmptyText("没有选中", "在左边选一格，这里显示应在何时公布、公布的内容和照片。")
_NO_PLACE = EmptyText(
    "还没有村和社区",
    "公开日历按组织树里的村和社区排列，先在“组织”里录入。",
    "去组织页",
    "organisation",
)
_NOT_DUE = EmptyText("没有待办的公开", "到期、过期没有公布的和待答复的异议，列在这里。")
_SINCE = "录入本程序以前已经结束的周期不计。"
_SHARE = 70


class CalendarTab(PageTab):
    """A year as a table, or the list of what is to be seen to; one cell at the right.

    Object names: `post_notices`, `print_boards`, `only_due`, `calendar_menu`,
    `calendar_line`, `due_list`, and those of `YearBar`, `YearGrid`, `SlotDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._year: CalendarYear | None = None
        self.deeds = NoticeDeeds(page, desk, app)
        self.bar = YearBar(app.clock().year)
        self.grid = YearGrid()
        self.detail = SlotDetail(desk, app, page)
        self._build()
        self._connect()

    def reload(self) -> None:
        work = partial(self._app.openness_notices.calendar, self.bar.chosen_year)
        self._desk.load(self, work, self._show)

    def _show(self, year: CalendarYear) -> None:
        """Another year may have been chosen while this one was read."""
        if year.year != self.bar.chosen_year:
            return
        self._year = year
        self._stack.setCurrentIndex(1 if year.places else 0)
        self.due.set_rows(year.due)
        count = f"（{len(year.due)}）" if year.due else ""
        self._only_due.setText(f"待办{count}")
        self._line.setText(_line(year))
        self.bar.show_year(year)

    def _build(self) -> None:
        self._post = make_button("登记公布…", Kind.PRIMARY, "add", "post_notices")
        self._print = make_button("打印公开栏…", icon_name="print", name="print_boards")
        self._print.setToolTip("打印选中的；可以一次选几格（Ctrl+P）")
        self._only_due = make_button("待办", icon_name="clock", name="only_due")
        self._only_due.setCheckable(True)
        self._only_due.setToolTip("只列到期、过期没有公布的和待答复的异议，今年和上一年的都在内")
        self._more = make_button("更多", name="calendar_menu")
        self._more.setMenu(self._make_menu())
        for button in (self._only_due, self._more, self._print, self._post):
            self.bar.row.addWidget(button)
        self.due: RowTable[Posted] = RowTable(
            columns.due_columns(),
            unit="项",
            search_hint="搜索村社区、事项",
            key=columns.key,
            empty=_NOT_DUE,
        )
        self.due.setObjectName("due_list")
        self.due.add_choice("state", "全部情况", columns.state, counted=True)
        self.due.add_choice("affairs", "全部类别", columns.affairs)
        self.due.add_choice("township", "全部镇街", columns.township)
        self._left = QStackedWidget()
        self._left.addWidget(self.grid)
        self._left.addWidget(self.due)
        self._split = SplitDetail(self._left, _NOTHING, share=_SHARE)
        self._split.hold(self.detail)
        self._line = make_label("", "small", "calendar_line", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.bar)
        column.addWidget(self._split, 1)
        column.addWidget(self._line)
        self._stack = QStackedWidget()
        no_place = EmptyState(_NO_PLACE, "no_place")
        no_place.clicked.connect(partial(self._page.wanted.emit, "organisation"))
        self._stack.addWidget(on_card(no_place))
        self._stack.addWidget(content)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.grid)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, name, slot in (
            ("登记撤下…", "take_down_all", self._take_down),
            ("删除登记错的…", "remove_notices", self._remove),
            ("修改记录…", "notice_history", self._open_history),
            ("导入…", "import_notices", self.deeds.import_list),
            ("保存导入模板…", "notice_template", self.deeds.save_template),
            ("导出这一年…", "export_notices", self._export),
        ):
            menu.addAction(text, slot).setObjectName(name)
        return menu

    def _connect(self) -> None:
        self.bar.year_changed.connect(self.reload)
        self.bar.view_changed.connect(self._show_lines)
        self.grid.chosen.connect(self._show_cell)
        self.grid.opened.connect(self._open_cell)
        self.due.selection_changed.connect(self._show_due)
        self.due.activated.connect(self._open)
        self._only_due.toggled.connect(self._turn)
        self._post.clicked.connect(self._ask_post)
        self._print.clicked.connect(self._print_chosen)
        self.detail.open_wanted.connect(self._open)
        self.detail.down_wanted.connect(self._take_down_one)
        self.detail.slip_wanted.connect(self.deeds.print_slip)
        self.detail.rhythm_wanted.connect(self._choose_rhythm)
        self.detail.text_wanted.connect(self._fetch_text)
        self.due.add_action("登记撤下…", self._take_down)
        self.due.add_action("打印公开栏…", self._print_chosen, "print")
        self.due.add_action("删除", self._remove, "delete", group=MenuGroup.DELETE)
        bind_key("Ctrl+P", self, self._print_chosen)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.grid, self._remove)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot()
    def _show_lines(self) -> None:
        self.grid.show_lines(*self.bar.lines())
        if self.grid.isHidden():
            return
        self._show_cell()

    @Slot()
    def _show_cell(self) -> None:
        if not self._only_due.isChecked():
            self._show_detail(list(self.grid.current_slots()))

    @Slot(object)
    def _show_due(self, rows: list[Posted]) -> None:
        if self._only_due.isChecked():
            current = self.due.current_row() or next(iter(rows), None)
            self._show_detail([current] if current else [])

    def _show_detail(self, slots: list[Posted]) -> None:
        if slots:
            self.detail.show_slots(slots, self._choice(slots[0]))
            self._split.show_detail(self.detail)
        else:
            self._split.show_nothing()

    def _choice(self, slot: Posted) -> str:
        item = self._item(slot)
        return self._year.rhythms.choice(item, slot.place.key) if self._year and item else ""

    def _item(self, slot: Posted) -> ItemRow | None:
        """The matter as most places post it."""
        items = self._year.items if self._year else ()
        return next((one for one in items if one.id == slot.item.id), None)

    @Slot()
    def _choose_rhythm(self) -> None:
        """As of the one shown, of all chosen that post the same matter."""
        shown, year = self.detail.slot, self._year
        item = self._item(shown) if shown else None
        if shown is None or year is None or item is None:
            return
        longer = not year.rhythms.differs(item, shown.place.key)
        chosen = [one.place for one in (shown, *self._chosen()) if one.item.id == item.id]
        places = {
            one.key: one for one in chosen if year.rhythms.differs(item, one.key) is not longer
        }
        self.deeds.choose_rhythm(item, list(places.values()), longer=longer)

    @Slot(bool)
    def _turn(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._left.setCurrentIndex(1 if on else 0)
        for widget in (self.bar.by, self.bar.of):
            widget.setEnabled(not on)
        if on:
            self.due.view.setFocus()
            self.due.choose_first()
            self._show_due(self.due.selected_rows())
        else:
            self.grid.setFocus()
            self._show_cell()

    @Slot()
    def _open_cell(self) -> None:
        """Enter on a cell opens its posting, or begins one there."""
        slots = self.grid.current_slots()
        shown = self.detail.slot
        if slots:
            self._open(shown if shown in slots else slots[0])
        else:
            self._ask_post()

    @Slot(object)
    def _open(self, slot: Posted | None) -> None:
        if slot is None or self._year is None:
            return
        if slot.posting is None:
            self.deeds.post(self._year, slot)
        else:
            self.deeds.open(slot)

    @Slot()
    def _ask_post(self) -> None:
        """Begin with what the cursor is on."""
        if self._year is None:
            return
        dialog = self.deeds.post(self._year)
        line, of = self.grid.current_line(), self.bar.of.currentData()
        slots = self.grid.current_slots()
        span = slots[0].span if slots else None
        here = [] if line is None or self._only_due.isChecked() else [line.key]
        item, places = (of, here) if self.bar.by_item else (next(iter(here), None), [of])
        dialog.begin_with(
            item, span.key if span else "", places, 0 if span else self.grid.current_month()
        )

    def _chosen(self) -> list[Posted]:
        if self._only_due.isChecked():
            return self.due.selected_rows()
        return self.grid.selected_slots()

    @Slot()
    def _print_chosen(self) -> None:
        self.deeds.print_boards(self._chosen())

    @Slot()
    def _take_down(self) -> None:
        self.deeds.take_down(self._chosen())

    @Slot(object)
    def _take_down_one(self, slot: Posted | None) -> None:
        if slot is not None:
            self.deeds.take_down([slot])

    @Slot()
    def _remove(self) -> None:
        self.deeds.remove(self._chosen())

    @Slot()
    def _export(self) -> None:
        self.deeds.export(self.bar.chosen_year)

    @Slot()
    def _open_history(self) -> None:
        slot = self.detail.slot
        if slot is not None and slot.posting is not None:
            label = f"公开“{slot.place.name} {slot.item.facts.name} {slot.when}”"
            subject = Subject("openness_notice", slot.posting.id, label)
            open_record(self._desk, self._app.history, subject, self._page)
        else:
            self._page.say("选中的还没有登记，没有修改记录。")

    @Slot(object)
    def _fetch_text(self, slot: Posted) -> None:
        if slot.posting is not None:
            work = partial(self._app.openness_notices.notice, slot.posting.id)
            self._desk.load(self.detail, work, self.detail.show_notice)


def _line(year: CalendarYear) -> str:
    """What the year comes to, in words."""
    count = tally(year.slots)
    parts = [f"{state.value} {number} 项" for state, number in count.most_common()]
    told = "，".join(parts) if parts else "这一年没有要公布的"
    return f"{year.year} 年：{told}。{''.join(due_sentences(year.due))}{_SINCE}"

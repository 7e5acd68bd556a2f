"""The tab: secretaries or filings at the left, one secretary's dossier at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.secretary.dossier_line import DossierLine
from jyguide.secretary.filing import FILING_STATE_NAMES, FilingRow
from ui.desk import Desk
from ui.history.records import tell_history
from ui.page import Page
from ui.secretary.dossier.columns import filing_columns, line_columns
from ui.secretary.dossier.deeds import DossierDeeds
from ui.secretary.dossier.person_pane import PersonPane
from ui.tabbed_page import PageTab
from ui.theme import SPACE, scaled
from ui.widgets import EmptyState, EmptyText, RowTable, SplitDetail, make_button
from ui.widgets.choice_filter import ChoiceFilter
from ui.widgets.keys import bind_key
from ui.widgets.surfaces import on_card

_NOBODY = EmptyText(
    "还没有书记",
    "在“人员”页把人员类别设为“村党组织书记”或“社区党组织书记”，或导入花名册，这里就会列出他们。",
    "去人员页",
    "people",
)
_NO_FILINGS = EmptyText(
    "还没有备案",
    "每件备案走三步：提出、备案、批复。拟任人选还不是书记的，也在这里提出。",
    "提出备案…",
    "approval",
)
_NOTHING = EmptyText("没有选中书记", "在左边选一个人，这里显示他的档案。输入拼音首字母可以找人。")
_SEVERAL = EmptyText(
    "选中了几个人", "用左边的“打印画像…”给每人打印一张 A4；要看档案，请只选一个人。"
)
_SHARE = 37
_BY_ROOM = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_FILTER = 76
"""Width of a filter at least; what is chosen is shortened."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Both lists at the left."""

    lines: Sequence[DossierLine]
    filings: Sequence[FilingRow]


class DossierTab(PageTab):
    """A list and a detail; Enter goes from the list into the record.

    Object names: `secretaries` and `filing_list` (tables), `dossier_lists` (what is listed),
    `print_portraits`, `propose_for_anybody`, and those of `PersonPane`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self.deeds = DossierDeeds(page, desk, app)
        self.people: RowTable[DossierLine] = RowTable(
            line_columns(),
            unit="人",
            search_hint="姓名或拼音首字母",
            search_text=_searched,
            key=lambda one: one.row.person_id,
            empty=_NOBODY,
        )
        self.list: RowTable[FilingRow] = RowTable(
            filing_columns(self.deeds.today, named=True),
            unit="件",
            search_hint="姓名或事项",
            search_text=lambda row: row.search,
            key=lambda row: row.id,
            empty=_NO_FILINGS,
        )
        self.person = PersonPane(desk, app, page, self.deeds)
        self._page = page
        self._listed = Listed((), ())
        self._filling = False
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(_fetch, self._app), self._show)

    def _build(self) -> None:
        self._name_lists()
        self._prints = make_button("打印画像…", icon_name="print", name="print_portraits")
        self._prints.setToolTip("选中的人（没有选则是列出的全部）每人一张 A4")
        self._propose = make_button("提出备案…", icon_name="add", name="propose_for_anybody")
        self._propose.setToolTip("为还不是书记的人（如拟任人选）提出备案")
        self._which = QTabBar()
        self._which.setObjectName("dossier_lists")
        self._which.setAccessibleName("左边列出什么")
        self._which.addTab("书记")
        self._which.addTab("备案台账")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.people)
        self._stack.addWidget(self.list)
        self._split = SplitDetail(self._left(), _NOTHING, share=_SHARE)
        self._several = on_card(EmptyState(_SEVERAL))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _name_lists(self) -> None:
        self.people.setObjectName("secretaries")
        self.people.view.setAccessibleName("书记列表")
        self.people.add_choice("township", "镇街", lambda one: one.row.township)
        self.people.add_choice("role", "类别", lambda one: PERSON_ROLE_NAMES[one.row.role])
        self.people.add_choice("filing", "备案", lambda one: one.filing, counted=True)
        for choice in self.people.findChildren(ChoiceFilter):
            choice.setSizeAdjustPolicy(_BY_ROOM)
            choice.setMinimumWidth(scaled(_FILTER))
        self.list.setObjectName("filing_list")
        tell_history(self.list, "secretary_filing", lambda row: (row.id, row.name))
        self.list.view.setAccessibleName("备案列表")
        self.list.add_choice("state", "全部状态", _state_name, counted=True)

    def _offer_filters(self, lines: Sequence[DossierLine]) -> None:
        """A filter with nothing to tell apart is not there, as the township's of one station."""
        for name, values in (
            ("township", {one.row.township for one in lines}),
            ("role", {one.row.role for one in lines}),
        ):
            for choice in self.people.findChildren(ChoiceFilter, f"choice_{name}"):
                choice.setVisible(len(values) > 1 or bool(choice.value()))

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._which)
        column.addWidget(self._stack, 1)
        for button in (self._prints, self._propose):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        for button in (self._prints, self._propose):
            button.hide()  # until it is known whether there is anybody
        return left

    def _connect(self) -> None:
        self._which.currentChanged.connect(self._turn)
        self.people.selection_changed.connect(self._show_chosen)
        self.people.activated.connect(self._enter)
        self.people.empty_action.connect(partial(self._page.wanted.emit, "people"))
        self.list.selection_changed.connect(self._show_filing)
        self.list.activated.connect(self.deeds.next_step)
        self.list.empty_action.connect(self._ask_whom)
        self._prints.clicked.connect(self._print)
        self._propose.clicked.connect(self._ask_whom)
        self.person.tab_wanted.connect(self.tab_wanted)
        self.person.page_wanted.connect(self._page.wanted)
        self.person.gone.connect(self._split.show_nothing)
        bind_key("Ctrl+P", self.people, self._print)

    def _show(self, listed: Listed) -> None:
        self._listed = listed
        self._filling = True  # whoever falls out of a filter by what was done to him stays shown
        self.people.set_rows(listed.lines)
        self._offer_filters(listed.lines)
        self.list.set_rows(listed.filings)
        self._filling = False
        waiting = sum(row.open for row in listed.filings)
        self._which.setTabText(1, f"备案台账（{waiting}）" if waiting else "备案台账")
        self._offer_tools()
        if not self.person.refresh():
            self._turn(self._which.currentIndex())

    def _offer_tools(self) -> None:
        which = self._which.currentIndex()
        self._prints.setVisible(which == 0 and bool(self._listed.lines))
        self._propose.setVisible(which == 1 and bool(self._listed.filings))

    @Slot(int)
    def _turn(self, which: int) -> None:
        self._stack.setCurrentIndex(which)
        self._offer_tools()
        if which == 0:
            self.people.choose_first()
            self._show_chosen(self.people.selected_rows())
        else:
            self.list.choose_first()
            self._show_filing(self.list.selected_rows())

    @Slot(object)
    def _show_chosen(self, rows: Sequence[DossierLine]) -> None:
        if self._filling or self._which.currentIndex() != 0:
            return
        if len(rows) == 1:
            self._split.show_detail(self.person)
            self.person.show_person(rows[0].row.person_id)
        elif rows:
            self.person.forget()
            self._split.show_detail(self._several)
        elif not self._choose_shown():
            self._show_nothing()

    def _choose_shown(self) -> bool:
        """Choose again who is shown, once a filter lets him back in; False where it does not."""
        shown = self.person.person
        listed = any(one.row.person_id == shown for one in self.people.shown_rows())
        if listed:
            self.people.select_rows(lambda one: one.row.person_id == shown)
        return listed

    @Slot(object)
    def _show_filing(self, rows: Sequence[FilingRow]) -> None:
        if self._filling or self._which.currentIndex() != 1:
            return
        if len(rows) == 1:
            self._split.show_detail(self.person)
            self.person.show_filing(rows[0])
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.person.forget()
        self._split.show_nothing()

    @Slot(object)
    def _enter(self, _line: DossierLine) -> None:
        """Enter goes from the list to the record."""
        table = self.person.lines.table
        self.person.tabs.setCurrentWidget(self.person.lines)
        table.view.setFocus()
        table.choose_first()

    @Slot()
    def _ask_whom(self) -> None:
        self.deeds.ask_whom()

    @Slot()
    def _print(self) -> None:
        lines = self.people.selected_rows()
        several = lines if len(lines) > 1 else self.people.shown_rows()
        if several:
            self.deeds.print_portraits([one.row for one in several])


def _searched(one: DossierLine) -> str:
    return f"{one.row.search} {one.row.post} {one.row.township}"


def _state_name(row: FilingRow) -> str:
    return FILING_STATE_NAMES[row.state]


def _fetch(app: Application) -> Listed:
    """Both lists; called on the worker."""
    return Listed(app.dossiers.lines(), app.filings.rows())

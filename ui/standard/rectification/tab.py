"""整改台账: what lost points in a round, and how far it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.ids import RoundId
from jyguide.standard.ledger import (
    LedgerFilter,
    LedgerRow,
    LostPoint,
    counts,
    gone_sentence,
    lost_sentence,
)
from jyguide.standard.measure_deeds import DEED_NAMES, DEED_NEEDS, Deed, may, next_deed
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.history.record_dialog import Subject, open_record
from ui.page import Page
from ui.standard.no_round import no_round
from ui.standard.rectification.deeds import LedgerKnown, MeasureDeeds
from ui.standard.rectification.detail import MeasureDetail
from ui.standard.rectification.ledger_view import LedgerView
from ui.standard.tab import RoundTab
from ui.theme import SPACE, Tone
from ui.widgets import (
    Banner,
    EmptyText,
    Kind,
    MenuGroup,
    SplitDetail,
    make_button,
    make_label,
)
from ui.widgets.flow_layout import FlowLayout

_NOTHING = EmptyText("没有选中整改事项", "在左边选一项，这里显示问题、依据、措施、佐证和经过。")
_NO_ROUND = "先新建一个轮次、完成自查或检查，失分的内容在这里列入整改。"
_BUTTONS = (Deed.PLAN, Deed.FINISH, Deed.CHECK, Deed.RETURN, Deed.RESCORE)
_SHARE = 71


class RectificationTab(RoundTab):
    """The ledger at the left, one measure at the right.

    Object names: `raise_measures`, `deed_<deed>`, `notice_menu`, `ledger_menu`, `overdue_only`,
    `by_branch`, `ledger_sum`, `lost_banner`, and those of `LedgerView` and `MeasureDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._round: RoundRow | None = None
        self._lost: list[LostPoint] = []
        self._wanted: set[object] = set()
        self.deeds = MeasureDeeds(page, desk, app)
        self.view = LedgerView(app.clock().date())
        self.detail = MeasureDetail(desk, app, page)
        self._buttons: dict[Deed, QPushButton] = {}
        self._build()
        self._add_menu_lines()
        self._connect()
        self._allow()

    def show_round(self, row: RoundRow | None) -> None:
        self._round = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is not None:
            ledger = partial(self._app.measures.ledger, row.id)
            lost = partial(self._app.measures.lost_points, row.id)
            self._desk.load(self, ledger, partial(self._show, row.id))
            self._desk.load(self, lost, partial(self._show_lost, row.id))

    def _show_lost(self, round_id: RoundId, points: list[LostPoint]) -> None:
        """Read after the ledger, which is looked at first: a city's takes as long again."""
        if self._round is not None and round_id == self._round.id:
            self._lost = points
            self._banner.say(lost_sentence(points), Tone.INFO)

    def _show(self, round_id: RoundId, rows: list[LedgerRow]) -> None:
        if self._round is None or round_id != self._round.id:
            return
        self.deeds.known = LedgerKnown(rows, _names(rows))
        total = counts(rows)
        self._sum.setText(total.sentence + gone_sentence(rows) if rows else "")
        late = f"（{total.overdue}）" if total.overdue else ""
        self._overdue.setText(f"只看超期{late}")
        self._overdue.setEnabled(bool(total.overdue) or self._overdue.isChecked())
        self.view.show_rows(rows)
        if wanted := self._wanted:
            self._wanted = set()
            self.view.table.select_rows(lambda one: one.row.id in wanted)
            self.view.table.view.setFocus()
        self._show_detail()

    def _build(self) -> None:
        self._raise = make_button("列入整改…", Kind.PRIMARY, "add", "raise_measures")
        self._raise.setToolTip("把检查中失分的内容列入整改台账")
        self._notices = make_button("通知书", icon_name="file", name="notice_menu")
        self._notices.setMenu(self._make_notice_menu())
        self._prints = make_button("台账", icon_name="print", name="ledger_menu")
        self._prints.setMenu(self._make_ledger_menu())
        self._overdue = make_button("只看超期", icon_name="warning", name="overdue_only")
        self._overdue.setCheckable(True)
        self._by_branch = make_button("按支部", icon_name="organisation", name="by_branch")
        self._by_branch.setCheckable(True)
        self._banner = Banner()
        self._banner.setObjectName("lost_banner")
        self._sum = make_label("", "small", "ledger_sum", wrap=True)
        bar = FlowLayout(SPACE.s)
        bar.addWidget(self._raise)
        for deed in _BUTTONS:
            button = make_button(DEED_NAMES[deed], name=f"deed_{deed.value}")
            self._buttons[deed] = button
            bar.addWidget(button)
        bar.addWidget(self._notices)
        for button in (self._overdue, self._by_branch, self._prints):
            bar.addWidget(button)
        self._split = SplitDetail(self.view, _NOTHING, share=_SHARE)
        self._lay_out(bar)

    def _lay_out(self, bar: FlowLayout) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._banner)
        layout.addLayout(bar)
        layout.addWidget(self._split, 1)
        layout.addWidget(self._sum)
        self._show_instead(content)

    def _show_instead(self, content: QWidget) -> None:
        """The content, or what there is to say while there is no round."""
        self._stack = QStackedWidget()
        self._stack.addWidget(no_round(self, _NO_ROUND, "no_measure_round"))
        self._stack.addWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _make_notice_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, name, slot in (
            ("开具通知书…", Deed.NOTICE.value, partial(self._take, Deed.NOTICE)),
            ("重印通知书", "reprint", self._reprint),
            ("打印回执表", "receipt_forms", self._print_receipts),
            ("登记回执…", Deed.RECEIPT.value, partial(self._take, Deed.RECEIPT)),
        ):
            menu.addAction(text, slot).setObjectName(name)
        menu.aboutToShow.connect(self._allow)
        return menu

    def _make_ledger_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("打印列出的台账…", self._print).setObjectName("print_ledger")
        menu.addAction("导出 Excel…", self._export).setObjectName("export_ledger")
        return menu

    def _add_menu_lines(self) -> None:
        table = self.view.table
        for deed in (*_BUTTONS, Deed.NOTICE, Deed.RECEIPT):
            table.add_action(DEED_NAMES[deed], partial(self._take, deed))
        table.add_action(
            DEED_NAMES[Deed.WITHDRAW],
            partial(self._take, Deed.WITHDRAW),
            "delete",
            group=MenuGroup.DELETE,
        )

    def _connect(self) -> None:
        table = self.view.table
        for deed, button in self._buttons.items():
            button.clicked.connect(partial(self._take, deed))
        self._raise.clicked.connect(self._ask_raise)
        table.empty_action.connect(self._ask_raise)
        table.selection_changed.connect(self._show_detail)
        table.activated.connect(self._take_next)
        self._overdue.toggled.connect(self._narrow)
        self._by_branch.toggled.connect(self._turn)
        self.view.turned.connect(partial(self._by_branch.setChecked, False))  # noqa: FBT003 - Qt's
        self.detail.deed_wanted.connect(self._take)
        self.detail.inspection_wanted.connect(self.scoring)
        self.detail.record_wanted.connect(self._open_record)
        self.deeds.raised.connect(self._choose_raised)

    def _take(self, deed: Deed, *_: object) -> None:
        self.deeds.take(deed, self.view.table.selected_rows())

    @Slot(object)
    def _take_next(self, one: LedgerRow) -> None:
        """Enter on a line does what comes next with it, and with what is selected too."""
        self._take(next_deed(one))

    @Slot()
    def _ask_raise(self) -> None:
        if self._round is None:
            return
        if self._lost:
            self.deeds.ask_raise(self._round.id, self._lost)
        else:
            self.said.emit("没有失分项可以列入整改；先完成自查或检查打分。")

    @Slot()
    def _reprint(self) -> None:
        self.deeds.print_notices(self.view.table.selected_rows())

    @Slot()
    def _print_receipts(self) -> None:
        self.deeds.print_receipts(self.view.table.selected_rows())

    @Slot()
    def _print(self) -> None:
        if self._round is not None:
            self.deeds.print_ledger(self._round.id, self._shown())

    @Slot()
    def _export(self) -> None:
        if self._round is not None:
            self.deeds.export(self._round.id, self._shown(), self._round.label)

    def _shown(self) -> LedgerFilter:
        return LedgerFilter(only=self.view.shown_ids())

    @Slot(bool)
    def _narrow(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.view.only_overdue(on=on)

    @Slot(bool)
    def _turn(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.view.show_branches(on=on)
        self._split.widget(1).setHidden(on)
        self._allow()

    @Slot()
    def _show_detail(self, *_: object) -> None:
        chosen = self.view.table.selected_rows()
        one = self.view.table.current_row() or next(iter(chosen), None)
        if one is None:
            self._split.show_nothing()
        else:
            self.detail.show_row(one)
            self._split.show_detail(self.detail)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        """What can be done with some of the selected can be asked for."""
        chosen = [] if self._by_branch.isChecked() else self.view.table.selected_rows()
        for deed, button in self._buttons.items():
            able = any(may(deed, one) for one in chosen)
            button.setEnabled(able)
            button.setToolTip("" if able else DEED_NEEDS[deed])
        lines = {
            Deed.NOTICE.value: any(may(Deed.NOTICE, one) for one in chosen),
            "reprint": any(one.row.notice_number for one in chosen),
            "receipt_forms": bool(chosen),
            Deed.RECEIPT.value: any(may(Deed.RECEIPT, one) for one in chosen),
        }
        for action in self._notices.menu().actions():
            action.setEnabled(lines[action.objectName()])
        for action in self._prints.menu().actions():
            action.setEnabled(bool(self.view.table.shown_rows()))

    @Slot(object)
    def _choose_raised(self, keys: set[object]) -> None:
        """What was just raised is planned next; chosen once it has been fetched."""
        self._wanted = keys

    @Slot(object)
    def _open_record(self, one: LedgerRow) -> None:
        label = f"整改“{one.row.branch} {one.row.criterion}”"
        subject = Subject("rectification_measure", one.row.id, label)
        open_record(self._desk, self._app.history, subject, self._page)


def _names(rows: Sequence[LedgerRow]) -> list[str]:
    """Names used in this ledger before."""
    found = {
        name
        for one in rows
        for name in (one.row.owner, one.row.done_by, one.row.verified_by)
        if name
    }
    return sorted(found)

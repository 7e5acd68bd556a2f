"""The tab of what follows the lists: measures, talks, adjustments of a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout

from jyguide.app import Application
from jyguide.secretary.ledger import (
    YearLedgers,
    adjustments_sentence,
    measures_sentence,
    talks_sentence,
)
from jyguide.secretary.measure import MeasureState, Step, may_take, next_step, state_on
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.secretary.ledger import columns
from ui.secretary.ledger.deeds import LedgerDeeds
from ui.secretary.ledger.pane import LedgerPane
from ui.secretary.years import YearChoice
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import EmptyText, Kind, MenuGroup, make_button, make_label

_NO_MEASURE = EmptyText(
    "这一年还没有整改措施",
    "考核基本合格、不合格的，谈话中约定的，检查发现的，都在这里写明措施、责任人和期限。",
    "登记整改…",
    "check",
)
_NO_TALK = EmptyText(
    "这一年还没有谈话记录",
    "登记谈话的时间、要点和表态，约定的整改一并列入台账，可以打印谈话记录签字。",
    "登记谈话…",
    "people",
)
_NO_ADJUSTMENT = EmptyText(
    "这一年还没有调整",
    "书记免职、辞职、转任、离任的，在这里登记，可以同时结束任职。",
    "登记调整…",
    "organisation",
)
_OVERDUE = "overdue"
_LEDGERS = ("measures", "talks", "adjustments")


class LedgerTab(PageTab):
    """Three ledgers of a year.

    Object names: `ledger_year`, `ledgers` (the inner tabs), `measures`, `talks`, `adjustments`
    (see `LedgerPane`), the buttons `add_measure`, `raise_measures`, `plan_measure`,
    `finish_measure`, `confirm_measure`, `reopen_measure`, `overdue_only`, `add_talk`,
    `print_talk`, `add_adjustment`, `print_ledger`, `export_ledger`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._today = app.clock().date()
        self._found = YearLedgers(self._today.year, self._today, (), (), ())
        self._deeds = LedgerDeeds(page, desk, app)
        self._make_panes()
        self._make_measure_bar()
        self._make_other_bars()
        self._lay_out()
        self._allow()

    def reload(self) -> None:
        self._desk.load(self, self._app.secretary_ledgers.years, self.year.offer)
        work = partial(self._app.secretary_ledgers.year, self.year.year)
        self._desk.load(self, work, self._show)

    def _make_panes(self) -> None:
        today = self._today
        self.measures = LedgerPane(
            "measures",
            columns.measure_columns(today),
            _NO_MEASURE,
            lambda row: columns.measure_facts(row, today),
            lambda rows: measures_sentence(rows, today),
        )
        state = partial(columns.state_word, today=today)
        self.measures.table.add_choice("state", "全部状态", state, counted=True)
        self.talks = LedgerPane(
            "talks", columns.talk_columns(), _NO_TALK, columns.talk_facts, talks_sentence
        )
        self.adjustments = LedgerPane(
            "adjustments",
            columns.adjustment_columns(),
            _NO_ADJUSTMENT,
            columns.adjustment_facts,
            adjustments_sentence,
        )

    def _make_measure_bar(self) -> None:
        deeds, pane = self._deeds, self.measures
        add = make_button("登记整改…", Kind.PRIMARY, "add", "add_measure")
        raise_ = make_button("按考核名单列入…", icon_name="import", name="raise_measures")
        raise_.setToolTip("把所选年度考核基本合格、不合格的书记列入整改")
        add.clicked.connect(deeds.add_measure)
        raise_.clicked.connect(self._ask_raise)
        self._steps: dict[Step, tuple[QPushButton, str]] = {}
        self._step(Step.PLAN, "落实…", "选中还没有完成的，写明措施、责任人和期限")
        self._step(Step.FINISH, "完成…", "选中写明了措施、责任人和期限的，登记完成")
        self._step(Step.CONFIRM, "确认…", "选中已登记完成的，由另一个人确认")
        self._step(Step.REOPEN, "退回…", "选中已登记完成的，没有做到位的退回")
        self._overdue = make_button("只看超期", icon_name="warning", name="overdue_only")
        self._overdue.setCheckable(True)
        self._overdue.setToolTip("期限已过、还没有完成的")
        self._overdue.toggled.connect(self._narrow)
        buttons = [button for button, _ in self._steps.values()]
        pane.bar.addWidget(self._overdue)
        pane.add_buttons(*buttons, raise_, add)
        pane.table.empty_action.connect(deeds.add_measure)
        pane.table.activated.connect(self._take_next)
        self._add_lines(pane, deeds.change_measure, deeds.remove_measures, "secretary_measure")

    def _make_other_bars(self) -> None:
        deeds = self._deeds
        add = make_button("登记谈话…", Kind.PRIMARY, "add", "add_talk")
        self._print_talk = make_button("打印谈话记录…", icon_name="print", name="print_talk")
        add.clicked.connect(deeds.add_talk)
        self._print_talk.setToolTip("选中谈话，每次打印一份记录签字")
        self._print_talk.clicked.connect(lambda: deeds.print_talks(self.talks.chosen()))
        self.talks.add_buttons(self._print_talk, add)
        self.talks.table.empty_action.connect(deeds.add_talk)
        self.talks.table.activated.connect(deeds.change_talk)
        self._add_lines(self.talks, deeds.change_talk, deeds.remove_talks, "secretary_talk")
        moved = make_button("登记调整…", Kind.PRIMARY, "add", "add_adjustment")
        moved.clicked.connect(deeds.add_adjustment)
        self.adjustments.add_buttons(moved)
        self.adjustments.table.empty_action.connect(deeds.add_adjustment)
        self.adjustments.table.activated.connect(deeds.change_adjustment)
        self._add_lines(
            self.adjustments,
            deeds.change_adjustment,
            deeds.remove_adjustments,
            "secretary_adjustment",
        )

    def _add_lines(
        self,
        pane: LedgerPane,
        change: Callable[[Any], None],
        remove: Callable[[Sequence[Any]], None],
        table: str,
    ) -> None:
        """What the right-click menu of every ledger has."""

        def change_one() -> None:
            if (row := pane.one()) is not None:
                change(row)

        def remove_chosen() -> None:
            if rows := pane.chosen():
                remove(rows)

        def record() -> None:
            if (row := pane.one()) is not None:
                subject = Subject(table, row.id, f"{row.person.name}的记录")
                open_record(self._desk, self._app.history, subject, self._page)

        pane.table.add_action("修改…", change_one, "edit")
        pane.table.add_action("删除", remove_chosen, "delete", group=MenuGroup.DELETE)
        offer_record(pane.table, record)
        pane.table.selection_changed.connect(self._allow)

    def _step(
        self,
        step: Step,
        text: str,
        tip: str,
    ) -> None:
        """A button of a step, taken with those of the selected with which it can be."""
        button = make_button(text, name=f"{step}_measure")
        self._steps[step] = (button, tip)
        take = self._deeds.steps[step]

        def clicked() -> None:
            if rows := self._able(step):
                take(rows)

        button.clicked.connect(clicked)
        self.measures.table.add_action(text, clicked)

    def _lay_out(self) -> None:
        self.year = YearChoice("ledger_year", self._today.year)
        self.year.currentIndexChanged.connect(self.reload)
        prints = make_button("打印台账…", icon_name="print", name="print_ledger")
        exports = make_button("导出 Excel…", icon_name="export", name="export_ledger")
        prints.setToolTip("有内容以后可以打印")
        exports.setToolTip("三本台账写进一个文件，有内容以后可以导出")
        self._prints, self._exports = prints, exports
        prints.clicked.connect(self._print)
        exports.clicked.connect(self._export)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        bar.addWidget(make_label("年度", "hint"))
        bar.addWidget(self.year)
        bar.addStretch()
        bar.addWidget(prints)
        bar.addWidget(exports)
        self.ledgers = QTabWidget()
        self.ledgers.setObjectName("ledgers")
        for pane, title in (
            (self.measures, "整改措施"),
            (self.talks, "谈话"),
            (self.adjustments, "调整"),
        ):
            self.ledgers.addTab(pane, title)
        self.ledgers.currentChanged.connect(self._allow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addWidget(self.ledgers, 1)
        self.setFocusProxy(self.measures.table.view)

    def _show(self, found: YearLedgers) -> None:
        self._found = found
        self.measures.show_rows(found.measures)
        self.talks.show_rows(found.talks)
        self.adjustments.show_rows(found.adjustments)
        late = sum(self._is_overdue(row) for row in found.measures)
        self._overdue.setText(f"只看超期（{late}）" if late else "只看超期")
        self._overdue.setEnabled(bool(late) or self._overdue.isChecked())
        self._allow()

    def _is_overdue(self, row: Any) -> bool:
        return state_on(row.facts, self._today) is MeasureState.OVERDUE

    def _able(self, step: Step) -> list[Any]:
        return [row for row in self.measures.chosen() if may_take(row.facts, step)]

    @Slot()
    def _allow(self, *_: object) -> None:
        for step, (button, tip) in self._steps.items():
            able, chosen = len(self._able(step)), len(self.measures.chosen())
            button.setEnabled(able > 0)
            button.setToolTip(
                f"选中 {chosen} 条，其中 {able} 条可以" if 0 < able < chosen else tip
            )
        self._print_talk.setEnabled(bool(self.talks.chosen()))
        kept = [bool(pane.table.rows()) for pane in (self.measures, self.talks, self.adjustments)]
        self._prints.setEnabled(kept[self.ledgers.currentIndex()])
        self._exports.setEnabled(any(kept))

    @Slot(object)
    def _take_next(self, row: Any) -> None:
        """Enter on a line does what comes next with it."""
        step = next_step(row.facts)
        if step is None:
            self._deeds.change_measure(row)
        else:
            self._deeds.steps[step]([row])

    @Slot()
    def _ask_raise(self) -> None:
        self._deeds.ask_raise(self.year.year)

    @Slot(bool)
    def _narrow(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.measures.table.set_condition(_OVERDUE, self._is_overdue if on else None)

    def _listed(self) -> YearLedgers:
        """What the three tables list now."""
        return YearLedgers(
            self._found.year,
            self._found.today,
            self.measures.table.shown_rows(),
            self.talks.table.shown_rows(),
            self.adjustments.table.shown_rows(),
        )

    @Slot()
    def _print(self) -> None:
        self._deeds.print_ledger(self._listed(), _LEDGERS[self.ledgers.currentIndex()])

    @Slot()
    def _export(self) -> None:
        self._deeds.export(self._listed())

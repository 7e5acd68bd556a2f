"""One co-operative: its facts, its years, what a share brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.documents.dates import date_text
from jyguide.masking import numbers_masked
from jyguide.openness.cooperative import CooperativeRow, YearFigures
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES
from ui.openness.cooperatives.columns import warnings, year_columns
from ui.theme import SPACE, Tone
from ui.widgets import (
    Badge,
    Banner,
    Card,
    EmptyText,
    Facts,
    Kind,
    RowTable,
    make_button,
    make_label,
    scrolling,
)

_TABLE_HEIGHT = 240
_NO_YEARS = EmptyText("还没有年度数据", "填报成员、股份、收入和分红，每股、每人分红由程序算出。")


class CooperativeDetail(Card):
    """What is on the right of the list.

    Object names: `cooperative_title`, `cooperative_warnings`, `cooperative_years`, `year_set`,
    `year_remove`, `cooperative_record`.
    """

    year_wanted = Signal(object, int)
    """The `CooperativeRow` and the year to be told."""
    remove_wanted = Signal(object, object)
    """The `CooperativeRow` and a list of years to be taken out."""
    record_wanted = Signal(object)
    """The `CooperativeRow` whose history is to be seen."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._row: CooperativeRow | None = None
        self._year = today.year
        self._title = make_label("", "section", "cooperative_title", wrap=True)
        self._badge = Badge()
        self._facts = Facts()
        self._warnings = Banner()
        self._warnings.setObjectName("cooperative_warnings")
        self.years: RowTable[YearFigures] = RowTable(
            year_columns(),
            unit="年",
            search_hint="搜索年度、备注",
            key=lambda one: one.year,
            empty=_NO_YEARS,
        )
        self.years.setObjectName("cooperative_years")
        self._set = make_button("填报年度…", Kind.PRIMARY, "edit", "year_set")
        self._remove = make_button("删除年度", Kind.PLAIN, "delete", "year_remove")
        self._record = make_button("修改记录…", Kind.QUIET, "history", "cooperative_record")
        self._lay_out()
        self._connect()

    def show_row(self, row: CooperativeRow, year: int) -> None:
        """Show a co-operative; figures of `year` are proposed to be told."""
        self._row, self._year = row, year
        facts = row.facts
        self._title.setText(facts.name)
        self._badge.show_state(COOPERATIVE_KIND_NAMES[facts.kind], Tone.NEUTRAL)
        self._facts.show_facts(_known(row))
        self._warnings.say(warnings(row, self._today), Tone.WARN)
        years = (row.years or {}).values()
        self.years.set_rows(sorted(years, key=lambda one: -one.year))
        self.years.bar.hide()  # a dozen years need no search
        self._allow()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setSpacing(SPACE.s)
        tools.addWidget(self._set)
        tools.addWidget(self._remove)
        tools.addStretch()
        tools.addWidget(self._record)
        self.years.setMinimumHeight(_TABLE_HEIGHT)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE.xs, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._facts)
        column.addWidget(self._warnings)
        column.addLayout(tools)
        column.addWidget(self.years, 1)
        self.body.addLayout(head)
        self.body.addWidget(scrolling(content), 1)

    def _connect(self) -> None:
        table = self.years
        table.selection_changed.connect(self._allow)
        table.activated.connect(self._want_year)
        self._set.clicked.connect(self._want_year)
        self._remove.clicked.connect(self._want_remove)
        self._record.clicked.connect(self._want_record)
        table.add_action("填报…", self._want_year, "edit")
        table.add_action("删除", self._want_remove, "delete")
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), table.view, self._want_remove)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot()
    def _allow(self) -> None:
        mine = self._row is not None and self._row.mine
        self._set.setEnabled(mine)
        self._remove.setEnabled(mine and bool(self.years.selected_rows()))

    @Slot()
    def _want_year(self, _row: object = None) -> None:
        if self._row is not None and self._set.isEnabled():
            chosen = self.years.selected_rows()
            self.year_wanted.emit(self._row, chosen[0].year if chosen else self._year)

    @Slot()
    def _want_remove(self) -> None:
        if self._remove.isEnabled():
            years = [one.year for one in self.years.selected_rows()]
            self.remove_wanted.emit(self._row, years)

    @Slot()
    def _want_record(self) -> None:
        if self._row is not None:
            self.record_wanted.emit(self._row)


def _known(row: CooperativeRow) -> Iterable[tuple[str, str]]:
    """What is kept, without what is not."""
    facts = row.facts
    founded = date_text(facts.founded_on) if facts.founded_on else ""
    ended = date_text(facts.ended_on) if facts.ended_on else ""
    told = (
        ("村（社区）", "/".join(dict.fromkeys(filter(None, (row.township, facts.organisation))))),
        ("信用代码", facts.code),
        ("成立", founded),
        ("注销", ended),
        ("负责人", numbers_masked(facts.head)),
        ("备注", numbers_masked(facts.note)),
    )
    return [(key, value) for key, value in told if value]

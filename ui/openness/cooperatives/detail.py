"""One co-operative: its facts, its years, what a share brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal, Slot

from jyguide.masking import numbers_masked
from jyguide.openness.cooperative import CooperativeRow, YearFigures
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES
from ui.openness.cooperatives.columns import warnings, year_columns
from ui.openness.ledger_detail import LedgerDetail
from ui.theme import Tone
from ui.widgets import EmptyText, Facts, Kind, RowTable, make_button

_NO_YEARS = EmptyText("还没有年度数据", "填报成员、股份、收入和分红，每股、每人分红由程序算出。")


class CooperativeDetail(LedgerDetail):
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
        super().__init__("cooperative", "cooperative_warnings")
        self._today = today
        self._row: CooperativeRow | None = None
        self._year = today.year
        self._facts = Facts()
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
        self._lay_out(self._facts, (self._set, self._remove), self.years)
        self._connect()

    def show_row(self, row: CooperativeRow, year: int) -> None:
        """Show a co-operative; figures of `year` are proposed to be told."""
        self._row, self._year = row, year
        facts = row.facts
        self._title.setText(facts.name)
        self._badge.show_state(COOPERATIVE_KIND_NAMES[facts.kind], Tone.NEUTRAL)
        self._facts.show_facts(_known(row))
        self._banner.say(warnings(row, self._today), Tone.WARN)
        years = (row.years or {}).values()
        self.years.set_rows(sorted(years, key=lambda one: -one.year))
        self.years.bar.forgo()  # a dozen years need no search
        self._allow()

    def _connect(self) -> None:
        self._set.clicked.connect(self._want_year)
        self._remove.clicked.connect(self._want_remove)
        self._record.clicked.connect(self._want_record)
        edit = ("填报…", self._want_year)
        self._connect_table(self.years, edit, self._want_remove, self._allow)

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
    founded = f"{facts.founded_on:%Y-%m-%d}" if facts.founded_on else ""
    ended = f"{facts.ended_on:%Y-%m-%d}" if facts.ended_on else ""
    told = (
        ("村（社区）", "/".join(dict.fromkeys(filter(None, (row.township, facts.organisation))))),
        ("信用代码", facts.code),
        ("成立", founded),
        ("注销", ended),
        ("负责人", numbers_masked(facts.head)),
        ("备注", numbers_masked(facts.note)),
    )
    return [(key, value) for key, value in told if value]

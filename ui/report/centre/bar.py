"""Which report of which period: the kind, the station, and one step back or on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QWidget

from jyguide.report.kinds import REPORT_KIND_NAMES, ReportKind
from jyguide.report.layout import BEFORE_NAMES, NOW_NAMES
from jyguide.report.period import Period
from jyguide.report.reminder import is_of_city, period_kind
from jyguide.report.service.reports import Wanted
from jyguide.year_reports import YEAR_REPORTS, YearReportEntry
from ui.theme import PALETTE, SPACE, icon, scaled
from ui.widgets import Kind, make_button, make_label

_NAME_WIDTH = 148


class ReportBar(QWidget):
    """The choices at the left, the ways out at the right.

    Object names: `report_kind`, `report_station`, `earlier`, `later`, `period_name`,
    `this_period`, `last_period`, `report_preview`, `report_export` and in its menu
    `export_word`, `export_workbook`, `year_<area>`; `report_schedule`.
    """

    changed = Signal()
    preview_wanted = Signal()
    word_wanted = Signal()
    workbook_wanted = Signal()
    year_wanted = Signal(object)
    schedule_wanted = Signal()

    def __init__(
        self, kinds: Sequence[ReportKind], today: Callable[[], date], parent: QWidget
    ) -> None:
        """Build it.

        Args:
            kinds: Reports made here.
            today: Tells the day.
            parent: Whose bar it is.
        """
        super().__init__(parent)
        self._today = today
        self._kind = QComboBox()
        self._kind.setObjectName("report_kind")
        self._kind.setAccessibleName("报表")
        for kind in kinds:
            self._kind.addItem(REPORT_KIND_NAMES[kind], kind)
        self._station = QComboBox()
        self._station.setObjectName("report_station")
        self._station.setAccessibleName("指导站")
        self._period = self._this
        self._build()
        self._connect()
        self._tell()

    @property
    def kind(self) -> ReportKind:
        """The report chosen."""
        return ReportKind(self._kind.currentData())

    @property
    def wanted(self) -> Wanted:
        """The report, period and station chosen."""
        station = "" if self._station.isHidden() else str(self._station.currentData() or "")
        return Wanted(self.kind, self._period, station)

    def offer_stations(self, stations: Sequence[tuple[str, str]]) -> None:
        """Codes and names to choose from for a station's report; what was chosen stays."""
        chosen = self._station.currentData()
        with QSignalBlocker(self._station):
            self._station.clear()
            for code, name in stations:
                self._station.addItem(name, code)
            self._station.setCurrentIndex(max(0, self._station.findData(chosen)))

    @property
    def _this(self) -> Period:
        return Period.of(period_kind(self.kind), self._today())

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        self._earlier = _step("back", "earlier", "前一期")
        self._later = _step("next", "later", "后一期")
        self._name = make_label("", "section", "period_name")
        self._name.setFixedWidth(scaled(_NAME_WIDTH))
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._now = make_button("", name="this_period")
        self._last = make_button("", name="last_period")
        self._preview = make_button("打印预览", Kind.PRIMARY, "print", "report_preview")
        self._preview.setShortcut(QKeySequence("Ctrl+P"))
        self._export = make_button("导出", Kind.PLAIN, "export", "report_export")
        self._export.setMenu(self._export_menu())
        self._schedule = make_button("提醒…", Kind.PLAIN, "clock", "report_schedule")
        self._schedule.setToolTip("哪些报表要打印、次月几日前")
        for one in (self._kind, self._station, self._earlier, self._name, self._later):
            row.addWidget(one)
        for one in (self._last, self._now):
            row.addWidget(one)
        row.addStretch(1)
        for one in (self._schedule, self._export, self._preview):
            row.addWidget(one)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        word = menu.addAction(icon("file", PALETTE.ink_soft), "存为 Word…", self.word_wanted.emit)
        word.setObjectName("export_word")
        book = menu.addAction(
            icon("grid", PALETTE.ink_soft), "存为 Excel…", self.workbook_wanted.emit
        )
        book.setObjectName("export_workbook")
        menu.addSeparator()
        menu.addAction("所选年份的专题统计（Excel 或 Word）：").setEnabled(False)
        for entry in YEAR_REPORTS:
            self._add_year(menu, entry)
        return menu

    def _add_year(self, menu: QMenu, entry: YearReportEntry) -> None:
        action = menu.addAction(f"{entry.title}…", lambda: self.year_wanted.emit(entry))
        action.setObjectName(f"year_{entry.name}")

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._choose_kind)
        self._station.currentIndexChanged.connect(self.changed)
        self._earlier.clicked.connect(lambda: self._go(self._period.before()))
        self._later.clicked.connect(lambda: self._go(self._period.after()))
        self._now.clicked.connect(lambda: self._go(self._this))
        self._last.clicked.connect(lambda: self._go(self._this.before()))
        self._preview.clicked.connect(self.preview_wanted)
        self._schedule.clicked.connect(self.schedule_wanted)

    @Slot()
    def _choose_kind(self) -> None:
        """The period that holds the last day of the one before, as far as there is one."""
        told = Period.of(period_kind(self.kind), self._period.ends_on)
        self._go(min(told, self._this))

    def _go(self, period: Period) -> None:
        self._period = period
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        kind = self._period.kind
        self._name.setText(self._period.name)
        self._now.setText(NOW_NAMES[kind])
        self._last.setText(BEFORE_NAMES[kind])
        self._later.setEnabled(self._period < self._this)
        self._station.setHidden(is_of_city(self.kind) or not self._station.count())


def _step(icon_name: str, name: str, words: str) -> QPushButton:
    made = make_button("", Kind.PLAIN, icon_name, name)
    made.setAccessibleName(words)
    made.setToolTip(words)
    made.setFixedWidth(40)
    return made

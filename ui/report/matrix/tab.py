"""The tab 培训矩阵: people by trainings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
)

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.report.matrix import Matrix, MatrixFilter, narrowed, stations, units
from jyguide.report.printing.matrix import MatrixPaper
from jyguide.training.session import SESSION_KIND_NAMES, SessionKind
from ui.deeds import Deeds
from ui.desk import Desk
from ui.file_name import file_name
from ui.page import Page
from ui.report.matrix.model import cell_sources
from ui.report.matrix.view import MatrixView
from ui.tabbed_page import PageTab
from ui.theme import SPACE, scaled
from ui.widgets import EmptyState, EmptyText, Kind, make_button, make_label
from ui.widgets.surfaces import on_card

_YEARS_BACK = 5
_WIDEST = 180
_NOTHING = EmptyText(
    "这一年还没有培训名单",
    "在“培训”页新建培训、列入名单并签到以后，这里显示谁参加了哪一期。",
    "去培训页",
    "training",
)


class _MatrixDeeds(Deeds):
    """The deeds of the tab."""

    touches = Changed(0)


class MatrixTab(PageTab):
    """The table under what narrows it, and the ways out.

    Object names: `matrix_year`, `matrix_kind`, `matrix_unit`, `matrix_station`, `matrix_hours`,
    `matrix_count`, `matrix_export`, `matrix_print` and in its menu `print_a4`, `print_a3`;
    `no_matrix_…`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = _MatrixDeeds(page, desk, app)
        self._whole: Matrix | None = None
        self.view = MatrixView()
        self._build()
        self._connect()

    @property
    def year(self) -> int:
        """The year shown."""
        return int(self._year.currentData())

    @property
    def wanted(self) -> MatrixFilter:
        """What of the year is shown."""
        kind = self._kind.currentData()
        return MatrixFilter(
            SessionKind(kind) if kind else None,
            str(self._unit.currentData() or ""),
            str(self._station.currentData() or ""),
        )

    def reload(self) -> None:
        self._desk.load(self, partial(self._app.training_matrix.read, self.year), self._show)

    def _build(self) -> None:
        this_year = self._app.clock().date().year
        self._year = _choice("matrix_year", "年份")
        for year in range(this_year + 1, this_year - _YEARS_BACK, -1):
            self._year.addItem(f"{year} 年", year)
        self._year.setCurrentIndex(1)
        self._kind = _choice("matrix_kind", "培训类型")
        self._kind.addItem("全部类型", "")
        for kind, name in SESSION_KIND_NAMES.items():
            self._kind.addItem(name, kind.value)
        self._unit = _choice("matrix_unit", "单位")
        self._station = _choice("matrix_station", "指导站")
        self._station.setVisible(self._app.place.is_city)
        self._hours = QCheckBox("显示学时")
        self._hours.setObjectName("matrix_hours")
        self._count = make_label("", "small", "matrix_count")
        self._export = make_button("导出 Excel…", Kind.PLAIN, "export", "matrix_export")
        self._print = make_button("打印", Kind.PLAIN, "print", "matrix_print")
        self._print.setMenu(self._paper_menu())
        self._lay_out()

    def _paper_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, title, large in (
            ("print_a4", "A4 横向…", False),
            ("print_a3", "A3 横向…", True),
        ):
            menu.addAction(title, partial(self._preview, large)).setObjectName(name)
        return menu

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for one in (self._year, self._kind, self._station, self._unit, self._hours, self._count):
            bar.addWidget(one)
        bar.addStretch(1)
        bar.addWidget(self._export)
        bar.addWidget(self._print)
        self._empty = EmptyState(_NOTHING, "no_matrix")
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(self.view))
        self._stack.addWidget(on_card(self._empty))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._year.currentIndexChanged.connect(self._again)
        for choice in (self._kind, self._unit, self._station):
            choice.currentIndexChanged.connect(self._narrow)
        self._hours.toggled.connect(self._narrow)
        self._export.clicked.connect(self._save)
        self._empty.clicked.connect(lambda: self._page.wanted.emit("training"))
        self.view.opened.connect(self._open)

    @Slot()
    def _again(self) -> None:
        self.reload()

    def _show(self, matrix: Matrix) -> None:
        """Another year may have been chosen while this one was read."""
        if matrix.year != self.year:
            return
        self._whole = matrix
        _offer(self._unit, "全部单位", units(matrix))
        _offer(self._station, "全部指导站", stations(matrix))
        self._narrow()

    @Slot()
    def _narrow(self) -> None:
        if self._whole is not None:
            self._desk.load(self, partial(narrowed, self._whole, self.wanted), self._show_part)

    def _show_part(self, part: Matrix) -> None:
        self.view.model.show_matrix(part, hours=self._hours.isChecked())
        said = f"{len(part.rows)} 人 × {len(part.columns)} 期，{part.times:,} 人次"
        self._count.setText(said if part.rows else "")
        self._stack.setCurrentIndex(0 if part.rows else 1)
        for button in (self._export, self._print):
            button.setEnabled(bool(part.rows))

    @Slot(int, int)
    def _open(self, row: int, column: int) -> None:
        from ui.report.sources_dialog import open_sources  # noqa: PLC0415 - seldom needed

        model = self.view.model
        figure, read = model.figure(row, column), partial(cell_sources, model.matrix, row, column)
        open_sources(self._page, self._desk, self._app, figure, read)

    def _preview(self, large: bool) -> None:  # noqa: FBT001 - a menu's choice
        matrix = self.view.model.matrix
        paper = MatrixPaper(large, self._hours.isChecked())
        service = self._app.training_matrix
        name = file_name(matrix.title, self._app.place.office)
        self._deeds.print_(lambda: [service.document(matrix, paper)], name)

    @Slot()
    def _save(self) -> None:
        matrix, hours = self.view.model.matrix, self._hours.isChecked()
        work = partial(self._app.training_matrix.write_workbook, matrix, hours=hours)
        name = file_name(matrix.title, self._app.place.office)
        self._deeds.save("导出培训矩阵", f"{name}.xlsx", work)


def _choice(name: str, said: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(said)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMaximumWidth(scaled(_WIDEST))
    return made


def _offer(choice: QComboBox, every: str, names: list[str]) -> None:
    """Offer what there is; what was chosen stays while it is among it."""
    chosen = choice.currentData()
    with QSignalBlocker(choice):
        choice.clear()
        choice.addItem(every, "")
        for name in names:
            choice.addItem(name, name)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))

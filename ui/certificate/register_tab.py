"""The register: every certificate issued, to be found, printed again and taken along."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.certificate.kinds import TITLES
from jyguide.certificate.row import CertificateRow
from jyguide.documents.dates import date_text
from ui.theme import SPACE
from ui.widgets import Column, EmptyText, Kind, RowTable, make_button

_EMPTY = EmptyText(
    "还没有发放证书",
    "发出的每一份证书都会登记在这里，可以随时查找、重印、导出。",
    "去发证",
    "certificate",
)
_STATION_COLUMN = 4
_REPLACED_COLUMN = 6


class RegisterTab(QWidget):
    """A table of certificates with the ways out of it.

    Object names: `certificates` (the table), `reprint`, `export_word`, `export_pdf`.
    """

    reprint = Signal(object)
    """Selected `CertificateRow`s, as are those below."""
    to_word = Signal(object)
    to_pdf = Signal(object)
    reissue = Signal(object)
    """The one `CertificateRow` selected."""
    issue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()
        self._allow()

    def show_rows(self, rows: list[CertificateRow]) -> None:
        """Show the register; the station has a column only where there is more than one."""
        self.table.set_rows(rows)
        several = len({row.station for row in rows}) > 1
        self.table.view.setColumnHidden(_STATION_COLUMN, not several)
        replaced = any(row.replaced_by for row in rows)
        self.table.view.setColumnHidden(_REPLACED_COLUMN, not replaced)
        self._allow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.bar.focus_search()

    def _build(self) -> None:
        self.table: RowTable[CertificateRow] = RowTable(
            _columns(),
            unit="份",
            search_hint="搜索姓名、拼音、编号、培训",
            search_text=_search,
            key=_key,
            empty=_EMPTY,
        )
        self.table.setObjectName("certificates")
        self.table.add_choice("year", "全部年份", _year)
        self.table.add_choice("kind", "全部种类", _kind)
        self._reprint = make_button("预览打印", Kind.PRIMARY, "print", "reprint")
        self._word = make_button("导出 Word", Kind.PLAIN, "export", "export_word")
        self._word.setToolTip("每份证书一个 Word 文件，存到一个文件夹")
        self._pdf = make_button("导出 PDF", Kind.PLAIN, "export", "export_pdf")
        self._pdf.setToolTip("选中的证书合成一个 PDF 文件")
        for button in (self._word, self._pdf, self._reprint):
            self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(self.table)

    def _connect(self) -> None:
        self.table.activated.connect(self._ask_reprint)
        self.table.selection_changed.connect(self._allow)
        self.table.empty_action.connect(self.issue_wanted)
        self.table.add_action("预览打印…", self._ask_reprint, "print")
        self.table.add_action("导出 Word（每份一个文件）…", self._ask_word, "export")
        self.table.add_action("导出 PDF（合成一个文件）…", self._ask_pdf, "export")
        self.table.add_action("换发新编号…", self._ask_reissue, "certificate")
        self._reprint.clicked.connect(self._ask_reprint)
        self._word.clicked.connect(self._ask_word)
        self._pdf.clicked.connect(self._ask_pdf)

    @Slot()
    def _allow(self) -> None:
        count = len(self.table.selected_rows())
        for button in (self._reprint, self._word, self._pdf):
            button.setEnabled(bool(count))
        self._reprint.setText(f"预览打印（{count}）" if count > 1 else "预览打印")

    @Slot()
    def _ask_reprint(self, *_: object) -> None:
        self.reprint.emit(self.table.selected_rows())

    @Slot()
    def _ask_reissue(self) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1:
            self.reissue.emit(rows[0])

    @Slot()
    def _ask_word(self) -> None:
        self.to_word.emit(self.table.selected_rows())

    @Slot()
    def _ask_pdf(self) -> None:
        self.to_pdf.emit(self.table.selected_rows())


def _columns() -> list[Column[CertificateRow]]:
    return [
        Column("编号", lambda row: row.number, width=160, mono=True),
        Column("姓名", lambda row: row.name, _name_key, width=100),
        Column("证书", _kind, width=96),
        Column("培训或考试", lambda row: row.subject, width=380),
        Column("指导站", lambda row: row.station, width=110),
        Column("发证日期", _day, lambda row: row.issued_on, width=130),
        Column("换发为", lambda row: row.replaced_by, width=150, mono=True),
    ]


def _kind(row: CertificateRow) -> str:
    return TITLES[row.kind]


def _year(row: CertificateRow) -> str:
    return f"{row.issued_on.year}年"


def _day(row: CertificateRow) -> str:
    return date_text(row.issued_on)


def _name_key(row: CertificateRow) -> str:
    return row.search.partition(" ")[0] or row.name


def _search(row: CertificateRow) -> str:
    return f"{row.search}\n{row.station}"


def _key(row: CertificateRow) -> object:
    return row.id

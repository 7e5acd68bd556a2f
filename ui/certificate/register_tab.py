"""The register: every certificate issued, to be found, printed again and taken along."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jyguide.certificate.kinds import TITLES
from jyguide.certificate.register import remark, state_text
from jyguide.certificate.revocation import CertificateState
from jyguide.certificate.row import CertificateRow
from ui.history.records import tell_history
from ui.theme import SPACE, Tone
from ui.widgets import Column, EmptyText, Kind, RowTable, make_button
from ui.widgets.surfaces import Banner

_EMPTY = EmptyText(
    "还没有发放证书",
    "发出的每一份证书都会登记在这里，可以随时查找、重印、导出。",
    "去发证",
    "certificate",
)
_STATION_COLUMN = 4
_REMARK_COLUMN = 7


class RegisterTab(QWidget):
    """A table of certificates with the ways out of it.

    Object names: `certificates` (the table), `reprint`, `export_word`, `export_pdf`,
    `revoke_certificates`, `register_files` (a menu with `register_excel`, `register_print`),
    `void_results` with `revoke_void`.
    """

    reprint = Signal(object)
    """Selected `CertificateRow`s, as are those below."""
    to_word = Signal(object)
    to_word_together = Signal(object)
    to_pdf = Signal(object)
    reissue = Signal(object)
    """The one `CertificateRow` selected."""
    issue_wanted = Signal()
    revoke = Signal(object)
    """Selected `CertificateRow`s that still count."""
    revoke_void = Signal(object)
    """Those whose results were declared void."""
    ledger_wanted = Signal(object)
    """The `CertificateRow`s shown now, as below."""
    ledger_print = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._void: list[CertificateRow] = []
        self._build()
        self._connect()
        self._allow()

    def show_rows(self, rows: list[CertificateRow]) -> None:
        """Show the register; the station has a column only where there is more than one."""
        self.table.set_rows(rows)
        several = len({row.station for row in rows}) > 1
        self.table.view.setColumnHidden(_STATION_COLUMN, not several)
        remarks = any(remark(row) for row in rows)
        self.table.view.setColumnHidden(_REMARK_COLUMN, not remarks)
        self._void = [row for row in rows if row.in_doubt and row.result_void]
        self._banner.say(f"有 {len(self._void)} 份证书所依据的考试成绩已作废，请核对。", Tone.WARN)
        self._doubts.setVisible(bool(self._void))
        self._allow()

    def hide_writing(self) -> None:
        """Offer nothing that writes, where somebody may only look."""
        self._revoke.hide()
        self._agree_void.hide()
        for action in self._writing:
            action.setVisible(False)

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
        tell_history(self.table, "certificate", lambda row: (row.id, row.number))
        self.table.add_choice("year", "全部年份", _year)
        self.table.add_choice("kind", "全部种类", _kind)
        self.table.add_choice("state", "全部状态", state_text)
        self._reprint = make_button("打印预览", Kind.PRIMARY, "print", "reprint")
        self._word = make_button("导出 Word", Kind.PLAIN, "export", "export_word")
        self._word.setToolTip("每份证书一个 Word 文件，存到一个文件夹")
        self._pdf = make_button("导出 PDF", Kind.PLAIN, "export", "export_pdf")
        self._pdf.setToolTip("选中的证书合成一个 PDF 文件")
        self._files = make_button("登记簿", Kind.PLAIN, "report", "register_files")
        self._files.setToolTip("把列表里显示的证书导出为 Excel，或打印成登记簿")
        self._files.setMenu(self._make_menu())
        self._revoke = make_button("作废…", Kind.PLAIN, "bad", "revoke_certificates")
        for button in (self._files, self._word, self._pdf, self._revoke, self._reprint):
            self.table.add_tool(button)
        self._build_doubts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._doubts)
        layout.addWidget(self.table)

    def _build_doubts(self) -> None:
        self._banner = Banner()
        self._agree_void = make_button("作废这些证书…", name="revoke_void")
        self._agree_void.clicked.connect(self._ask_void)
        self._doubts = QWidget()
        self._doubts.setObjectName("void_results")
        line = QHBoxLayout(self._doubts)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._banner, 1)
        line.addWidget(self._agree_void)
        self._doubts.hide()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, name, signal in (
            ("导出 Excel…", "register_excel", self.ledger_wanted),
            ("打印登记簿…", "register_print", self.ledger_print),
        ):
            menu.addAction(text, partial(self._give_shown, signal)).setObjectName(name)
        return menu

    def _connect(self) -> None:
        self.table.activated.connect(self._ask_reprint)
        self.table.selection_changed.connect(self._allow)
        self.table.empty_action.connect(self.issue_wanted)
        self.table.add_action("打印预览…", self._ask_reprint, "print")
        self.table.add_action("导出 Word（每份一个文件）…", self._ask_word, "export")
        self.table.add_action("导出 Word（合成一个文件）…", self._ask_word_together, "export")
        self.table.add_action("导出 PDF（合成一个文件）…", self._ask_pdf, "export")
        self._writing = (
            self.table.add_action("换发新编号…", self._ask_reissue, "certificate"),
            self.table.add_action("作废…", self._ask_revoke, "bad"),
        )
        self._reprint.clicked.connect(self._ask_reprint)
        self._word.clicked.connect(self._ask_word)
        self._pdf.clicked.connect(self._ask_pdf)
        self._revoke.clicked.connect(self._ask_revoke)

    @Slot()
    def _allow(self) -> None:
        count = len(self.table.selected_rows())
        for button in (self._reprint, self._word, self._pdf):
            button.setEnabled(bool(count))
        self._revoke.setEnabled(bool(self._counting()))
        self._reprint.setText(f"打印预览（{count}）" if count > 1 else "打印预览")

    @Slot()
    def _ask_reprint(self, *_: object) -> None:
        self.reprint.emit(self.table.selected_rows())

    @Slot()
    def _ask_reissue(self) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1:
            self.reissue.emit(rows[0])

    @Slot()
    def _ask_revoke(self) -> None:
        self.revoke.emit(self._counting())

    @Slot()
    def _ask_void(self) -> None:
        self.revoke_void.emit(self._void)

    def _counting(self) -> list[CertificateRow]:
        """Of those selected, the ones that still count."""
        rows = self.table.selected_rows()
        return [row for row in rows if row.state is CertificateState.VALID]

    def _give_shown(self, signal: SignalInstance) -> None:
        signal.emit(self.table.shown_rows())

    @Slot()
    def _ask_word_together(self) -> None:
        self.to_word_together.emit(self.table.selected_rows())

    @Slot()
    def _ask_word(self) -> None:
        self.to_word.emit(self.table.selected_rows())

    @Slot()
    def _ask_pdf(self) -> None:
        self.to_pdf.emit(self.table.selected_rows())


def _columns() -> list[Column[CertificateRow]]:
    return [
        Column("编号", lambda row: row.number, width=160, mono=True),
        Column("姓名", _name, _name_key, width=92, tip=_name, names=True),
        Column("证书", _kind, width=96),
        Column("培训或考试", _subject, width=250, tip=_subject),
        Column("指导站", lambda row: row.station, width=110),
        Column("发证日期", _day, lambda row: row.issued_on, width=110),
        Column("状态", state_text, width=84, tone=_tone),
        Column("作废或换发", remark, width=240, tip=remark),
    ]


def _tone(row: CertificateRow) -> Tone:
    if row.in_doubt:
        return Tone.WARN
    return Tone.GOOD if row.state is CertificateState.VALID else Tone.QUIET


def _name(row: CertificateRow) -> str:
    return row.name


def _subject(row: CertificateRow) -> str:
    return row.subject


def _kind(row: CertificateRow) -> str:
    return TITLES[row.kind]


def _year(row: CertificateRow) -> str:
    return f"{row.issued_on.year}年"


def _day(row: CertificateRow) -> str:
    return f"{row.issued_on:%Y-%m-%d}"


def _name_key(row: CertificateRow) -> str:
    return row.search.partition(" ")[0] or row.name


def _search(row: CertificateRow) -> str:
    return f"{row.search}\n{row.station}\n{row.mark}"


def _key(row: CertificateRow) -> object:
    return row.id

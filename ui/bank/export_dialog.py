"""Items written into a file: which, in which format, and what the format could not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import LeftOut, Written
from jyguide.bank.formats import ENDINGS, FORMAT_NAMES, WRITABLE, BankFormat
from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow
from jyguide.bank.service.files import BankFileService
from jyguide.ids import ItemId
from ui.bank.services import BankServices
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import open_path
from ui.jobs import Job
from ui.printing.booklet import write_booklet
from ui.theme import SPACE, Tone
from ui.widgets import (
    Banner,
    Card,
    Column,
    FittingDialog,
    Form,
    Kind,
    RowTable,
    make_button,
    make_label,
)
from ui.widgets.button_row import ButtonRow

HANDBOOK = "百问手册（Word）"
AUDIT = "审核清单（Excel，一题一行，带依据）"
FOLDED = "folded"
"""Instead of a size of paper: A4 sheets that are folded, as a PDF."""
_PAPERS = {
    BookSize.A4.value: "A4（Word）",
    BookSize.A5.value: "A5 口袋本（Word）",
    FOLDED: "口袋本，用 A4 纸双面打印后对折（PDF）",
}
_FOLDED_NOTE = "用 A4 纸双面打印、沿短边翻转，对折装订；页序已经排好，普通打印机就能印。"
_WIDTH = 600
_LEFT_OUT_HEIGHT = 260
_SCOPES = (("shown", "当前筛选"), ("selected", "选中"), ("all", "全部"))
_NOTES = {
    BankFormat.XLSX: "与导入模板相同，可以改好再导入。",
    BankFormat.CSV: "与导入模板相同的列，用表格软件打开。",
    BankFormat.DOCX: "《百问一口清》：封面、目录，按类别排列，带答案要点。只编入在用的问题；"
    "由问题编出的试题，勾选“附配套练习”才编入。",
    BankFormat.GIFT: "Moodle 的文本格式，学校的学习平台可以导入。",
    BankFormat.AIKEN: "只能写单选题，其余的题会列出来。",
    BankFormat.MOODLE_XML: "Moodle 的完整格式，学校的学习平台可以导入。",
    BankFormat.APKG: "手机上用 Anki 背题。",
}
_WHAT = {None: "题库审核清单", BankFormat.DOCX: "百问一口清"}
"""What a file is called, where it is not simply the bank."""
_AUDIT_NOTE = "供审核的人逐题核对：题目、答案、依据条款和事实编号。"
_LEFT_COLUMNS: tuple[Column[LeftOut], ...] = (
    Column("题号", lambda one: one.number, width=100),
    Column("没有写进去的原因", lambda one: one.reason, width=300),
)


class ExportDialog(FittingDialog):
    """Stays open until it is told what could not be written.

    Object names: `export_dialog`, `scope_shown`, `scope_selected`, `scope_all`, `format`,
    `size`, `book_title`, `issuer`, `with_items`, `format_note`, `export_now`, `close`,
    `open_folder`,
    `outcome`, `left_out`.
    """

    def __init__(
        self,
        desk: Desk,
        services: BankServices,
        rows: tuple[Sequence[ItemRow], Sequence[ItemRow], Sequence[ItemRow]],
        parent: QWidget,
        *,
        prefer_selected: bool = False,
    ) -> None:
        """`rows` are those shown, those selected, and all."""
        super().__init__(parent)
        self._desk = desk
        self._services = services
        self._rows = rows
        self._written_to = Path()
        self._busy = False
        self.setObjectName("export_dialog")
        self.setWindowTitle("导出试题")
        self.setMinimumWidth(_WIDTH)
        self._build()
        self._offer_scopes(prefer_selected=prefer_selected)
        self._connect()
        self._show_format()
        desk.load(self, partial(_usual_cover, services), self._show_cover)

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        self._make_fields()
        self._choice = Card()
        form = Form()
        form.add("scope", "范围", self._scopes())
        form.add("format", "格式", self._format)
        self._book = [
            form.add("size", "纸张", self._size),
            form.add("title", "书名", self._title),
            form.add("issuer", "署名", self._issuer),
            form.add("with_items", "内容", self._with_items),
        ]
        self._choice.body.addWidget(form)
        self._choice.body.addWidget(self._note)
        self._outcome = Banner()
        self._outcome.setObjectName("outcome")
        self._left_out: RowTable[LeftOut] = RowTable(_LEFT_COLUMNS, unit="道")
        self._left_out.setObjectName("left_out")
        self._left_out.setMinimumHeight(_LEFT_OUT_HEIGHT)
        self._left_out.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        for part in (self._choice, self._outcome, self._left_out):
            layout.addWidget(part)
        layout.addLayout(self._foot())

    def _make_fields(self) -> None:
        self._format, self._size = QComboBox(), QComboBox()
        for one in WRITABLE:
            self._format.addItem(format_name(one), one.value)
        self._format.addItem(AUDIT, "")
        for paper, name in _PAPERS.items():
            self._size.addItem(name, paper)
        self._title, self._issuer = QLineEdit(), QLineEdit()
        self._with_items = QCheckBox("附配套练习（每问下面的试题，带答案）")
        for field, name in (
            (self._format, "format"),
            (self._size, "size"),
            (self._title, "book_title"),
            (self._issuer, "issuer"),
            (self._with_items, "with_items"),
        ):
            field.setObjectName(name)
        self._note = make_label("", "hint", "format_note", wrap=True)

    def _scopes(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, SPACE.xs, 0, 0)
        column.setSpacing(SPACE.s)
        self._group = QButtonGroup(self)
        for at, ((name, _), rows) in enumerate(zip(_SCOPES, self._rows, strict=True)):
            choice = QRadioButton()
            choice.setObjectName(f"scope_{name}")
            choice.setEnabled(bool(rows))
            self._group.addButton(choice, at)
            column.addWidget(choice)
        return holder

    def _foot(self) -> ButtonRow:
        self._open = make_button("打开所在文件夹", icon_name="folder", name="open_folder")
        self._open.hide()
        self._leave = make_button("取消", name="close")
        self._go = make_button("导出…", Kind.PRIMARY, "export", "export_now")
        self._go.setDefault(True)
        return ButtonRow(self._go, leave=self._leave, left=(self._open,))

    def _connect(self) -> None:
        self._format.currentIndexChanged.connect(self._show_format)
        self._size.currentIndexChanged.connect(self._show_format)
        self._with_items.toggled.connect(self._show_format)
        self._go.clicked.connect(self._start)
        self._leave.clicked.connect(self.reject)
        self._open.clicked.connect(self._open_folder)

    def _offer_scopes(self, *, prefer_selected: bool) -> None:
        shown, selected, everything = self._rows
        wanted = 1 if prefer_selected and selected else 0
        if wanted == 0 and len(shown) in (0, len(everything)):
            wanted = 2
        self._group.button(wanted).setChecked(True)

    @property
    def _chosen_format(self) -> BankFormat | None:
        """None for the list of an auditor."""
        value = str(self._format.currentData())
        return BankFormat(value) if value else None

    @property
    def _is_folded(self) -> bool:
        folded = self._size.currentData() == FOLDED
        return folded and self._chosen_format is BankFormat.DOCX

    @property
    def _asks_only(self) -> bool:
        """Whether the file holds questions and none of the items built on them."""
        return self._chosen_format is BankFormat.DOCX and not self._with_items.isChecked()

    def _count(self, rows: Sequence[ItemRow]) -> str:
        """How many of these the file is about, whatever it leaves out for other reasons."""
        if not self._asks_only:
            return f"{len(rows)} 道"
        return f"{sum(row.content.kind is ItemKind.ORAL for row in rows)} 问"

    def _show_cover(self, usual: Cover) -> None:
        """What the cover says unless somebody has written something else by now."""
        for field, text in ((self._title, usual.title), (self._issuer, usual.issuer)):
            if not field.isModified():
                field.setText(text)

    @Slot()
    def _show_format(self) -> None:
        chosen = self._chosen_format
        for row in self._book:
            row.setVisible(chosen is BankFormat.DOCX)
        for at, ((_, label), rows) in enumerate(zip(_SCOPES, self._rows, strict=True)):
            self._group.button(at).setText(f"{label}（{self._count(rows)}）")
        note = _NOTES[chosen] if chosen is not None else _AUDIT_NOTE
        self._note.setText(_FOLDED_NOTE if self._is_folded else note)

    @Slot()
    def _start(self) -> None:
        chosen = self._chosen_format
        rows = self._rows[self._group.checkedId()]
        target = self._ask_target(chosen)
        if target is None or self._busy:
            return
        keys = [row.id for row in rows]
        files = self._services.bank_files
        if chosen is None:
            work = partial(files.export_audit, target, keys)
        else:
            work = partial(_exported, files, target, chosen, keys, self._wish())
        job = self._desk.act(self, brief(work), partial(self._tell, target), title="正在导出试题")
        self._set_busy(busy=True)
        job.ended.connect(self._rest)

    def _wish(self) -> _Wish:
        return _Wish(
            self._issuer.text().strip(),
            self._title.text().strip(),
            str(self._size.currentData()),
            self._with_items.isChecked(),
        )

    def _ask_target(self, chosen: BankFormat | None) -> Path | None:
        """Where to; replacing a file there is asked about by the chooser."""
        ending = ENDINGS[chosen] if chosen is not None else ".xlsx"
        kind = self._format.currentText()
        if self._is_folded:
            ending, kind = ".pdf", "PDF"
        day = f"{self._services.clock():%Y%m%d}"
        name = "_".join(
            filter(None, (self._services.place.station_name, _WHAT.get(chosen, "题库"), day))
        )
        return self._desk.alerts.choose_save_file(
            "导出试题", f"{file_name(name)}{ending}", f"{kind} (*{ending})"
        )

    def _tell(self, target: Path, written: Written) -> None:
        self._written_to = target
        unit = "问" if self._asks_only else "道"
        said = f"已写入 {written.count} {unit}：{target.name}"
        if written.left_out:
            said += f"。有 {len(written.left_out)} {unit}没有写进去，原因列在下面。"
        self._outcome.say(said, Tone.WARN if written.left_out else Tone.GOOD)
        self._left_out.set_rows(written.left_out)
        self._left_out.setVisible(bool(written.left_out))
        self._choice.hide()
        self._go.hide()
        self._open.show()
        self._leave.setText("完成")
        self._leave.setDefault(True)
        self._leave.setFocus()

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self._choice, self._go, self._leave):
            part.setEnabled(not busy)

    @Slot()
    def _open_folder(self) -> None:
        open_path(self._desk.alerts.inform, self._written_to.parent)


def format_name(one: BankFormat) -> str:
    """What a format is called where it is written; a Word file is the handbook, no bare list."""
    return HANDBOOK if one is BankFormat.DOCX else FORMAT_NAMES[one]


def _usual_cover(services: BankServices) -> Cover:
    """On the worker: whether the bank is as it was issued is told by comparing all of it."""
    return services.bank_files.cover()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the fields of a handbook say."""

    issuer: str
    title: str
    paper: str
    with_items: bool


def _exported(
    files: BankFileService,
    target: Path,
    format_: BankFormat,
    keys: Sequence[ItemId],
    wish: _Wish,
) -> Written:
    cover = files.cover(wish.issuer, wish.title)
    if format_ is BankFormat.DOCX and wish.paper == FOLDED:
        book = files.book(keys, cover=cover, with_items=wish.with_items)
        write_booklet(book.documents, target)
        return book.written
    size = BookSize.A4 if wish.paper == FOLDED else BookSize(wish.paper)
    return files.export(target, format_, keys, size=size, cover=cover, with_items=wish.with_items)

"""The tab 摸底自查: how far every branch is, and the ways to get further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import InspectionId, RoundBranchId
from jyguide.progress import CancelToken, Progress
from jyguide.standard.form_state import FORM_STATE_NAMES, FormStanding, FormState
from jyguide.standard.kinds import Phase
from jyguide.standard.round import RoundRow
from jyguide.standard.service.inspection_forms import SentForms
from ui.attachment.dropped import dropped_files
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.standard.forms.blank_dialog import BlankDialog
from ui.standard.forms.columns import kind_text, standing_columns, state_text
from ui.standard.forms.printing import FormPrinting
from ui.standard.forms.receiving import ReceivingDialog
from ui.standard.no_round import no_round
from ui.standard.tab import RoundTab
from ui.standard.townships import narrow_by_township
from ui.theme import SPACE
from ui.undoing import Done, Undoing, noted
from ui.widgets import EmptyText, Kind, RowTable, make_button, make_label

_NO_ROUND = "先新建一个轮次、加入支部，再从这里发出和收回自查表。"
_NO_BRANCHES = EmptyText(
    "这个轮次还没有支部",
    "在“总览”里把支部加进来，就可以打印检查表、导出自查表。",
    "到“总览”加入支部",
    "organisation",
)


class FormsTab(RoundTab):
    """Enter or a double click opens a branch's self-inspection; files may be dropped anywhere.

    Object names: `self_inspections` (table), `form_counts`, `print_blank`, `export_forms`,
    `receive_forms`, `enter_directly`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.STANDARD)
        self._printing = FormPrinting(self, desk, app, page)
        self._round: RoundRow | None = None
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def show_round(self, row: RoundRow | None) -> None:
        self._round = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is not None:
            work = partial(self._app.inspection_forms.standings, row.id)
            self._desk.load(self, work, partial(self._show, row))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._round is not None and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.receive(files)

    def receive(self, files: Sequence[Path] = ()) -> None:
        """Open the dialog that takes forms back, with files that are there already."""
        if self._round is not None:
            dialog = ReceivingDialog(self._desk, self._app, self._round, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
            dialog.read(files)

    @Slot()
    def _ask_receive(self) -> None:
        self.receive()

    def _build(self) -> None:
        self._counts = make_label("", "hint", "form_counts", wrap=True)
        self._blank = make_button("打印空白检查表…", icon_name="print", name="print_blank")
        self._export = make_button("导出自查表…", icon_name="export", name="export_forms")
        self._receive = make_button("收回自查表…", Kind.PRIMARY, "import", "receive_forms")
        self._enter = make_button("直接录入", icon_name="edit", name="enter_directly")
        self._enter.setToolTip("打开选中支部的自查，在屏幕上逐项录入（回车）")
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._counts, 1)
        for button in (self._enter, self._blank, self._export, self._receive):
            head.addWidget(button)
        self.table: RowTable[FormStanding] = RowTable(
            standing_columns(),
            unit="个支部",
            search_hint="搜索支部",
            key=lambda row: row.branch.id,
            empty=_NO_BRANCHES,
        )
        self.table.setObjectName("self_inspections")
        narrow_by_township(self.table, lambda row: row.branch.township)
        self.table.add_choice("kind", "全部类型", kind_text)
        self.table.add_choice("state", "全部状态", state_text, counted=True)
        self.table.add_action("打开自查", self._open_current, "edit")
        self.table.add_action("打印自查记录…", self._print_record, "print")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(no_round(self, _NO_ROUND, "no_form_round"))
        self._stack.addWidget(content)
        self.setFocusProxy(self.table.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._blank.clicked.connect(self._ask_blank)
        self._export.clicked.connect(self._ask_export)
        self._receive.clicked.connect(self._ask_receive)
        self._enter.clicked.connect(self._open_current)
        self.table.activated.connect(self._open)
        self.table.empty_action.connect(lambda: self.tab_wanted.emit("round_overview"))
        self.table.selection_changed.connect(self._allow)

    def _show(self, row: RoundRow, found: list[FormStanding]) -> None:
        if self._round is None or row.id != self._round.id:
            return
        self.table.set_rows(found)
        self._counts.setText(_counts(found))
        for button in (self._export, self._receive):
            button.setEnabled(bool(found))
        self._allow()

    @Slot()
    def _allow(self, *_: object) -> None:
        self._enter.setEnabled(len(self.table.selected_rows()) == 1)
        self._blank.setEnabled(self._round is not None)

    @Slot()
    def _ask_blank(self) -> None:
        if self._round is None:
            return
        row, listed = self._round, self.table.shown_rows()
        dialog = BlankDialog(self.table.selected_rows(), listed, list(row.facts.checklists), self)
        dialog.wished.connect(partial(self._printing.blank, row))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _ask_export(self) -> None:
        if self._round is None:
            return
        rows = self.table.selected_rows() or self.table.shown_rows()
        if not rows or (len(rows) > 1 and not self._agreed(len(rows))):
            return
        folder = self._desk.alerts.choose_folder("选择存放自查表的文件夹")
        if folder is not None:
            keys = [row.branch.id for row in rows]
            work = partial(_exported, self._app, self._round, keys, folder)
            self._desk.act(
                self,
                work,
                partial(self._tell_exported, folder),
                title="正在导出自查表",
                changed=Changed.STANDARD,
            )

    def _agreed(self, count: int) -> bool:
        which = "选中的" if self.table.selected_rows() else "列表里的"
        return self._desk.alerts.ask(
            f"给{which} {count} 个支部导出自查表？",
            "导出",
            hint="每个镇街园区一个文件夹，每个支部一个文件；已有的文件不会被覆盖。",
        )

    def _tell_exported(self, folder: Path, done: Done[SentForms]) -> None:
        count = len(done.result.files)
        self._undoing.tell(f"已导出 {count} 份自查表到 {folder}。", done.action)

    @Slot()
    def _open_current(self) -> None:
        if rows := self.table.selected_rows():
            self._open(rows[0])

    @Slot(object)
    def _open(self, row: FormStanding) -> None:
        """What is done is read, everything else is entered."""
        if row.state is FormState.DONE and row.inspection is not None:
            self.scoring.emit(row.inspection)
        elif self._round is not None:
            work = partial(_begun, self._app, self._round, row.branch.id)
            self._desk.act(
                self,
                brief(work),
                self.scoring.emit,
                title="正在打开自查",
                changed=Changed.STANDARD,
            )

    def _print_record(self) -> None:
        row = next(iter(self.table.selected_rows()), None)
        if row is not None and row.state is FormState.DONE and row.inspection is not None:
            self._printing.record(row.inspection)
        elif row is not None:
            self._desk.alerts.inform(
                f"“{row.branch.name}”的自查还没有完成，没有记录可以打印。",
                "完成以后再打印；要空表请用“打印空白检查表”。",
            )


def _counts(found: Sequence[FormStanding]) -> str:
    """How many are where, and the mean of those done."""
    if not found:
        return ""
    states = Counter(row.state for row in found)
    said = [f"{FORM_STATE_NAMES[state]} {states[state]}" for state in FormState if states[state]]
    done = [row.points for row in found if row.state is FormState.DONE and row.points is not None]
    mean = f"　平均 {sum(done) / len(done) / 10:.1f} 分" if done else ""
    return f"{len(found)} 个支部：{'　'.join(said)}{mean}"


def _exported(
    app: Application,
    row: RoundRow,
    keys: list[RoundBranchId],
    folder: Path,
    progress: Progress,
    cancel: CancelToken,
) -> Done[SentForms]:
    work = partial(app.inspection_forms.export, row.id, keys, folder, progress, cancel)
    return noted(app.history, work)


def _begun(app: Application, row: RoundRow, branch: RoundBranchId) -> InspectionId:
    who = app.place.user_name
    return app.inspections.begin(row.id, branch, Phase.SELF_INSPECTION, who)

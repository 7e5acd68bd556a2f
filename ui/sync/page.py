"""数据交换: files to and from the other offices, and how things stand with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from jyguide.changes import Changed
from jyguide.ids import PersonId
from jyguide.place import CITY_CODE
from jyguide.sync.enrolment import REPLY_ENDING, REQUEST_ENDING
from jyguide.sync.row import ConflictRow, DeviceRow
from jyguide.sync.stick import FindSticks, plugged_in
from ui.history.record_dialog import Subject, open_record
from ui.page import Page
from ui.sync.accept_dialog import AcceptDialog
from ui.sync.deeds import Deeds
from ui.sync.enrol_dialog import EnrolDialog
from ui.sync.enrol_pane import EnrolPane
from ui.sync.entry import Entry, Reader
from ui.sync.export_dialog import ExportDialog
from ui.sync.export_order import Order
from ui.sync.files_drop import files_in
from ui.sync.import_dialog import ImportDialog
from ui.sync.standing import Standing, Tools, fetch
from ui.sync.work import CityWork, StationWork, Work
from ui.theme import Tone
from ui.widgets import Banner

_NOBODY = "选中的站还没有入网，没有可以导出的文件。"
_NOBODY_HINT = "请先在“电脑与凭证”里受理入网申请。"
_FIRST_JOIN = "本机还没有入网，不能导入同步文件；请先完成下面的三步。"
_USELESS = {
    REQUEST_ENDING: (
        "这是一份入网申请，由市级受理，本站用不上，数据没有改动。",
        "请把它发给市级；要看的如果是同步文件，请找以 .jysync 结尾的那一份。",
    ),
    REPLY_ENDING: (
        "这是一份入网批复，而本机已经入网，用不上它，数据没有改动。",
        "要重新入网，请到“本机与凭证”里重新申请，再打开新的批复。",
    ),
}
"""Files that somebody else can use, by their ending."""


class SyncPage(Page):
    """A station sees how it stands with the city; the city sees a board of its stations.

    Object names: `sync_notice`, and those of `Work` and `EnrolPane`.
    """

    name = "sync"
    title = "数据交换"
    icon_name = "sync"
    hint = "用U盘或聊天软件传送同步文件；导入前先看会改动什么，导入后可以撤销。"
    cares_about = Changed.EVERYTHING

    def __init__(self, tools: Tools, find_sticks: FindSticks = plugged_in) -> None:
        super().__init__()
        self._tools = tools
        self._find_sticks = find_sticks
        self._standing: Standing | None = None
        self._given: Sequence[Path] = ()
        self._last: list[Entry] = []
        self._deeds = Deeds(self, self._tools)
        self.work: Work = CityWork() if tools.place.is_city else StationWork()
        self.enrol = EnrolPane(self._tools)
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def reload(self) -> None:
        tools, settled = self._tools, self.work.conflicts.with_settled
        work = partial(fetch, tools.sync, tools.devices, settled=settled)
        tools.desk.load(self, work, self._show)

    def head_buttons(self) -> Sequence[QWidget]:
        return self.work.head_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.work.enter()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_in(event)
        if files:
            event.acceptProposedAction()
            self.take_files(files)

    def take_files(self, files: Sequence[Path]) -> None:
        """Open what fits these files: a request, a reply, or bundles of whatever name.

        They wait until it is known whether the city has let this PC in.
        """
        if self._standing is None:
            self._given = files
            return
        ending = files[0].suffix.lower()
        if ending == REQUEST_ENDING and self._tools.place.is_city:
            self._open_accept().read(files[0])
        elif ending == REPLY_ENDING and not self._enrolled:
            self.enrol.take_reply(files[0])
        elif ending in _USELESS:
            self._tools.desk.alerts.inform(*_USELESS[ending])
        elif self._enrolled:
            self._open_import().read(files)
        else:
            self._tools.desk.alerts.inform(_FIRST_JOIN)

    def _build(self) -> None:
        self._notice = Banner()
        self._notice.setObjectName("sync_notice")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.work)
        self._stack.addWidget(self.enrol)
        self._stack.hide()  # until it is known whether the city has let this PC in
        self.layout_.addWidget(self._notice)
        self.layout_.addWidget(self._stack, 1)

    def _connect(self) -> None:
        work, deeds = self.work, self._deeds
        work.import_wanted.connect(self._open_import)
        work.export_wanted.connect(self._open_export)
        work.last_wanted.connect(self._show_last)
        work.conflicts.keep.connect(deeds.keep)
        work.conflicts.swap.connect(deeds.swap)
        work.conflicts.settled_toggled.connect(self.refresh)
        work.conflicts.record_wanted.connect(self._open_record)
        work.conflicts.doubles_wanted.connect(self._open_doubles)
        work.held.force.connect(self._force)
        work.devices.accept.connect(self._open_accept)
        work.devices.revoke.connect(deeds.revoke)
        work.devices.write_recovery.connect(deeds.write_recovery)
        work.devices.restore_recovery.connect(deeds.restore_recovery)
        work.devices.enrol_again.connect(self._open_enrol)
        self.enrol.joined.connect(self._tell_joined)

    @property
    def _enrolled(self) -> bool:
        """The city's PC always is, even where its key has to be restored first."""
        if self._standing is None:
            return False
        return self._standing.status.enrolled or self._tools.place.is_city

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self._notice.say(standing.status.notice, Tone.WARN)
        self.work.show_standing(standing)
        self._stack.setCurrentWidget(self.work if self._enrolled else self.enrol)
        self._stack.show()
        given, self._given = self._given, ()
        if given:
            self.take_files(given)

    @Slot(object)
    def _open_export(self, order: Order) -> None:
        if not order.offices:
            self._tools.desk.alerts.inform(_NOBODY, _NOBODY_HINT)
            return
        dialog = ExportDialog(self._tools, order, self._find_sticks, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _open_import(self) -> ImportDialog:
        standing = self._standing
        assert standing is not None  # noqa: S101 - the button is shown once it is known
        place = self._tools.place
        office = CITY_CODE if place.is_city else place.station_code
        device = standing.this.id if standing.this else None
        reader = Reader(office, device, standing.status)
        dialog = ImportDialog(self._tools, reader, self._find_sticks, self)
        dialog.finished.connect(partial(self._note_import, dialog))
        dialog.open()
        return dialog

    def _note_import(self, dialog: ImportDialog, _code: int) -> None:
        """Keep the way back open for a while, and what was done to be looked at again."""
        done = dialog.done_entries
        if done:
            self._last = done
            self.work.offer_last()
            self._tell_import(done)
        dialog.deleteLater()

    def _tell_import(self, done: Sequence[Entry]) -> None:
        reports = [entry.report for entry in done if entry.report is not None]
        conflicts = sum(report.conflict_count for report in reports)
        look = f"，有 {conflicts} 处需要您看一下" if conflicts else ""
        if conflicts:
            self.work.show_conflicts()
        if len(reports) > 1:
            self.say(f"已导入 {len(reports)} 个文件{look}。")
            return
        first = reports[0]
        said = f"已导入{first.sender}第{first.number}号{look}。"
        self._deeds.undoing.tell(said, first.action_id)

    @Slot()
    def _show_last(self) -> None:
        self._open_import().show_done(self._last)

    @Slot()
    def _open_accept(self) -> AcceptDialog:
        dialog = AcceptDialog(self._tools, self)
        dialog.open()
        return dialog

    @Slot()
    def _open_enrol(self) -> None:
        dialog = EnrolDialog(self._tools, self)
        dialog.pane.joined.connect(self._tell_joined)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def _tell_joined(self, device: DeviceRow) -> None:
        self.say(f"{device.name} {device.letter} 机已入网，现在可以和市级交换数据了。")

    @Slot()
    def _force(self) -> None:
        if self._standing is not None:
            self._deeds.force(len(self._standing.waiting))

    @Slot(object)
    def _open_record(self, row: ConflictRow) -> None:
        subject = Subject(row.table, row.row_id, row.what)
        open_record(self._tools.desk, self._tools.history, subject, self)

    @Slot(object)
    def _open_doubles(self, row: ConflictRow) -> None:
        if self._tools.doubles is not None:
            from ui.people.doubles_dialog import DoublesDialog  # noqa: PLC0415 - seldom needed

            tools, doubles = self._tools, self._tools.doubles()
            dialog = DoublesDialog(
                tools.desk, doubles, tools.history, self, is_city=tools.place.is_city
            )
            dialog.begin_with(PersonId(row.row_id))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

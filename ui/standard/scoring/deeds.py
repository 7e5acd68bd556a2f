"""What scoring asks of the services: fetched, completed, corrected, gone on to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.attachment.row import AttachmentRow
from jyguide.changes import Changed
from jyguide.documents.dates import tenths_text
from jyguide.documents.page import Document
from jyguide.ids import InspectionId
from jyguide.standard.rows import InspectionRow, InspectionSheet, NextBranch
from jyguide.standard.visit import VisitHead
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name

if TYPE_CHECKING:
    from jyguide.standard.service.following_up import FollowedUp

Phrases = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """An inspection and its photos."""

    sheet: InspectionSheet
    photos: list[AttachmentRow]


@dataclass(frozen=True, slots=True)
class Around:
    """What is looked for once an inspection is on screen.

    Attributes:
        phrases: What was often written, by criterion.
    """

    key: InspectionId
    following: NextBranch | None
    phrases: Phrases


class ScoringDeeds(QObject):
    """Each does one thing on the worker and tells the screen."""

    opened = Signal(object)
    """An `Opened`."""
    looked_around = Signal(object)
    """An `Around`."""
    anew = Signal(object)
    """An `InspectionSheet` read again."""
    completed = Signal(object)
    """The key of an inspection that is closed."""
    given_up = Signal()
    said = Signal(str)

    def __init__(self, owner: QWidget, desk: Desk, app: Application) -> None:
        super().__init__(owner)
        self._owner = owner
        self._desk = desk
        self._app = app

    def fetch(self, key: InspectionId) -> None:
        """Read an inspection to show it."""
        self._desk.load(self, partial(_opened, self._app, key), self.opened.emit)

    def look_around(self, key: InspectionId) -> None:
        """Find the next branch and what was often written."""
        self._desk.load(self, partial(_around, self._app, key), self.looked_around.emit)

    def fetch_anew(self, key: InspectionId) -> None:
        """Read what another window has kept."""
        self._desk.load(self, partial(self._app.inspections.sheet, key), self.anew.emit)

    def complete(self, sheet: InspectionSheet, head: VisitHead) -> None:
        """Close it for good."""
        self._desk.act(
            self,
            brief(partial(self._app.inspections.complete, sheet.row.id, head)),
            partial(self._note_completed, sheet.row),
            title="正在完成检查",
            changed=Changed.STANDARD,
        )

    def _note_completed(self, row: InspectionRow, _changed: object) -> None:
        self.completed.emit(row.id)
        if row.follow_up_of is not None and self._desk.alerts.ask(
            "这次复查的结果，要同时用来核验、复评整改台账里的措施吗？",
            "核验并复评",
            hint="已登记完成的措施，得分提高的通过并复评，没有提高的退回。原来的得分都保留。",
        ):
            self._rescore(row.id)

    def _rescore(self, key: InspectionId) -> None:
        self._desk.act(
            self,
            brief(partial(self._app.measures.rescore_from, key)),
            self._note_rescored,
            title="正在复评",
            changed=Changed.STANDARD,
        )

    def _note_rescored(self, found: FollowedUp) -> None:
        self.said.emit(found.sentence or "台账里没有可以复评的措施。")

    def correct(self, row: InspectionRow) -> None:
        """Begin a correction, once it is agreed to."""
        total = tenths_text(row.tally.total) if row.tally else ""
        if self._desk.alerts.ask(
            f"要更正“{row.branch}”的这次检查吗？",
            "开始更正",
            hint=f"从现在的内容改起；更正完成以前，仍以这次的 {total} 分为准。两次都会保留。",
        ):
            self._begin(partial(self._app.inspections.correct, row.id), "正在准备更正")

    def follow_up(self, row: InspectionRow) -> None:
        """Begin another visit to what lost points."""
        self._begin(partial(self._app.inspections.follow_up, row.id), "正在准备复查")

    def print(self, row: InspectionRow) -> None:
        """Lay a completed inspection out as a record to be signed."""
        work = partial(self._app.inspection_forms.record, row.id)
        self._desk.load(self, work, partial(self._show_print, f"检查记录-{row.branch}"))

    def _show_print(self, name: str, document: Document) -> None:
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - when first asked for

        jobs, alerts = self._desk.jobs, self._desk.alerts
        preview = PrintPreview([document], jobs, alerts, file_name(name), self._owner)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    def begin_next(self, row: InspectionRow, following: NextBranch) -> None:
        """Go on to another branch."""
        if following.inspection_id is not None:
            self.fetch(following.inspection_id)
            return
        begin = partial(
            self._app.inspections.begin,
            row.round_id,
            following.branch_id,
            row.phase,
            row.inspector,
        )
        self._begin(begin, "正在打开下一个支部")

    def _begin(self, work: partial[InspectionId], title: str) -> None:
        self._desk.act(self, brief(work), self.fetch, title=title, changed=Changed.STANDARD)

    def discard(self, row: InspectionRow) -> None:
        """Give an open inspection up, once it is agreed to."""
        stays = row.lot_id is not None and row.replaces is None
        hint = (
            "已录入的内容会清空，不能撤销；分配的任务还在。"
            if stays
            else "放弃以后可以在“历史”里撤销，已录入的内容会一起回来。"
        )
        if self._desk.alerts.ask(
            f"要放弃“{row.branch}”的这次检查吗？", "放弃", hint=hint, danger=True
        ):
            self._desk.act(
                self,
                brief(partial(self._app.inspections.discard, row.id)),
                self._note_given_up,
                title="正在放弃",
                changed=Changed.STANDARD,
            )

    @Slot(object)
    def _note_given_up(self, _changed: object) -> None:
        self.given_up.emit()


def _opened(app: Application, key: InspectionId) -> Opened:
    return Opened(
        app.inspections.sheet(key),
        app.attachments.of_inspection(key),
    )


def _around(app: Application, key: InspectionId) -> Around:
    return Around(key, app.inspections.following(key), app.inspections.used_findings(key))

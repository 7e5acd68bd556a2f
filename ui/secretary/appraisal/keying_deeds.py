"""Points and ballots keyed in: the dialogs opened, filled, and what they give kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from jyguide.app import Application
from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.appraisal.printing.ballot import ballot_document, count_document
from jyguide.appraisal.rows import AppraisalRow, BatchRow, RaterRow, ScoreSheet, SubjectRow
from jyguide.appraisal.service.ballots import CountedIn
from jyguide.changes import Changed
from jyguide.documents.page import Document
from ui.deeds import Deeds
from ui.file_name import file_name
from ui.secretary.appraisal.ballots_dialog import BallotsDialog
from ui.secretary.appraisal.batch_dialog import BatchDialog, KeyedBatch
from ui.secretary.appraisal.paper_dialog import PaperDialog
from ui.secretary.appraisal.scores_dialog import KeyedScores, ScoresDialog
from ui.undoing import Done

_COUNT_IN = "把等待的测评票计入得分？"
_FOR_GOOD = (
    "计入以后不能撤销，合并的批次也不能单独更正，否则前后一比就看得出人少的一批投了什么票。"
    "录错了的，可以把合并的批次一起删除再重录。"
)


@dataclass(frozen=True, slots=True)
class ToKey:
    """What the dialogs of keying in are filled with."""

    row: AppraisalRow
    people: Sequence[SubjectRow]
    raters: Sequence[RaterRow]
    batches: Sequence[BatchRow]


class KeyingDeeds(Deeds):
    """Opens the dialogs of keying in, and keeps what they give."""

    touches: ClassVar[Changed] = Changed.APPRAISALS

    def open_scores(self, row: AppraisalRow) -> None:
        """Key in a rater's points."""
        work = partial(_to_key, self._app, row.id)
        self._desk.load(self._page, work, self._ask_scores)

    def _ask_scores(self, found: ToKey) -> None:
        weights = found.row.facts.scheme.weights
        counted = [one for one in Source if weights.get(one)] or list(Source)
        dialogs: list[ScoresDialog] = []

        def ask(source: Source, rater: str) -> None:
            work = partial(self._app.appraisal_scores.sheet, found.row.id, source, rater)
            self._desk.load(self._page, work, show)

        def show(sheet: ScoreSheet) -> None:
            if dialogs:
                dialogs[0].show_sheet(sheet)

        state = (counted, self._app.clock().date())
        over = self._desk.alerts, self._page
        dialog = ScoresDialog(found.people, found.raters, state, ask, over)
        dialogs.append(dialog)
        dialog.finished.connect(dialogs.clear)
        dialog.finished.connect(dialog.deleteLater)
        dialog.given.connect(partial(self._keep_scores, dialog, found.row))
        dialog.open()

    def _keep_scores(self, dialog: ScoresDialog, row: AppraisalRow, given: KeyedScores) -> None:
        work = partial(self._app.appraisal_scores.save, row.id, given.sheet, given.points)
        self._keep(work, partial(self._tell_scores, given.sheet), "正在保存得分", dialog)

    def _tell_scores(self, sheet: ScoreSheet, done: Done[int]) -> None:
        who = f"（{sheet.rater}）" if sheet.rater else ""
        said = f"已保存{SOURCE_NAMES[sheet.source]}{who}：改动 {done.result} 人。"
        self._undoing.tell(said, done.action)

    def open_ballots(self, row: AppraisalRow) -> None:
        """The batches of ballots there are."""
        work = partial(_to_key, self._app, row.id)
        self._desk.load(self._page, work, self._show_ballots)

    def _show_ballots(self, found: ToKey) -> None:
        dialog = BallotsDialog(found.row.facts.scheme.smallest_group, self._page)
        dialog.show_batches(found.batches)
        dialog.finished.connect(dialog.deleteLater)
        dialog.wanted.connect(partial(self._with_ballots, dialog, found))
        dialog.open()

    def _with_ballots(
        self, dialog: BallotsDialog, found: ToKey, name: str, batch: BatchRow | None
    ) -> None:
        row = found.row
        if name in ("print_ballot", "print_count"):
            self._ask_print(dialog, found, batch, count=name == "print_count")
        elif name == "new_batch":
            self._ask_batch(dialog, found, None)
        elif name == "again" and batch is not None:
            self._ask_batch(dialog, found, batch)
        elif name == "remove_batch" and batch is not None:
            work = partial(
                self._app.ballots.remove, row.id, batch.source, batch.name, batch.versions
            )
            told = partial(self._tell_removed, dialog, row, batch.name)
            self._keep(work, told, "正在删除测评票")
        elif name == "count_in" and self._desk.alerts.ask(_COUNT_IN, "计入", hint=_FOR_GOOD):
            work_in = partial(self._app.ballots.count_in, row.id)
            self._keep(work_in, partial(self._tell_counted, dialog, row), "正在计入得分")

    def _ask_batch(self, over: BallotsDialog, found: ToKey, batch: BatchRow | None) -> None:
        smallest = found.row.facts.scheme.smallest_group
        state = (smallest, self._app.clock().date(), self._app.place.user_name)
        dialog = BatchDialog(found.people, batch, state, (self._desk.alerts, over))
        dialog.finished.connect(dialog.deleteLater)
        dialog.given.connect(partial(self._keep_batch, dialog, over, found.row))
        dialog.open()

    def _keep_batch(
        self, dialog: BatchDialog, over: BallotsDialog, row: AppraisalRow, given: KeyedBatch
    ) -> None:
        work = partial(self._app.ballots.save, row.id, given.sheet, given.seen)
        said = f"已录入测评票“{given.sheet.name.strip()}”：{len(given.sheet.counts)} 人。"
        told = partial(self._tell_ballots, over, row, said)
        if dialog.counts_already:  # then it is not taken back, but keyed in again
            told = partial(self._say_ballots, over, row, said)
        self._keep(work, told, "正在保存测评票", dialog)

    def _tell_counted(
        self, dialog: BallotsDialog, row: AppraisalRow, done: Done[CountedIn]
    ) -> None:
        held = done.result.waiting
        rest = f"，另有 {held} 份人数过少，等待与以后的批次合并" if held else ""
        self._say_ballots(dialog, row, f"已计入 {done.result.ballots} 份{rest}。", done)

    def _say_ballots(
        self, dialog: BallotsDialog, row: AppraisalRow, said: str, _done: Done[Any]
    ) -> None:
        """As `_tell_ballots`, of what is not taken back."""
        self._page.say(said)
        self._reread(dialog, row)

    def _tell_removed(
        self, dialog: BallotsDialog, row: AppraisalRow, name: str, done: Done[list[str]]
    ) -> None:
        others = "、".join(f"“{one}”" for one in done.result)
        more = f"，与它合并计票的{others}一起删除；请照计票单重录" if others else ""
        self._tell_ballots(dialog, row, f"已删除测评票“{name}”{more}。", done)

    def _tell_ballots(
        self, dialog: BallotsDialog, row: AppraisalRow, said: str, done: Done[Any]
    ) -> None:
        self._undoing.tell(said, done.action)
        self._reread(dialog, row)

    def _reread(self, dialog: BallotsDialog, row: AppraisalRow) -> None:
        self._desk.load(dialog, partial(self._app.ballots.batches, row.id), dialog.show_batches)

    def _ask_print(
        self, over: BallotsDialog, found: ToKey, batch: BatchRow | None, *, count: bool
    ) -> None:
        """Of the source chosen, else of the grassroots; of whom this office keys in for."""
        people = [one for one in found.people if one.may_key and one.left_on is None]
        source = batch.source if batch is not None else Source.GRASSROOTS
        dialog = PaperDialog(people, source, over, count=count)
        dialog.given.connect(dialog.accept)
        dialog.given.connect(partial(self._print, found, count=count))
        dialog.open()

    def _print(
        self, found: ToKey, given: tuple[Source, Sequence[SubjectRow]], *, count: bool
    ) -> None:
        source, people = given
        made = count_document if count else ballot_document
        document: Document = made(found.row.facts.name, source, people)
        name = file_name("测评计票单" if count else "测评票", SOURCE_NAMES[source])
        self._preview([document], name)


def _to_key(app: Application, appraisal_id: object) -> ToKey:
    row = app.appraisals.appraisal(appraisal_id)  # type: ignore[arg-type]
    return ToKey(
        row,
        app.appraisals.subjects(row.id),
        app.appraisal_scores.raters(row.id),
        app.ballots.batches(row.id),
    )

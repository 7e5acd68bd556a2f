"""What is done with the four lists: saved, decided about, published, written to files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from jyguide.changes import Changed
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import BARE, Letterhead
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.ids import PublicationId
from jyguide.progress import CancelToken, Progress
from jyguide.standard.kinds import PHASE_NAMES, RATING_NAMES, Phase, Rating
from jyguide.standard.lists import ListedBranch, PublicationRow, RatingLists
from jyguide.standard.lists_workbook import write_lists_workbook
from jyguide.standard.printing.lists import lists_document, result_sheets
from jyguide.standard.rating import Rated, Standing
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import RoundRow
from ui.file_name import file_name
from ui.publishing.dialogs import PublishDialog
from ui.publishing.dressing import Dressing
from ui.standard.deeds import StandardDeeds
from ui.standard.rating.dialogs import DecideDialog, publish_sentence
from ui.standard.rating.published_dialog import PublishedDialog
from ui.undoing import Done
from ui.widgets.asking_dialog import AskingDialog

T = TypeVar("T")


class RatingDeeds(StandardDeeds):
    """Asks what there is to ask, has it done, and says what was done."""

    def save_rule(self, row: RoundRow, rule: RatingRule) -> None:
        """Lay the rule down that was tried."""
        work = partial(self._app.ratings.save_rule, row.id, rule, row.version)
        self._keep(work, partial(self._tell, "已保存评定规则。"), "正在保存评定规则")

    def ask_decide(self, standing: Standing) -> None:
        """Put a branch on another list."""
        dialog = DecideDialog(standing, self._app.place.user_name, self._page)
        dialog.given.connect(partial(self._decide, dialog, standing))
        dialog.open()

    def take_back(self, standing: Standing) -> None:
        """Let the rule decide again."""
        work = partial(self._app.ratings.take_back, standing.branch.id)
        told = partial(self._tell, f"已取消对“{standing.branch.name}”的人工调整。")
        self._keep(work, told, "正在取消人工调整")

    def ask_publish(self, row: RoundRow, rated: Rated, before: Sequence[PublicationRow]) -> None:
        """Publish the lists by the rule that is saved."""
        still_open = [PHASE_NAMES[phase] for phase in Phase if phase not in row.closed]
        newest = next((one for one in before if not one.replaced), None)
        today = self._app.clock().date()
        dialog = PublishDialog(publish_sentence(rated, newest, still_open), today, self._page)
        dialog.given.connect(partial(self._publish, dialog, row))
        dialog.open()

    def show_published(self, key: PublicationId) -> None:
        """Open the lists as they were published."""
        self._desk.load(self._page, partial(self._app.ratings.published, key), self._open)

    def write_draft(self, row: RoundRow, kind: str) -> None:
        """Write the lists as they are now, not published yet, as ``docx`` or ``xlsx``."""
        self._desk.act(
            self._page,
            partial(self._app.ratings.draft, row.id),
            partial(self._ask_file, kind),
            title="正在生成名单",
        )

    def print_draft(self, row: RoundRow, standing: Standing) -> None:
        """Show the result sheet of one branch as it is now."""
        work = partial(self._app.ratings.draft, row.id)
        told = partial(self._print_one, standing)
        self._desk.act(self._page, work, told, title="正在生成结果单")

    def print_published(self, key: PublicationId, standing: Standing) -> None:
        """Show the result sheet of one branch as it was published."""
        work = partial(self._app.ratings.published, key)
        self._desk.load(self._page, work, partial(self._print_one, standing))

    def _decide(
        self, dialog: AskingDialog, standing: Standing, given: tuple[Rating, str, str]
    ) -> None:
        rating, reason, who = given
        work = partial(self._app.ratings.override, standing.branch.id, rating, reason, who)
        told = partial(self._tell, f"“{standing.branch.name}”已列入{RATING_NAMES[rating]}。")
        self._keep(work, told, "正在保存人工调整", dialog)

    def _publish(self, dialog: AskingDialog, row: RoundRow, given: tuple[str, date]) -> None:
        number, on = given

        def work(progress: Progress, cancel: CancelToken) -> RatingLists:
            key = self._app.ratings.publish(row.id, number, on, progress, cancel)
            return self._app.ratings.published(key)

        job = self._desk.act(
            self._page, work, self._tell_published, title="正在公布", changed=Changed.STANDARD
        )
        job.succeeded.connect(dialog.accept)
        job.ended.connect(dialog.resume)

    def _tell_published(self, lists: RatingLists) -> None:
        changed = f"，与上次比变动 {len(lists.changes)} 个" if lists.replaces else ""
        self._page.say(f"已公布四张名单{changed}。", "查看", partial(self._open, lists))

    def _open(self, lists: RatingLists) -> None:
        dialog = PublishedDialog(lists, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.wanted.connect(partial(self._with_published, dialog))
        dialog.open()

    def _with_published(self, dialog: PublishedDialog, what: str) -> None:
        if what == "sheets":
            self._print(dialog.lists, dialog.meant)
        else:
            self._ask_file(what, dialog.lists, dialog)

    def _ask_file(self, kind: str, lists: RatingLists, over: QWidget | None = None) -> None:
        save = partial(self._save_lists, kind, lists)
        if kind != "docx":
            save(BARE)
            return
        dressing = Dressing(self._page, self._desk, self._app, LetterKind.RATING)
        dressing.ask_for_file(save, over, published=lists.published_on is not None)

    def _save_lists(self, kind: str, lists: RatingLists, head: Letterhead) -> None:
        patterns = "Word 文件 (*.docx)" if kind == "docx" else "Excel 文件 (*.xlsx)"
        state = lists.number if lists.published_on else "征求意见稿"
        name = file_name(f"{lists.year}年{lists.round_name}四张名单", state)
        work = partial(_write, lists, kind, head)
        self.save("导出四张名单", f"{name}.{kind}", work, "已导出“{file}”。", patterns)

    def _print_one(self, standing: Standing, lists: RatingLists) -> None:
        self._print(lists, [one for one in lists.branches if one.id == standing.branch.id])

    def _print(self, lists: RatingLists, branches: Sequence[ListedBranch]) -> None:
        name = file_name("评定结果单", branches[0].name if len(branches) == 1 else "")
        sheets: Sequence[Document] = result_sheets(lists, branches)
        if sheets:
            self._preview(sheets, name)

    def _tell(self, sentence: str, done: Done[Changed]) -> None:
        self._undoing.tell(sentence, done.action)


def _write(lists: RatingLists, kind: str, head: Letterhead, target: Path) -> None:
    if kind == "docx":
        write_word(lists_document(lists, head), target)
    else:
        write_lists_workbook(lists, target)

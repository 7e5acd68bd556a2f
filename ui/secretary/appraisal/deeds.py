"""What is done with an appraisal: laid down, keyed in, decided about, published, printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.appraisal.lists import AppraisalLists, ListedSecretary, PublishedRow
from jyguide.appraisal.printing.lists import lists_document, result_sheets
from jyguide.appraisal.rating import Rated, Standing
from jyguide.appraisal.rows import AppraisalFacts, AppraisalRow, SubjectRow
from jyguide.appraisal.score_table import SPEC
from jyguide.appraisal.service.lists import Seen
from jyguide.appraisal.workbook import write_lists_workbook
from jyguide.changes import Changed
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import BARE, Letterhead
from jyguide.documents.word import write_word
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import AppraisalId, AppraisalPublicationId
from jyguide.people.secretary import SecretaryRow
from ui.brief import brief
from ui.deeds import Deeds
from ui.file_name import file_name
from ui.publishing.dialogs import PublishDialog
from ui.publishing.dressing import Dressing
from ui.secretary.appraisal.dialogs import (
    LEAVING,
    DecideDialog,
    VetoDialog,
    publish_sentence,
)
from ui.secretary.appraisal.published_dialog import PublishedDialog
from ui.secretary.appraisal.scheme_dialog import LaidDown, SchemeDialog
from ui.secretary.appraisal.take_in_dialog import TakeInDialog
from ui.undoing import Done
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.reason_dialog import Reason, ReasonDialog

_IMPORT = ImportWords(
    title="导入考核得分",
    where="考核得分",
    known="已录入的得分",
    search_hint="搜索姓名、村",
    drop="把得分表的 Excel 拖到这里",
    told="考核得分已导入",
)


class AppraisalDeeds(Deeds):
    """Asks what there is to ask, has it done, and says what was done."""

    touches: ClassVar[Changed] = Changed.APPRAISALS
    laid_down = Signal(object)
    """The `AppraisalId` of a new one."""

    # -- laid down

    def ask_new(self) -> None:
        """Begin the appraisal of this year."""
        today = self._app.clock().date()
        facts = AppraisalFacts(f"{today.year}年度村（社区）书记考核", today.year)
        dialog = SchemeDialog(facts, today, self._page, new=True)
        dialog.given.connect(partial(self._lay_down, dialog))
        dialog.open()

    def ask_scheme(self, row: AppraisalRow, scheme_of: AppraisalFacts | None = None) -> None:
        """Change how an appraisal is worked out."""
        today = self._app.clock().date()
        dialog = SchemeDialog(scheme_of or row.facts, today, self._page, new=False)
        dialog.given.connect(partial(self._change, dialog, row))
        dialog.open()

    def save_scheme(self, row: AppraisalRow, facts: AppraisalFacts) -> None:
        """Lay down the lines that were tried."""
        work = partial(self._app.appraisals.change, row.id, facts, row.version)
        self._write(work, "已保存考核办法。")

    def remove(self, row: AppraisalRow) -> None:
        """Take an appraisal out; the notice offers it back."""
        work = partial(self._app.appraisals.remove, row.id)
        self._write(work, f"已删除“{row.facts.name}”。")

    def _lay_down(self, dialog: AskingDialog, given: LaidDown) -> None:
        work = partial(self._app.appraisals.lay_down, given.facts, everybody=given.everybody)
        self._keep(work, self._tell_new, "正在新建考核", dialog)

    def _tell_new(self, done: Done[AppraisalId]) -> None:
        self._undoing.tell("已新建考核。", done.action)
        self.laid_down.emit(done.result)

    def _change(self, dialog: AskingDialog, row: AppraisalRow, given: LaidDown) -> None:
        work = partial(self._app.appraisals.change, row.id, given.facts, row.version)
        self._write(work, "已保存考核办法。", dialog)

    # -- who takes part

    def ask_take_in(self, row: AppraisalRow) -> None:
        """Choose secretaries to take in."""
        work = partial(self._app.appraisals.candidates, row.id)
        self._desk.load(self._page, work, partial(self._choose, row))

    def _choose(self, row: AppraisalRow, people: Sequence[SecretaryRow]) -> None:
        dialog = TakeInDialog(people, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.chosen.connect(partial(self._take_in, row))
        dialog.open()

    def _take_in(self, row: AppraisalRow, people: Sequence[object]) -> None:
        work = partial(self._app.appraisals.take_in, row.id, people)  # type: ignore[arg-type]
        self._write(work, f"已加入 {len(people)} 位书记。")

    def ask_leave(self, subject: SubjectRow, reason: Reason = LEAVING) -> None:
        """Let somebody take part no longer, with a reason."""
        question = f"“{subject.label}”不再参加这次考核，原因是："
        dialog = ReasonDialog(question, self._page, reason)
        dialog.given.connect(partial(self._leave, subject))
        dialog.open()

    def _leave(self, subject: SubjectRow, reason: str) -> None:
        today = self._app.clock().date()
        work = partial(self._app.appraisals.leave, [subject.id], today, reason)
        self._write(work, f"“{subject.name}”已退出考核，录入的得分仍保留。")

    def come_back(self, subject: SubjectRow) -> None:
        """Let somebody take part again."""
        work = partial(self._app.appraisals.come_back, [subject.id])
        self._write(work, f"“{subject.name}”已恢复参加考核。")

    # -- decided

    def ask_decide(self, standing: Standing) -> None:
        """Put somebody on another list."""
        dialog = DecideDialog(standing, self._app.place.user_name, self._page)
        dialog.given.connect(partial(self._decide, dialog, standing))
        dialog.open()

    def _decide(
        self, dialog: AskingDialog, standing: Standing, given: tuple[Grade, str, str]
    ) -> None:
        grade, *said = given
        one = standing.subject
        work = partial(
            self._app.appraisal_lists.override, one.id, grade, (said[0], said[1]), one.version
        )
        self._write(work, f"“{one.name}”已列入{GRADE_NAMES[grade]}。", dialog)

    def take_back(self, standing: Standing) -> None:
        """Let the scheme decide again."""
        one = standing.subject
        work = partial(self._app.appraisal_lists.take_back, one.id, one.version)
        self._write(work, f"已取消对“{one.name}”的人工调整。")

    def ask_veto(self, standing: Standing, row: AppraisalRow) -> None:
        """Note what puts somebody on the last list."""
        one = standing.subject
        dialog = VetoDialog(one.name, row.facts.scheme, one.vetoes, self._page)
        dialog.given.connect(partial(self._veto, dialog, standing))
        dialog.open()

    def _veto(self, dialog: AskingDialog, standing: Standing, vetoes: dict[str, str]) -> None:
        one = standing.subject
        work = partial(self._app.appraisal_lists.veto, one.id, vetoes, one.version)
        told = "已登记一票否决。" if vetoes else "没有一票否决情形。"
        self._write(work, told, dialog)

    # -- files

    def open_import(self, row: AppraisalRow) -> None:
        """The wizard that takes points in from Excel."""
        self.take_in(TableImport(SPEC, self._app.score_files(row.id), _IMPORT, Changed.APPRAISALS))

    def write_template(self, row: AppraisalRow) -> None:
        """An empty table of points to fill in."""
        work = self._app.score_files(row.id).write_template
        self.save("下载得分模板", "书记考核得分模板.xlsx", work, "已写入“{file}”。")

    def write_draft(self, row: AppraisalRow, kind: str) -> None:
        """Write the lists as they are now, not published yet, as ``docx`` or ``xlsx``."""
        work = partial(self._app.appraisal_lists.draft, row.id)
        self._desk.load(self._page, work, partial(self._ask_file, kind))

    def print_draft(self, row: AppraisalRow, chosen: Standing | None = None) -> None:
        """Show the result sheets as they are now, of one or of everybody."""
        work = partial(self._app.appraisal_lists.draft, row.id)
        self._desk.load(self._page, work, partial(self._print_draft, chosen))

    def _print_draft(self, chosen: Standing | None, lists: AppraisalLists) -> None:
        people = [one for one in lists.people if chosen is None or one.id == chosen.subject.id]
        self._print(lists, people)

    def _print(self, lists: AppraisalLists, people: Sequence[ListedSecretary]) -> None:
        if people:
            name = file_name("考核结果单", people[0].name if len(people) == 1 else lists.title)
            self._preview(result_sheets(lists, people), name)

    def _ask_file(self, kind: str, lists: AppraisalLists, over: QWidget | None = None) -> None:
        save = partial(self._save_lists, kind, lists)
        if kind != "docx":
            save(BARE)
            return
        dressing = Dressing(self._page, self._desk, self._app, LetterKind.APPRAISAL)
        dressing.ask_for_file(save, over, published=lists.published_on is not None)

    def _save_lists(self, kind: str, lists: AppraisalLists, head: Letterhead) -> None:
        patterns = "Word 文件 (*.docx)" if kind == "docx" else "Excel 文件 (*.xlsx)"
        state = lists.number if lists.published_on else "征求意见稿"
        name = file_name(f"{lists.title}四张名单", state)
        work = partial(_write_lists, lists, kind, head)
        self.save("导出四张名单", f"{name}.{kind}", work, "已写入“{file}”。", patterns)

    # -- published

    def ask_publish(
        self, row: AppraisalRow, rated: Rated, before: Sequence[PublishedRow], waiting: int
    ) -> None:
        """Publish the lists by the scheme that is saved."""
        held = next((one for one in before if not one.replaced), None)
        today = self._app.clock().date()
        dialog = PublishDialog(publish_sentence(rated, held, waiting), today, self._page)
        seen = {one.subject.id: one.grade for one in rated.standings}
        dialog.given.connect(partial(self._publish, dialog, row, seen))
        dialog.open()

    def _publish(
        self, dialog: AskingDialog, row: AppraisalRow, seen: Seen, given: tuple[str, date]
    ) -> None:
        lists = self._app.appraisal_lists

        def work() -> AppraisalLists:
            return lists.published(lists.publish(row.id, *given, seen))

        job = self._desk.act(
            self._page,
            brief(work),
            self._tell_published,
            title="正在公布",
            changed=Changed.APPRAISALS,
        )
        job.succeeded.connect(dialog.accept)
        job.ended.connect(dialog.resume)

    def _tell_published(self, lists: AppraisalLists) -> None:
        changed = f"，与上次比变动 {len(lists.changes)} 人" if lists.replaces else ""
        self._page.say(f"已公布四张名单{changed}。", "查看", partial(self._open, lists))

    def show_published(self, key: AppraisalPublicationId) -> None:
        """Open the lists as they were published."""
        work = partial(self._app.appraisal_lists.published, key)
        self._desk.load(self._page, work, self._open)

    def _open(self, lists: AppraisalLists) -> None:
        dialog = PublishedDialog(lists, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.wanted.connect(partial(self._with_published, dialog))
        dialog.open()

    def _with_published(self, dialog: PublishedDialog, what: str) -> None:
        if what == "sheets":
            self._print(dialog.lists, dialog.meant)
        else:
            self._ask_file(what, dialog.lists, dialog)


def _write_lists(lists: AppraisalLists, kind: str, head: Letterhead, target: Path) -> None:
    if kind == "docx":
        write_word(lists_document(lists, head), target)
    else:
        write_lists_workbook(lists, target)

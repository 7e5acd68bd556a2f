"""What is done with mentor pairs."""

from __future__ import annotations

from functools import partial

from jyguide.documents.page import Document
from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.mentor import EndFacts, MeetingFacts, MeetingRow, PairFacts, PairRow
from jyguide.secretary.mentor_board import MentorBoard
from jyguide.secretary.quarter import quarter_of
from ui.file_name import file_name
from ui.secretary.deeds import SecretaryDeeds
from ui.secretary.mentors.dialogs import (
    EndDialog,
    ExtendDialog,
    MeetingDialog,
    MentorRuleDialog,
    PairDialog,
)


class MentorDeeds(SecretaryDeeds):
    """Asks, has it done, and offers it undone."""

    def ask_pair(self, board: MentorBoard, everybody: list[SecretaryRow]) -> None:
        """Pair two people; those new in post are offered first."""
        new = {row.person_id for row in board.unpaired}
        paired = {pair.facts.pupil_id for pair in board.pairs if pair.running}
        rest = [row for row in everybody if row.person_id not in new | paired]
        dialog = PairDialog([*board.unpaired, *rest], board.today, self._page)
        dialog.choices_wanted.connect(partial(self._load_choices, dialog))
        dialog.given.connect(partial(self._add, dialog))
        self._load_choices(dialog, dialog.pupil_id)
        dialog.open()

    def ask_change(self, pair: PairRow, board: MentorBoard) -> None:
        """Correct what the two agreed on."""
        dialog = PairDialog((), board.today, self._page, pair)
        dialog.given.connect(partial(self._change, dialog, pair))
        self._load_choices(dialog, pair.facts.pupil_id)
        dialog.open()

    def ask_meeting(self, pair: PairRow, board: MentorBoard) -> None:
        """Note down a meeting."""
        dialog = MeetingDialog(pair, board.today, self._page)
        dialog.given.connect(partial(self._meet, dialog, pair))
        dialog.open()

    def ask_meeting_change(self, pair: PairRow, row: MeetingRow, board: MentorBoard) -> None:
        """Correct a meeting."""
        dialog = MeetingDialog(pair, board.today, self._page, row.facts)
        dialog.given.connect(partial(self._change_meeting, dialog, row))
        dialog.open()

    def remove_meeting(self, row: MeetingRow) -> None:
        """Take a meeting out, after asking."""
        question = f"删除 {row.facts.met_on} 的活动记录？"
        if self._desk.alerts.ask(question, "删除", hint="可以撤销。", danger=True):
            self._write(partial(self._app.mentors.remove_meeting, row.id), "已删除活动记录。")

    def ask_end(self, pair: PairRow, board: MentorBoard) -> None:
        """Say how it ended."""
        dialog = EndDialog(pair, board.today, self._page)
        dialog.given.connect(partial(self._end, dialog, pair))
        dialog.open()

    def ask_extension(self, pair: PairRow) -> None:
        """Agree on a later day."""
        dialog = ExtendDialog(pair, self._page)
        dialog.given.connect(partial(self._extend, dialog, pair))
        dialog.open()

    def ask_rule(self, board: MentorBoard) -> None:
        """Set days and numbers."""
        dialog = MentorRuleDialog(board.rule, self._page)
        dialog.given.connect(
            lambda rule: self._write(
                partial(self._app.mentors.set_rule, rule), "已设定导师制规则。", dialog
            )
        )
        dialog.open()

    def remove(self, pair: PairRow) -> None:
        """Take a pair out that was entered by mistake, after asking."""
        question = f"删除“{pair.facts.mentor}”与“{pair.pupil}”的结对？"
        hint = f"连同 {len(pair.meetings)} 次活动记录；不再结对的请用“结束…”。删除可以撤销。"
        if self._desk.alerts.ask(question, "删除", hint=hint, danger=True):
            self._write(partial(self._app.mentors.remove, pair.id), "已删除导师结对。")

    def show_notebook(self, pair: PairRow, board: MentorBoard) -> None:
        """Preview the notebook of this quarter."""
        work = partial(self._app.mentors.notebook, pair.id, quarter_of(board.today))
        self._desk.load(self, work, self._show)

    def show_report(self, pair: PairRow) -> None:
        """Preview the end report."""
        self._desk.load(self, partial(self._app.mentors.report, pair.id), self._show)

    def _show(self, document: Document) -> None:
        self._preview([document], file_name(document.title))

    def _load_choices(self, dialog: PairDialog, pupil_id: object) -> None:
        if pupil_id is not None:
            work = partial(self._app.mentors.choices, pupil_id)  # type: ignore[arg-type]
            self._desk.load(dialog, work, dialog.show_choices)

    def _add(self, dialog: PairDialog, facts: PairFacts) -> None:
        work = partial(self._app.mentors.add, facts)
        self._write(work, f"已结对，导师“{facts.mentor}”。", dialog)

    def _change(self, dialog: PairDialog, pair: PairRow, facts: PairFacts) -> None:
        work = partial(self._app.mentors.change, pair.id, facts, pair.version)
        self._write(work, "已保存导师结对。", dialog)

    def _meet(self, dialog: MeetingDialog, pair: PairRow, meeting: MeetingFacts) -> None:
        work = partial(self._app.mentors.meet, pair.id, meeting)
        self._write(work, f"已登记 {meeting.met_on} 的活动。", dialog)

    def _change_meeting(
        self, dialog: MeetingDialog, row: MeetingRow, meeting: MeetingFacts
    ) -> None:
        work = partial(self._app.mentors.change_meeting, row.id, meeting, row.version)
        self._write(work, "已保存活动记录。", dialog)

    def _end(self, dialog: EndDialog, pair: PairRow, end: EndFacts) -> None:
        work = partial(self._app.mentors.end, pair.id, end, pair.version)
        self._write(work, "已登记结对的结果。", dialog)

    def _extend(self, dialog: ExtendDialog, pair: PairRow, ends_on: object) -> None:
        work = partial(self._app.mentors.extend, pair.id, ends_on, pair.version)  # type: ignore[arg-type]
        self._write(work, f"已延期到 {ends_on}。", dialog)

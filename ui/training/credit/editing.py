"""What is changed from the tab 学时: records, the rule, reserve talents, each in a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.training.credit import CreditEntry, CreditRecordRow, RecordFacts
from jyguide.training.credit_rule import CreditRule, RuleInForce
from jyguide.training.credit_table import SPEC
from jyguide.training.credit_year import Candidate
from jyguide.training.reserve import ReserveFacts, ReserveRow
from jyguide.training.session import SessionKind, SessionLevel
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import tell_written
from ui.page import Page
from ui.training.credit.record_dialog import RecordDialog
from ui.training.credit.reserve_dialog import ReserveDialog
from ui.training.credit.rule_dialog import RuleDialog
from ui.undoing import Done, Undoing, noted
from ui.widgets.chosen_people import ChosenPeople

_WORDS = ImportWords(
    title="导入其他培训",
    where="培训记录",
    known="已登记的培训",
    search_hint="姓名、培训名称",
    drop="把培训记录的 Excel 拖到这里",
    told="培训记录已导入",
)
KeepingDialog = RecordDialog | RuleDialog | ReserveDialog


class CreditEditing(QWidget):
    """Opens the forms and keeps what they ask for; invisible, it owns their answers."""

    def __init__(self, desk: Desk, app: Application, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self._app = app
        self._page = page
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)

    def add_record(self, chosen: Sequence[Candidate]) -> None:
        """Ask for a training held elsewhere, of these people and whoever is added."""
        today = self._today()
        empty = RecordFacts("", SessionKind.TOPIC_LECTURE, SessionLevel.CITY, today, today)
        dialog = RecordDialog(empty, today, self.window(), with_people=True)
        people = dialog.people
        assert people is not None  # noqa: S101 - asked for
        people.choose((one.id, one.name) for one in chosen)
        self._offer(people)
        dialog.wanted.connect(partial(self._keep_record, dialog, people))
        dialog.open()

    def import_records(self) -> None:
        """Take trainings held elsewhere in from a table."""
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed

        subject = record_import(self._app)
        open_import(self._desk, subject, self._app.history, self._undoing, self)

    def save_template(self) -> None:
        """Write an empty table of trainings to fill in."""
        target = self._desk.alerts.choose_save_file(
            "保存导入模板", "其他培训记录导入模板.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if target is not None:
            work = brief(partial(self._app.credit_files.write_template, target))
            told = partial(self._tell_template, target)
            self._desk.act(self, work, told, title="正在保存模板")

    def change_record(self, entry: CreditEntry) -> None:
        """Open the record behind a training."""
        if entry.record_id is not None:
            work = partial(self._app.credit.record, entry.record_id)
            self._desk.load(self, work, self._open_record)

    def remove_records(self, entries: Sequence[CreditEntry]) -> None:
        """Take records out, after asking."""
        keys = [one.record_id for one in entries if one.record_id is not None]
        hint = "删除后不再计入此人的学时天数，可以撤销。"
        if self._desk.alerts.ask(f"删除 {len(keys)} 条培训记录？", "删除", hint=hint, danger=True):
            self._write(
                partial(self._app.credit.remove_records, keys), f"已删除 {len(keys)} 条培训记录。"
            )

    def ask_rule(self, year: int) -> None:
        """Open the rule of a year."""
        self._desk.load(self, partial(self._app.credit.rule, year), partial(self._rule, year))

    def add_reserve(self) -> None:
        """Ask whom to put on the list."""
        dialog = ReserveDialog(self._today(), self.window())
        people = dialog.people
        assert people is not None  # noqa: S101 - asked for
        self._offer(people)
        dialog.wanted.connect(partial(self._keep_reserve, dialog, people))
        dialog.open()

    def change_reserve(self, row: ReserveRow) -> None:
        """Open somebody's row."""
        dialog = ReserveDialog(self._today(), self.window(), row)
        dialog.wanted.connect(partial(self._keep_changed, dialog, row))
        dialog.open()

    def remove_reserve(self, rows: Sequence[ReserveRow]) -> None:
        """Take rows out that were entered by mistake, after asking."""
        names = "、".join(row.name for row in rows[:3]) + ("等" if len(rows) > 3 else "")  # noqa: PLR2004
        hint = "删除用于录错的记录；已任职或不再培养的，请用“修改…”登记去向。删除可以撤销。"
        question = f"从后备人才名单删除{names}（{len(rows)} 人）？"
        if self._desk.alerts.ask(question, "删除", hint=hint, danger=True):
            keys = [row.id for row in rows]
            self._write(partial(self._app.reserve.remove, keys), f"已删除 {len(rows)} 条记录。")

    def _tell_template(self, target: Path, _result: object) -> None:
        tell_written(self._page, target, f"模板已保存到 {target}")

    def _today(self) -> date:
        return self._app.clock().date()

    def _offer(self, people: ChosenPeople) -> None:
        self._desk.load(people, self._app.people.people, people.offer)

    def _open_record(self, row: CreditRecordRow) -> None:
        dialog = RecordDialog(row.facts, self._today(), self.window(), with_people=False)
        dialog.wanted.connect(partial(self._keep_corrected, dialog, row))
        dialog.open()

    def _keep_record(self, dialog: RecordDialog, people: ChosenPeople, facts: RecordFacts) -> None:
        work = partial(self._app.credit.add_records, people.ids, facts)
        self._write(work, f"已为 {len(people.ids)} 人登记培训“{facts.title}”。", dialog)

    def _keep_corrected(
        self, dialog: RecordDialog, row: CreditRecordRow, facts: RecordFacts
    ) -> None:
        work = partial(self._app.credit.change_record, row.id, facts, row.version)
        self._write(work, f"已保存培训记录“{facts.title}”。", dialog)

    def _rule(self, year: int, now: RuleInForce) -> None:
        at_city = self._app.place.is_city
        editable = at_city or not now.by_city
        dialog = RuleDialog(now, year, self.window(), editable=editable)
        dialog.wanted.connect(partial(self._keep_rule, dialog, now))
        dialog.open()

    def _keep_rule(self, dialog: RuleDialog, now: RuleInForce, rule: CreditRule) -> None:
        seen = now.version if now.rule.year == rule.year else ""
        work = partial(self._app.credit.set_rule, rule, seen)
        self._write(work, f"已设定 {rule.year} 年起的学时规则。", dialog)

    def _keep_reserve(
        self, dialog: ReserveDialog, people: ChosenPeople, facts: ReserveFacts
    ) -> None:
        work = partial(self._app.reserve.add, people.ids, facts)
        self._write(work, f"已列入后备人才 {len(people.ids)} 人。", dialog)

    def _keep_changed(self, dialog: ReserveDialog, row: ReserveRow, facts: ReserveFacts) -> None:
        work = partial(self._app.reserve.change, row.id, facts, row.version)
        self._write(work, f"已保存“{row.name}”。", dialog)

    def _write(
        self, work: Callable[[], object], told: str, dialog: KeepingDialog | None = None
    ) -> None:
        """A form stays open until what it asked for is kept."""
        job = self._desk.act(
            self,
            brief(partial(noted, self._app.history, work)),
            partial(self._tell, told),
            title="正在保存",
            changed=Changed.SESSIONS,
        )
        if dialog is not None:
            job.succeeded.connect(dialog.accept)
            job.ended.connect(dialog.resume)

    def _tell(self, sentence: str, done: Done[object]) -> None:
        self._undoing.tell(sentence, done.action)


def record_import(app: Application) -> TableImport:
    """What the import wizard is told of trainings held elsewhere."""
    return TableImport(SPEC, app.credit_files, _WORDS, Changed.SESSIONS)

"""What is done to brands on the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import Step
from jyguide.brand.row import BrandFacts, BrandRow
from jyguide.brand.table import SPEC
from jyguide.changes import Changed
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.people.organisation import OrganisationRow
from ui.brand.board.forms import BrandDialog, ReasonedDialog, StepDialog
from ui.brand.deeds import BrandDeeds
from ui.file_name import file_name
from ui.history.record_dialog import Subject, open_record

_WORDS = ImportWords(
    title="导入党建品牌",
    where="品牌",
    known="已经登记的品牌",
    search_hint="品牌、组织",
    drop="把品牌名单拖到这里",
    told="品牌已导入",
)


class BoardDeeds(BrandDeeds):
    """Everything that is done to one brand, or to the list of them."""

    def ask_new(self) -> None:
        """Enter a brand."""
        self._with_organisations(None)

    def ask_change(self, row: BrandRow) -> None:
        """Change its facts."""
        self._with_organisations(row)

    def ask_next(self, row: BrandRow) -> None:
        """Let it reach its next stage; at the end or stopped it is said."""
        if row.ended_on is not None:
            self._page.say(f"“{row.facts.name}”已经停止，要继续做请先恢复。")
        elif row.way.next is None:
            self._page.say(f"“{row.facts.name}”已经走完六个阶段。")
        else:
            self.ask_step(row, row.way.next)

    def ask_step(self, row: BrandRow, stage: Stage) -> None:
        """Enter a stage, or put right what is said of one."""
        if not self.may_write():
            return
        dialog = StepDialog(row, stage, self._app.clock().date(), self._page)
        dialog.given.connect(partial(self._keep_step, dialog, row, stage))
        dialog.open()

    def ask_back(self, row: BrandRow) -> None:
        """Take the last stage away."""
        if not self.may_write():
            return
        last = row.way.last
        if last is None or last.stage is Stage.PRACTICE or row.ended_on is not None:
            self._page.say(f"“{row.facts.name}”没有可以退回的阶段。")
            return
        name = STAGE_NAMES[last.stage]
        sentence = f"“{row.facts.name}”的“{name}”阶段将被去掉，原因留在修改记录里；可以撤销。"
        dialog = ReasonedDialog("退回一个阶段", "退回", sentence, self._page)
        dialog.given.connect(partial(self._back, dialog, row, last.stage))
        dialog.open()

    def ask_stop(self, row: BrandRow) -> None:
        """Stop work on it, or take it up again."""
        if row.ended_on is not None:
            work = partial(self._app.brands.resume, row.id)
            self._write(work, f"已恢复“{row.facts.name}”。")
            return
        sentence = f"“{row.facts.name}”停止后阶段和材料都保留，以后可以恢复。"
        today = self._app.clock().date()
        dialog = ReasonedDialog("停止品牌", "停止", sentence, self._page, today)
        dialog.given.connect(partial(self._stop, dialog, row))
        dialog.open()

    def remove(self, row: BrandRow) -> None:
        """Take out what was entered by mistake."""
        work = partial(self._app.brands.remove, row.id)
        self._write(work, f"已删除“{row.facts.name}”。")

    def print_sheet(self, row: BrandRow) -> None:
        """Show its sheet."""
        name = file_name("品牌推进情况表", row.facts.name)
        self.print_(lambda: [self._app.brand_papers.brand(row.id)], name)

    def open_history(self, row: BrandRow) -> None:
        """Everything that was done to it."""
        subject = Subject("brand", row.id, row.facts.name)
        open_record(self._desk, self._app.history, subject, self._page)

    def open_import(self) -> None:
        """Take a list in."""
        self.take_in(TableImport(SPEC, self._app.brand_files, _WORDS, Changed.BRANDS))

    def export(self) -> None:
        """Write all of them."""
        name = f"{file_name('党建品牌')}.xlsx"
        self.save("导出品牌", name, self._app.brand_files.export)

    def save_template(self) -> None:
        """Write an empty list."""
        self.save("保存导入模板", "品牌导入模板.xlsx", self._app.brand_files.write_template)

    def _with_organisations(self, row: BrandRow | None) -> None:
        if not self.may_write():
            return
        work = self._app.organisations.rows
        self._desk.load(self._page, work, partial(self._open_form, row))

    def _open_form(self, row: BrandRow | None, organisations: Sequence[OrganisationRow]) -> None:
        dialog = BrandDialog(organisations, self._app.clock().date(), self._page, row)
        dialog.given.connect(partial(self._keep_brand, dialog, row))
        dialog.open()

    def _keep_brand(
        self, dialog: BrandDialog, row: BrandRow | None, given: tuple[BrandFacts, Step | None]
    ) -> None:
        facts, step = given
        if row is None and step is not None:
            work = partial(self._app.brands.add, facts, step)
            self._write(work, f"已新建“{facts.name}”。", dialog)
        elif row is not None:
            change = partial(self._app.brands.change, row.id, facts, row.version)
            self._write(change, f"已修改“{facts.name}”。", dialog)

    def _keep_step(self, dialog: StepDialog, row: BrandRow, stage: Stage, step: Step) -> None:
        name, brands = STAGE_NAMES[stage], self._app.brands
        here = row.way.of(stage)
        if here is None:
            said = f"“{row.facts.name}”已进入“{name}”阶段。"
            advance = partial(brands.advance, row.id, stage, step)
            self._write(advance, said, dialog)
            return
        correct = partial(brands.correct, row.id, stage, step, here.version)
        said = f"已修改“{row.facts.name}”的“{name}”阶段。"
        self._write(correct, said, dialog)

    def _back(self, dialog: ReasonedDialog, row: BrandRow, stage: Stage, reason: str) -> None:
        work = partial(self._app.brands.back, row.id, stage, reason)
        self._write(work, f"“{row.facts.name}”已退回一个阶段。", dialog)

    def _stop(self, dialog: ReasonedDialog, row: BrandRow, given: tuple[date, str]) -> None:
        on, reason = given
        work = partial(self._app.brands.stop, row.id, on, reason)
        self._write(work, f"已停止“{row.facts.name}”。", dialog)

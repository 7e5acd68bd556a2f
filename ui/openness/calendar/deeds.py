"""What is done with postings: noted down, opened, taken down, printed, imported, exported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from jyguide.changes import Changed
from jyguide.documents.dates import date_text
from jyguide.documents.page import Document
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import NoticeId, OpennessItemId, OrganisationId
from jyguide.openness.board import Paper
from jyguide.openness.calendar import PostPlace, Slot
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import PERIOD_NAMES
from jyguide.openness.notice import NoticeFacts, NoticeRow
from jyguide.openness.notice_table import SPEC
from jyguide.openness.notice_year import CalendarYear
from ui.file_name import file_name
from ui.openness.calendar.dialogs import NoticeDialog, PrintDialog, TakeDownDialog
from ui.openness.calendar.post_dialog import PostDialog
from ui.openness.deeds import OpennessDeeds

_WORDS = ImportWords(
    title="导入公开记录",
    where="公开日历",
    known="已登记的公开",
    search_hint="村社区、公开事项",
    drop="把公开记录的 Excel 拖到这里",
    told="公开记录已导入",
)
_NAMED = 3


class NoticeDeeds(OpennessDeeds):
    """Opens the dialogs over the page and keeps what they give."""

    def post(self, year: CalendarYear, slot: Slot | None = None) -> PostDialog:
        """Ask what was posted where, beginning with a slot where one is known."""
        dialog = PostDialog(year, self._today, self._page)
        if slot is not None:
            period = slot.span.key if slot.span else ""
            dialog.begin_with(slot.item.id, period, [slot.place.key], slot.months[0])
        dialog.given.connect(partial(self._post, dialog))
        dialog.open()
        return dialog

    def open(self, slot: Slot) -> None:
        """Open the posting of a slot."""
        if slot.posting is not None:
            work = partial(self._app.openness_notices.notice, slot.posting.id)
            self._desk.load(self, work, partial(self._ask, slot.item))

    def take_down(self, slots: Sequence[Slot]) -> None:
        """Ask when postings were taken down."""
        hung = [one for one in slots if one.hangs]
        keys = [one.posting.id for one in hung if one.posting]
        if not keys:
            self._page.say("选中的里面没有正在张贴的，没有可以撤下的。")
            return
        first = max(one.removable_from or self._today for one in hung)
        said = f"{_named(hung)}：{date_text(first)}起才张贴满规定的天数。"
        dialog = TakeDownDialog(said, self._today, self._page)
        dialog.given.connect(partial(self._take_down, dialog, keys))
        dialog.open()

    def remove(self, slots: Sequence[Slot]) -> None:
        """Take postings out that were entered by mistake, after asking."""
        keys = [one.posting.id for one in slots if one.posting]
        if not keys:
            self._page.say("选中的还没有登记，没有可以删除的。")
        elif self._desk.alerts.ask(
            f"删除 {len(keys)} 条公开记录？",
            "删除",
            hint="删除用于登记错的；到期撤下的请用“登记撤下”。删除可以撤销。",
            danger=True,
        ):
            work = partial(self._app.openness_notices.remove, keys)
            self._write(work, f"已删除 {len(keys)} 条公开记录。")

    def print_boards(self, slots: Sequence[Slot]) -> None:
        """Ask on which paper, then show the boards as they are printed."""
        kept = [one for one in slots if one.posting]
        if not kept:
            self._page.say("选中的还没有登记，先登记公布内容再打印。")
            return
        keys = [one.posting.id for one in kept if one.posting]
        dialog = PrintDialog([f"{one.place.name} {one.when}" for one in kept], self._page)
        dialog.given.connect(partial(self._boards, dialog, keys))
        dialog.open()

    def print_slip(self, slot: Slot) -> None:
        """Show the sheet for an objection and its reply."""
        if slot.posting is not None:
            work = partial(self._app.openness_notices.slips, [slot.posting.id])
            self._desk.load(self, work, self._show_slips)

    def choose_rhythm(self, item: ItemRow, places: Sequence[PostPlace], *, longer: bool) -> None:
        """Have places post a matter as seldom as the law allows, or as often as others."""
        keys = [one.key for one in places]
        work = partial(self._app.openness_rhythms.choose, item.id, keys, longer=longer)
        period = item.loosest if longer else None
        told = f"{_places_named(places)}的“{item.facts.name}”"
        self._write(work, f"{told}改为{PERIOD_NAMES[period or item.facts.period]}公布。")

    def import_list(self) -> None:
        """Take postings in from a table."""
        self.take_in(TableImport(SPEC, self._app.openness_notice_files, _WORDS, Changed.OPENNESS))

    def save_template(self) -> None:
        """Write an empty list to fill in."""
        files = self._app.openness_notice_files
        self.save(
            "保存导入模板", "公开记录导入模板.xlsx", files.write_template, "模板已保存到 {target}"
        )

    def export(self, year: int) -> None:
        """Ask for a file and write a year's postings there."""
        name = file_name(f"{year}年公开记录", self._app.place.office)
        files = self._app.openness_notice_files

        def write(target: Path) -> int:
            return files.export(target, year)

        self.save("导出公开记录", f"{name}.xlsx", write, "公开记录 {count} 条已保存到 {target}")

    @property
    def _today(self) -> date:
        return self._app.clock().date()

    def _ask(self, item: ItemRow, row: NoticeRow) -> None:
        dialog = NoticeDialog(row, item, self._today, self._page)
        dialog.given.connect(partial(self._change, dialog, row))
        dialog.open()

    def _change(self, dialog: NoticeDialog, row: NoticeRow, facts: NoticeFacts) -> None:
        work = partial(self._app.openness_notices.change, row.id, facts, row.version)
        self._write(work, f"已保存“{row.label}”。", dialog)

    def _post(
        self,
        dialog: PostDialog,
        given: tuple[OpennessItemId, list[OrganisationId], NoticeFacts],
    ) -> None:
        item, places, facts = given
        work = partial(self._app.openness_notices.post, item, places, facts)
        word = "登记公布" if facts.posted_on else "存下草稿"
        self._write(work, f"已{word} {len(places)} 处。", dialog)

    def _take_down(self, dialog: TakeDownDialog, keys: list[NoticeId], on: date) -> None:
        work = partial(self._app.openness_notices.take_down, keys, on)
        self._write(work, f"已登记撤下 {len(keys)} 条。", dialog)

    def _boards(self, dialog: PrintDialog, keys: list[NoticeId], given: tuple[Paper, str]) -> None:
        paper, contact = given
        work = partial(self._print_work, keys, paper, contact)
        job = self._desk.load(self, work, partial(self._show_boards, dialog))
        job.ended.connect(dialog.resume)

    def _print_work(
        self, keys: list[NoticeId], paper: Paper, contact: str
    ) -> tuple[list[Document], list[str]]:
        notices = self._app.openness_notices
        return notices.boards(keys, paper, contact), notices.board_sizes(keys, paper, contact)

    def _show_boards(self, dialog: PrintDialog, made: tuple[list[Document], list[str]]) -> None:
        documents, sizes = made
        dialog.accept()
        self._preview(documents, file_name("公开栏", documents[0].title))
        self._page.say(f"正文字号：{'、'.join(dict.fromkeys(sizes))}")

    def _show_slips(self, documents: list[Document]) -> None:
        self._preview(documents, "公开异议登记和答复")


def _named(slots: Sequence[Slot]) -> str:
    names = "、".join(f"{one.place.name} {one.when}" for one in slots[:_NAMED])
    return names + (f"等 {len(slots)} 条" if len(slots) > _NAMED else "")


def _places_named(places: Sequence[PostPlace]) -> str:
    names = "、".join(one.name for one in places[:_NAMED])
    return names + (f"等 {len(places)} 处" if len(places) > _NAMED else "")

"""What is done from the tab of visits: asks what is needed, runs it on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.grid.card import CardFound
from jyguide.grid.service.visit_cards import CardOrder, PrintedCards
from jyguide.grid.service.visits import Logged
from jyguide.grid.visit_entry import VisitEntry
from jyguide.grid.visit_rows import TargetLine, VanguardName, VisitOverview, VisitRow
from jyguide.grid.visit_rule import ContactRule
from jyguide.history.row import Offer
from jyguide.ids import ActionId
from jyguide.progress import CancelToken, Progress
from ui.grid.deeds import GridDeeds
from ui.grid.visits.card_dialog import CardDialog
from ui.grid.visits.dialogs import ContactRuleDialog, CorrectDialog, Place, PrintDialog
from ui.grid.visits.log_dialog import LogDialog, VisitDraft
from ui.grid.visits.records_dialog import RecordsDialog
from ui.undoing import Done

ReadVisits = Callable[[], Sequence[VisitRow]]


class VisitDeeds(GridDeeds):
    """Opens the dialogs over the page and keeps what they give."""

    _last: ActionId | None = None
    """What a dialog kept last, to be taken back from there."""

    def ask_log(self, chosen: UUID | None) -> None:
        """Key in visits, of this vanguard member at first."""
        self._desk.load(self, self._app.visits.vanguards, partial(self._open_log, chosen))

    def ask_cards(self) -> None:
        """Key in returned cards by their codes."""
        dialog = CardDialog(self._today, self._page)
        dialog.card_wanted.connect(partial(self._find_card, dialog))
        dialog.given.connect(partial(self._keep_card, dialog))
        dialog.back_wanted.connect(partial(self._take_back, dialog))
        dialog.open()

    def ask_print(self, told: VisitOverview, chosen: UUID | None) -> None:
        """Ask which cards are wanted, and show them as printed."""
        ask = partial(self._open_print, chosen)
        self._desk.load(self, lambda: (villages_of(told), self._app.visits.vanguards()), ask)

    def show_records(self, title: str, read: ReadVisits) -> None:
        """List contacts, to be corrected or taken out."""
        dialog = RecordsDialog(title, self._page)
        dialog.correct_wanted.connect(partial(self._correct, dialog, read))
        dialog.remove_wanted.connect(partial(self._remove, dialog, read))
        dialog.open()
        self._desk.load(dialog, read, dialog.show_rows)

    def show_month(self, day: date) -> None:
        """The month told to the supervisor, as it is printed."""
        work = partial(self._app.visits.month_paper, day)
        self._desk.load(self, work, self._show_month)

    def ask_import(self) -> None:
        """Take contacts in from a workbook."""
        from jyguide.exchange.table.subject import (  # noqa: PLC0415 - only imports need it
            ImportWords,
            TableImport,
        )
        from jyguide.grid.visit_table import SPEC  # noqa: PLC0415 - as above

        words = ImportWords(
            title="导入走访记录",
            where="走访记录",
            known="已登记的走访",
            search_hint="姓名、卡号",
            drop="把走访记录的 Excel 拖到这里",
            told="走访记录已导入",
        )
        self.take_in(TableImport(SPEC, self._app.visit_files, words, Changed.GRID))

    def ask_rule(self) -> None:
        """Show the rule, to be set otherwise."""
        self._desk.load(self, self._app.visits.rule, self._open_rule)

    @property
    def _today(self) -> date:
        return self._app.clock().date()

    def _open_log(self, chosen: UUID | None, vanguards: Sequence[VanguardName]) -> None:
        dialog = LogDialog(vanguards, self._today, self._page, chosen)
        dialog.targets_wanted.connect(partial(self._load_targets, dialog))
        dialog.given.connect(partial(self._keep_log, dialog))
        dialog.back_wanted.connect(partial(self._take_back, dialog))
        dialog.open()
        dialog.look()

    def _load_targets(self, dialog: LogDialog, who: UUID, day: date) -> None:
        def show(lines: Sequence[TargetLine]) -> None:
            dialog.show_targets(who, lines)

        self._desk.load(dialog, partial(self._app.visits.of_vanguard, who, day), show)

    def _keep_log(self, dialog: LogDialog, draft: VisitDraft) -> None:
        def told(done: Done[Logged]) -> None:
            self._last = done.action
            dialog.show_kept(logged_text(done.result), undoable=done.action is not None)

        self._keep(partial(self._log, draft), told, "正在登记", dialog)

    def _find_card(self, dialog: CardDialog, typed: str) -> None:
        def show(found: CardFound | str) -> None:
            if isinstance(found, str):
                dialog.show_refusal(found)
            else:
                dialog.show_card(found)

        self._desk.load(dialog, partial(self._card, typed), show)

    def _card(self, typed: str) -> CardFound | str:
        """A refusal is said beside the field, not over everything."""
        try:
            return self._app.visit_cards.find(typed)
        except RuleError as error:
            return f"{error.message}{error.hint}"

    def _keep_card(self, dialog: CardDialog, draft: VisitDraft) -> None:
        line = dialog.kept_line()

        def told(done: Done[Logged]) -> None:
            self._last = done.action
            dialog.show_kept(line, undoable=done.action is not None)

        self._keep(partial(self._log, draft), told, "正在登记", dialog)

    def _log(self, draft: VisitDraft) -> Logged:
        return self._app.visits.log(draft.entries, draft.raised)

    def _take_back(self, dialog: LogDialog | CardDialog) -> None:
        if self._last is not None:
            self._undoing.turn(self._last, Offer.UNDO)
            self._last = None
            dialog.show_kept("已撤销刚才的登记。", undoable=False)

    def _open_print(
        self, chosen: UUID | None, found: tuple[Sequence[Place], Sequence[VanguardName]]
    ) -> None:
        villages, vanguards = found
        dialog = PrintDialog(villages, vanguards, self._today, self._page, chosen)

        def keep(order: CardOrder) -> None:
            def work(progress: Progress, cancel: CancelToken) -> PrintedCards:
                return self._app.visit_cards.print_cards(order, progress, cancel)

            job = self._desk.act(
                self._page, work, self._show_cards, title="正在排版走访卡", changed=Changed.GRID
            )
            job.succeeded.connect(dialog.accept)
            job.ended.connect(dialog.resume)

        dialog.given.connect(keep)
        dialog.open()

    def _show_cards(self, printed: PrintedCards) -> None:
        self._page.say(printed.sentence)
        self._preview([printed.document], printed.document.title)

    def _show_month(self, document: Document) -> None:
        self._preview([document], document.title)

    def _open_rule(self, rule: ContactRule) -> None:
        dialog = ContactRuleDialog(rule, self._page, at_city=self._app.place.is_city)

        def keep(given: ContactRule) -> None:
            work = partial(self._app.visits.set_rule, given, dialog.seen)
            self._write(work, "已调整月联季访规则。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def _correct(self, records: RecordsDialog, read: ReadVisits, row: VisitRow) -> None:
        dialog = CorrectDialog(row, records)

        def keep(entry: VisitEntry) -> None:
            work = partial(self._app.visits.change, row.id, row.version, entry)
            self._write(work, "已修改走访记录。", dialog)

        dialog.given.connect(keep)
        dialog.accepted.connect(partial(self._reread, records, read))
        dialog.open()

    def _remove(self, records: RecordsDialog, read: ReadVisits, rows: Sequence[VisitRow]) -> None:
        work = partial(self._app.visits.remove, {row.id: row.version for row in rows})

        def told(done: Done[None]) -> None:
            self._undoing.tell(f"已删除 {len(rows)} 条走访记录。", done.action)
            self._reread(records, read)

        self._keep(work, told, "正在删除")

    def _reread(self, records: RecordsDialog, read: ReadVisits) -> None:
        self._desk.load(records, read, records.show_rows)


def villages_of(told: VisitOverview) -> list[Place]:
    """The villages in which anybody is contacted, with the keys of their units."""
    units: dict[object, set[UUID]] = {}
    for key, place in told.units.items():
        units.setdefault(place.order[:2], set()).add(key)
    return [
        (share.name, frozenset(units.get(share.place.order[:2], ()))) for share in told.by_village
    ]


def logged_text(logged: Logged) -> str:
    """What is said after entries were kept."""
    matters = f"，记入民情 {len(logged.matters)} 件" if logged.matters else ""
    told = f"；{logged.told}" if logged.told else "。"
    return f"已登记 {logged.count} 个{matters}{told}"

"""Use cases of files of questions: what comes in, and what goes out."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Item, ItemRevision, JournalEntry
from db.uow import Store
from jyguide.bank.book import BookSize, Cover
from jyguide.bank.doubles import mark_of
from jyguide.bank.entry import BankEntry, Written
from jyguide.bank.formats import BankFormat
from jyguide.bank.import_file import (
    PASTED,
    BankPlan,
    plan_import,
    read_item_text,
    read_items,
    text_of,
)
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.bank.service.reading import BankService
from jyguide.bank.service.rows import CONTENT, known_regulations, present_items
from jyguide.bank.stored import columns_of, content_of
from jyguide.bank.write_file import Outfit, book_plan, shipped_facts, write_audit, write_items
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from jyguide.ids import ActionId, ItemId, RevisionId
from jyguide.pause import collector_paused
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent


@dataclass(frozen=True, slots=True)
class BankImportResult:
    """What an import of questions did.

    Attributes:
        imported: Items that may be drawn at once, or wait for review where that was asked for.
        drafts: Items kept as drafts for want of a usable answer.
        to_check: Of those imported how many wait for review because a person has to look at
            them first.
    """

    imported: int
    drafts: int
    refused: tuple[ItemRefusal, ...]
    action_id: ActionId | None
    to_check: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """A handbook as both renderers take it, and what it holds."""

    documents: tuple[Document, ...]
    written: Written


class BankFileService:
    """Everything the program does with files of questions."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        version: Callable[[], str],
    ) -> None:
        """`version` tells which version of the unified bank is here, or ""."""
        self._version = version
        self._clock = clock
        self._store = store
        self._place = place
        self._bank = bank
        self._rows: Sequence[ItemRow] = ()
        self._known_at = -1

    def plan_file(
        self,
        path: Path,
        format_: BankFormat | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> BankPlan:
        """Read a file of questions and say what importing it would do; writes nothing.

        Args:
            path: A file of any format in `READABLE`.
            format_: None to tell it by the file.
            progress: Told what is being done.
            cancel: Looked at at every line of running text, and between the steps.

        Raises:
            FileError: the file cannot be read, or holds nothing like a question.
            Cancelled: the user pressed cancel.
        """
        say, stop = progress or Silent(), cancel or CancelToken()
        with collector_paused():
            say.step(0, 0, "正在读取文件")
            told, file = read_items(path, format_, stop.check)
            stop.check()
            say.step(0, 0, f"正在与题库比对 {len(file.items)} 道题")
            at_city = self._place.is_city
            return plan_import(path, told, file, self._known(), stop.check, at_city=at_city)

    def plan_text(self, text: str, cancel: CancelToken | None = None) -> BankPlan:
        """Read pasted text and say what importing it would do; writes nothing.

        Text with nothing like a question gives a plan without items: it is still being typed.

        Raises:
            Cancelled: newer text is waiting.
        """
        stop = cancel or CancelToken()
        told, file = read_item_text(text, check=stop.check)
        source = Path(PASTED)
        if not file.items:
            return BankPlan(
                source, (), file.refused, format=told, notices=file.notices, pasted=True
            )
        stop.check()
        return plan_import(
            *(source, told, file, self._known(), stop.check),
            at_city=self._place.is_city,
            pasted=True,
        )

    def text_of(self, path: Path) -> str:
        """The running text of a file, as `plan_text` takes it.

        Raises:
            FileError: it cannot be read, or is no text.
        """
        return text_of(path)

    def import_plan(
        self,
        plan: BankPlan,
        *,
        without: Collection[int] = (),
        to_review: bool = False,
        cancel: CancelToken | None = None,
    ) -> BankImportResult:
        """Write what a plan found, all of it in one action or nothing.

        Args:
            plan: As made by `plan_file` or `plan_text`.
            without: Places in the plan that are left out.
            to_review: Let items wait for review instead of putting them in force; what
                `BankPlan.to_check` names waits in any case.
            cancel: Looked at before anything is kept.

        Raises:
            RuleError: the file has been imported since the plan was made.
            Cancelled: the user pressed cancel; nothing is written.
        """
        stop = cancel or CancelToken()
        left_out, held = set(without), plan.to_check
        places = [place for place in range(len(plan.items)) if place not in left_out]
        items = [plan.items[place] for place in places]
        drafts = sum(item.is_draft for item in items)
        with collector_paused(), self._store.begin(f"导入试题“{plan.source.name}”") as uow:
            self._refuse_stale(uow.session, plan)
            waiting = [to_review or place in held for place in places]
            # Items before what they say: SQLite looks for children of every row that comes
            # after one that named it, and no index tells which items were merged into another.
            batch = self._batch(uow.session, plan, items, waiting)
            uow.add_many(Item, batch.items)
            stop.check()
            uow.add_many(ItemRevision, batch.revisions)
            stop.check()
            if items:
                uow.commit()
                said = zip(batch.revisions, items, strict=True)
                self._bank.remember({RevisionId(row["id"]): one.content for row, one in said})
            return BankImportResult(
                imported=len(items) - drafts,
                drafts=drafts,
                refused=plan.refused,
                action_id=ActionId(uow.action_id) if items else None,
                to_check=len(held - left_out),
            )

    def write_errors(self, plan: BankPlan, target: Path) -> int:
        """Write the rows of a sheet that were refused into a workbook that can be corrected.

        Returns:
            How many refusals it holds.

        Raises:
            RuleError: none of them stands in a row of a sheet, or the file itself would be
                replaced.
            FileError: the workbook cannot be written.
        """
        from jyguide.exchange.error_workbook import write_error_workbook  # noqa: PLC0415 - heavy
        from jyguide.exchange.sheets import header_rows  # noqa: PLC0415 - as above

        cells = [one.cell for one in plan.refused if one.cell is not None]
        if not cells:
            raise RuleError(
                "没有可以写成错误清单的行，没有生成文件。",
                hint="文本和 Word 文件请按提示的位置直接修改。",
            )
        if target.resolve() == plan.source.resolve():
            raise RuleError("错误清单不能覆盖原来的试题文件，没有保存。", hint="请换一个文件名。")
        write_error_workbook(plan.source, cells, target, header_rows(plan.source))
        return len(cells)

    def write_template(self, target: Path) -> None:
        """Write an empty workbook to fill in.

        Raises:
            FileError: it cannot be written.
        """
        from jyguide.exchange.sheets import write_item_template  # noqa: PLC0415 - heavy

        write_item_template(target)

    def export(  # noqa: PLR0913 - all but three by name
        self,
        target: Path,
        format_: BankFormat,
        item_ids: Sequence[ItemId] | None = None,
        *,
        size: BookSize = BookSize.A4,
        cover: Cover | None = None,
        with_items: bool = False,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Written:
        """Write items into a file; what the format cannot say is named in the result.

        Args:
            target: Replaced if it is there.
            format_: One of `WRITABLE`.
            item_ids: None for the whole bank.
            size: Of the pages of a handbook.
            cover: Of a handbook; None for this office's and today's.
            with_items: Whether a handbook holds the items beside the questions.
            progress: Told how many items are written, by the formats that take long.
            cancel: Looked at meanwhile by the same.

        Raises:
            RuleError: there is nothing to write, or nobody can read the format.
            FileError: the file cannot be written.
            Cancelled: the user pressed cancel.
        """
        entries = self._entries(item_ids)
        outfit = self._outfit(cover, size, with_items=with_items)
        said, stop = progress or Silent(), cancel or CancelToken()
        return write_items(target, format_, entries, outfit, said, stop)

    def cover(self, issuer: str = "", title: str = "") -> Cover:
        """The cover of a handbook printed today; what is left out is this office's and usual.

        It bears a version only where the bank is exactly what was issued under it.
        """
        made = Cover(issuer or self._place.office, self._version(), self._clock().date())
        return replace(made, title=title) if title else made

    def book(
        self,
        item_ids: Sequence[ItemId] | None = None,
        *,
        size: BookSize = BookSize.A5,
        cover: Cover | None = None,
        with_items: bool = False,
    ) -> Book:
        """A handbook to be printed or folded, one document after another.

        Raises:
            RuleError: there is nothing to write.
        """
        from jyguide.bank.handbook import handbook, written  # noqa: PLC0415 - heavy

        entries = self._entries(item_ids)
        plan = book_plan(self._outfit(cover, size, with_items=with_items))
        return Book(handbook(entries, plan), written(entries, plan))

    def export_audit(self, target: Path, item_ids: Sequence[ItemId] | None = None) -> Written:
        """Write one row an item with its answer, citation and facts, for a reviewer.

        Raises:
            RuleError: there is nothing to write.
            FileError: the file cannot be written.
        """
        facts = shipped_facts()
        entries = [facts.told(entry) for entry in self._entries(item_ids)]
        return write_audit(target, entries)

    def _outfit(self, cover: Cover | None, size: BookSize, *, with_items: bool) -> Outfit:
        with self._store.read() as session:
            regulations = known_regulations(session)
        return Outfit(cover or self.cover(), self._clock(), regulations, size, with_items)

    def _entries(self, item_ids: Sequence[ItemId] | None) -> list[BankEntry]:
        entries = self._bank.entries(item_ids)
        if not entries:
            raise RuleError("没有可以导出的试题，没有生成文件。", hint="请先导入或编写试题。")
        return entries

    def _known(self) -> Sequence[ItemRow]:
        """Every item, read again only after a change: pasted text is compared as it is typed."""
        with self._store.read() as session:
            latest = session.scalar(select(func.max(JournalEntry.no))) or 0
        if latest != self._known_at:
            self._rows, self._known_at = self._bank.items(), latest
        return self._rows

    def _refuse_stale(self, session: Session, plan: BankPlan) -> None:
        """A plan holds only for the bank it was compared with: written twice it would double."""
        present = session.execute(
            present_items()
            .with_only_columns(*CONTENT)
            .where(Item.source == plan.origin, Item.station_id == self._place.station_id)
        )
        fresh = {(mark_of(one.content), one.content.answer) for one in plan.items}
        said = (content_of(row) for row in present)
        if any((mark_of(content), content.answer) in fresh for content in said):
            raise RuleError(
                f"检查之后，“{plan.source.name}”已经导入过，没有再次导入。",
                hint="请重新检查后再导入。",
            )

    def _batch(
        self,
        session: Session,
        plan: BankPlan,
        items: Sequence[FoundItem],
        waiting: Sequence[bool],
    ) -> _Batch:
        """Rows for the items, numbered and placed after what the source has already.

        Only what this office has of the source counts: another office's file of the same name
        is another file, and a question in it no question of this one.
        """
        standing = session.execute(
            select(Item.number, Item.id, Item.position)
            .where(
                Item.source == plan.origin,
                Item.station_id == self._place.station_id,
                Item.deleted.is_(False),
            )
            .order_by(Item.position)
        ).all()
        last = max((row.position for row in standing), default=0)
        keys = [(new_key(), new_key()) for _ in items]
        numbered: dict[str, uuid.UUID] = {row.number: row.id for row in standing}
        numbered |= {one.number: key for (key, _), one in zip(keys, items, strict=True)}
        columns = {
            "station_id": self._place.station_id,
            "source": plan.origin,
            "merged_into_id": None,
        }
        batch = _Batch([], [])
        rows = zip(keys, items, waiting, strict=True)
        for at, ((item, revision), one, waits) in enumerate(rows, start=1):
            batch.items.append(
                columns
                | {
                    "id": item,
                    "number": one.number if one.number and not plan.pasted else str(last + at),
                    "position": last + at,
                    "question_id": numbered.get(one.question) if one.question else None,
                    "revision_id": revision,
                    "status": _status(one, waits=waits).value,
                }
            )
            batch.revisions.append(
                {"id": revision, "item_id": item, "reason": "", **columns_of(one.content)}
            )
        return batch


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows to be written: items, and what each of them says."""

    items: list[dict[str, Any]]
    revisions: list[dict[str, Any]]


def _status(item: FoundItem, *, waits: bool) -> ItemStatus:
    if item.is_draft:
        return ItemStatus.DRAFT
    return ItemStatus.REVIEW if waits else ItemStatus.IN_FORCE

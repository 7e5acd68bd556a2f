"""Use cases of files of questions: what comes in, and what goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Item, ItemRevision
from db.uow import Store
from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry, Written
from jyguide.bank.formats import BankFormat
from jyguide.bank.import_file import (
    PASTED,
    BankPlan,
    mark_of,
    plan_import,
    read_item_text,
    read_items,
)
from jyguide.bank.row import ItemStatus
from jyguide.bank.service.reading import BankService
from jyguide.bank.service.rows import present_items
from jyguide.bank.stored import columns_of, content_of
from jyguide.bank.write_file import shipped_facts, write_audit, write_items
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from jyguide.ids import ActionId, ItemId
from jyguide.place import Place


@dataclass(frozen=True, slots=True)
class BankImportResult:
    """What an import of questions did.

    Attributes:
        imported: Items that may be drawn at once, or wait for review where that was asked for.
        drafts: Items kept as drafts for want of a usable answer.
    """

    imported: int
    drafts: int
    refused: tuple[ItemRefusal, ...]
    action_id: ActionId | None


class BankFileService:
    """Everything the program does with files of questions."""

    def __init__(self, store: Store, place: Place, clock: Clock, bank: BankService) -> None:
        self._clock = clock
        self._store = store
        self._place = place
        self._bank = bank

    def plan_file(self, path: Path, format_: BankFormat | None = None) -> BankPlan:
        """Read a file of questions and say what importing it would do; writes nothing.

        Args:
            path: A file of any format in `READABLE`.
            format_: None to tell it by the file.

        Raises:
            FileError: the file cannot be read, or holds nothing like a question.
        """
        told, file = read_items(path, format_)
        return plan_import(path, told, file, self._bank.items())

    def plan_text(self, text: str) -> BankPlan:
        """Read pasted text and say what importing it would do; writes nothing.

        Text with nothing like a question gives a plan without items: it is still being typed.
        """
        told, file = read_item_text(text)
        source = Path(PASTED)
        if not file.items:
            return BankPlan(source, (), file.refused, format=told)
        return plan_import(source, told, file, self._bank.items())

    def import_plan(
        self, plan: BankPlan, *, without: Sequence[int] = (), to_review: bool = False
    ) -> BankImportResult:
        """Write what a plan found, all of it in one action or nothing.

        Args:
            plan: As made by `plan_file` or `plan_text`.
            without: Places in the plan that are left out.
            to_review: Let items wait for review instead of putting them in force.

        Raises:
            RuleError: the file has been imported since the plan was made.
        """
        left_out = set(without)
        items = [item for place, item in enumerate(plan.items) if place not in left_out]
        drafts = sum(item.is_draft for item in items)
        with self._store.begin(f"导入试题“{plan.source.name}”") as uow:
            _refuse_stale(uow.session, plan)
            keys = [(new_key(), new_key()) for _ in items]
            numbered = {one.number: item for (item, _), one in zip(keys, items, strict=True)}
            uow.add_many(
                ItemRevision,
                [
                    {"id": revision, "item_id": item, "reason": "", **columns_of(one.content)}
                    for (item, revision), one in zip(keys, items, strict=True)
                ],
            )
            ready = ItemStatus.REVIEW if to_review else ItemStatus.IN_FORCE
            uow.add_many(
                Item,
                [
                    self._item_columns(plan.source.name, place, one, ready)
                    | {
                        "id": item,
                        "revision_id": revision,
                        "question_id": numbered.get(one.question) if one.question else None,
                    }
                    for place, ((item, revision), one) in enumerate(
                        zip(keys, items, strict=True), start=1
                    )
                ],
            )
            if items:
                uow.commit()
            return BankImportResult(
                imported=len(items) - drafts,
                drafts=drafts,
                refused=plan.refused,
                action_id=ActionId(uow.action_id) if items else None,
            )

    def write_errors(self, plan: BankPlan, target: Path) -> int:
        """Write the rows of a sheet that were refused into a workbook that can be corrected.

        Returns:
            How many refusals it holds.

        Raises:
            RuleError: none of them stands in a row of a sheet.
            FileError: the workbook cannot be written.
        """
        from jyguide.exchange.error_workbook import write_error_workbook  # noqa: PLC0415 - heavy

        cells = [one.cell for one in plan.refused if one.cell is not None]
        if not cells:
            raise RuleError(
                "没有可以写成错误清单的行，没有生成文件。",
                hint="文本和 Word 文件请按提示的位置直接修改。",
            )
        write_error_workbook(plan.source, cells, target)
        return len(cells)

    def write_template(self, target: Path) -> None:
        """Write an empty workbook to fill in.

        Raises:
            FileError: it cannot be written.
        """
        from jyguide.exchange.sheets import write_item_template  # noqa: PLC0415 - heavy

        write_item_template(target)

    def export(
        self,
        target: Path,
        format_: BankFormat,
        item_ids: Sequence[ItemId] | None = None,
        *,
        size: BookSize = BookSize.A4,
        cover: Cover | None = None,
    ) -> Written:
        """Write items into a file; what the format cannot say is named in the result.

        Args:
            target: Replaced if it is there.
            format_: One of `WRITABLE`.
            item_ids: None for the whole bank.
            size: Of the pages of a handbook.
            cover: Of a handbook; None for this office's and today's.

        Raises:
            RuleError: there is nothing to write, or nobody can read the format.
            FileError: the file cannot be written.
        """
        entries = self._entries(item_ids)
        made = cover or Cover(self._place.station_name, printed_on=self._clock().date())
        return write_items(target, format_, entries, size=size, cover=made)

    def export_audit(self, target: Path, item_ids: Sequence[ItemId] | None = None) -> Written:
        """Write one row an item with its answer, citation and facts, for a reviewer.

        Raises:
            RuleError: there is nothing to write.
            FileError: the file cannot be written.
        """
        facts = shipped_facts()
        entries = [replace(entry, facts=facts.of(entry)) for entry in self._entries(item_ids)]
        return write_audit(target, entries)

    def _entries(self, item_ids: Sequence[ItemId] | None) -> list[BankEntry]:
        entries = self._bank.entries(item_ids)
        if not entries:
            raise RuleError("没有可以导出的试题，没有生成文件。", hint="请先导入或编写试题。")
        return entries

    def _item_columns(
        self, source: str, position: int, one: FoundItem, ready: ItemStatus
    ) -> dict[str, Any]:
        return {
            "station_id": self._place.station_id,
            "source": source,
            "number": one.number,
            "position": position,
            "merged_into_id": None,
            "status": (ItemStatus.DRAFT if one.is_draft else ready).value,
        }


def _refuse_stale(session: Session, plan: BankPlan) -> None:
    """A plan holds only for the bank it was compared with: written twice it would double it."""
    if plan.source.name == PASTED:
        return
    present = session.execute(present_items().where(Item.source == plan.source.name))
    fresh = {mark_of(one.content) for one in plan.items}
    if any(mark_of(content_of(revision)) in fresh for _item, revision in present):
        raise RuleError(
            f"检查之后，“{plan.source.name}”已经导入过，没有再次导入。",
            hint="请重新检查这个文件。",
        )

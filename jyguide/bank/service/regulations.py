"""Use cases of regulations: new editions, changed clauses, and what rests on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import ClauseChange as ClauseChangeTable
from db.models import Item, ItemRevision, Regulation
from db.uow import Store, UnitOfWork
from jyguide.bank.articles import as_citation, renumbered
from jyguide.bank.item import ItemContent
from jyguide.bank.recall import Recall
from jyguide.bank.recall_notice import notice_document
from jyguide.bank.regulation import (
    CARRIED,
    REVIEWED,
    ClauseMark,
    Impact,
    NewEdition,
    RegulationRow,
    next_code,
    refuse_gone,
    refuse_unclear,
    refuse_untold,
)
from jyguide.bank.row import ItemRow
from jyguide.bank.service.impact import (
    LivesOnAs,
)
from jyguide.bank.service.reading import BankService
from jyguide.bank.service.regulation_rows import (
    impact_of,
    items_recalled_by,
    named,
    regulation_rows,
)
from jyguide.bank.stored import columns_of, content_of
from jyguide.bank.titles import bare_title
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import ClauseChangeId, ItemId, RegulationId
from jyguide.place import Place


class RegulationService:
    """Everything the program does with regulations and the recall of what rests on them."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        merged: Callable[[], LivesOnAs],
    ) -> None:
        """`merged` tells who lives on as whom; people are not this area's."""
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._merged = merged

    def regulations(self) -> list[RegulationRow]:
        """Every edition on the list, by title, the one in force first."""
        items = self._bank.items()
        with self._store.read() as session:
            return regulation_rows(session, items)

    def regulation(self, code: str) -> RegulationRow:
        """An edition by its code.

        Raises:
            RuleError: the list has none of this code.
        """
        found = next((row for row in self.regulations() if row.code == code), None)
        if found is None:
            raise RuleError(
                f"法规目录里没有代号为“{code}”的法规，没有改动。",
                hint="请用 jyguide bank regulations 查看代号。",
            )
        return found

    def revise(
        self, regulation_id: RegulationId, new: NewEdition, marks: Sequence[ClauseMark] = ()
    ) -> RegulationId:
        """Put a new edition on the list in place of one, and mark the clauses it changes.

        Items that rest on these clauses leave exam drawing until they are reviewed.

        Raises:
            RuleError: this is not the city, the edition has been replaced already, or something
                is missing; nothing is written.
        """
        self._refuse_station()
        _refuse_incomplete(new)
        with self._store.begin(f"登记法规新版“{new.title.strip()}”") as uow:
            old = uow.session.get_one(Regulation, regulation_id)
            if old.replaced_by_id is not None:
                raise RuleError(
                    f"《{old.title}》“{old.edition}”已有新版，没有再登记。",
                    hint="请在目录里选择现行的那一版。",
                )
            _refuse_known(uow.session, new)
            codes = list(uow.session.scalars(select(Regulation.code)))
            row = Regulation(
                id=new_key(),
                code=next_code(old.code, new, codes),
                title=new.title.strip(),
                edition=new.edition.strip(),
                in_force_from=new.in_force_from,
                replaced=f"《{old.title}》{old.edition}",
                note=new.note.strip(),
            )
            uow.session.add(row)
            old.replaced_by_id = row.id
            self._add_marks(uow, regulation_id, marks)
            uow.commit()
            return RegulationId(row.id)

    def mark(self, regulation_id: RegulationId, marks: Sequence[ClauseMark]) -> Changed:
        """Mark clauses of a superseded edition as changed, in one action.

        Raises:
            RuleError: this is not the city, the edition is still in force, no article can be
                told, or nothing is marked; nothing is written.
        """
        self._refuse_station()
        if not marks:
            raise RuleError("没有写哪些条款变了，没有标记。", hint="请至少写一条。")
        with self._store.begin("标记修订条款") as uow:
            old = uow.session.get_one(Regulation, regulation_id)
            if old.replaced_by_id is None:
                raise RuleError(
                    f"《{old.title}》“{old.edition}”还是现行的版本，没有标记。",
                    hint="请先登记取代它的新版。",
                )
            self._add_marks(uow, regulation_id, marks)
            uow.commit()
        return Changed.BANK

    def unmark(self, change_ids: Sequence[ClauseChangeId]) -> Changed:
        """Take marks back that were made by mistake; what was reviewed stays reviewed.

        Raises:
            RuleError: this is not the city.
        """
        self._refuse_station()
        with self._store.begin("取消条款标记") as uow:
            for key in change_ids:
                uow.session.get_one(ClauseChangeTable, key).deleted = True
            uow.commit()
        return Changed.BANK

    def would_recall(
        self, regulation_id: RegulationId, marks: Sequence[ClauseMark]
    ) -> list[ItemRow]:
        """Items that would have to be reviewed if these clauses were marked; writes nothing."""
        items = self._bank.items()
        with self._store.read() as session:
            return items_recalled_by(session, items, regulation_id, marks)

    def impact(self, regulation_id: RegulationId) -> Impact:
        """What the changed clauses of an edition concern: items, papers and people."""
        items = self._bank.items()
        with self._store.read() as session:
            return impact_of(session, items, regulation_id, self._merged())

    def confirm(self, item_ids: Sequence[ItemId], article: str | None = None) -> int:
        """Let items that were found right in their old words cite the edition in force.

        Args:
            item_ids: Items that wait for review.
            article: Where their clause stands now; None for what the mark says, else as before.

        Returns:
            How many were reviewed; those that wait for nothing are passed over.

        Raises:
            RuleError: one belongs to another office or is gone, or the marks do not tell where
                its clause stands now; none is changed.
        """
        if article:
            article = as_citation(article)
            refuse_unclear(ClauseMark(new_article=article))
        rows = {row.id: row for row in self._bank.items()}
        refuse_gone(item_ids, rows)
        with self._store.begin(f"复核试题（{len(item_ids)} 道）") as uow:
            count = 0
            for key in dict.fromkeys(item_ids):
                recall = rows[key].recalled
                if recall is not None:
                    if article is None:
                        refuse_untold(rows[key], recall)
                    edit = self._reviewed(uow.session, recall, article)
                    count += self._rewrite(uow, key, edit, REVIEWED)
            if count:
                uow.commit()
        return count

    def carry_over(
        self, regulation_id: RegulationId, moved: Mapping[int, int] | None = None
    ) -> int:
        """Let this office's items on clauses that did not change cite the next edition.

        Args:
            regulation_id: The superseded edition.
            moved: Old number of an article to its new one, where the clauses have moved.

        Returns:
            How many items now cite the next edition.

        Raises:
            RuleError: the edition is still in force.
        """
        impact = self.impact(regulation_id)
        with self._store.begin(f"沿用到新版“{impact.regulation.title}”") as uow:
            old = uow.session.get_one(Regulation, regulation_id)
            if old.replaced_by_id is None:
                raise RuleError(
                    f"《{old.title}》“{old.edition}”还是现行的版本，没有改动。",
                    hint="先登记取代它的新版，再把没有变的题沿用过去。",
                )
            new = uow.session.get_one(Regulation, old.replaced_by_id)

            def edit(content: ItemContent) -> ItemContent:
                return _citing(content, new, renumbered(content.article, moved or {}))

            own = [row for row in impact.untouched if self._is_own(row)]
            count = sum(self._rewrite(uow, row.id, edit, CARRIED) for row in own)
            if count:
                uow.commit()
        return count

    def write_notice(self, regulation_id: RegulationId, target: Path) -> int:
        """Write the list of people to be told into a Word file; returns how many there are.

        Raises:
            RuleError: there is nobody to tell.
            FileError: the file cannot be written.
        """
        from jyguide.documents.word import write_word  # noqa: PLC0415 - heavy

        impact = self.impact(regulation_id)
        if not impact.people:
            raise RuleError(
                "没有人在用到这些条款的考试里取得证书，没有生成文件。",
                hint="请核对是否已标记修订的条款。",
            )
        today = self._today()
        write_word([notice_document(impact, self._place.office, today)], target)
        return len(impact.people)

    def _today(self) -> date:
        return self._clock().date()

    def _refuse_station(self) -> None:
        if not self._place.is_city:
            raise RuleError(
                "法规目录由市级维护，本站没有改动它。",
                hint="发现法规换版，请用“报告错误”告诉市级；收到市级的文件后即可复核本站的题。",
            )

    def _add_marks(
        self, uow: UnitOfWork, regulation_id: RegulationId, marks: Sequence[ClauseMark]
    ) -> None:
        for mark in marks:
            one = replace(
                mark,
                article=as_citation(mark.article),
                new_article=as_citation(mark.new_article),
            )
            refuse_unclear(one)
            uow.session.add(
                ClauseChangeTable(
                    regulation_id=regulation_id,
                    article=one.article,
                    new_article=one.new_article,
                    note=one.note.strip(),
                    marked_on=self._today(),
                )
            )

    def _is_own(self, row: ItemRow) -> bool:
        """Items this office answers for: the city for the unified bank, a station for its own."""
        return row.unified == self._place.is_city

    def _reviewed(
        self, session: Session, recall: Recall, article: str | None
    ) -> Callable[[ItemContent], ItemContent]:
        latest = _latest(session, recall)
        moved = dict(recall.moved)

        def edit(content: ItemContent) -> ItemContent:
            stands = renumbered(content.article, moved) if article is None else article.strip()
            return _citing(content, latest, stands)

        return edit

    def _rewrite(
        self,
        uow: UnitOfWork,
        key: ItemId,
        edit: Callable[[ItemContent], ItemContent],
        reason: str,
    ) -> bool:
        item = uow.session.get_one(Item, key)
        if item.station_id is None and not self._place.is_city:
            raise RuleError(
                f"第 {item.number} 题是统一题库的题，由市级复核，没有改动。",
                hint="市级复核后的题会随市级的下一个文件收到。",
            )
        content = content_of(uow.session.get_one(ItemRevision, item.revision_id))
        after = edit(content)
        if after == content:
            return False
        row = ItemRevision(id=new_key(), item_id=item.id, reason=reason, **columns_of(after))
        uow.session.add(row)
        item.revision_id = row.id
        return True


def _latest(session: Session, recall: Recall) -> Regulation:
    """The edition in force now, however many came after the one an item is recalled for."""
    found = session.scalars(select(Regulation).where(Regulation.deleted.is_(False))).all()
    by_id = {row.id: row for row in found}
    row = next(
        one for one in found if (one.title, one.edition) == (recall.regulation, recall.edition)
    )
    seen = {row.id}
    while row.replaced_by_id in by_id and row.replaced_by_id not in seen:
        row = by_id[row.replaced_by_id]
        seen.add(row.id)
    return row


def _citing(content: ItemContent, regulation: Regulation, article: str) -> ItemContent:
    return replace(
        content, regulation=regulation.title, edition=regulation.edition, article=article
    )


def _refuse_incomplete(new: NewEdition) -> None:
    for text, name in ((new.title, "名称"), (new.edition, "版本")):
        if not text.strip():
            raise RuleError(
                f"没有填法规的{name}，没有登记。",
                hint="名称写全称，版本写发布或施行的日期，例如“2026年5月11日发布”。",
            )


def _refuse_known(session: Session, new: NewEdition) -> None:
    wanted = (bare_title(new.title), new.edition.strip())
    known = session.scalars(select(Regulation).where(Regulation.deleted.is_(False)))
    if any(named(one) == wanted for one in known):
        raise RuleError(
            f"《{new.title.strip()}》“{new.edition.strip()}”已在目录里，没有再登记。",
            hint="请核对版本的写法。",
        )

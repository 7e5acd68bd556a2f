"""Use cases of postings: what is due, what was posted, objected and replied."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import OpennessItem, OpennessNotice
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.ids import NoticeId, OpennessItemId, OrganisationId
from jyguide.openness.board import BoardText, Paper
from jyguide.openness.calendar import (
    OPEN,
    Asking,
    Posting,
    PostPlace,
    Slot,
    due_sentences,
    pending,
    year_slots,
)
from jyguide.openness.calendar_period import period_of
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import Period
from jyguide.openness.notice import NoticeFacts, NoticeRow, check_notice, notice_columns
from jyguide.openness.notice_year import CalendarYear, year_sections
from jyguide.openness.service.items import item_row, read_item_rows
from jyguide.openness.service.notice_rows import (
    facts_of_row,
    notice_row,
    one_notice,
    read_notices,
    read_postings,
)
from jyguide.openness.service.places import read_places
from jyguide.openness.service.rhythms import read_rhythms
from jyguide.pause import collector_paused
from jyguide.place import Place

_NAMED = 3


class OpennessNoticeService:
    """The calendar, the postings and their papers."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def calendar(self, year: int) -> CalendarYear:
        """All that has to hang in a year, and what is open of this year and the one before."""
        this = self._today.year
        asking, kept = self._read(min(year, this - 1), max(year, this))
        slots = year_slots(asking, kept, [year])
        due = _open(asking, kept)
        return CalendarYear(
            year, asking.today, asking.items, asking.places, slots, due, asking.rhythms
        )

    @collector_paused()
    def pending(self) -> list[Slot]:
        """What somebody has to see to of this year and the one before, first due in front."""
        this = self._today.year
        return _open(*self._read(this - 1, this))

    def due(self) -> tuple[str, str]:
        """What waits here by now, and what is due this week; "" where nothing is."""
        return due_sentences(self.pending())

    @collector_paused()
    def year_sections(self, year: int) -> list[ReportSection]:
        """The totals of a year by matter, and by township."""
        return year_sections(year_slots(*self._read(year, year), [year]))

    def places(self) -> list[PostPlace]:
        """Every village and community in the order of the tree."""
        with self._store.read() as session:
            return read_places(session)

    def notice(self, key: NoticeId) -> NoticeRow:
        """One posting whole.

        Raises:
            RuleError: it was removed meanwhile.
        """
        with self._store.read() as session:
            row = one_notice(session, key)
            item = session.get_one(OpennessItem, row.item_id)
            return notice_row(row, item.name)

    def post(
        self, item_id: OpennessItemId, places: Collection[OrganisationId], facts: NoticeFacts
    ) -> list[NoticeId]:
        """Note down postings of one matter in several places at once, all or none.

        Without a day they are drafts: texts to be printed.

        Raises:
            RuleError: the facts cannot be so, the matter is not asked of one of the places, or
                one has it already.
        """
        if not places:
            raise RuleError("没有选择村或社区，没有登记。", hint="请先选择村或社区。")
        with self._store.begin(f"登记公开 {len(places)} 处") as uow:
            item, rhythms = _item(uow.session, item_id), read_rhythms(uow.session)
            known = {one.key: one for one in read_places(uow.session)}
            keys = []
            for key in places:
                mine = rhythms.item_of(item, key)
                check_notice(facts, mine.facts.period, self._today)
                keys.append(self.put_new(uow, mine, _place_for(mine, known, key), facts))
            uow.commit()
        return keys

    def put_new(
        self, uow: UnitOfWork, item: ItemRow, place: PostPlace, facts: NoticeFacts
    ) -> NoticeId:
        """As `post`, one of several inside an action.

        Two PCs that note down the same period have it once: its key follows from what it is.

        Raises:
            RuleError: it is there already.
        """
        values = {
            "station_id": place.station_id,
            "item_id": item.id,
            "organisation_key": place.key,
            "organisation": place.name,
            **notice_columns(facts),
        }
        if item.facts.period is Period.AT_ONCE:
            fresh = new_key()
            uow.session.add(OpennessNotice(id=fresh, **values))
            return NoticeId(fresh)
        key = fixed_key("openness_notice", item.id, place.key, facts.period)
        old = uow.session.get(OpennessNotice, key)
        if old is None:
            uow.session.add(OpennessNotice(id=key, **values))
        elif old.deleted:  # removed by mistake, or an import undone
            old.deleted = False
            _write(old, values)
        else:
            raise RuleError(
                f"“{place.name}”的“{item.facts.name}”{facts.when}已经登记过，没有登记任何一条。",
                hint="请打开那一条修改，或去掉这个村（社区）后再登记。",
            )
        return NoticeId(key)

    def change(self, key: NoticeId, facts: NoticeFacts, seen: str | None = None) -> Changed:
        """Change what is kept about a posting: its text, its days, objection and reply.

        Args:
            key: Which.
            facts: All of it; the period of what is posted regularly stays what it is.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: the facts cannot be so, or it was changed meanwhile.
        """
        with self._store.begin("修改公开记录") as uow:
            row = one_notice(uow.session, key)
            if seen not in (None, str(row.sync_v)):
                raise RuleError(
                    "这条记录在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            facts = replace(facts, period=row.period)
            check_notice(facts, period_of(row.period), self._today)
            _write(row, notice_columns(facts))
            uow.commit()
        return Changed.OPENNESS

    def take_down(self, keys: Collection[NoticeId], on: date) -> Changed:
        """Note down that postings were taken down, all or none.

        Raises:
            RuleError: the day cannot be, or one hangs nowhere or no longer.
        """
        with self._store.begin(f"登记撤下 {len(keys)} 条公开") as uow:
            for key in keys:
                row = one_notice(uow.session, key)
                if row.taken_down_on is not None:
                    raise RuleError(
                        f"“{row.organisation}”的一条已登记过撤下，没有登记任何一条。",
                        hint="请按 F5 刷新后重新选择；日期不对的，打开那一条修改。",
                    )
                facts = replace(facts_of_row(row), taken_down_on=on)
                check_notice(facts, period_of(row.period), self._today)
                row.taken_down_on = on
            uow.commit()
        return Changed.OPENNESS

    def remove(self, keys: Collection[NoticeId]) -> Changed:
        """Take postings out that were entered by mistake. Can be undone."""
        with self._store.begin(f"删除 {len(keys)} 条公开记录") as uow:
            for key in keys:
                one_notice(uow.session, key).deleted = True
            uow.commit()
        return Changed.OPENNESS

    def boards(
        self, keys: Sequence[NoticeId], paper: Paper = Paper.A4, contact: str = ""
    ) -> list[Document]:
        """What hangs on the board, a document each, in the largest size that fits its page.

        Args:
            keys: Which postings.
            paper: Size and way of the page.
            contact: Where objections are taken; numbers of people in it are hidden.

        Raises:
            RuleError: one has no text yet.
        """
        from jyguide.openness.printing.board import board_document  # noqa: PLC0415 - seldom needed

        return [board_document(one, paper, self._today) for one in self._texts(keys, contact)]

    def board_sizes(
        self, keys: Sequence[NoticeId], paper: Paper = Paper.A4, contact: str = ""
    ) -> list[str]:
        """How large the text of each board is, by name; see `boards`."""
        from jyguide.openness.printing.board import board_size  # noqa: PLC0415 - as above

        return [board_size(one, paper).name for one in self._texts(keys, contact)]

    def slips(self, keys: Sequence[NoticeId]) -> list[Document]:
        """The form for an objection and its reply, filled in as far as they are noted down."""
        from jyguide.openness.printing.objection import objection_document  # noqa: PLC0415 - as above

        return [objection_document(row, self._today) for row in self._rows(keys)]

    def _texts(self, keys: Sequence[NoticeId], contact: str) -> list[BoardText]:
        with self._store.read() as session:
            rows = read_notices(session, keys)
            items = {one.id: one for one in read_item_rows(session)}
            townships: Mapping[uuid.UUID, str] = {
                one.key: one.township for one in read_places(session)
            }
        empty = [row.label for row in rows if not row.facts.text.strip()]
        if empty:
            named = "、".join(empty[:_NAMED]) + ("等" if len(empty) > _NAMED else "")
            raise RuleError(
                f"{named}还没有写公开内容，没有打印。", hint="请先打开这一条，写上公开内容。"
            )
        return [
            BoardText(
                row, _posted_as(row, items), townships.get(row.organisation_key, ""), contact
            )
            for row in rows
            if row.item_id in items
        ]

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _read(self, first: int, last: int) -> tuple[Asking, list[Posting]]:
        """What is asked now, and what was posted in the years from one to another."""
        with self._store.read() as session:
            return (
                Asking(
                    read_item_rows(session),
                    read_places(session),
                    self._today,
                    read_rhythms(session),
                ),
                read_postings(session, first, last),
            )

    def _rows(self, keys: Sequence[NoticeId]) -> list[NoticeRow]:
        with self._store.read() as session:
            return read_notices(session, keys)


def _open(asking: Asking, kept: Sequence[Posting]) -> list[Slot]:
    """What is to be seen to of this year and the one before."""
    this = asking.today.year
    return pending(year_slots(asking, kept, (this - 1, this), OPEN))


def _posted_as(row: NoticeRow, items: Mapping[OpennessItemId, ItemRow]) -> ItemRow:
    """The matter as it was posted: a village may post it less often than others."""
    return items[row.item_id].every(period_of(row.facts.period))


def _item(session: Session, key: OpennessItemId) -> ItemRow:
    row = session.get(OpennessItem, key)
    if row is None or row.deleted:
        raise RuleError("这个公开事项已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    return item_row(row)


def _place_for(
    item: ItemRow, known: Mapping[OrganisationId, PostPlace], key: OrganisationId
) -> PostPlace:
    place = known.get(key)
    if place is None:
        raise RuleError("所选村（社区）已从组织树里删除，没有登记。", hint="请刷新后重新选择。")
    fits = item.facts.place_kind is place.kind
    if not fits or item.station_id not in (None, place.station_id):
        raise RuleError(
            f"“{item.facts.name}”不适用于“{place.name}”，没有登记任何一条。",
            hint="村登记村的事项，社区登记社区的事项；站里自己的事项只用于本站。",
        )
    return place


def _write(row: OpennessNotice, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)

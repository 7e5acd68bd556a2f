"""Use cases of postings in files: read, compare, take in, write out."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy.orm import Session

from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import OpennessItemId
from jyguide.openness.notice_table import (
    ITEM,
    NOTES,
    PLACE,
    SPEC,
    NoticeComparison,
    cells,
    facts_of,
)
from jyguide.openness.service.items import read_item_rows
from jyguide.openness.service.notice_rows import one_notice, read_year
from jyguide.openness.service.notices import OpennessNoticeService
from jyguide.openness.service.places import by_name, read_places
from jyguide.openness.service.rhythms import read_rhythms

_YEARS = (2000, 2099)


class OpennessNoticeFileService(ListFiles):
    """Takes in and writes out what was posted."""

    words = ListWords(
        "导入公开记录“{}”", "公开事项或公开记录又有改动，没有导入任何记录", "公开记录", NOTES
    )

    def __init__(self, store: Store, clock: Clock, notices: OpennessNoticeService) -> None:
        super().__init__(store, SPEC.purpose)
        self._clock = clock
        self._notices = notices

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec, file
        return NoticeComparison(
            read_item_rows(session),
            by_name(read_places(session)),
            read_year(session, *_YEARS),
            self._clock().date(),
            read_rhythms(session),
        ).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        for row in taking.new:
            facts = facts_of(row.values)
            self._notices.put_new(uow, row.values[ITEM], row.values[PLACE], facts)
        for row in taking.updates:
            kept = one_notice(uow.session, row.known.id)
            for key, value in taking.said(row).items():
                setattr(kept, key, value)

    def export(
        self, target: Path, year: int, only: frozenset[OpennessItemId] | None = None
    ) -> int:
        """Write a year's postings so that they import again; returns how many.

        Args:
            target: The file to write.
            year: Of the periods, or in which it happened.
            only: Of these matters; None is all.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        with self._store.read() as session:
            rows = read_year(session, year, year)
            places = {one.key: one for one in read_places(session)}
        if only is not None:
            rows = [row for row in rows if row.item_id in only]
        names: dict[uuid.UUID, str] = {
            key: f"{one.township}/{one.name}" if one.township else one.name
            for key, one in places.items()
        }
        told = [cells(row, names.get(row.organisation_key, row.organisation)) for row in rows]
        write_table(target, SPEC, self.words.sheet, told)
        return len(rows)

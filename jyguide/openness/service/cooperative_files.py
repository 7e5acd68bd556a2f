"""Use cases of co-operatives in files: read, compare, take in, export."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Cooperative
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.openness.cooperative import CooperativeRow, YearFigures
from jyguide.openness.cooperative_comparison import (
    CooperativeComparison,
    Identity,
    SameInFile,
    changed,
    facts_of,
    figures_of,
)
from jyguide.openness.cooperative_table import NOTES, SPEC, cells
from jyguide.openness.service.cooperative_rows import (
    cooperative_columns,
    read_cooperatives,
    write_years,
)
from jyguide.openness.service.cooperatives import CooperativeService
from jyguide.openness.service.villages import (
    home_columns,
    read_villages,
    refuse_others,
    write_columns,
)
from jyguide.place import Place


class CooperativeFiles(ListFiles):
    """Takes in and writes lists of co-operatives with their years."""

    words = ListWords("导入合作社“{}”", "合作社又有改动，没有导入任何记录", "合作社", NOTES)

    def __init__(
        self, store: Store, place: Place, clock: Clock, cooperatives: CooperativeService
    ) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock
        self._cooperatives = cooperatives

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        kept, book = read_cooperatives(session, self._place), read_villages(session, self._place)
        return CooperativeComparison(file, kept, book, self._clock().date()).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        years = self._add(uow, taking)
        for row in taking.updates:
            known = uow.session.get_one(Cooperative, row.known.id)
            refuse_others(self._place, known.station_id, f"“{known.name}”")
            facts, figures = changed(row.known, row.values["year"], taking.said(row))
            write_columns(known, cooperative_columns(facts))
            if figures is not None and not figures.empty:
                years.append((known.id, figures))
        write_years(uow, years)

    def export(self, target: Path, year: int | None = None) -> int:
        """Write co-operatives with one year or all of theirs so that they import again.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        lines = [
            cells(row, figures)
            for row in self._cooperatives.rows()
            for figures in _years(row, year)
        ]
        write_table(target, SPEC, self.words.sheet, lines)
        return len(lines)

    def _add(self, uow: UnitOfWork, taking: Taking) -> list[tuple[uuid.UUID, YearFigures]]:
        """Several new rows may be years of one co-operative: the first says what it is."""
        book = read_villages(uow.session, self._place)
        same, keys = SameInFile(), dict[Identity, uuid.UUID]()
        rows, years = [], []
        for row in taking.new:
            facts, figures = facts_of(row.values), figures_of(row.values)
            identity = same.identity(facts)
            if identity not in keys:
                keys[identity] = new_key()
                home = home_columns(book, self._place, facts.organisation_id)
                rows.append({"id": keys[identity], **home, **cooperative_columns(facts)})
            if figures is not None and not figures.empty:
                years.append((keys[identity], figures))
        uow.add_many(Cooperative, rows)
        return years


def _years(row: CooperativeRow, year: int | None) -> list[YearFigures | None]:
    """One row without a year says what is noted of the co-operative itself."""
    known = dict(row.years or {})
    wanted = sorted(known) if year is None else [year] if year in known else []
    alone: list[YearFigures | None] = [None] if row.facts.note or not wanted else []
    return [*alone, *(known[one] for one in wanted)]

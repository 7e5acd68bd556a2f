"""Use cases over all three ledgers: a year read whole, printed, written, added up."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from db.models import AppraisalResult, SecretaryAdjustment, SecretaryMeasure, SecretaryTalk
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.pause import collector_paused
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.secretary.ledger import YearLedgers, lists_section, year_sections
from jyguide.secretary.printing.ledgers import (
    adjustments_document,
    measures_document,
    talks_document,
)
from jyguide.secretary.service.adjustments import read_adjustments
from jyguide.secretary.service.appraised import read_graded
from jyguide.secretary.service.measures import read_measures
from jyguide.secretary.service.talks import read_talks


class LedgerService:
    """What follows the lists, year by year."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @collector_paused()
    def year(self, year: int) -> YearLedgers:
        """All three ledgers of a year as they stand today."""
        with self._store.read() as session:
            return YearLedgers(
                year,
                self._clock().date(),
                read_measures(session, SecretaryMeasure.year == year),
                read_talks(session, SecretaryTalk.year == year),
                read_adjustments(session, SecretaryAdjustment.year == year),
            )

    def years(self) -> list[int]:
        """The years of which there is anything, lists among it, and the present one.

        The latest first.
        """
        found = {self._clock().date().year}
        with self._store.read() as session:
            for table in (SecretaryMeasure, SecretaryTalk, SecretaryAdjustment):
                years = select(table.year).where(table.deleted.is_(False)).distinct()
                found.update(session.scalars(years))
            graded = select(AppraisalResult.year).where(AppraisalResult.deleted.is_(False))
            found.update(session.scalars(graded.distinct()))
        return sorted(found, reverse=True)

    def year_sections(self, year: int) -> list[ReportSection]:
        """The city's yearly figures: the four lists, measures, talks, adjustments."""
        city = self._place.is_city
        with self._store.read() as session:
            graded = read_graded(session, [year], read_merged(session))[year].values()
        lists = lists_section(((one.township, one.grade) for one in graded), city=city)
        return [lists, *year_sections(self.year(year), city=city)]

    def documents(self, found: YearLedgers) -> dict[str, Document]:
        """Each ledger as it is printed, by ``measures``, ``talks``, ``adjustments``."""
        office, title = self._place.office, f"{found.year}年"
        return {
            "measures": measures_document(title, office, found.today, found.measures),
            "talks": talks_document(title, office, found.today, found.talks),
            "adjustments": adjustments_document(title, office, found.today, found.adjustments),
        }

    def export(self, found: YearLedgers, target: Path) -> int:
        """Write ledgers as they are listed into a workbook; returns how many lines.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.secretary.ledger_workbook import (  # noqa: PLC0415 - only files need it
            write_ledgers,
        )

        write_ledgers(found, target, city=self._place.is_city)
        return len(found.measures) + len(found.talks) + len(found.adjustments)

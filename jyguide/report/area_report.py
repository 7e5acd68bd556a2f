"""The report of a year of one area, whoever asks for it: the page, or the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jyguide.documents.section import ReportSection


@dataclass(frozen=True, slots=True)
class AreaReport:
    """One report of a year.

    Attributes:
        detail: Sections that only the workbook has.
        beside: More of the JSON document's fields.
    """

    title: str
    office: str
    year: int
    sections: Sequence[ReportSection]
    opening: str = ""
    detail: Sequence[ReportSection] = ()
    beside: Mapping[str, object] | None = None


def write_area_report(told: AreaReport, today: date, target: Path) -> None:
    """Write it as Word where the name ends so, else as a workbook.

    Raises:
        FileError: the file cannot be written; it is then as it was before.
    """
    write = write_area_word if target.suffix.lower() == ".docx" else write_area_workbook
    write(told, today, target)


def write_area_word(told: AreaReport, today: date, target: Path) -> None:
    """Write it as a Word list.

    Raises:
        FileError: as `write_area_report`.
    """
    from jyguide.documents.section_document import report_document  # noqa: PLC0415 - only files
    from jyguide.documents.word import write_word  # noqa: PLC0415 - only files need it

    write_word(report_document(told.title, told.office, today, told.sections), target)


def write_area_workbook(told: AreaReport, _today: date, target: Path) -> None:
    """Write it as a workbook, with all its details.

    Raises:
        FileError: as `write_area_report`.
    """
    from jyguide.exchange.section_workbook import write_report_workbook  # noqa: PLC0415 - files

    write_report_workbook(told.title, [*told.sections, *told.detail], target)

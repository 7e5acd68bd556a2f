"""The list of tasks that lots gave out, as pages and the command line ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.page import Document
from jyguide.standard.kinds import LotPurpose
from jyguide.standard.lot_record import LotRow, LotTask
from jyguide.standard.printing.assignment import assignment_document
from jyguide.standard.printing.sample import sample_document


@dataclass(frozen=True, slots=True)
class LotList:
    """What stands on such a list.

    Attributes:
        lots: Those of which a task is still there, the latest first.
    """

    purpose: LotPurpose
    title: str
    office: str
    day: date
    lots: Sequence[LotRow]
    tasks: Sequence[LotTask]


def lot_list(found: LotList) -> Document:
    """分配表 by inspector, or 抽查名单 in one table."""
    make = assignment_document if found.purpose is LotPurpose.ASSIGNMENT else sample_document
    return make(found.title, found.office, found.day, found.lots, found.tasks)

"""The papers of a volume: checklists as scored, and what was put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from db.models import Inspection
from jyguide.ids import ChecklistId, RoundBranchId
from jyguide.place import Place
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.lists import RatingLists
from jyguide.standard.printing.ledger import ledger_document
from jyguide.standard.printing.notice import notice_document
from jyguide.standard.printing.receipt import receipt_document
from jyguide.standard.printing.volume.part import Group, Part
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import InspectionRow, RoundBranchRow
from jyguide.standard.service.form_papers import record
from jyguide.standard.service.notices import by_notice, notice_text, receipt_text
from jyguide.standard.service.reading import inspection_rows, living_checklist
from jyguide.standard.stored import criteria_from_json


@dataclass(frozen=True, slots=True)
class OfRound:
    """What all volumes of a round share.

    Attributes:
        measures: Of each branch, in the order of the ledger.
        lists: What was published and is in force; None before.
    """

    row: RoundRow
    place: Place
    today: date
    measures: Mapping[RoundBranchId, list[LedgerRow]]
    lists: RatingLists | None
    known: dict[ChecklistId, dict[str, str]] = field(default_factory=dict)

    def texts(self, session: Session, checklist: ChecklistId) -> dict[str, str]:
        """What each criterion of a checklist asks, by its code; read once."""
        if checklist not in self.known:
            kept = living_checklist(session, checklist)
            asked = criteria_from_json(kept.criteria)
            self.known[checklist] = {one.code: one.text for one in asked}
        return self.known[checklist]


def checklist_parts(
    session: Session, given: OfRound, branch: RoundBranchRow
) -> tuple[list[Part], list[InspectionRow]]:
    """Every completed inspection, corrected ones and follow-ups too, phase by phase."""
    rows = inspection_rows(session, Inspection.branch_key == branch.id)
    done = sorted((row for row in rows if row.tally is not None), key=_order)
    return [_checklist(session, given, row) for row in done], done


def _order(row: InspectionRow) -> tuple[int, bool, str]:
    at = row.completed_at
    return (
        list(Phase).index(row.phase),
        row.follow_up_of is not None,
        "" if at is None else at.isoformat(),
    )


def _checklist(session: Session, given: OfRound, row: InspectionRow) -> Part:
    kind = "复查记录" if row.follow_up_of is not None else "检查记录"
    return Part(
        Group.CHECKLISTS,
        f"{PHASE_NAMES[row.phase]}{kind}",
        (record(session, row.id),),
        maker=row.inspector or given.place.office,
        day=row.visited_on or (row.completed_at.date() if row.completed_at else None),
        remark=_remark(row),
    )


def _remark(row: InspectionRow) -> str:
    if row.replaced:
        return "已更正"
    return "更正" if row.replaces is not None else ""


def measure_parts(
    given: OfRound, branch: RoundBranchRow, measures: Sequence[LedgerRow]
) -> list[Part]:
    """Notices, each before its answer, then the ledger of the branch."""
    if not measures:
        return []
    parts: list[Part] = []
    for lines in by_notice(measures):
        parts += _notice(given, lines)
    office = given.place.office
    title = f"{given.row.label}（{branch.name}）"
    ledger = ledger_document(title, office, given.today, measures)
    heading = f"整改台账（{len(measures)}项）"
    return [*parts, Part(Group.MEASURES, heading, (ledger,), maker=office, day=given.today)]


def _notice(given: OfRound, lines: Sequence[LedgerRow]) -> list[Part]:
    row, office = lines[0].row, given.place.office
    notice = notice_document(notice_text(lines, given.row.label, given.place, given.today))
    receipt = receipt_document(receipt_text(lines, given.place))
    came = "" if row.receipt_on else "未收到"
    return [
        Part(
            Group.MEASURES, "整改通知书", (notice,), row.notice_number, office, row.notified_on
        ),
        Part(
            Group.MEASURES, "整改回执", (receipt,), row.notice_number, row.branch,
            row.receipt_on, came,
        ),
    ]  # fmt: skip

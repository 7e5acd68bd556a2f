"""What a follow-up visit says of measures: the visit is the look of another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.models import Inspection, RectificationMeasure
from jyguide.errors import RuleError
from jyguide.ids import MeasureId
from jyguide.place import Place
from jyguide.standard.kinds import Verification
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.measure import MeasureState
from jyguide.standard.measure_steps import Check, Rescore, named, rescored, verified
from jyguide.standard.rows import MeasureRow
from jyguide.standard.scoring import Score
from jyguide.standard.service.measure_reading import (
    ledger_rows,
    living_measures,
    write_changes,
)
from jyguide.standard.stored import scores_from_json


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What became of the measures of a visited branch.

    Attributes:
        rescored: How many got points back.
        returned: How many went back, nothing having been gained.
        left: Why others were left alone, a sentence each.
    """

    rescored: int = 0
    returned: int = 0
    left: tuple[str, ...] = ()

    @property
    def written(self) -> bool:
        return bool(self.rescored or self.returned)

    @property
    def sentence(self) -> str:
        """What was written, in passing."""
        parts = [
            f"{word} {count} 项"
            for word, count in (("复评", self.rescored), ("退回", self.returned))
            if count
        ]
        said = f"按复查结果{'、'.join(parts)}整改事项。" if parts else ""
        return said + (f"有 {len(self.left)} 项没有处理。" if self.left else "")


def follow_up(session: Session, place: Place, visit: Inspection, today: date) -> FollowedUp:
    """Verify and rescore what was done, by what the visit found; not yet committed.

    Done and better: passed by the inspector and rescored. Done and no better: returned with what
    he found. What nobody has noted as done is left, and so is what his own name stands under.
    """
    scores = scores_from_json(visit.scores)
    rows = ledger_rows(
        session,
        place,
        today,
        RectificationMeasure.branch_key == visit.branch_key,
        RectificationMeasure.phase == visit.phase,
        RectificationMeasure.round_id == visit.round_id,
        RectificationMeasure.criterion.in_([code for code, said in scores.items() if said.said]),
    )
    living = living_measures(session, [one.row.id for one in rows if one.mine])
    done = returned = 0
    left: list[str] = []
    for one in rows:
        if one.row.id not in living:
            continue
        try:
            after = _seen(one, scores[one.row.criterion], visit, today)
        except RuleError as error:
            left.append(error.message)
            continue
        row, before = living[MeasureId(one.row.id)]
        write_changes(row, before, after)
        back = after.verification is Verification.RETURNED
        returned, done = returned + back, done + (not back and after != before)
    return FollowedUp(done, returned, tuple(left))


def _seen(one: LedgerRow, said: Score, visit: Inspection, today: date) -> MeasureRow:
    on = visit.visited_on or (visit.completed_at.date() if visit.completed_at else today)
    row, points = one.row, said.points
    if one.state is MeasureState.RESCORED or points is None:
        return row
    if one.state is MeasureState.DONE:
        better = points > row.points
        note = said.finding or ("" if better else "复查仍未达到要求")
        row = verified(row, Check(on, visit.inspector, better, note), today)
        if not better:
            return row
    elif one.state is not MeasureState.VERIFIED:
        raise RuleError(f"{named(row)}还没有登记完成，没有按复查结果复评。")
    if points <= row.points:
        return row
    return rescored(row, Rescore(points, on, visit.inspector), one.allowed, today)

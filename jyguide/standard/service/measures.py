"""Use cases of rectification."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.models import Inspection, RectificationMeasure
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import InspectionId, MeasureId, RoundId
from jyguide.place import Place
from jyguide.standard.kinds import Phase
from jyguide.standard.ledger import (
    LedgerFilter,
    LedgerRow,
    LostKey,
    LostPoint,
    MeasuresDue,
)
from jyguide.standard.measure_steps import (
    Check,
    Finish,
    Plan,
    Rescore,
    finished,
    named,
    planned,
    rescored,
    verified,
    withdrawable,
)
from jyguide.standard.rows import MeasureRow
from jyguide.standard.service.following_up import FollowedUp, follow_up
from jyguide.standard.service.measure_reading import (
    Step,
    ledger_rows,
    living_measures,
    lost_points,
    measure_key,
    measures_due,
    write_changes,
)
from jyguide.standard.service.phases import is_closed
from jyguide.standard.service.reading import closings

Seen = Mapping[MeasureId, str | None]
"""The measures meant, each with the `version` its form was filled from; None: whatever it is."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What became of lost points: the measures made of them.

    Attributes:
        shut: How many were left because 对标整改 is closed for them.
    """

    ids: tuple[MeasureId, ...]
    shut: int = 0


class MeasureService:
    """Rectification: measures raised from lost points, planned, done, verified, rescored."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def ledger(
        self, round_id: RoundId | None = None, wanted: LedgerFilter | None = None
    ) -> list[LedgerRow]:
        """The measures of a round, or of all, as they stand today."""
        narrowed = () if round_id is None else (RectificationMeasure.round_id == round_id,)
        with self._store.read() as session:
            rows = ledger_rows(session, self._place, self._today, *narrowed)
        return [row for row in rows if wanted is None or wanted.holds(row)]

    def measures(self, ids: Sequence[MeasureId]) -> list[LedgerRow]:
        """Some measures by their keys; those withdrawn are left out."""
        with self._store.read() as session:
            wanted = RectificationMeasure.id.in_(list(ids))
            return ledger_rows(session, self._place, self._today, wanted)

    def lost_points(self, round_id: RoundId) -> list[LostPoint]:
        """Points lost in a round that have no measure yet, of branches dealt with here."""
        with self._store.read() as session:
            return lost_points(session, self._place, round_id)

    def due(self) -> MeasuresDue:
        """What calls for this office today, over all rounds."""
        with self._store.read() as session:
            return measures_due(session, self._place, self._today)

    def raise_measures(
        self, round_id: RoundId, chosen: Collection[LostKey] | None = None
    ) -> Raised:
        """Make a measure of each of these lost points, or of all that never had one.

        A point that has one already gets no second; one withdrawn comes back if it is chosen.

        Raises:
            RuleError: none of them is there any more, or 对标整改 is closed for all of them.
        """
        with self._store.begin("列入整改") as uow:
            points = lost_points(uow.session, self._place, round_id)
            meant = [
                p for p in points if (p.key in chosen if chosen is not None else not p.withdrawn)
            ]
            shut = is_closed(uow.session, round_id, Phase.RECTIFICATION)
            open_ = [p for p in meant if not (shut and p.phase is Phase.SELF_INSPECTION)]
            if not open_:
                raise _nothing_to_raise(meant)
            _add(uow, round_id, open_)
            uow.commit()
        return Raised(tuple(measure_key(p.key) for p in open_), len(meant) - len(open_))

    def plan(self, seen: Seen, plan: Plan) -> None:
        """Lay down measure, owner and due day, alike for all of these.

        Raises:
            RuleError: see `measure_steps.planned`; or changed or withdrawn meanwhile, or of
                another station. Nothing is changed then, as with all the others.
        """
        with self._store.begin(f"落实整改措施（{len(seen)} 项）") as uow:
            meant = self._meant(uow.session, seen)
            shut = _closed_days(uow.session, {now.round_id for _, now in meant})
            take_step(meant, lambda row: planned(row, plan, shut.get(row.round_id)))
            uow.commit()

    def finish(self, seen: Seen, done: Finish) -> None:
        """Note down that these were done.

        Raises:
            RuleError: see `measure_steps.finished` and `plan`.
        """
        today = self._today
        with self._store.begin(f"登记整改完成（{len(seen)} 项）") as uow:
            self._step(uow.session, seen, lambda row: finished(row, done, today))
            uow.commit()

    def verify(self, seen: Seen, check: Check) -> None:
        """Note down what another person found.

        Raises:
            RuleError: see `measure_steps.verified` and `plan`.
        """
        today = self._today
        word = "整改核验通过" if check.passed else "整改退回"
        with self._store.begin(f"{word}（{len(seen)} 项）") as uow:
            self._step(uow.session, seen, lambda row: verified(row, check, today))
            uow.commit()

    def rescore(self, seen: Seen, on: date, by: str, points: Mapping[MeasureId, int]) -> None:
        """Give points after verification; those not named in `points` get their full ones.

        Raises:
            RuleError: see `measure_steps.rescored` and `plan`.
        """
        today = self._today
        with self._store.begin(f"整改复评（{len(seen)} 项）") as uow:
            wanted = RectificationMeasure.id.in_(list(seen))
            allowed = {
                one.row.id: one.allowed
                for one in ledger_rows(uow.session, self._place, today, wanted)
            }

            def step(row: MeasureRow) -> MeasureRow:
                new = Rescore(points.get(row.id, row.full_points), on, by)
                return rescored(row, new, allowed[row.id], today)

            self._step(uow.session, seen, step)
            uow.commit()

    def rescore_from(self, inspection_id: InspectionId) -> FollowedUp:
        """Take over what a completed follow-up visit found on measures that were done.

        Raises:
            RuleError: it is no completed follow-up.
        """
        with self._store.begin("按复查结果核验、复评") as uow:
            row = uow.session.get(Inspection, inspection_id)
            if row is None or row.completed_at is None or row.follow_up_of_key is None:
                raise RuleError("这次检查不是已完成的复查，没有复评。", hint="请先完成复查。")
            found = follow_up(uow.session, self._place, row, self._today)
            if found.written:
                uow.commit()
        return found

    def withdraw(self, seen: Seen, reason: str) -> None:
        """Take measures back that should not have been raised; the reason is in the history.

        Raises:
            RuleError: there is no reason, or one has been verified; see `plan`.
        """
        today = self._today
        told = " ".join(reason.split())
        with self._store.begin(f"撤回整改措施（{len(seen)} 项）：{told}") as uow:
            for row, now in self._meant(uow.session, seen):
                withdrawable(now, reason, today)
                row.deleted = True
            uow.commit()

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _meant(
        self, session: Session, seen: Seen
    ) -> list[tuple[RectificationMeasure, MeasureRow]]:
        return meant_measures(session, self._place, seen)

    def _step(self, session: Session, seen: Seen, step: Step) -> None:
        take_step(self._meant(session, seen), step)


def _closed_days(session: Session, rounds: set[RoundId]) -> dict[RoundId, date]:
    """When 对标整改 was closed, of the rounds in which it was."""
    return {
        RoundId(key): days[Phase.RECTIFICATION]
        for key, days in closings(session, rounds).items()
        if Phase.RECTIFICATION in days
    }


def meant_measures(
    session: Session, place: Place, seen: Seen
) -> list[tuple[RectificationMeasure, MeasureRow]]:
    """The rows to be changed.

    Raises:
        RuleError: one is gone, was changed since it was seen, or is another station's.
    """
    if not seen:
        raise RuleError("没有选中整改事项，没有改动。", hint="请先在台账里选中要办理的事项。")
    found = living_measures(session, seen)
    if len(found) < len(seen):
        raise RuleError("有整改事项已被撤回，什么都没有改动。", hint="请按 F5 刷新后重新选择。")
    for key, (row, now) in found.items():
        if seen[key] not in (None, row.sync_v):
            raise RuleError(
                f"{named(now)}在您打开之后又被改动过，什么都没有改动。",
                hint="请按 F5 刷新，看一看新的内容再办。",
            )
        if not place.is_city and row.station_id != place.station_id:
            raise RuleError(
                f"{named(now)}属于其他指导站，没有改动。", hint="请由党支部所属的指导站办理。"
            )
    return list(found.values())


def take_step(
    meant: Sequence[tuple[RectificationMeasure, MeasureRow]],
    step: Callable[[MeasureRow], MeasureRow],
) -> None:
    """Take a step with each, or with none.

    Raises:
        RuleError: what stands in the way of the first, and of how many.
    """
    refused: list[RuleError] = []
    for row, now in meant:
        try:
            write_changes(row, now, step(now))
        except RuleError as error:
            refused.append(error)
    if refused:
        first = refused[0]
        more = f"（选中的 {len(meant)} 项里有 {len(refused)} 项办不了，都没有改动）"
        said = first.message if len(meant) == 1 else f"{first.message}{more}"
        raise RuleError(said, hint=first.hint)


def _add(uow: UnitOfWork, round_id: RoundId, points: Sequence[LostPoint]) -> None:
    """New rows; one withdrawn before comes back with what was found, and its plan."""
    new = []
    for one in points:
        values = _values(round_id, one)
        row = uow.session.get(RectificationMeasure, values["id"]) if one.withdrawn else None
        if row is None:
            new.append({**values, **_UNPLANNED})
            continue
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        row.deleted = False
    uow.add_many(RectificationMeasure, new)


def _values(round_id: RoundId, one: LostPoint) -> dict[str, object]:
    inspection, code = one.key
    return {
        "id": measure_key(one.key),
        "station_id": one.station_id,
        "round_id": round_id,
        "branch_key": one.branch_id,
        "branch": one.branch,
        "township": one.township,
        "inspection_key": inspection,
        "found_on": one.found_on,
        "phase": one.phase.value,
        "criterion": code,
        "asked": one.asked,
        "points": one.points,
        "full_points": one.full_points,
        "finding": one.finding,
    }


_UNPLANNED = dict.fromkeys(
    (
        "measure",
        "owner",
        "done_by",
        "done_note",
        "verification",
        "verified_by",
        "verified_note",
        "rescored_by",
        "notice_number",
    ),
    "",
)


def _nothing_to_raise(meant: Sequence[LostPoint]) -> RuleError:
    if meant:
        return RuleError(
            "对标整改阶段已关闭，自查发现的问题不能再列入整改，没有登记。",
            hint="互查、抽查发现的问题不受影响。",
        )
    return RuleError(
        "没有还要列入整改的失分项，没有登记。", hint="检查完成、有失分的指标才能列入整改。"
    )

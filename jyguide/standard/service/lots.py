"""Use cases of what is drawn by lot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.models import RoundBranch, StandardRound
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import LotId, RoundId
from jyguide.pause import collector_paused
from jyguide.place import Place
from jyguide.standard.assigning.drawing import assign
from jyguide.standard.kinds import LotPurpose
from jyguide.standard.lot import (
    DRAWN_PHASES,
    AssignmentTerms,
    Drawn,
    DrawnAssignment,
    DrawnSample,
    LotPool,
    PoolBranch,
    SampleStratum,
    SampleTerms,
    request_of,
)
from jyguide.standard.lot_changes import branches_since
from jyguide.standard.lot_record import Kept, LotRow, LotTask, Redrawn
from jyguide.standard.printing.lot_list import LotList
from jyguide.standard.sampling import draw_sample
from jyguide.standard.service.lot_keeping import assigned_tasks, keep_lot, sampled_tasks
from jyguide.standard.service.lot_reading import (
    drawn_of,
    living_lot,
    lot_row,
    lot_rows,
    lot_tasks,
    pool_of,
)
from jyguide.standard.service.phases import living_round, require_unclosed
from jyguide.standard.service.reading import branch_rows
from jyguide.standard.service.scores_beside import read_side_by_side
from jyguide.standard.side_by_side import SideBySide

_MOST_SEED = 60


class LotService:
    """Assignments and samples by lot, and what they bring to light."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    # -- drawn; nothing is written

    @collector_paused()
    def pool(self, round_id: RoundId) -> LotPool:
        """Branches of a round with their units, and who could inspect them.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            return pool_of(session, round_id)

    @collector_paused()
    def assign(self, round_id: RoundId, terms: AssignmentTerms, seed: str) -> DrawnAssignment:
        """Draw who inspects which branch; `keep` writes it down.

        Raises:
            ImpossibleAssignmentError: no assignment keeps the rules; the sentence names the rule.
            NoAssignmentFoundError: none was found in the number of tries the sentence tells.
            RuleError: no seed, or the round is another office's or was deleted meanwhile.
        """
        seed = _seed(seed)
        pool = self._own_pool(round_id)
        found = assign(request_of(pool, terms), seed)
        return DrawnAssignment(round_id, pool, terms, seed, found.pairs, found.loads)

    @collector_paused()
    def sample(self, round_id: RoundId, terms: SampleTerms, seed: str) -> DrawnSample:
        """Draw a stratified sample; `keep_sample` writes it down.

        Raises:
            RuleError: no seed, no sensible size, a branch both left out and included, nothing
                to draw from, or the round is another office's or was deleted meanwhile.
        """
        return _sampled(round_id, self._own_pool(round_id), terms, _seed(seed))

    def _own_pool(self, round_id: RoundId) -> LotPool:
        """A station does not even know the branches of others."""
        with self._store.read() as session:
            self._refuse_foreign(living_round(session, round_id))
            return pool_of(session, round_id)

    # -- kept

    def keep(self, found: DrawnAssignment, due_on: date | None = None) -> Kept:
        """Write an assignment down: the lot, and one inspection for each of its pairs.

        What an earlier lot gave out and nobody has begun is taken back; the rest stays.

        Raises:
            RuleError: the round is another office's, its phase closed, or branches have joined
                or left it since.
        """
        purpose = LotPurpose.ASSIGNMENT
        with self._store.begin("保存交叉互查分配") as uow:
            self._require(uow, found.round_id, purpose)
            tasks = assigned_tasks(found, self._place, due_on)
            kept = keep_lot(uow, found, DRAWN_PHASES[purpose], tasks, self._clock())
            uow.commit()
            return kept

    def keep_sample(
        self, found: DrawnSample, inspectors: Sequence[str] = (), due_on: date | None = None
    ) -> Kept:
        """Write a sample down: the lot, and one inspection for each of its branches.

        Args:
            found: What was drawn.
            inspectors: Names; several share the branches in the order of the round.
            due_on: Till when.

        Raises:
            RuleError: as `keep`.
        """
        purpose = LotPurpose.SAMPLE
        with self._store.begin("保存抽查抽样") as uow:
            self._require(uow, found.round_id, purpose)
            tasks = sampled_tasks(found, self._place, inspectors, due_on)
            kept = keep_lot(uow, found, DRAWN_PHASES[purpose], tasks, self._clock())
            uow.commit()
            return kept

    def _require(self, uow: UnitOfWork, round_id: RoundId, purpose: LotPurpose) -> None:
        self._refuse_foreign(living_round(uow.session, round_id))
        require_unclosed(uow.session, round_id, DRAWN_PHASES[purpose])

    def _refuse_foreign(self, row: StandardRound) -> None:
        if not self._place.is_city and row.station_id != self._place.station_id:
            raise RuleError(
                f"“{row.name}”由市级主办，抽签由市级进行，没有保存。",
                hint="分配给本站的任务会随文件收到。",
            )

    # -- looked at

    def lots(self, round_id: RoundId) -> list[LotRow]:
        """Lots kept of a round, the latest first; those whose action was undone stay on record."""
        with self._store.read() as session:
            return lot_rows(session, round_id)

    def redraw(self, lot_id: LotId) -> Redrawn:
        """Draw a kept lot again from the pool and the seed kept with it.

        Raises:
            RuleError: there is none.
        """
        with self._store.read() as session:
            row = living_lot(session, lot_id)
            kept = drawn_of(row)
            now = branch_rows(session, RoundBranch.round_id == row.round_id)
            shown = lot_row(row)
        return Redrawn(shown, _again(kept) == kept, branches_since(self._known(kept), now))

    def _known(self, kept: Drawn) -> list[PoolBranch]:
        """The branches of a lot that are received here: a station gets its own."""
        here = str(self._place.station_id)
        everything = self._place.is_city or not kept.pool.by_station
        return [one for one in kept.pool.branches if everything or one.unit == here]

    def tasks(self, round_id: RoundId) -> list[LotTask]:
        """Inspections that lots of a round gave out, with where they stand."""
        with self._store.read() as session:
            return lot_tasks(session, self._place, round_id)

    def list_of(self, round_id: RoundId, *, sampled: bool = False) -> LotList:
        """What a printed list of the tasks says.

        Raises:
            RuleError: nothing has been given out by lot, or the round was deleted meanwhile.
        """
        purpose = LotPurpose.SAMPLE if sampled else LotPurpose.ASSIGNMENT
        with self._store.read() as session:
            title = living_round(session, round_id).name
            tasks = lot_tasks(session, self._place, round_id)
            lots = [row for row in lot_rows(session, round_id) if row.purpose is purpose]
        given = [one for one in tasks if one.phase is DRAWN_PHASES[purpose]]
        if not given:
            raise RuleError("还没有抽签分配的任务，没有可打印的名单。", hint="请先抽签并保存。")
        return LotList(
            purpose=purpose,
            title=title,
            office=self._place.office,
            day=self._clock().date(),
            lots=[row for row in lots if row.standing],
            tasks=given,
        )

    @collector_paused()
    def side_by_side(self, round_id: RoundId) -> SideBySide:
        """Self, cross and spot scores of every branch beside each other.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            return read_side_by_side(session, round_id)


def _seed(text: str) -> str:
    seed = " ".join(text.split())
    if not seed or len(seed) > _MOST_SEED:
        raise RuleError(
            "请填写抽签的种子，没有抽签。" if not seed else "种子太长，没有抽签。",
            hint=f"种子可以是任意数字或文字，不超过 {_MOST_SEED} 字；也可以按“随机”由电脑给一个。",
        )
    return seed


def _sampled(round_id: RoundId, pool: LotPool, terms: SampleTerms, seed: str) -> DrawnSample:
    drawn = draw_sample(
        [one.sampled() for one in pool.branches],
        terms.size,
        seed,
        left_out=terms.left_out,
        included=terms.included,
    )
    strata = tuple(
        SampleStratum(one.township, one.kind, one.size, one.keys, one.included) for one in drawn
    )
    if not any(one.drawn or one.included for one in strata):
        raise RuleError(
            "没有可以抽取的支部，没有抽取。",
            hint="请先把支部列入本轮次，或者减少排除的支部。",
        )
    return DrawnSample(round_id, pool, terms, seed, strata)


def _again(kept: Drawn) -> Drawn | None:
    """The same lot drawn anew, or None where nothing can be drawn from what was kept."""
    try:
        if isinstance(kept, DrawnSample):
            return _sampled(kept.round_id, kept.pool, kept.terms, kept.seed)
        found = assign(request_of(kept.pool, kept.terms), kept.seed)
    except (RuleError, ValueError):
        return None
    return DrawnAssignment(
        kept.round_id, kept.pool, kept.terms, kept.seed, found.pairs, found.loads
    )

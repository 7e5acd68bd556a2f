"""Use cases of rounds."""

from __future__ import annotations

import uuid
from collections.abc import Collection

import msgspec
from sqlalchemy import select

from db.lives import put_setting, setting
from db.models import Inspection, PhaseClosing, RoundBranch, StandardRound
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import RoundBranchId, RoundId
from jyguide.pause import collector_paused
from jyguide.people.service.organisation_rows import read_tree
from jyguide.place import Place
from jyguide.standard.closing import (
    ClosingFigures,
    ClosingPreview,
    closing_preview,
    phase_figures,
)
from jyguide.standard.comparing_tree import TreeDifference
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.overview import RoundOverview
from jyguide.standard.participants import Candidate
from jyguide.standard.phases import open_before
from jyguide.standard.round import RoundFacts, RoundRow
from jyguide.standard.round_rule import (
    checked_round,
    refuse_checklist_change,
    refuse_closed_change,
)
from jyguide.standard.rows import InspectionRow, RoundBranchRow
from jyguide.standard.service import taking_part
from jyguide.standard.service.overview import read_overview
from jyguide.standard.service.phases import living_round
from jyguide.standard.service.reading import (
    branch_rows,
    inspection_rows,
    round_facts,
    round_row,
    round_rows,
)
from jyguide.standard.service.round_writing import (
    hand_checklists_on,
    refuse_checklists,
    refuse_scored,
    round_columns,
)
from jyguide.standard.service.taking_part import Chosen

_CHOSEN = "standard_round"
"""The round last looked at on this PC."""
_NOT_SAVED = "没有保存。"


class RoundService:
    """Rounds: laid down, filled with branches, looked over, their phases closed."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rounds(self) -> list[RoundRow]:
        """Living rounds, the newest year first."""
        with self._store.read() as session:
            return round_rows(session)

    def round(self, round_id: RoundId) -> RoundRow:
        """One round.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.read() as session:
            return round_row(session, round_id)

    def chosen(self) -> tuple[list[RoundRow], RoundId | None]:
        """Living rounds, and which was last looked at on this PC."""
        with self._store.read() as session:
            kept = setting(session, _CHOSEN)
            return round_rows(session), RoundId(uuid.UUID(kept)) if kept else None

    def choose(self, round_id: RoundId) -> None:
        """Remember which round is looked at; no action, so not journalled."""
        with self._store.begin("选择轮次") as uow:
            put_setting(uow.session, _CHOSEN, str(round_id))
            uow.commit()

    def may_lead(self, row: RoundRow) -> bool:
        """Whether the office at work may change a round: its own, and the city any."""
        return self._place.is_city or row.station_id == self._place.station_id

    def candidates(self) -> list[Candidate]:
        """Organisations that may take part in a round of the office at work."""
        with self._store.read() as session:
            return taking_part.here(self._place, read_tree(session))

    def branches(self, round_id: RoundId) -> list[RoundBranchRow]:
        """Branches of a round in the order of the tree, those that left too."""
        with self._store.read() as session:
            return branch_rows(session, RoundBranch.round_id == round_id)

    def inspections(self, branch_id: RoundBranchId) -> list[InspectionRow]:
        """Every inspection of a branch of a round, corrected ones and follow-ups too."""
        with self._store.read() as session:
            return inspection_rows(session, Inspection.branch_key == branch_id)

    @collector_paused()
    def overview(self, round_id: RoundId) -> RoundOverview:
        """How far a round is: phases, branches, their points; six statements.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            day = self._clock().date()
            return read_overview(session, round_id, day, self._place.station_id)

    def create(self, facts: RoundFacts, organisations: Chosen) -> RoundId:
        """Lay down a round and let organisations take part, in one action.

        Args:
            facts: Name, year, checklists, schedule, rule.
            organisations: Who takes part, as what kind; see `candidates`.

        Raises:
            RuleError: the facts do not fit, a checklist is no issued one of its kind, or an
                organisation may not take part.
        """
        facts = checked_round(facts)
        with self._store.begin(f"新建轮次“{facts.name}”") as uow:
            refuse_checklists(uow.session, facts)
            row = StandardRound(station_id=self._place.station_id, **round_columns(facts))
            uow.session.add(row)
            uow.session.flush()
            taking_part.take_in(uow, self._place, row, organisations)
            uow.commit()
            return RoundId(row.id)

    def change(self, round_id: RoundId, facts: RoundFacts, seen: str | None = None) -> None:
        """Change what was laid down of a round.

        Another checklist for a kind reaches its branches too, while none was inspected.

        Raises:
            RuleError: the facts do not fit, a kind was inspected by its checklist already, a
                closed phase would change, or the round is another office's, gone or changed.
        """
        facts = checked_round(facts)
        with self._store.begin(f"修改轮次“{facts.name}”") as uow:
            row = self._own(uow, round_id, seen)
            before = round_facts(row)
            taken = taking_part.inspected_kinds(uow.session, round_id)
            refuse_checklist_change(before, facts, taken)
            refuse_closed_change(before, facts, round_row(uow.session, round_id).closed)
            refuse_checklists(uow.session, facts)
            for name, value in round_columns(facts).items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
            hand_checklists_on(uow.session, round_id, facts)
            uow.commit()

    def drop(self, round_id: RoundId, seen: str | None = None) -> None:
        """Delete a round with its branches and what was begun; undone like any action.

        Raises:
            RuleError: something in it is scored or closed, or it is another office's.
        """
        with self._store.begin("删除轮次") as uow:
            row = self._own(uow, round_id, seen)
            refuse_scored(uow.session, round_row(uow.session, round_id))
            for table in (RoundBranch, Inspection):
                for part in uow.session.scalars(
                    select(table).where(table.round_id == round_id, table.deleted.is_(False))
                ):
                    part.deleted = True
            row.deleted = True
            uow.commit()

    def add_branches(self, round_id: RoundId, organisations: Chosen) -> int:
        """Let more organisations take part; one that left comes back. Returns how many.

        Raises:
            RuleError: see `create`.
        """
        with self._store.begin(f"加入 {len(organisations)} 个支部") as uow:
            row = self._own(uow, round_id)
            count = taking_part.take_in(uow, self._place, row, organisations)
            uow.commit()
            return count

    def remove_branches(
        self, round_id: RoundId, branches: Collection[RoundBranchId], reason: str = ""
    ) -> tuple[int, int]:
        """Let branches leave: taken out if never inspected, else marked with the reason.

        Args:
            round_id: Of which round.
            branches: Which.
            reason: 撤销, 并入某某党支部 …; needed where something was inspected.

        Returns:
            How many were taken out whole, and how many left with their inspections kept.

        Raises:
            RuleError: no reason where one is needed, or the round is another office's.
        """
        with self._store.begin(f"{len(branches)} 个支部退出轮次") as uow:
            self._own(uow, round_id)
            day = self._clock().date()
            counts = taking_part.take_out(uow.session, branches, day, reason)
            uow.commit()
            return counts

    def update_branches(self, round_id: RoundId, branches: Collection[RoundBranchId]) -> int:
        """Take over what the tree of organisations says of branches now; returns how many.

        Raises:
            RuleError: one is gone from the tree, or would need another checklist.
        """
        with self._store.begin(f"按组织树更新 {len(branches)} 个支部") as uow:
            row = self._own(uow, round_id)
            count = taking_part.bring_up_to_date(uow.session, self._place, row, branches)
            uow.commit()
            return count

    def differences(self, round_id: RoundId) -> list[TreeDifference]:
        """Where the branches of a round and the tree of organisations have come apart.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            return taking_part.differences(session, self._place, round_row(session, round_id))

    def closing_preview(self, round_id: RoundId, phase: Phase) -> ClosingPreview:
        """What closing a phase now would leave undone.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        now = self.overview(round_id)
        return closing_preview(now.branches, phase, open_before(phase, now.round.closed))

    def close(self, round_id: RoundId, phase: Phase, note: str = "") -> ClosingFigures:
        """Close a phase for good: from then on nothing of it can be written.

        What it came to is kept with the closing, so that it can be checked later. The phase
        before it has to be closed.

        Raises:
            RuleError: it is closed already, the one before it is not, or the round is another
                office's.
        """
        name = PHASE_NAMES[phase]
        with self._store.begin(f"关闭阶段“{name}”") as uow:
            self._own(uow, round_id)
            now = read_overview(
                uow.session, round_id, self._clock().date(), self._place.station_id
            )
            if phase in now.round.closed:
                raise RuleError(f"“{name}”阶段已经关闭过了，没有改动。")
            if before := open_before(phase, now.round.closed):
                raise RuleError(
                    f"“{PHASE_NAMES[before]}”阶段还没有关闭，不能先关闭“{name}”，没有改动。",
                    hint=f"请先关闭“{PHASE_NAMES[before]}”。",
                )
            figures = phase_figures(phase, now.branches)
            uow.session.add(
                PhaseClosing(
                    round_id=round_id,
                    phase=phase.value,
                    closed_at=self._clock(),
                    figures=msgspec.to_builtins(figures),
                    note=note.strip(),
                )
            )
            uow.commit()
            return figures

    def _own(self, uow: UnitOfWork, round_id: RoundId, seen: str | None = None) -> StandardRound:
        row = living_round(uow.session, round_id)
        if not self._place.is_city and row.station_id != self._place.station_id:
            raise RuleError(
                f"“{row.name}”由市级主办，本站不能改动，{_NOT_SAVED}",
                hint="需要改动时请告诉市级，改好后会随文件收到。",
            )
        if seen not in (None, row.sync_v):
            raise RuleError(
                f"“{row.name}”在您打开之后又被改过，{_NOT_SAVED}",
                hint="请关闭窗口，重新打开再改。",
            )
        return row

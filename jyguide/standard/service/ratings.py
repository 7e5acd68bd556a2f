"""Use cases of the four lists."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.keys import fixed_key
from db.models import Inspection, RatingOverride, RoundBranch
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PublicationId, RoundBranchId, RoundId
from jyguide.pause import collector_paused
from jyguide.place import CITY_NAME, Place
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.publication import explanation_of
from jyguide.standard.explaining import explain, way_text
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, PublicationRow, RatingLists
from jyguide.standard.rating import Rated, Standing, aspect_points, rate
from jyguide.standard.rating_rule import RatingRule, rule_faults
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service.phases import living_round
from jyguide.standard.service.publishing import (
    add_publication,
    publication_rows,
    published_lists,
    refuse_publication,
)
from jyguide.standard.service.rating_reading import RatingInputs, read_inputs, read_sheets
from jyguide.standard.stored import rule_to_json
from jyguide.standard.way_up import Sheets, WayUp, way_up

_NOTHING = "没有改动。"


@dataclass(frozen=True, slots=True)
class Explained:
    """Why one branch stands where it does, and what would lift it.

    Attributes:
        way_said: What would lift it, in a sentence; empty on the best list.
    """

    standing: Standing
    sentences: tuple[str, ...]
    way: WayUp
    way_said: str


class RatingService:
    """The four lists: worked out, explained, put right with a reason, published."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def owns(self, row: RoundRow) -> bool:
        """Whether the office at work may decide about the lists of a round: its own only."""
        return row.station_id == self._place.station_id

    @collector_paused()
    def inputs(self, round_id: RoundId) -> RatingInputs:
        """Everything the lists of a round follow from, to be rated by any rule.

        Raises:
            RuleError: the round was deleted meanwhile.
        """
        with self._store.read() as session:
            return read_inputs(session, round_id)

    @collector_paused()
    def rate(self, round_id: RoundId, rule: RatingRule | None = None) -> Rated:
        """The four lists, by the round's own rule or by another that is only tried.

        Raises:
            RuleError: the round was deleted meanwhile, or the rule cannot be.
        """
        if rule is not None:
            _refuse_rule(rule)
        found = self.inputs(round_id)
        return rate(found.branches, rule or found.round.facts.rule)

    def sheets(self, branch_id: RoundBranchId) -> Sheets:
        """What was found of one branch, item by item."""
        with self._store.read() as session:
            found = read_sheets(session, Inspection.branch_key == branch_id)
        return found.get(branch_id, {})

    def explained(self, rated: Rated, standing: Standing) -> Explained:
        """Why one of the branches rated stands where it does."""
        return explained(rated, standing, self.sheets(standing.branch.id))

    @collector_paused()
    def explained_all(self, round_id: RoundId, rated: Rated) -> dict[RoundBranchId, Explained]:
        """The same for everybody on a list."""
        with self._store.read() as session:
            sheets = read_sheets(session, Inspection.round_id == round_id)
        return {
            one.branch.id: explained(rated, one, sheets.get(one.branch.id, {}))
            for one in rated.standings
        }

    def save_rule(self, round_id: RoundId, rule: RatingRule, seen: str | None = None) -> Changed:
        """Lay a rule down with its round.

        Raises:
            RuleError: the rule cannot be, the round is another office's, gone, or was changed
                meanwhile.
        """
        _refuse_rule(rule)
        with self._store.begin("保存四张名单的评定规则") as uow:
            row = living_round(uow.session, round_id)
            self._refuse_foreign(row.station_id)
            if seen not in (None, row.sync_v):
                raise RuleError(
                    "这个轮次在您打开之后又被改过，规则没有保存。",
                    hint="请刷新后看过新的规则，再改再保存。",
                )
            row.rule = rule_to_json(rule)
            uow.commit()
        return Changed.STANDARD

    def override(
        self, branch_id: RoundBranchId, rating: Rating, reason: str, decided_by: str
    ) -> Changed:
        """Put a branch on another list than the rule says.

        Raises:
            RuleError: no reason or nobody who decided, the branch has left, has no points or
                stands on that list by the rule, or the round is another office's.
        """
        reason, decided_by = reason.strip(), decided_by.strip()
        if not reason or not decided_by:
            raise RuleError(
                f"人工调整要写明{'原因' if not reason else '决定人'}，{_NOTHING}",
                hint="原因和决定人会写进逐项说明，支部看得到。",
            )
        with self._store.begin(f"人工调整为{RATING_NAMES[rating]}") as uow:
            row = self._branch(uow, branch_id)
            self._refuse_needless(uow, row, rating)
            _put_override(uow, row, rating, (reason, decided_by))
            uow.commit()
        return Changed.STANDARD

    def take_back(self, branch_id: RoundBranchId) -> Changed:
        """Let a branch stand again where the rule puts it.

        Raises:
            RuleError: nobody had put it elsewhere, or the round is another office's.
        """
        with self._store.begin("取消人工调整") as uow:
            row = self._branch(uow, branch_id)
            kept = uow.session.get(RatingOverride, _override_key(branch_id))
            if kept is None or kept.deleted:
                raise RuleError(f"“{row.name}”没有人工调整，{_NOTHING}", hint="请刷新后再看。")
            kept.deleted = True
            uow.commit()
        return Changed.STANDARD

    def draft(
        self,
        round_id: RoundId,
        progress: Progress = Silent(),  # noqa: B008 - holds no state
        cancel: CancelToken | None = None,
    ) -> RatingLists:
        """The lists as they would be published now, each branch with its explanation.

        Raises:
            RuleError: the round was deleted meanwhile, or is another office's: what is here of
                its branches makes no lists.
            Cancelled: the user asked to stop.
        """
        with self._store.read() as session:
            found = read_inputs(session, round_id)
            self._refuse_foreign(found.round.station_id)
            sheets = read_sheets(session, Inspection.round_id == round_id)
        rated = rate(found.branches, found.round.facts.rule)
        token = cancel or CancelToken()
        listed = []
        for done, (row, standing) in enumerate(zip(found.rows, rated.standings, strict=True), 1):
            token.check()
            progress.step(done, len(found.rows), row.name)
            if standing.computed is not None:
                listed.append(_listed(row, rated, standing, sheets.get(row.id, {})))
        return RatingLists(
            round_id=round_id,
            round_name=found.round.facts.name,
            year=found.round.facts.year,
            office=self._office(found.round),
            rule=rated.rule,
            branches=listed,
            unrated=len(rated.unrated),
        )

    def publish(
        self,
        round_id: RoundId,
        number: str,
        on: date,
        progress: Progress = Silent(),  # noqa: B008 - holds no state
        cancel: CancelToken | None = None,
    ) -> PublicationId:
        """Publish the lists as they are now, in one action; an earlier publication is replaced.

        Args:
            round_id: Of which round.
            number: Of the document, ``澄组〔2026〕12号``; may be empty.
            on: The day under it, not after today.
            progress: Told of every branch.
            cancel: Asked before every branch.

        Raises:
            RuleError: nobody is rated, the rule cannot be, the day is to come, the number is
                used, or the round is another office's.
            Cancelled: the user asked to stop; nothing is published.
        """
        with self._store.begin("公布四张名单") as uow:
            row = living_round(uow.session, round_id)
            self._refuse_foreign(row.station_id)
            lists = self.draft(round_id, progress, cancel)
            _refuse_rule(lists.rule)
            refuse_publication(uow.session, lists, number, (on, self._clock().date()))
            key = add_publication(uow, lists, number, on)
            uow.commit()
        return key

    def publications(self, round_id: RoundId) -> list[PublicationRow]:
        """Every publication of a round, what is in force first, and then the newest."""
        with self._store.read() as session:
            return publication_rows(session, round_id)

    def published(self, publication_id: PublicationId) -> RatingLists:
        """The lists as they were published, with what they changed in the ones before.

        Raises:
            RuleError: there is no such publication here.
        """
        with self._store.read() as session:
            return published_lists(session, publication_id, self._office)

    def _office(self, row: RoundRow) -> str:
        return CITY_NAME if row.station_id is None else f"{row.station}基层党建工作指导站"

    def _refuse_foreign(self, station_id: object) -> None:
        if station_id != self._place.station_id:
            raise RuleError(
                f"这个轮次不是本{'级' if self._place.is_city else '站'}主办的，"
                f"四张名单由主办单位决定，{_NOTHING}",
                hint="需要调整时，请告诉主办单位。",
            )

    def _branch(self, uow: UnitOfWork, branch_id: RoundBranchId) -> RoundBranch:
        row = uow.session.get(RoundBranch, branch_id)
        if row is None or row.deleted or row.left_on is not None:
            raise RuleError(f"这个支部已不在本轮次里，{_NOTHING}", hint="请刷新后再看。")
        self._refuse_foreign(living_round(uow.session, RoundId(row.round_id)).station_id)
        return row

    def _refuse_needless(self, uow: UnitOfWork, row: RoundBranch, rating: Rating) -> None:
        found = read_inputs(uow.session, RoundId(row.round_id))
        one = rate(found.branches, found.round.facts.rule).of(RoundBranchId(row.id))
        if one is None or one.computed is None:
            raise RuleError(
                f"“{row.name}”还没有得分，不参加评定，{_NOTHING}",
                hint="请先完成对它的检查。",
            )
        if one.computed is rating:
            raise RuleError(
                f"“{row.name}”按规则就是{RATING_NAMES[rating]}，不需要人工调整，{_NOTHING}",
                hint="如果它以前被调整过，请用“取消调整”。",
            )


def explained(rated: Rated, standing: Standing, sheets: Sheets) -> Explained:
    """Why a branch stands where it does, from what was found of it."""
    way = way_up(standing, rated, sheets)
    said = way_text(way, rated.rule, sheets)
    return Explained(standing, explain(standing, rated, sheets), way, said)


def _listed(row: RoundBranchRow, rated: Rated, standing: Standing, sheets: Sheets) -> ListedBranch:
    said = explained(rated, standing, sheets)
    override = standing.branch.override
    return ListedBranch(
        id=row.id,
        organisation_id=row.organisation_id,
        station_id=row.station_id,
        name=row.name,
        township=row.township,
        kind=row.kind,
        points=standing.points or 0,
        aspects=aspect_points(standing.branch, rated.rule),
        computed=standing.computed or Rating.UNQUALIFIED,
        rating=standing.rating or Rating.UNQUALIFIED,
        reason=override.reason if override is not None else "",
        explanation=explanation_of(said.sentences, said.way_said),
    )


def _put_override(uow: UnitOfWork, row: RoundBranch, rating: Rating, said: Sequence[str]) -> None:
    """There is one decision a branch: a later one takes the place of an earlier."""
    key = _override_key(RoundBranchId(row.id))
    kept = uow.session.get(RatingOverride, key)
    if kept is None:
        kept = RatingOverride(id=key, round_id=row.round_id, branch_key=row.id)
        uow.session.add(kept)
    kept.deleted, kept.station_id, kept.rating = False, row.station_id, rating.value
    kept.reason, kept.decided_by = said


def _override_key(branch_id: RoundBranchId) -> uuid.UUID:
    return fixed_key("rating_override", branch_id)


def _refuse_rule(rule: RatingRule) -> None:
    faults = rule_faults(rule)
    if faults:
        raise RuleError("".join(faults.values()), hint="请改好评定规则再试，没有保存。")

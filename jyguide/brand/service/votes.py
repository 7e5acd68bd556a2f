"""Use cases of the yearly vote: laid down, keyed in, counted, closed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from db.models import BrandVote, BrandVoteResult
from db.uow import Store, UnitOfWork
from jyguide.brand.explaining import TieDecision, ranking
from jyguide.brand.kinds import STAGE_NAMES
from jyguide.brand.row import BrandRow
from jyguide.brand.scheme import Candidate, VoteScheme
from jyguide.brand.service.reading import read_brands
from jyguide.brand.service.vote_rows import (
    living_vote,
    put_sheets,
    read_vote,
    read_votes,
    sheet_of,
    sheets_of,
)
from jyguide.brand.service.writing import put, refuse_changed
from jyguide.brand.sheet import Sheet
from jyguide.brand.sheet_check import check_sheets, closing_problems
from jyguide.brand.stored import (
    candidates_from_json,
    list_to_json,
    scheme_from_json,
    to_json,
)
from jyguide.brand.vote import VoteBook, VoteFacts, VoteRow, vote_problems
from jyguide.brand.voting import Count, candidate_problems, count
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import BrandId, BrandVoteId
from jyguide.place import Place


@dataclass(frozen=True, slots=True)
class Closing:
    """What is said when a vote is closed."""

    on: date
    number: str = ""
    decision: TieDecision = field(default_factory=TieDecision)


class VoteService:
    """Everything the program does with votes but their files."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rows(self) -> list[VoteRow]:
        """Every vote, the newest year first, the city's before stations'."""
        with self._store.read() as session:
            return read_votes(session, self._place.station_id)

    def book(self, vote_id: BrandVoteId) -> VoteBook:
        """A vote with its sheets and what they come to now.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.read() as session:
            row = read_vote(session, vote_id, self._place.station_id)
            sheets = [sheet_of(one) for one in sheets_of(session, vote_id)]
        return VoteBook(row, sheets, count(row.facts.scheme, row.candidates, sheets))

    def may_stand(self, scheme: VoteScheme) -> tuple[list[BrandRow], list[BrandRow]]:
        """Brands that may stand by a scheme, and those at work that are not that far."""
        with self._store.read() as session:
            rows = [row for row in read_brands(session) if row.ended_on is None]
        able = [row for row in rows if row.way.reached(scheme.stage)]
        return able, [row for row in rows if not row.way.reached(scheme.stage)]

    def add(self, facts: VoteFacts) -> BrandVoteId:
        """A new vote of this office.

        Raises:
            RuleError: the weights do not make 100, or something else cannot be so.
        """
        _check(facts)
        with self._store.begin(f"新建评选“{facts.name.strip()}”") as uow:
            row = BrandVote(station_id=self._place.station_id, candidates=[], **_columns(facts))
            uow.session.add(row)
            uow.commit()
            return BrandVoteId(row.id)

    def change(self, vote_id: BrandVoteId, facts: VoteFacts, seen: str | None = None) -> Changed:
        """Lay it down otherwise; results that were made stay as they are.

        Raises:
            RuleError: it cannot be so, was changed meanwhile, or drops a group that has sheets.
        """
        _check(facts)
        with self._store.begin(f"修改评选“{facts.name.strip()}”") as uow:
            row = living_vote(uow.session, vote_id, self._place.station_id)
            refuse_changed(row, seen)
            _refuse_dropped(uow.session, vote_id, scheme_from_json(row.scheme), facts.scheme)
            put(row, _columns(facts))
            uow.commit()
        return Changed.BRANDS

    def set_candidates(
        self, vote_id: BrandVoteId, brands: Sequence[BrandId], seen: str | None = None
    ) -> Changed:
        """Say which brands stand.

        Raises:
            RuleError: one stands twice, has not come far enough or was stopped; it is named.
        """
        with self._store.begin("确定参评品牌") as uow:
            row = living_vote(uow.session, vote_id, self._place.station_id)
            refuse_changed(row, seen)
            found = _candidates(uow.session, scheme_from_json(row.scheme), brands)
            put(row, {"candidates": list_to_json(found)})
            uow.commit()
        return Changed.BRANDS

    def save_sheets(
        self,
        vote_id: BrandVoteId,
        sheets: Sequence[Sheet],
        removed: Mapping[uuid.UUID, str] | None = None,
    ) -> Changed:
        """Keep sheets as keyed in, gaps and all; sheets that are not named stay.

        Args:
            vote_id: Of which vote.
            sheets: With the keys and versions of those that are kept already.
            removed: Keys of sheets to be taken out, with the versions seen.

        Raises:
            RuleError: a juror stands twice or has no name, gave points to a brand he has an
                interest in or more than there are, or a sheet was changed meanwhile.
        """
        with self._store.begin("录入评分表") as uow:
            row = living_vote(uow.session, vote_id, self._place.station_id)
            kept = sheets_of(uow.session, vote_id)
            gone = [one for one in kept if one.id in (removed or {})]
            for one in gone:
                refuse_changed(one, (removed or {})[one.id])
                one.deleted = True
            named = {one.key for one in sheets if one.key}
            candidates = candidates_from_json(row.candidates)
            rest = [sheet_of(one) for one in kept if not one.deleted and one.id not in named]
            check_sheets(scheme_from_json(row.scheme), candidates, sheets, rest)
            if put_sheets(uow, row, sheets) or gone:
                uow.commit()
        return Changed.BRANDS

    def close(self, vote_id: BrandVoteId, closing: Closing) -> uuid.UUID:
        """Write down what the vote came to; an earlier result is replaced.

        Raises:
            RuleError: sheets have gaps, there are more places than candidates, or equal points
                stand at the line and nobody has decided.
        """
        with self._store.begin("公布评选结果") as uow:
            row = living_vote(uow.session, vote_id, self._place.station_id)
            counted = self._counted(uow, row, closing.on)
            before = read_vote(uow.session, vote_id, self._place.station_id).result
            result = BrandVoteResult(
                vote_id=vote_id,
                number="".join(closing.number.split()),
                closed_on=closing.on,
                scheme=row.scheme,
                ranking=list_to_json(ranking(counted, closing.decision)),
                replaces_key=before.key if before else None,
            )
            uow.session.add(result)
            uow.commit()
            return result.id

    def remove(self, vote_id: BrandVoteId) -> Changed:
        """Take out a vote that was entered by mistake.

        Raises:
            RuleError: it has a result already.
        """
        with self._store.begin("删除评选") as uow:
            row = living_vote(uow.session, vote_id, self._place.station_id)
            if read_vote(uow.session, vote_id, self._place.station_id).results:
                raise RuleError(
                    f"“{row.name}”已经有结果，没有删除。", hint="结果有误请改正后重新公布。"
                )
            row.deleted = True
            for one in sheets_of(uow.session, vote_id):
                one.deleted = True
            uow.commit()
        return Changed.BRANDS

    def due(self) -> str:
        """What is to be said of sheets that are missing, or nothing."""
        said = [
            f"“{row.facts.name}”还有 {row.sheets - row.whole} 张评分表没有录完"
            for row in self.rows()
            if row.own and row.result is None and row.whole < row.sheets
        ]
        return f"{'；'.join(said)}，录完后就可以公布结果。" if said else ""

    def _counted(self, uow: UnitOfWork, row: BrandVote, on: date) -> Count:
        scheme, candidates = scheme_from_json(row.scheme), candidates_from_json(row.candidates)
        sheets = [sheet_of(one) for one in sheets_of(uow.session, BrandVoteId(row.id))]
        counted = count(scheme, candidates, sheets)
        reason = "" if on <= self._clock().date() else "结果日期在今天之后"
        reason = reason or "；".join(closing_problems(scheme, candidates, counted, len(sheets)))
        if reason:
            raise RuleError(
                f"{reason}。没有公布结果。", hint="评分表可以补录、把没评的标为弃评，或移除。"
            )
        known = {row.id: row for row in read_brands(uow.session)}
        _refuse_not_that_far(known, scheme, candidates)
        return counted


def _check(facts: VoteFacts) -> None:
    for sentence in vote_problems(facts).values():
        raise RuleError(f"{sentence}评选没有保存。", hint="请改正后再保存。")


def _columns(facts: VoteFacts) -> dict[str, object]:
    return {
        "name": " ".join(facts.name.split()),
        "year": facts.year,
        "note": facts.note.strip(),
        "scheme": to_json(facts.scheme),
    }


def _refuse_dropped(
    session: Session, vote_id: BrandVoteId, before: VoteScheme, now: VoteScheme
) -> None:
    codes = {group.code for group in now.groups}
    used = {row.juror_group for row in sheets_of(session, vote_id)}
    for group in before.groups:
        if group.code in used - codes:
            raise RuleError(
                f"“{group.name}”组已经有评分表，不能去掉，没有保存。",
                hint="请先移除这一组的评分表，或把评委改到别的组。",
            )


def _candidates(
    session: Session, scheme: VoteScheme, brands: Sequence[BrandId]
) -> list[Candidate]:
    known = {row.id: row for row in read_brands(session)}
    missing = [key for key in brands if key not in known]
    if missing:
        raise RuleError("所选品牌中有的已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    found = [_candidate(known[key]) for key in brands]
    if twice := candidate_problems(found):
        raise RuleError(f"{twice}，没有改动。", hint="每个品牌只列一次。")
    _refuse_not_that_far(known, scheme, found)
    return found


def _candidate(row: BrandRow) -> Candidate:
    return Candidate(row.id, row.facts.name, row.facts.organisation, row.station)


def _refuse_not_that_far(
    known: Mapping[BrandId, BrandRow], scheme: VoteScheme, candidates: Iterable[Candidate]
) -> None:
    wanted = STAGE_NAMES[scheme.stage]
    for one in candidates:
        row = known.get(BrandId(one.key))
        if row is None or row.ended_on is not None:
            raise RuleError(
                f"“{one.name}”已经停止或删除，没有改动。", hint="请从参评品牌中去掉它。"
            )
        if not row.way.reached(scheme.stage):
            raise RuleError(
                f"“{one.name}”现在是“{row.stage_name}”阶段，还没有达到参评要求的“{wanted}”，"
                "没有改动。",
                hint="请先登记它的阶段，或在评选办法里改参评要求。",
            )

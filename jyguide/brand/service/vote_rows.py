"""How votes, sheets and results are read and written; every rule was asked before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import BrandVote, BrandVoteResult, JurySheet
from db.uow import UnitOfWork
from jyguide.brand.service.reading import station_names
from jyguide.brand.service.writing import put, refuse_changed
from jyguide.brand.sheet import Sheet, same_name, sheet_faults
from jyguide.brand.stored import candidates_from_json, ranking_from_json, scheme_from_json
from jyguide.brand.vote import VoteFacts, VoteResult, VoteRow
from jyguide.errors import RuleError
from jyguide.ids import BrandVoteId, StationId

_CITY = "市级"


def read_votes(session: Session, own: StationId | None) -> list[VoteRow]:
    """Every vote, the newest year first; `own` is the station at work, None the city."""
    stations = station_names(session)
    sheets: defaultdict[uuid.UUID, list[Sheet]] = defaultdict(list)
    for sheet in session.scalars(select(JurySheet).where(JurySheet.deleted.is_(False))):
        sheets[sheet.vote_id].append(sheet_of(sheet))
    results: defaultdict[uuid.UUID, list[BrandVoteResult]] = defaultdict(list)
    for result in session.scalars(
        select(BrandVoteResult).where(BrandVoteResult.deleted.is_(False))
    ):
        results[result.vote_id].append(result)
    found = session.scalars(select(BrandVote).where(BrandVote.deleted.is_(False)))
    rows = [_row(vote, stations, own, sheets[vote.id], results[vote.id]) for vote in found]
    rows.sort(key=lambda row: (-row.facts.year, row.office != _CITY, row.office, row.facts.name))
    return rows


def read_vote(session: Session, vote_id: BrandVoteId, own: StationId | None) -> VoteRow:
    """One of them.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    for row in read_votes(session, own):
        if row.id == vote_id:
            return row
    raise RuleError("这次评选已被删除。", hint="请按 F5 刷新后重新选择。")


def sheets_of(session: Session, vote_id: BrandVoteId) -> list[JurySheet]:
    """Rows of one vote, in the order in which jurors were entered."""
    statement = select(JurySheet).where(JurySheet.vote_id == vote_id, JurySheet.deleted.is_(False))
    return sorted(session.scalars(statement), key=lambda row: (row.juror_group, row.juror))


def living_vote(session: Session, vote_id: BrandVoteId, own: StationId | None) -> BrandVote:
    """A vote that this office may write.

    Raises:
        RuleError: it was deleted meanwhile, or is another office's.
    """
    row = session.get(BrandVote, vote_id)
    if row is None or row.deleted:
        raise RuleError("这次评选已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
    if row.station_id != own:
        raise RuleError(
            f"“{row.name}”不是本单位组织的评选，没有改动。", hint="请由组织评选的单位来做。"
        )
    return row


def sheet_of(row: JurySheet) -> Sheet:
    """A row as the rules see it."""
    return Sheet(
        juror=row.juror,
        group=row.juror_group,
        unit=row.juror_unit,
        points={uuid.UUID(key): given for key, given in row.sheet.items()},
        conflicts=frozenset(map(uuid.UUID, row.conflicts)),
        key=row.id,
        version=str(row.sync_v),
    )


def put_sheets(uow: UnitOfWork, vote: BrandVote, sheets: Iterable[Sheet]) -> int:
    """Write sheets, new ones under keys two PCs agree on; returns how many differ.

    Raises:
        RuleError: one was changed meanwhile.
    """
    written = 0
    for sheet in sheets:
        values = {
            "juror": sheet.juror,
            "juror_group": sheet.group,
            "juror_unit": sheet.unit,
            "sheet": {str(key): given for key, given in sorted(sheet.points.items(), key=_by_key)},
            "conflicts": sorted(map(str, sheet.conflicts)),
        }
        row = uow.session.get(JurySheet, sheet.key) if sheet.key else None
        if row is None:
            uow.session.add(_new(uow.session, vote, sheet, values))
            written += 1
        elif any(getattr(row, name) != value for name, value in values.items()) or row.deleted:
            refuse_changed(row, sheet.version or None)
            put(row, {**values, "deleted": False})
            written += 1
    return written


def _by_key(item: tuple[uuid.UUID, int | None]) -> str:
    return str(item[0])


def _new(
    session: Session, vote: BrandVote, sheet: Sheet, values: Mapping[str, object]
) -> JurySheet:
    key = fixed_key("jury_sheet", vote.id, same_name(sheet.juror))
    kept = session.get(JurySheet, key)
    if kept is not None and kept.deleted:
        put(kept, {**values, "deleted": False})
        return kept
    if kept is not None:  # a juror was renamed, and another has his name now
        key = new_key()
    return JurySheet(id=key, station_id=vote.station_id, vote_id=vote.id, **values)


def _row(
    vote: BrandVote,
    stations: Mapping[uuid.UUID, str],
    own: StationId | None,
    sheets: list[Sheet],
    results: list[BrandVoteResult],
) -> VoteRow:
    scheme = scheme_from_json(vote.scheme)
    candidates = candidates_from_json(vote.candidates)
    return VoteRow(
        id=BrandVoteId(vote.id),
        station_id=StationId(vote.station_id) if vote.station_id else None,
        office=stations.get(vote.station_id, "") if vote.station_id else _CITY,
        own=vote.station_id == own,
        facts=VoteFacts(vote.name, vote.year, scheme, vote.note),
        candidates=candidates,
        sheets=len(sheets),
        whole=len(sheets) - len(sheet_faults(scheme, candidates, sheets)),
        results=_results(results),
        version=str(vote.sync_v),
    )


def _results(rows: list[BrandVoteResult]) -> tuple[VoteResult, ...]:
    """The one in force first: the last made of those that none replaces."""
    replaced = {row.replaces_key for row in rows}
    open_ = [row.id for row in rows if row.id not in replaced]
    holds = max(open_, default=None)
    rows.sort(key=lambda row: (row.id == holds, str(row.id)), reverse=True)
    return tuple(
        VoteResult(
            key=row.id,
            number=row.number,
            closed_on=row.closed_on,
            scheme=scheme_from_json(row.scheme),
            ranking=ranking_from_json(row.ranking),
            replaces=row.replaces_key is not None,
            replaced=row.id != holds,
        )
        for row in rows
    )

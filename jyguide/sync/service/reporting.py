"""Puts what an import did, or would do, into the report that a person reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.merging.parcel import Parcel
from db.merging.peers import IN, gaps, taken_in, totals
from db.merging.tally import Tally
from db.models import Bundle
from db.upgrade import HEAD as SCHEMA
from jyguide.history.names import TABLES, table_name
from jyguide.ids import ActionId
from jyguide.place import Place
from jyguide.sync.row import Count, ImportReport, Total
from jyguide.sync.service import findings
from jyguide.sync.service.receiving import Received

_DAY = 86_400
_TWICE = (
    "对方有两台电脑用着相同的编号（数据文件夹可能被复制过）。两边的内容都已保留；"
    "请通知对方，并检查是否有重复的证书编号。"
)
_SMALL_OFFSET = 300
"""Seconds by which two clocks may differ without a word."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An import that is still open, so that it can be given up.

    Attributes:
        merge: Its action.
        tally: What came of it.
        before: Totals of the station concerned as they were.
        path, received, parcel: The file, what it is and what it carried; None where what was here
            already was taken up.
    """

    merge: UUID
    tally: Tally
    before: dict[str, int]
    path: Path = Path()
    received: Received | None = None
    parcel: Parcel | None = None


def import_report(
    session: Session, place: Place, outcome: Outcome, now: datetime, *, rehearsal: bool = False
) -> ImportReport:
    """The report of an import, from the unit of work in which everything has been applied."""
    received, tally = outcome.received, outcome.tally
    line = received.opened.line if received else None
    office = line.office if line else ""
    station = office if place.is_city else place.station_code
    there = outcome.parcel.claims.totals if outcome.parcel else {}
    notes = _notes(session, received, now) if received else []
    return ImportReport(
        path=outcome.path,
        rehearsal=rehearsal,
        sender=line.name if line else "本机暂存的内容",
        office=office,
        number=line.number if line else 0,
        written_at=_moment(line.at) if line else now,
        notes=(*notes, *_findings(tally)),
        applied=tally.rows,
        known=tally.segments_known,
        new=_counts(tally.new),
        changed=_counts(tally.changed),
        deleted=_counts(tally.deleted),
        conflicts=tuple(findings.rehearsed(session, tally.conflicts)),
        conflict_count=tally.conflict_count,
        refused=tuple(findings.refused_in(session, tally.refused)),
        refused_count=tally.refused_count,
        waiting=tuple(findings.waiting(session)),
        before=_totals(outcome.before, {}),
        after=_totals(totals(session.connection(), station), there),
        action_id=ActionId(outcome.merge) if tally.brought_anything and not rehearsal else None,
    )


def _notes(session: Session, received: Received, now: datetime) -> list[str]:
    """What is worth a sentence about the file itself."""
    line = received.opened.line
    sentences = [note] if (note := _clock_note(_moment(line.at), now)) else []
    got = taken_in(session.connection(), line.office).get(line.sender, [])
    if lacking := [number for number in gaps(got, line.number) if number < line.number]:
        numbers = "、".join(map(str, lacking[-5:]))
        sentences.append(
            f"第 {numbers} 号没有收到过；其内容已包含在本文件或之后的文件中，无需补发。"
        )
    repeated = session.scalars(
        select(Bundle.id).where(Bundle.direction == IN, Bundle.digest == received.digest)
    ).all()
    if len(repeated) > 1:
        sentences.append("这个文件以前导入过。")
    if received.opened.manifest.schema > SCHEMA:
        sentences.append("对方的程序比本机新；本机看不懂的内容先存着，升级后自动补上。")
    return sentences


def _findings(tally: Tally) -> list[str]:
    if not tally.forked:
        return []
    return [_TWICE]


def _clock_note(written: datetime, now: datetime) -> str:
    """How far the sender's clock seems to be off, where that is worth a word."""
    ahead = (written - now).total_seconds()
    if ahead > _DAY:
        return f"对方电脑的时间比本机快 {ahead / _DAY:.0f} 天，请提醒对方校正；合并不受影响。"
    if ahead > _SMALL_OFFSET:
        return f"对方电脑的时间比本机快 {max(1, round(ahead / 60))} 分钟；合并不受影响。"
    return ""


def _counts(found: Counter[str]) -> tuple[Count, ...]:
    """By kind of record, in the order in which people know them."""
    order = list(TABLES)
    tables = sorted(found, key=lambda table: order.index(table) if table in order else len(order))
    return tuple(Count(table_name(table), found[table]) for table in tables if found[table])


def _totals(here: dict[str, int], there: dict[str, int]) -> tuple[Total, ...]:
    names = [table for table in TABLES if here.get(table) or there.get(table)]
    return tuple(Total(table_name(table), here.get(table, 0), there.get(table)) for table in names)


def _moment(milliseconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(milliseconds / 1000).astimezone()
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0).astimezone()  # a clock that is far off

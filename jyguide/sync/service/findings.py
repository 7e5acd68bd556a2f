"""What the merge found, in words: conflicts, what waits, what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.merging import lines
from db.merging.segments import WAITING, read_head
from db.merging.tally import Finding
from db.models import Action, Conflict, Held, Segment, User
from db.scope import tables
from db.sync import LIFE, read_stamps, stamp_of
from jyguide.history.names import MARK, column_name, reading_order, table_name
from jyguide.history.service.words import Change, Words
from jyguide.sync.row import ConflictKind, ConflictRow, HeldRow, Side
from jyguide.sync.service.trusting import office_names, read_trust, this_device

_WHY = {
    "row": "等待这条记录本身（在还没有收到的文件里）",
    "parent": "等待它所属的记录：{need}",
    "schema": "对方程序较新，本机还看不懂；升级后自动补上",
    "refused": "{need}",
}
_MOVED_ON = "后来又改过"
_MOST = 500


def conflicts(session: Session, *, settled: bool) -> list[ConflictRow]:
    """Conflicts kept here, the newest first; those that a later edit has overtaken are settled."""
    wanted = select(Conflict).order_by(Conflict.id.desc())
    if not settled:
        wanted = wanted.where(Conflict.settled == "")
    told = ((one, _settled(session, one)) for one in session.scalars(wanted))
    # Counted after what is settled has gone: an open one must not be pushed out by those.
    found = islice((pair for pair in told if settled or not pair[1]), _MOST)
    return _rows(
        session,
        [
            (
                one.id,
                how,
                Finding(
                    one.kind,
                    one.table,
                    one.row_id.hex,
                    one.group,
                    kept=one.kept["values"],
                    lost=one.lost["values"],
                    kept_actor=one.kept["actor"],
                    lost_actor=one.lost["actor"],
                    kept_at=_at(one.kept["stamp"]),
                    lost_at=_at(one.lost["stamp"]),
                    other=one.other_id.hex if one.other_id else "",
                ),
            )
            for one, how in found
        ],
    )


def rehearsed(session: Session, found: Sequence[Finding]) -> list[ConflictRow]:
    """Conflicts of an import that may not be kept."""
    return _rows(session, [(None, "", one) for one in found])


def refused(session: Session) -> list[HeldRow]:
    """Changes that were not taken over, the newest first."""
    found = session.scalars(
        select(Held).where(Held.why == "refused").order_by(Held.id.desc()).limit(_MOST)
    ).all()
    return _held_rows(session, [(one, lines.read_act(one.line).actor) for one in found])


def waiting(session: Session) -> list[HeldRow]:
    """Changes that wait, and whole pieces whose predecessors have not come."""
    held = session.scalars(
        select(Held)
        .where(Held.why != "refused", Held.settled_by.is_(None))
        .order_by(Held.id)
        .limit(_MOST)
    ).all()
    rows = _held_rows(session, [(one, lines.read_act(one.line).actor) for one in held])
    return [*_pieces(session), *rows]


def any_held(session: Session) -> bool:
    """Whether something waits to be understood."""
    found = select(Held.id).where(Held.why == "schema", Held.settled_by.is_(None)).limit(1)
    return session.scalar(found) is not None


def refused_in(session: Session, found: Sequence[Finding]) -> list[HeldRow]:
    """What an import refused, by name."""
    words = Words(session)
    words.learn([Change(one.table, UUID(one.row), None, {}) for one in found])
    actors = _Actors(session, [one.lost_actor for one in found])
    return [
        HeldRow(_what(words, one.table, one.row), one.need, actors.name(one.lost_actor))
        for one in found
    ]


def _rows(session: Session, found: Sequence[tuple[int | None, str, Finding]]) -> list[ConflictRow]:
    words = Words(session)
    words.learn(
        [
            Change(one.table, UUID(one.row), one.lost, one.kept)
            for _, _, one in found
            if one.table in tables()
        ]
    )
    words.learn([Change(one.table, UUID(one.other), None, {}) for *_, one in found if one.other])
    actors = _Actors(session, [a for *_, one in found for a in (one.kept_actor, one.lost_actor)])
    return [_row(words, actors, key, settled, one) for key, settled, one in found]


def _row(
    words: Words, actors: _Actors, key: int | None, settled: str, one: Finding
) -> ConflictRow:
    kind = ConflictKind(one.kind)
    row_id = UUID(one.row)
    if kind is ConflictKind.TWIN:
        alike = words.said(one.table, one.kept)
        kept = Side(words.label(one.table, row_id), "", None)
        lost = Side(words.label(one.table, UUID(one.other)), "", None)
        return ConflictRow(
            key, kind, one.table, row_id, f"{table_name(one.table)} · {alike}", kept, lost, settled
        )
    immutable = tables()[one.table].__sync__.immutable
    return ConflictRow(
        id=key,
        kind=kind,
        table=one.table,
        row_id=row_id,
        what=_what(words, one.table, one.row, one.lost if kind is ConflictKind.EDIT else {}),
        kept=Side(
            words.said(one.table, one.kept), actors.name(one.kept_actor), _moment(one.kept_at)
        ),
        lost=Side(
            words.said(one.table, one.lost), actors.name(one.lost_actor), _moment(one.lost_at)
        ),
        settled=settled,
        can_swap=not immutable and not settled,
    )


def _what(words: Words, table: str, row: str, values: Mapping[str, Any] | None = None) -> str:
    fields = [name for name in values or {} if name != MARK]
    ordered = sorted(fields, key=lambda name: reading_order(table, name))
    named = "、".join(column_name(table, name) for name in ordered)
    parts = (table_name(table), words.label(table, UUID(row)), named)
    return " · ".join(part for part in parts if part)


def _settled(session: Session, one: Conflict) -> str:
    """What was decided; an edit of the register since has decided too."""
    if one.settled or one.kind == ConflictKind.TWIN:
        return one.settled
    row_type = tables()[one.table]
    text = session.scalar(select(row_type.sync_v).where(row_type.id == one.row_id))
    if text is None:
        return _MOVED_ON
    group = one.group if one.kind == ConflictKind.EDIT else LIFE
    stands = stamp_of(read_stamps(text), group)
    return "" if list(stands) == list(one.kept["stamp"]) else _MOVED_ON


def _held_rows(session: Session, found: Sequence[tuple[Held, str]]) -> list[HeldRow]:
    words = Words(session)
    words.learn([Change(one.table, one.row_id, None, {}) for one, _ in found])
    actors = _Actors(session, [actor for _, actor in found])
    return [
        HeldRow(
            _what(words, one.table, one.row_id.hex),
            _why(one),
            actors.name(actor),
        )
        for one, actor in found
    ]


def _why(one: Held) -> str:
    need = one.need
    if one.why == "parent":
        need = table_name(need.split(":")[0])
    sentence = _WHY[one.why].format(need=need)
    answered = one.why == "refused" and one.settled_by is not None
    return f"{sentence}（已在发给该站的文件里更正）" if answered else sentence


def _pieces(session: Session) -> Iterable[HeldRow]:
    """Whole pieces that wait: how many, and of which office."""
    trust, names = read_trust(session), office_names(session)
    counts: dict[str, int] = {}
    for text in session.scalars(select(Segment.head).where(Segment.state == WAITING)):
        device = UUID(read_head(text).device)
        known = trust.credentials.get(device)
        stopped = "（已停用的电脑）" if device in trust.stopped else ""
        name = f"{names.get(known.office, '')} {known.letter} 机{stopped}" if known else "未知电脑"
        counts[name] = counts.get(name, 0) + 1
    return [
        HeldRow(f"{name}发来的 {count} 段改动", "等待它之前的文件，那些文件还没有收到")
        for name, count in counts.items()
    ]


class _Actors:
    """Who wrote things: of other offices' people their PC as well, since names repeat."""

    def __init__(self, session: Session, keys: Iterable[str]) -> None:
        wanted = {UUID(key) for key in keys if key}
        self._names: dict[UUID, str] = {}
        if not wanted:
            return
        found = select(User.id, User.name).where(User.id.in_(wanted))
        self._names.update(session.execute(found).all())
        trust, offices, here = read_trust(session), office_names(session), this_device(session)
        worked = select(Action.actor_id, Action.device_id).where(Action.actor_id.in_(wanted))
        for actor, device in session.execute(worked.distinct()):
            known = trust.credentials.get(device)
            if known and device != here:
                pc = f"{offices.get(known.office, known.office)} {known.letter} 机"
                self._names[actor] = f"{pc} {self._names.get(actor, '')}".strip()

    def name(self, key: str) -> str:
        """A person's name, "" for one not known here."""
        return self._names.get(UUID(key), "") if key else ""


def _at(stamp: Sequence[Any] | None) -> int:
    return int(stamp[1]) if stamp else 0


def _moment(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000).astimezone() if milliseconds else None
    except (OverflowError, OSError, ValueError):
        return None  # a clock far off, or a stamp that ships with the program

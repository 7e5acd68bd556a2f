"""Numbers of a print beside those of now, and the rows that are not as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from jyguide.report.comparison import ComparedFigure, RowChange, RowState
from jyguide.report.fingerprint import (
    Differences,
    Stamped,
    differences,
    digest_of,
    key_hash,
    packed,
)
from jyguide.report.print_mark import PrintedFigure
from jyguide.report.report_code import SHORT, ReadFigure
from jyguide.report.service.counting.asked import Asked, Counting
from jyguide.report.service.counting.everything import COUNTINGS

_MOST_NAMED = 500
"""Rows named of one number; whoever changed more than that knows what he did."""


def beside(asked: Asked, printed: PrintedFigure) -> ComparedFigure:
    """A number of a known print beside that of now, with the rows that are not as they were."""
    one = COUNTINGS.get(printed.key)
    if one is None:
        said = f"{printed.value:,} {printed.unit}" if printed.parts == 1 else printed.unit
        return ComparedFigure(printed.key, printed.name, said, "", equal=False, same=False)
    rows = list(one.stamps(asked))
    value = sum(row.weight for row in rows)
    same = digest_of(rows) == printed.digest
    found = Differences() if same else differences(printed.rows, packed(rows))
    return ComparedFigure(
        printed.key,
        printed.name,
        one.what.text(printed.value),
        one.what.text(value),
        equal=value == printed.value,
        same=same,
        counts=_counts(found),
        rows=_named(asked, one, found, rows),
    )


def by_code(asked: Asked, said: ReadFigure, one: Counting | None) -> ComparedFigure:
    """A number as the QR code says it beside that of now; None: this release has none such."""
    if one is None:
        return ComparedFigure(
            said.short, f"（{said.short}）", f"{said.value:,}", "", equal=False, same=False
        )
    rows = list(one.stamps(asked))
    value = sum(row.weight for row in rows)
    return ComparedFigure(
        one.what.key,
        one.what.name,
        one.what.text(said.value),
        one.what.text(value),
        equal=value == said.value,
        same=value == said.value and digest_of(rows)[:SHORT] == said.digest,
    )


def _counts(found: Differences) -> tuple[tuple[RowState, int], ...]:
    return tuple((state, rows.total()) for state, rows in _by_state(found) if rows)


def _named(
    asked: Asked, one: Counting, found: Differences, rows: Sequence[Stamped]
) -> tuple[RowChange, ...]:
    if not found:
        return ()
    here = {key_hash(row.key): row.key for row in rows}
    there = _of_table(asked.session, one, found.gone.keys()) if found.gone else {}
    some = [
        (state, UUID(key) if key else None)
        for state, hashed in islice(_changes(found), _MOST_NAMED)
        for key in (there.get(hashed) if state is RowState.GONE else here.get(hashed),)
    ]
    texts = one.named(asked, [key for _, key in some if key is not None])
    table = one.row.__tablename__
    return tuple(
        RowChange(one.what.name, state, table, key, _text(texts, key)) for state, key in some
    )


def _changes(found: Differences) -> Iterator[tuple[RowState, bytes]]:
    for state, rows in _by_state(found):
        for hashed in sorted(rows.elements()):
            yield state, hashed


def _by_state(found: Differences) -> tuple[tuple[RowState, Counter[bytes]], ...]:
    return (
        (RowState.CAME, found.came),
        (RowState.GONE, found.gone),
        (RowState.CHANGED, found.changed),
    )


def _of_table(session: Session, one: Counting, hashed: Collection[bytes]) -> dict[bytes, str]:
    """Keys of a whole table that have these hashes: rows are marked deleted, never removed."""
    row: Any = one.row
    keys = (key.replace("-", "") for key in session.scalars(select(cast(row.id, String))))
    return {found: key for key in keys if (found := key_hash(key)) in hashed}


def _text(texts: dict[UUID, str], key: UUID | None) -> str:
    return (texts.get(key) if key else None) or "（本机没有这条记录）"

"""Whether what was signed is what some release of this program could have written.

A PC that is let in may still be broken, or lie. What is stored under a key that is none, or with a
number that no database holds, would stop everybody who reads it later. Whether values fit their
columns is checked where they are merged, what forms they have beyond that here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from db.merging import lines
from db.merging.segments import Head, Sealed
from db.merging.shape import MalformedError
from db.sync import ANY
from jyguide.sync.bundle import FARTHEST
from jyguide.sync.service.forms import FORMS

NUL = b"\\u0000"
"""As JSON writes it: the one character that a database on a server cannot keep."""
_EARLIEST, _LATEST = -2_000_000_000_000, 200_000_000_000_000
"""Moments in ms, from 1906 to 8307: what every clock, however far off, can show."""
_STREAM = re.compile(r"[0-9A-Za-z]{1,64}\.[^\0]{1,200}").fullmatch

_Key = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
_Stamp = tuple[
    Annotated[int, Meta(ge=0, le=FARTHEST)],
    Annotated[int, Meta(ge=-FARTHEST, le=FARTHEST)],
    Annotated[str, Meta(max_length=64)],
]
_Stamps = dict[str, _Stamp]


class _Op(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """As ``lines.Op``, with what its parts may be."""

    seq: Annotated[int, Meta(ge=1, le=FARTHEST)]
    table: Annotated[str, Meta(pattern=r"\A[a-z_]{1,64}\Z")]
    row: _Key
    before: _Stamps | None
    stamps: _Stamps
    after: Annotated[dict[str, msgspec.Raw], Meta(min_length=1)]


class _Act(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """As ``lines.Act``, with what its parts may be."""

    action: _Key
    name: str
    at: Annotated[int, Meta(ge=_EARLIEST, le=_LATEST)]
    actor: _Key
    device: _Key
    undoes: _Key | None
    ops: list[_Op]


_acts = msgspec.json.Decoder(_Act)


def check_head(head: Head) -> None:
    """Refuse a head with names or numbers that lead nowhere.

    Raises:
        MalformedError: as it says.
    """
    reached = [*head.needs.values()]
    reached += [seq for heads in (head.covers or {}).values() for seq, _ in heads]
    if not (
        1 <= head.first <= head.last <= FARTHEST
        and all(0 <= seq <= FARTHEST for seq in reached)
        and all(map(_STREAM, [head.stream, *head.needs, *(head.covers or {})]))
    ):
        raise MalformedError(head.stream)


def check_body(sealed: Sealed) -> set[str]:
    """The PCs whose work a body holds, by its own account.

    Refuses a key, a moment, a stamp or a word that is none.

    Raises:
        MalformedError: as it says.
    """
    try:
        return {_checked_line(line) for line in lines.unpack(sealed.body or b"")}
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise MalformedError(str(error)) from error


def _checked_line(line: bytes) -> str:
    act = _acts.decode(line)
    if not all(ANY in op.stamps and (op.before is None or ANY in op.before) for op in act.ops):
        raise ValueError("a row without a stamp")
    for op in act.ops:
        for column, fits in FORMS.get(op.table, {}).items():
            if (value := op.after.get(column)) is not None and not fits(bytes(value)):
                raise ValueError(f"{op.table}.{column}")
    if NUL in line and _has_nul(msgspec.json.decode(line)):
        raise ValueError("a NUL in a text")
    return act.device


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, Mapping):
        return _any_nul([*value, *value.values()])
    return isinstance(value, list) and _any_nul(value)


def _any_nul(values: Iterable[Any]) -> bool:
    return any(_has_nul(value) for value in values)

"""Keys read out of the database over and over: each is made once and kept.

Half of what opening the grid costs is making keys of seven thousand units, of which most were
made a moment ago for another list.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Dialect, TypeCoerce, Uuid, type_coerce

_MOST = 65_536
"""A city has about fifty thousand rows in its grid."""
_key = lru_cache(maxsize=_MOST)(UUID)


class _KnownKey(Uuid[UUID]):
    """Where keys are kept as text, one that was made before is not made again."""

    cache_ok = True

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], UUID | None] | None:
        if super().result_processor(dialect, coltype) is None:  # type: ignore[no-untyped-call]
            return None  # the driver gives keys as they are
        return lambda text: None if text is None else _key(text)


_KNOWN = _KnownKey()


def known(column: Any) -> TypeCoerce[UUID] | ColumnElement[Any]:
    """A column of keys to be selected, its values shared with those read before."""
    return type_coerce(column, _KNOWN)

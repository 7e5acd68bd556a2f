"""What the rows of the grid's workbook come to, each sheet its own way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jyguide.exchange.table.plan import Change, Place, changes_between
from jyguide.grid.link import CentreRow, TargetRow, VanguardRow
from jyguide.masking import numbers_masked

PATH = "path"
"""The key under which a planned row keeps the unit it is about, or belongs to."""
HOLDER = "holder"
"""The key under which a target's row keeps who is to contact it: a key, or a place in the file."""
Path = tuple[str, ...]
_NAMED = re.compile(r"(.+?)[(（](.+)[)）]")
_FACTS = ("name", "code", "phone", "address", "people", "note")


@dataclass(frozen=True, slots=True)
class Matched:
    """One row and what it is about.

    Attributes:
        values: What the row says, with its unit's path.
        known: What is kept already; None for something new.
        changes: Where the two differ.
        fault: Key of the column at fault and the reason; ("", "") for none.
        double: An earlier row says the same.
    """

    values: Mapping[str, Any]
    known: Any = None
    changes: tuple[Change, ...] = ()
    fault: tuple[str, str] = ("", "")
    double: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """A vanguard member of the grid or of the file.

    Attributes:
        key: Of his row, or his place in the file.
    """

    key: UUID | Place
    name: str
    path: Path
    left_on: date | None = None


Known = CentreRow | VanguardRow | TargetRow


def changed(values: Mapping[str, Any], known: Known, path: Path) -> tuple[Change, ...]:
    """Where a row differs from what is kept, the unit it belongs to included."""
    stated = {key: values[key] for key in _FACTS if key in values}
    stated["unit"] = "/".join(path)

    def kept(key: str) -> Any:
        found = "/".join(known.path) if key == "unit" else getattr(known, key)
        # Our own export masks numbers inside remarks: what comes back so says nothing new.
        said = stated[key]
        return said if isinstance(found, str) and numbers_masked(found) == said else found

    return changes_between(stated, kept)


def root(path: Path) -> str:
    """The township: numbers of households are told apart within it."""
    return path[0]


def named(name: str, code: str) -> str:
    """A vanguard member beside a target, in our own export: ``张志远（X12）``."""
    return f"{name}（{code}）" if name and code else name


def unnamed(text: str) -> tuple[str, str]:
    """Name and number of what `named` wrote, or somebody wrote likewise."""
    found = _NAMED.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")

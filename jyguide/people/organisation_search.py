"""How an organisation is found as people type: by its name, its pinyin, its initials."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from jyguide.people.names import full_pinyin, initials, search_text
from jyguide.people.organisation import OrganisationRow

_LONGEST = 8
"""Names up to here are read in every combination of readings; longer ones in the usual."""


@lru_cache(maxsize=16_384)
def _forms(name: str) -> tuple[str, str, tuple[str, ...]]:
    """The name, its initials and its readings; a thousand 第一党支部 are read once."""
    plain = name.replace("·", "")
    readings = search_text(plain) if len(plain) <= _LONGEST else full_pinyin(plain)
    return comparable(name), initials(plain), tuple(readings.split())


def comparable(text: str) -> str:
    """Text as searching sees it: full-width forms narrowed, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def found_organisations(rows: Sequence[OrganisationRow], typed: str) -> list[OrganisationRow]:
    """The organisations that hold every word typed: the last in the name, others in the path.

    ``ztz dyd`` finds 祝塘镇/…/第一党支部. Those whose own name begins as typed come first.
    """
    words = comparable(typed).split()
    if not words:
        return list(rows)
    found = [row for row in rows if _holds(row, words)]
    return sorted(found, key=lambda row: not _begins(row.name, words[-1]))


def _holds(row: OrganisationRow, words: Sequence[str]) -> bool:
    if not name_holds(row.name, words[-1]):
        return False
    return all(any(name_holds(name, word) for name in row.path) for word in words[:-1])


def name_holds(name: str, word: str) -> bool:
    """Signs or initials anywhere in the name, pinyin from its beginning."""
    text, letters, readings = _forms(name)
    return word in text or word in letters or any(one.startswith(word) for one in readings)


def _begins(name: str, word: str) -> bool:
    text, letters, readings = _forms(name)
    return any(one.startswith(word) for one in (text, letters, *readings))

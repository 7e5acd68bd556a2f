"""People whose written organisation is exactly one of the tree: proposed, never placed unseen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jyguide.exchange.cell import compact
from jyguide.ids import OrganisationId, PersonId, StationId
from jyguide.people.organisation import OrganisationRow, organisation_label

_HEAD = re.compile(r"^(?:中国共产党|中共)?(?:江苏省)?(?:无锡市)?(?:江阴市)?")
_FORMS = (
    (re.compile(r"(?:中国共产党|中共)"), ""),
    (re.compile(r"总支部委员会|党总支部|党总支委"), "党总支"),
    (re.compile(r"(?<!总)支部委员会"), "支部"),
    (re.compile(r"党支部"), "支部"),
    (re.compile(r"(?:村民委员会|村委会)"), "村"),
    (re.compile(r"社区(?:居民委员会|居委会)"), "社区"),
    (re.compile(r"[/\\>›·-]"), ""),
    (re.compile(r"村村"), "村"),  # 某村村民委员会
)

_Text = tuple[StationId | None, str]
"""Whose organisation, and a levelled text that means it."""


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody who is at no place of the tree yet.

    Attributes:
        text: What was written about his organisation.
        version: Of his row, so that a proposal does not outlive what it was made from.
    """

    person_id: PersonId
    name: str
    text: str
    station_id: StationId | None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where somebody seems to belong, by what was written."""

    written: Written
    organisation_id: OrganisationId
    label: str


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """What was written, levelled: blanks, full-width signs, 党支部 and 支部, 村民委员会 and 村."""
    found = _HEAD.sub("", compact(text))
    for pattern, form in _FORMS:
        found = pattern.sub(form, found)
    return found


def proposals(rows: Iterable[OrganisationRow], people: Iterable[Written]) -> list[Proposal]:
    """For everybody whose text equals exactly one organisation that may hold him.

    Equal is the name, or the names of the path from any of its links down. Where a name fits two
    organisations, nobody is proposed by it: the whole path may still tell.
    """
    people = [one for one in people if plain(one.text)]
    if not people:
        return []
    held: defaultdict[_Text, dict[OrganisationId, OrganisationRow]] = defaultdict(dict)
    for row in rows:
        for at in range(len(row.path) or 1):
            text = plain("".join(row.path[at:]) or row.name)
            held[row.station_id, text][row.id] = row
    made = []
    for one in people:
        text = plain(one.text)
        receiving = dict.fromkeys((None, one.station_id))  # everybody's, and his station's own
        fits = [row for whose in receiving for row in held.get((whose, text), {}).values()]
        if len(fits) == 1:
            made.append(Proposal(one, fits[0].id, organisation_label(fits[0])))
    return made

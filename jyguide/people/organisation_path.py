"""An organisation named in a file or on a command line: by its path, or a name only it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    OrganisationKind,
    OrganisationRow,
    organisation_label,
)

_NAMED = 3


class OrganisationPaths:
    """Finds organisations by the end of their path, never choosing between two.

    ``红豆村``, ``周庄镇/红豆村`` and ``江阴市/周庄镇/红豆村`` are the same, unless a whole path is
    also the end of a longer one: then the whole one is meant.
    """

    def __init__(self, rows: Iterable[OrganisationRow]) -> None:
        self._whole: defaultdict[str, list[OrganisationRow]] = defaultdict(list)
        self._ends: defaultdict[str, list[OrganisationRow]] = defaultdict(list)
        self._city = ""
        for row in rows:
            if row.kind is OrganisationKind.CITY:
                self._city = row.name
            path = row.path or (row.name,)
            self._whole["/".join(path)].append(row)
            for at in range(len(path)):
                self._ends["/".join(path[at:])].append(row)

    def fitting(self, text: str) -> list[OrganisationRow]:
        """All that are meant by a text; none, one, or several that it does not tell apart."""
        path = "/".join(filter(None, compact(text).split("/")))
        short = path.removeprefix(f"{self._city}/") if self._city else path
        return self._whole.get(short) or self._ends.get(short) or []

    def find(self, text: str) -> OrganisationRow:
        """The one meant.

        Raises:
            RuleError: none is, or several are; those are named.
        """
        found = self.fitting(text)
        if not found:
            raise RuleError(
                f"没有名为“{text}”的组织，没有改动。",
                hint="请用 jyguide organisation tree 查看组织树；下级写成“周庄镇/红豆村”的样子。",
            )
        if len(found) > 1:
            named = "、".join(organisation_label(row) for row in found[:_NAMED])
            more = "等" if len(found) > _NAMED else ""
            raise RuleError(
                f"“{text}”可能是{named}{more} {len(found)} 个组织，没有改动。",
                hint="请写出完整的位置，如“周庄镇/红豆村/第一党支部”。",
            )
        return found[0]


def read_kind(text: str) -> OrganisationKind | None:
    """The kind a word means, or None: its Chinese name, shorter forms of it, or its value."""
    word = compact(text)
    return _KINDS.get(word) or _KINDS.get(word.casefold())


_KINDS = (
    {name: kind for kind, name in ORGANISATION_KIND_NAMES.items()}
    | {kind.value: kind for kind in OrganisationKind}
    | {
        "行政村": OrganisationKind.VILLAGE,
        "两新": OrganisationKind.TWO_NEW,
        "机关": OrganisationKind.OFFICE,
        "事业单位": OrganisationKind.OFFICE,
        "机关事业": OrganisationKind.OFFICE,
        "总支": OrganisationKind.GENERAL_BRANCH,
        "总支部": OrganisationKind.GENERAL_BRANCH,
        "党总支部": OrganisationKind.GENERAL_BRANCH,
        "支部": OrganisationKind.BRANCH,
        "小组": OrganisationKind.GROUP,
        "党委会": OrganisationKind.COMMITTEE,
        "园": OrganisationKind.PARK,
    }
)

"""Which of the known stations a cell means, without ever choosing between two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from jyguide.people.cell import CellError, CellValue, cell_text, compact

_CITY = re.compile(r"^江阴市?[-—－·]?")
_STATION = re.compile(r"(?:基层)?(?:党建)?(?:工作)?指导站$|站$")
_OFFICE = re.compile(r"(?:街道)办事处$|(?<=镇)(?:人民)?政府$|(?<=园区)管委会$|(?:党工委|党委)$")
_UNIT = re.compile(r"(街道|镇|乡|(?:工业|产业|经济|经济开发)?园区|开发区)$")


class StationNames:
    """The stations of a city, found under the shorter and longer names offices use.

    An explicit 镇 or 街道 must agree with the known name; a bare 澄江 needs to fit exactly one.
    """

    def __init__(self, known: Sequence[str]) -> None:
        self._full: dict[str, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        self._seen: dict[str, str] = {}
        for name in known:
            bare, unit = _split(compact(name))
            self._full[bare + unit].add(name)
            self._bare[bare].add(name)

    def find(self, value: CellValue) -> str:
        """The known name, or empty for an empty cell.

        Raises:
            CellError: No known station, or more than one, goes by that name.
        """
        text = compact(value)
        if text not in self._seen:
            self._seen[text] = self._look_up(text, cell_text(value)) if text else ""
        return self._seen[text]

    def _look_up(self, text: str, shown: str) -> str:
        bare, unit = _split(text)
        found = self._full[bare + unit] if unit else self._full.get(bare) or self._bare[bare]
        if not found:
            raise CellError(f"“{shown}”不是已知的指导站")
        if len(found) > 1:
            raise CellError(f"“{shown}”可能是{'或'.join(sorted(found))}，请写全名")
        return next(iter(found))


def _split(text: str) -> tuple[str, str]:
    """A compact name as its place and its kind of unit, ``("顾山", "镇")``."""
    place = _OFFICE.sub(lambda m: "街道" if m[0].startswith("街道") else "", text)
    place = _STATION.sub("", _CITY.sub("", place) or place)
    place = _OFFICE.sub(lambda m: "街道" if m[0].startswith("街道") else "", place)
    unit = _UNIT.search(place)
    if not unit or unit.start() == 0:
        return place, ""
    return place[: unit.start()], "园区" if unit[1].endswith("园区") else unit[1]

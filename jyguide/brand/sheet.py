"""One juror's sheet: what he gave, what he may not give, and what is still open."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from jyguide.brand.scheme import Candidate, VoteScheme
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError

_OFFICE = re.compile(r"(基层党建工作指导站|指导站)$")


class Word(StrEnum):
    """What stands in a field in place of points; the value is what is shown."""

    GAP = ""
    LEFT_OUT = "弃评"
    INTEREST = "回避"


Mark = int | Word
"""Points in tenths, or a word."""

_WORDS = {
    "": Word.GAP,
    "弃": Word.LEFT_OUT,
    "弃评": Word.LEFT_OUT,
    "弃权": Word.LEFT_OUT,
    "-": Word.LEFT_OUT,
    "q": Word.LEFT_OUT,
    "回避": Word.INTEREST,
    "避": Word.INTEREST,
    "h": Word.INTEREST,
}


def read_mark(text: str, full_points: int) -> Mark:
    """What somebody typed into a field.

    Args:
        text: Points with at most one decimal, 弃评 (or ``-``), 回避, or nothing.
        full_points: The most that may be given, tenths.

    Raises:
        RuleError: it is none of these.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    if (word := _WORDS.get(plain.casefold())) is not None:
        return word
    try:
        points = Decimal(plain) * 10
    except InvalidOperation:
        points = Decimal(-1)
    if not points.is_finite() or not 0 <= points <= full_points:
        raise RuleError(
            f"“{text.strip()}”不是 0 到 {tenths_text(full_points)} 之间的分数。",
            hint="请填分数；弃评填“弃评”或“-”，需要回避填“回避”。",
        )
    if points != int(points):
        raise RuleError(f"“{text.strip()}”的小数多于一位。", hint="分数最多保留一位小数。")
    return int(points)


def mark_text(mark: Mark) -> str:
    """The same as it is shown."""
    return mark.value if isinstance(mark, Word) else tenths_text(mark)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One juror's sheet.

    Attributes:
        group: Code of his group.
        unit: Where he is from: brands of that organisation or station are none of his.
        points: By key of the candidate, tenths; None where he left it out on purpose. A
            candidate that is not there is a gap.
        conflicts: Candidates he has an interest in besides those of his own unit.
    """

    juror: str
    group: str
    unit: str = ""
    points: Mapping[uuid.UUID, int | None] = field(default_factory=dict)
    conflicts: frozenset[uuid.UUID] = frozenset()
    key: Any = None
    version: str = field(default="", compare=False, repr=False)

    def mark(self, candidate: Candidate) -> Mark:
        """What the sheet says of one candidate."""
        if interest(self, candidate):
            return Word.INTEREST
        if candidate.key not in self.points:
            return Word.GAP
        given = self.points[candidate.key]
        return Word.LEFT_OUT if given is None else given

    def marked(self, candidate: Candidate, mark: Mark) -> Sheet:
        """The sheet with something else said of one candidate.

        Raises:
            RuleError: he has an interest in a brand of his own unit.
        """
        if isinstance(mark, int) and (why := own_unit(self, candidate)):
            raise RuleError(
                f"“{self.juror}”{why}，应当回避“{candidate.name}”，这一分没有登记。",
                hint="这个品牌由其他评委的分数计算；单位填错了请先改单位。",
            )
        points = {key: had for key, had in self.points.items() if key != candidate.key}
        conflicts = self.conflicts - {candidate.key}
        if mark is Word.INTEREST:
            conflicts |= {candidate.key}
        elif mark is Word.LEFT_OUT:
            points[candidate.key] = None
        elif isinstance(mark, int):
            points[candidate.key] = mark
        return Sheet(self.juror, self.group, self.unit, points, conflicts, self.key, self.version)


def same_name(text: str) -> str:
    """A name by which two are told to be one: without blanks and full-width forms."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def own_unit(sheet: Sheet, candidate: Candidate) -> str:
    """Why a brand is one of the juror's own unit, or nothing."""
    unit = _OFFICE.sub("", same_name(sheet.unit))
    if not unit:
        return ""
    organisation, station = map(same_name, (candidate.organisation, candidate.station))
    village = organisation.rpartition("/")[2]
    if unit in (organisation, village, f"{station}{village}", f"{station}/{village}"):
        return f"是“{candidate.organisation}”的人"
    if unit == _OFFICE.sub("", station):
        return f"是“{candidate.station}”的人"
    return ""


def interest(sheet: Sheet, candidate: Candidate) -> str:
    """Why a juror may not rate a candidate, or nothing."""
    return own_unit(sheet, candidate) or (
        "申明了利害关系" if candidate.key in sheet.conflicts else ""
    )


def gaps(sheet: Sheet, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates about whom the sheet says nothing."""
    return [one for one in candidates if sheet.mark(one) is Word.GAP]


def sheet_faults(
    scheme: VoteScheme, candidates: Sequence[Candidate], sheets: Sequence[Sheet]
) -> dict[int, str]:
    """Why sheets are not counted, by their place: nothing is guessed and a gap is no zero."""
    names: dict[str, int] = {}
    for one in sheets:
        names[same_name(one.juror)] = names.get(same_name(one.juror), 0) + 1
    codes = {group.code for group in scheme.groups}
    found = {}
    for at, one in enumerate(sheets):
        reasons = _faults(one, scheme, candidates, codes)
        if names[same_name(one.juror)] > 1:
            reasons = iter((f"“{one.juror}”有两张评分表，请留下一张",))
        if reason := next(reasons, ""):
            found[at] = reason
    return found


def _faults(
    sheet: Sheet, scheme: VoteScheme, candidates: Sequence[Candidate], codes: set[str]
) -> Iterator[str]:
    if sheet.group not in codes:
        yield f"“{sheet.juror}”的评委组不在评选办法里"
    given = [points for points in sheet.points.values() if points is not None]
    if any(not 0 <= points <= scheme.full_points for points in given):
        yield f"“{sheet.juror}”有分数超出 0 到 {tenths_text(scheme.full_points)}"
    if open_ := gaps(sheet, candidates):
        if len(open_) == len(candidates):
            yield f"“{sheet.juror}”的评分表还没有录入"
        else:
            names = "、".join(one.name for one in open_[:3])
            more = f"等 {len(open_)} 个" if len(open_) > 3 else ""  # noqa: PLR2004 - of the names
            yield f"“{sheet.juror}”还没有评“{names}”{more}，补上或标为弃评后才计入"

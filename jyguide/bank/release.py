"""Versions of the unified bank: which is next, what is new in it, and whether it is all here."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.ids import ReleaseId

InForce = Mapping[uuid.UUID, uuid.UUID]
"""Items in force, each with its present revision."""

_VERSION = re.compile(r"(\d{4})\.(\d+)")


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A version as the city issued it.

    Attributes:
        questions: In force, to be said aloud.
        items: In force, the questions not counted.
        digest: See `digest_of`.
    """

    id: ReleaseId
    version: str
    issued_on: date
    questions: int
    items: int
    digest: str
    note: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of the unified bank is in force here."""

    questions: int
    items: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed in the unified bank since a version.

    Attributes:
        first: Whether there was no version before.
        shipped: Whether a release of the program changed more than the journal tells.
    """

    new_questions: int
    new_items: int
    revised: int
    withdrawn: int
    first: bool = False
    shipped: bool = False

    @property
    def is_empty(self) -> bool:
        told = self.new_questions or self.new_items or self.revised or self.withdrawn
        return not (told or self.shipped)

    def note(self) -> str:
        """Such as ``新增 2 问、5 题，修改 3 题，停用 1 题。``."""
        if self.first:
            return "第一次发布。"
        new = [f"{self.new_questions} 问"] if self.new_questions else []
        new += [f"{self.new_items} 题"] if self.new_items else []
        parts = [f"新增 {'、'.join(new)}"] if new else []
        parts += [f"修改 {self.revised} 题"] if self.revised else []
        parts += [f"停用 {self.withdrawn} 题"] if self.withdrawn else []
        parts += ["部分内容随程序更新"] if self.shipped else []
        return f"{'，'.join(parts)}。" if parts else "没有改动。"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this PC stands with the unified bank.

    Attributes:
        release: The newest version; None where none was issued yet.
        here: What is in force on this PC.
        complete: Whether this PC has, or had, just what the version holds.
        since: What has changed here since the version.
        is_city: The city's changes become the next version; a station's came from the city.
    """

    release: ReleaseRow | None
    here: Counts
    complete: bool
    since: Difference
    is_city: bool

    @property
    def is_current(self) -> bool:
        """Whether what is here is the version and nothing else."""
        return self.release is not None and self.complete and self.since.is_empty

    def sentence(self) -> str:
        """Such as ``统一题库 2026.1 版（2026年11月25日发布，128 问、540 题），已收齐。``."""
        if self.release is None:
            said = f"{self.here.questions} 问、{self.here.items} 题"
            return f"统一题库还没有发布过版本，本机有 {said}。"
        one = self.release
        named = (
            f"统一题库 {one.version} 版（{date_text(one.issued_on)}发布，"
            f"{one.questions} 问、{one.items} 题）"
        )
        return f"{named}，{self._state(one)}。"

    def _state(self, one: ReleaseRow) -> str:
        if self.is_current:
            return "就是现在的内容" if self.is_city else "已收齐"
        if self.is_city:
            return f"之后{self.since.note().rstrip('。')}，还没有发布"
        if self.complete:
            return f"已收齐，之后市级又{self.since.note().rstrip('。')}，还没有发布新版"
        missing = one.questions + one.items - self.here.questions - self.here.items
        if missing > 0:
            return f"还缺 {missing} 题，请导入市级的下一个文件"
        return "本机的内容与这一版不同，请导入市级的下一个文件，并把程序升级到与市级相同"


def digest_of(revisions: Iterable[uuid.UUID]) -> str:
    """The same for the same revisions in force, in whatever order, and for no others."""
    text = "\n".join(sorted(key.hex for key in revisions))
    return hashlib.sha256(text.encode()).hexdigest()


def difference(before: InForce, now: InForce, questions: Iterable[uuid.UUID]) -> Difference:
    """What came, changed and went between two states of the bank.

    Args:
        before: Items in force at the last version.
        now: Items in force today.
        questions: Which items of today are questions to be said aloud.
    """
    aloud = set(questions)
    came = now.keys() - before.keys()
    return Difference(
        new_questions=len(came & aloud),
        new_items=len(came - aloud),
        revised=sum(now[key] != before[key] for key in now.keys() & before.keys()),
        withdrawn=len(before.keys() - now.keys()),
    )


def next_version(year: int, issued: Sequence[str]) -> str:
    """The version to propose: counts on inside a year, ``2026.1``, ``2026.2``; then ``2027.1``."""
    numbers = [
        int(found[2])
        for version in issued
        if (found := _VERSION.fullmatch(version)) and int(found[1]) == year
    ]
    return f"{year}.{max(numbers, default=0) + 1}"


def order_of(version: str) -> tuple[int, int]:
    """Sorts 2026.10 behind 2026.9; anything else comes first."""
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def is_version(text: str) -> bool:
    """Whether a version is written as they all are."""
    return _VERSION.fullmatch(text) is not None

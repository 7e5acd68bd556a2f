"""Lecturers and what they taught, as rules and pages see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError
from jyguide.ids import LecturerId, PersonId, SessionId

_BETWEEN_NAMES = re.compile(r"[、，,;；/\n]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class LecturerFacts:
    """What is kept about somebody who teaches.

    Attributes:
        unit: Where he works, such as 市委党校.
        title: Post or rank, such as 教授.
        note: What he teaches well.
        person_id: If he is one of the people of the roster.
    """

    name: str
    unit: str = ""
    title: str = ""
    note: str = ""
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class LecturerRow:
    """A lecturer in the library, and what he taught in the year asked for.

    Attributes:
        station: Whose library he is in; empty for the city's, which everybody may choose from.
        own: Whether this office may change him.
        sessions: In how many sessions he taught.
        hours: Tenths of an hour.
        search: Pinyin and initials of every reading of the name.
        version: Changes with every change of what is kept about him; says nothing else.
    """

    id: LecturerId
    facts: LecturerFacts
    station: str
    own: bool
    sessions: int = 0
    hours: int = 0
    search: str = ""
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TeachingLine:
    """A lecturer's share in a session.

    Attributes:
        lecturer_id: None for a name that is not in the library yet: keeping the line adds it.
        hours: Tenths of an hour.
    """

    lecturer_id: LecturerId | None
    name: str
    topic: str = ""
    hours: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SessionTeaching:
    """Who teaches in a session.

    Attributes:
        unlisted: Names written as the session's lecturer that no line has.
        session_hours: What the session gives, in tenths of an hour.
        version: Of the session; see `TeachingService.assign`.
    """

    lines: tuple[TeachingLine, ...]
    unlisted: tuple[str, ...]
    session_hours: int
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """One share of a lecturer, with the session it was in.

    Attributes:
        counted: Whether the session has begun and was not cancelled: only then it was taught.
    """

    session_id: SessionId
    title: str
    starts_on: date
    topic: str
    hours: int
    counted: bool


def checked_lecturer(facts: LecturerFacts) -> LecturerFacts:
    """The facts without blanks around them.

    Raises:
        RuleError: no name, or one that is no name.
    """
    name = " ".join(facts.name.split())
    if not name:
        raise RuleError("师资姓名没有填，没有保存。", hint="请填写姓名。")
    if len(name) > _LONGEST_NAME or _BETWEEN_NAMES.search(name):
        raise RuleError(
            f"“{name[:20]}”不像一个人的姓名，没有保存。", hint="一次只填一位；几位请逐个加入。"
        )
    return LecturerFacts(
        name, facts.unit.strip(), facts.title.strip(), facts.note.strip(), facts.person_id
    )


def names_in(text: str) -> tuple[str, ...]:
    """The names in what was written as a session's lecturer: ``王老师、李老师`` is two."""
    names = (" ".join(part.split()) for part in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def lecturer_text(lines: Iterable[TeachingLine]) -> str:
    """What stands on papers as the session's lecturer."""
    return "、".join(dict.fromkeys(line.name for line in lines))


def unlisted_names(text: str, lines: Sequence[TeachingLine]) -> tuple[str, ...]:
    """Names written as the session's lecturer that no line has."""
    listed = {line.name for line in lines}
    return tuple(name for name in names_in(text) if name not in listed)


def check_lines(lines: Sequence[TeachingLine]) -> None:
    """Refuse what cannot be taught.

    Raises:
        RuleError: one lecturer twice, or hours below nothing.
    """
    seen: set[object] = set()
    for line in lines:
        key = line.lecturer_id or line.name
        if key in seen:
            raise RuleError(
                f"“{line.name}”出现了两次，没有保存。",
                hint="同一位师资请合成一行，课题之间用分号隔开。",
            )
        if line.hours < 0:
            raise RuleError(f"“{line.name}”的学时是负数，没有保存。", hint="请改正后再保存。")
        seen.add(key)


def hours_hint(lines: Iterable[TeachingLine], session_hours: int) -> str:
    """What is worth knowing about the sum of hours; a hint, since visits are taught by nobody."""
    taught = sum(line.hours for line in lines)
    if not taught:
        return ""
    said = f"授课合计 {tenths_text(taught)} 学时，本期共 {tenths_text(session_hours)} 学时"
    if taught == session_hours:
        return f"{said}，相符。"
    gap = tenths_text(abs(taught - session_hours))
    way = "多" if taught > session_hours else "少"
    return f"{said}，{way} {gap} 学时：参观、讨论、考试等没有授课人的，可以不填。"

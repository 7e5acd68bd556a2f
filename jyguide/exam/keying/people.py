"""Whose row of a file is whose: by name, and by the last four of the ID where names agree."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jyguide.errors import RuleError
from jyguide.exam.keying.rows import KeyedRow
from jyguide.ids import PersonId

_MOST = 5
"""So many rows are complained of at once."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One person's answers in a file.

    Attributes:
        line: The spreadsheet program's own number of the row.
        tail: Last four characters of the ID number, or empty.
    """

    line: int
    name: str
    tail: str
    row: KeyedRow


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody a row of a file may mean."""

    person_id: PersonId
    name: str
    tail: str


def whose_rows(rows: Sequence[FileRow], known: Sequence[Namesake]) -> dict[PersonId, KeyedRow]:
    """Every row by its person, or none of them.

    Raises:
        RuleError: a row means nobody, several people, or somebody another row means already.
    """
    found: dict[PersonId, KeyedRow] = {}
    faults: list[str] = []
    for one in rows:
        meant = _meant(one, known)
        if len(meant) != 1:
            faults.append(_fault(one, meant))
        elif meant[0].person_id in found:
            faults.append(f"第 {one.line} 行“{one.name}”在文件里出现了两次。")
        else:
            found[meant[0].person_id] = one.row
    if faults:
        more = f"另有 {len(faults) - _MOST} 行也有问题。" if len(faults) > _MOST else ""
        raise RuleError(
            f"{''.join(faults[:_MOST])}{more}没有存入任何答卷。",
            hint="请核对姓名和身份证号后四位；不在名单里的，先在“培训”页报名。",
        )
    return found


def plain(text: str) -> str:
    """A name or tail as it is compared: width, spaces and case aside."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _meant(one: FileRow, known: Iterable[Namesake]) -> list[Namesake]:
    """Those of that name and tail; a row may leave out one of the two."""
    name, tail = plain(one.name), plain(one.tail)[-4:]
    return [
        person
        for person in known
        if (not name or plain(person.name) == name) and (not tail or plain(person.tail) == tail)
    ]


def _fault(one: FileRow, meant: Sequence[Namesake]) -> str:
    who = "、".join(filter(None, (one.name, one.tail)))
    if meant:
        tails = "、".join(person.tail or "无" for person in meant)
        return f"第 {one.line} 行“{who}”可能是 {len(meant)} 个人（身份证号后四位 {tails}）。"
    return f"第 {one.line} 行“{who}”不在这场考试的名单里。"

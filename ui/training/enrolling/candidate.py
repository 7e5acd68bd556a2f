"""Somebody who is about to be enrolled, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jyguide.ids import PersonId
from jyguide.people.row import PersonRow
from jyguide.training.pasted_list import NamedLine
from jyguide.training.service.enrolling import Clash, clash_text
from ui.theme import Tone
from ui.training.columns import role_text
from ui.widgets import CENTRE, Column
from ui.widgets.person_column import person_column


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person found.

    Attributes:
        wanted: Whether he is to be put on the list.
        listed: Whether he is on it already.
        remark: Why he is to be looked at; empty where nothing is to be said.
    """

    person: PersonRow
    wanted: bool = True
    listed: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a source gives: people, which of them clash, and lines that mean nobody."""

    people: tuple[PersonRow, ...]
    clashes: Mapping[PersonId, Sequence[Clash]]
    doubtful: Mapping[PersonId, str]
    unknown: tuple[str, ...] = ()


def candidates_of(found: Found, listed: Collection[PersonId]) -> list[Candidate]:
    """Everybody found; namesakes and those on the list already are not taken unasked."""
    rows = []
    for person in found.people:
        there = person.id in listed
        doubt = found.doubtful.get(person.id, "")
        clash = clash_text(found.clashes.get(person.id, ()))
        remark = "已在名单" if there else "；".join(part for part in (doubt, clash) if part)
        rows.append(Candidate(person, not there and not doubt, there, remark))
    return rows


def sorted_lines(
    lines: Iterable[NamedLine],
) -> tuple[list[PersonRow], dict[PersonId, str], list[str]]:
    """Everybody that lines may mean, who of them is a namesake, and lines that mean nobody."""
    people: dict[PersonId, PersonRow] = {}
    doubtful: dict[PersonId, str] = {}
    unknown = []
    for line in lines:
        if not line.found:
            unknown.append(line.text)
        for row in line.found:
            people.setdefault(row.id, row)
            if line.sure:
                doubtful.pop(row.id, None)
            else:
                doubtful.setdefault(row.id, f"有 {len(line.found)} 位{row.name}，按空格选定")
    return list(people.values()), doubtful, unknown


def candidate_columns(*, with_station: bool) -> list[Column[Candidate]]:
    """Whether he is taken, who he is, and what there is to say."""
    where = Column[Candidate]("指导站", lambda row: row.person.station, width=90)
    tail = Column[Candidate]("电话", lambda row: row.person.masked_phone, width=118, mono=True)
    return [
        Column("加入", lambda row: "✓" if row.wanted else "", width=52, align=CENTRE),
        person_column(140),
        where if with_station else tail,
        Column(
            "提示",
            lambda row: row.remark,
            width=160,
            tone=_remark_tone,
            tip=lambda row: row.remark,
        ),
        Column("职务/类别", lambda row: role_text(row.person.post, row.person.kind), width=88),
        Column("单位", lambda row: row.person.organisation, width=140),
    ]


def _remark_tone(row: Candidate) -> Tone:
    return Tone.NEUTRAL if row.listed else Tone.WARN

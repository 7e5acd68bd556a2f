"""Reads the four checklists that ship with the program from their data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from jyguide.bank.facts import Fact, read_facts
from jyguide.standard.checklist import Basis, Criteria, Criterion, Grade, Method
from jyguide.standard.kinds import Aspect, BranchKind

_STILL_TO_CHECK = {"VERIFIED-文意": "（条号待核）", "VERIFIED-2017底本": "（据2017年版）"}
"""What a source says of itself where its article, or its newest edition, was not seen."""

_NOTE = re.compile(r"（[^）]*[^一二三四五六七八九十）][^）]*）")
"""A note in a source on how it was found; ``（四）`` is a part of an article and stays."""


@dataclass(frozen=True, slots=True)
class ShippedChecklist:
    """One checklist as it ships.

    Attributes:
        version: Counts on when the text is changed: a version that was shipped never changes.
    """

    kind: BranchKind
    name: str
    version: int
    issued_on: date
    criteria: Criteria


@cache
def read_checklists() -> tuple[ShippedChecklist, ...]:
    """The four checklists in the order of `BranchKind`.

    Raises:
        KeyError: one names a fact that does not ship; the shipped tests rule it out.
        ValueError: points are finer than tenths; the shipped tests rule it out.
    """
    return tuple(_checklist(_load(kind)) for kind in BranchKind)


def tenths(points: Decimal | int) -> int:
    """Points as whole tenths.

    Raises:
        ValueError: they are finer than tenths.
    """
    found = Decimal(points) * 10
    if found != int(found):
        raise ValueError(f"finer than tenths: {points}")
    return int(found)


def _load(kind: BranchKind) -> dict[str, Any]:
    file = resources.files("resources").joinpath("standard", f"{kind}.toml")
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def _checklist(row: Mapping[str, Any]) -> ShippedChecklist:
    facts = read_facts()
    return ShippedChecklist(
        kind=BranchKind(row["kind"]),
        name=row["name"],
        version=row["version"],
        issued_on=date.fromisoformat(row["issued_on"]),
        criteria=tuple(_criterion(each, facts) for each in row["criterion"]),
    )


def _criterion(row: Mapping[str, Any], facts: Mapping[int, Fact]) -> Criterion:
    return Criterion(
        code=row["code"],
        aspect=Aspect(row["aspect"]),
        text=row["text"],
        points=tenths(row["points"]),
        method=Method(row["method"]),
        guide=row["guide"],
        grades=tuple(Grade(label, tenths(points)) for label, points in row.get("grades", ())),
        each=tenths(row.get("each", 0)),
        cap=tenths(row.get("cap", 0)),
        unit=row.get("unit", ""),
        target=row.get("target", 100),
        evidence=tuple(row["evidence"]),
        veto=row.get("veto", False),
        basis=tuple(_basis(number, facts[number]) for number in row["basis"]),
        findings=tuple(row["findings"]),
    )


def _basis(number: int, fact: Fact) -> Basis:
    return Basis(_source(fact), fact.text, number, fact.status)


def _source(fact: Fact) -> str:
    """The source without notes on how it was found, but with what is still to be checked."""
    first, *others = _NOTE.sub("", fact.source).split("；")
    return "；".join((first + _STILL_TO_CHECK.get(fact.status, ""), *others))

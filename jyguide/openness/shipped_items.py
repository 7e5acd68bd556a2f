"""Reads the matters that ship, and puts into words what of each is law and what a proposal."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from jyguide.bank.facts import read_facts
from jyguide.openness.item import ItemFacts, Law
from jyguide.openness.kinds import Affairs, Period, PlaceKind

BEGAN_ON = date(2026, 1, 1)
"""Since when the two laws of 2025 are in force; nothing before is asked for."""


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """A matter as it ships.

    Attributes:
        clause: The matter in the law's own words; "" where no text was seen.
        period_law: The words of the law that lay the period down; "" for a proposal.
        days_law: The words that lay down how long it has to hang; "" for a proposal.
        only_where: Of which places the law asks the period; "" is all of them.
    """

    code: str
    facts: ItemFacts
    clause: str
    period_law: str
    days_law: str
    floor: Period | None
    only_where: str

    @property
    def law(self) -> Law:
        """By which an edit of it is judged."""
        days = self.facts.posted_days if self.days_law else 0
        return Law(self.facts, self.floor, days, self.only_where)


@cache
def read_items() -> tuple[ShippedItem, ...]:
    """Every matter that ships, in the order of lists.

    Raises:
        KeyError: one names a fact that does not ship; the shipped tests rule it out.
    """
    text = resources.files("resources").joinpath("openness", "items.toml").read_text("utf-8")
    return tuple(_item(row) for row in tomllib.loads(text)["item"])


def laws(key_of: Mapping[str, uuid.UUID]) -> dict[uuid.UUID, Law]:
    """What ships, by key of the row; `key_of` gives the keys by code."""
    return {key_of[one.code]: one.law for one in read_items() if one.code in key_of}


def _item(row: Mapping[str, Any]) -> ShippedItem:
    period_law = row.get("period_law", "")
    floor = row.get("floor", row["period"]) if period_law else None
    return ShippedItem(
        code=row["code"],
        facts=ItemFacts(
            affairs=Affairs(row["affairs"]),
            name=row["name"],
            place_kind=PlaceKind(row["place_kind"]),
            period=Period(row["period"]),
            began_on=BEGAN_ON,
            content=row["content"],
            days_after=row["days_after"],
            posted_days=row["posted_days"],
            basis=_basis(row),
        ),
        clause=row.get("clause", ""),
        period_law=period_law,
        days_law=row.get("days_law", ""),
        floor=Period(floor) if floor else None,
        only_where=row.get("only_where", ""),
    )


def _basis(row: Mapping[str, Any]) -> str:
    """What the page and the paper say the matter rests on."""
    said = [f"“{row[key]}”" for key in ("clause", "period_law", "days_law") if row.get(key)]
    said += [read_facts()[number].text for number in row.get("facts", ())]
    source = row.get("source", "")
    parts = [f"{source}：{'；'.join(said)}" if source else ""]
    if not row.get("period_law"):
        seen = row.get("clause")
        parts.append(
            "条文没有规定周期，周期由本办法建议" if seen else "周期由本办法建议，条文未核"
        )
    if not row.get("days_law"):
        parts.append("张贴天数由本办法建议")
    return "。".join(filter(None, parts)) + "。"

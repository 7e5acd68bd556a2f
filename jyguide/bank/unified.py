"""Reads the bank that ships with the program from its data files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from jyguide.bank.item import Answer, ItemContent, ItemKind, KeyPoint


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation in the edition the bank rests on, or in one that was superseded.

    Attributes:
        in_force_from: None where the sources do not give the day.
        replaced: What this edition superseded, or empty.
        superseded_by: Code of the edition in force after it; empty for one in force.
        last_article: How many articles it has; 0 where the sources do not tell.
    """

    code: str
    title: str
    edition: str
    in_force_from: date | None
    replaced: str
    note: str
    superseded_by: str = ""
    last_article: int = 0


@dataclass(frozen=True, slots=True)
class UnifiedItem:
    """One item of the unified bank.

    Attributes:
        code: "001" for one of the hundred questions, "001-2" for an item built on it.
        question: Code of the question an item is built on; empty for a question itself.
        revision: Counts on when the text is changed: a revision that was shipped never changes.
        in_force: False for a draft, whose facts are not verified.
        facts: Numbers of the checked facts the content rests on.
    """

    code: str
    question: str
    content: ItemContent
    facts: tuple[int, ...]
    revision: int = 1
    in_force: bool = True


def read_regulations() -> dict[str, Regulation]:
    """Every regulation in force by its code."""
    return {row["code"]: _regulation(row) for row in _load("regulations.toml")["regulation"]}


def read_superseded() -> dict[str, Regulation]:
    """Every superseded edition that old items still cite, by its code."""
    return {row["code"]: _regulation(row) for row in _load("regulations.toml")["superseded"]}


def read_unified_bank() -> tuple[UnifiedItem, ...]:
    """The hundred questions, each followed by the items built on it.

    Raises:
        KeyError: an item cites a regulation that is not listed; the shipped tests rule it out.
    """
    regulations = read_regulations()
    rows = _load("unified.toml")["question"]
    return tuple(item for row in rows for item in _with_items(row, regulations))


def read_former_revisions() -> tuple[UnifiedItem, ...]:
    """What items said in earlier releases: papers drawn then still ask it, wherever they arrive.

    Raises:
        KeyError: one cites a regulation that is not listed; the shipped tests rule it out.
    """
    regulations = read_superseded() | read_regulations()
    return tuple(
        _read(row, row, regulations, row["question"]) for row in _load("former.toml")["former"]
    )


def _regulation(row: Mapping[str, Any]) -> Regulation:
    return Regulation(
        code=row["code"],
        title=row["title"],
        edition=row["edition"],
        in_force_from=_day(row["in_force_from"]),
        replaced=row.get("replaced", ""),
        note=row["note"],
        superseded_by=row.get("superseded_by", ""),
        last_article=row.get("last_article", 0),
    )


def _with_items(
    row: Mapping[str, Any], regulations: Mapping[str, Regulation]
) -> Iterator[UnifiedItem]:
    yield _read({**row, "kind": "oral"}, row, regulations, question="")
    for item in row.get("item", ()):
        yield _read(item, row, regulations, question=row["code"])


def _read(
    row: Mapping[str, Any],
    parent: Mapping[str, Any],
    regulations: Mapping[str, Regulation],
    question: str,
) -> UnifiedItem:
    regulation = regulations[row.get("regulation", parent["regulation"])]
    content = ItemContent(
        kind=ItemKind(row["kind"]),
        stem=row["stem"],
        options=tuple(row.get("options", ())),
        answer=_answer(row["answer"]),
        explanation=row.get("explanation", ""),
        key_points=tuple(map(_key_point, row.get("key_points", ()))),
        category=parent["category"],
        difficulty=row["difficulty"],
        regulation=regulation.title,
        edition=regulation.edition,
        article=row.get("article", parent["article"]),
        tests=row.get("tests", ""),
    )
    return UnifiedItem(
        code=row["code"],
        question=question,
        content=content,
        facts=tuple(row.get("facts", parent["facts"])),
        revision=row.get("revision", 1),
        in_force=row.get("status", parent.get("status", "in_force")) == "in_force",
    )


def _answer(raw: str | list[list[str]]) -> Answer:
    return raw.strip() if isinstance(raw, str) else tuple(tuple(blank) for blank in raw)


def _key_point(raw: str | Mapping[str, Any]) -> KeyPoint:
    return KeyPoint(raw) if isinstance(raw, str) else KeyPoint(**raw)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _load(name: str) -> dict[str, Any]:
    file = resources.files("resources").joinpath("bank", name)
    return tomllib.loads(file.read_text("utf-8"))

"""The checked facts that the unified bank and the shipped checklists rest on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a source was seen to say.

    Attributes:
        source: Where it stands, in short, with its article as far as that was seen.
        status: How sure: ``VERIFIED`` where text and article were seen.
    """

    text: str
    source: str
    status: str


@cache
def read_facts() -> Mapping[int, Fact]:
    """Every fact that the unified bank or a shipped checklist names, by its number."""
    text = resources.files("resources").joinpath("bank", "facts.toml").read_text("utf-8")
    return {
        row["number"]: Fact(row["text"], row["source"], row["status"])
        for row in tomllib.loads(text)["fact"]
    }

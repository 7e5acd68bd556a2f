"""What an import did, or would do: the figures and findings that a person is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST = 500
"""Findings of one kind that are listed one by one; beyond it they are only counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person may want to look at.

    Attributes:
        kind: edit, delete or twin of a conflict; why, of what is held or refused.
        kept: Values shown from now on; lost: those that are not.
        kept_actor: Who wrote them, 32 hex digits, or "".
    """

    kind: str
    table: str
    row: str
    group: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
    lost: dict[str, Any] = field(default_factory=dict)
    kept_actor: str = ""
    lost_actor: str = ""
    kept_at: int = 0
    lost_at: int = 0
    other: str = ""
    need: str = ""


@dataclass(slots=True)
class Tally:
    """Counts of rows by table, of segments, and findings."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
    segments_new: int = 0
    segments_applied: int = 0
    segments_known: int = 0
    segments_waiting: int = 0
    forked: list[str] = field(default_factory=list)
    conflicts: list[Finding] = field(default_factory=list)
    conflict_count: int = 0
    renewed: bool = False  # this database met work of its own that it does not have
    refused: list[Finding] = field(default_factory=list)
    refused_count: int = 0

    @property
    def rows(self) -> int:
        """Changes of rows that were taken over."""
        return self.new.total() + self.changed.total() + self.deleted.total()

    @property
    def brought_anything(self) -> bool:
        """Whether something is here now that was not before."""
        return bool(self.rows or self.segments_new or self.segments_applied)

    def figures(self) -> dict[str, object]:
        """What is kept of it."""
        return {
            "new": dict(self.new),
            "changed": dict(self.changed),
            "deleted": dict(self.deleted),
            "conflicts": self.conflict_count,
            "refused": self.refused_count,
        }

    def conflict(self, finding: Finding) -> None:
        self.conflict_count += 1
        if len(self.conflicts) < MOST:
            self.conflicts.append(finding)

    def refuse(self, finding: Finding) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST:
            self.refused.append(finding)

"""What was acknowledged so far, kept apart from every database and compared with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Event = Mapping[str, Any]

EXACT = (
    "person", "organisation", "training_session", "exam", "attempt", "certificate", "submission",
    "attachment", "secretary_talk", "secretary_measure", "brand", "property_deal",
    "openness_notice", "drill_review", "paper",
)  # fmt: skip
"""Tables whose living rows are known one by one."""

COUNTED = ("enrolment", "grid_visit", "feedback_slip", "key_change")
"""Tables whose living rows are known by their number."""


@dataclass
class Ledger:
    """The model: a sum over everything that was told.

    Attributes:
        rows: Living rows by table, wherever they were made.
        made: Of these, which were made at which PC.
        counts: Living rows of the other tables.
        heads: By PC the number of its last journal entry that was acknowledged, and its action.
        behind: PCs whose database is an older one, until everything is exchanged.
        dirty: PCs that were open when the process was killed.
        deeds, refused: How often something was done, or refused with a sentence.
        entries: What it wrote into the journal of its PC in all.
        reasons: The last sentence of each.
        openings: Seconds from the secret to the station's open folder, at first and at last.
        findings: What must not be.
    """

    rows: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in EXACT})
    made: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    behind: set[str] = field(default_factory=set)
    dirty: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    deeds: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    entries: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)
    facts: Counter[str] = field(default_factory=Counter)
    openings: list[float] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    months: list[Event] = field(default_factory=list)
    at: tuple[int, int] = (0, -1)
    doing: str = ""

    def take(self, event: Event) -> None:
        """Add what was told."""
        getattr(self, f"_{event['e']}")(event)

    def killed(self) -> None:
        """The process is gone with everything it had open."""
        self.dirty |= self.open
        self.open.clear()
        self.doing = ""

    def count(self, table: str) -> int:
        return len(self.rows[table]) if table in self.rows else self.counts[table]

    # -- events

    def _opened(self, event: Event) -> None:
        self.open.add(event["pc"])
        self.facts["openings"] += 1

    def _closed(self, event: Event) -> None:
        self.open.discard(event["pc"])

    def _begin(self, event: Event) -> None:
        self.at = (event["day"], event["at"])
        self.doing = event["deed"]

    def _kept(self, event: Event) -> None:
        table, pc = event["table"], event["pc"]
        if "count" in event:
            self.counts[table] += event["count"]
        for key in event.get("ids", ()):
            self.rows[table].add(key)
            self.made.setdefault(pc, defaultdict(set))[table].add(key)
        for key in event.get("gone", ()):
            self.rows[table].discard(key)
            for tables in self.made.values():
                tables[table].discard(key)

    def _head(self, event: Event) -> None:
        self.heads[event["pc"]] = (event["no"], event["action"])

    def _done(self, event: Event) -> None:
        self.deeds[event["deed"]] += 1
        self.entries[event["deed"]] += event["entries"]
        self.doing = ""

    def _refused(self, event: Event) -> None:
        self.refused[event["deed"]] += 1
        self.reasons[event["deed"]] = event["why"]
        self.doing = ""

    def _behind(self, event: Event) -> None:
        self.behind.add(event["pc"])

    def _level(self, event: Event) -> None:
        self.behind.clear()

    def _struck(self, event: Event) -> None:
        self.facts[event["blow"]] += 1
        self.dirty |= self.open

    def _sound(self, event: Event) -> None:
        self.dirty.discard(event["pc"])
        self.facts["checks"] += 1

    def _fact(self, event: Event) -> None:
        self.facts[event["name"]] += event.get("by", 1)

    def _finding(self, event: Event) -> None:
        self.findings.append(event["what"])

    def _opening(self, event: Event) -> None:
        self.openings.append(event["seconds"])

    def _month(self, event: Event) -> None:
        self.months.append(event)

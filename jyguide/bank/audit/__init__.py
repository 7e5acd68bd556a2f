"""The check of the bank: what is wrong, item by item, item against item, and as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jyguide.bank.audit.citing import Editions, citation_findings
from jyguide.bank.audit.finding import (
    FINDING_NAMES,
    SEVERITY_NAMES,
    AuditedItem,
    Finding,
    FindingKind,
    Severity,
)
from jyguide.bank.audit.pairs import Settled, pair_findings
from jyguide.bank.audit.single import single_findings
from jyguide.bank.audit.spread import spread_findings
from jyguide.bank.check import faults
from jyguide.bank.edition import Edition
from jyguide.bank.recall import Recalls

__all__ = [
    "FINDING_NAMES",
    "SEVERITY_NAMES",
    "AuditedItem",
    "Finding",
    "FindingKind",
    "Severity",
    "audit",
]

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def audit(
    items: Sequence[AuditedItem],
    editions: Iterable[Edition],
    recalls: Recalls,
    settled: Settled = frozenset(),
) -> tuple[Finding, ...]:
    """Everything found, the surest first, then as the items stand in the bank.

    Args:
        items: In the order of the bank.
        editions: The list of regulations, superseded editions included.
        recalls: Clauses that have changed.
        settled: Pairs that a person found to be two items.
    """
    sound = [item for item in items if not faults(item.content)]
    found = [
        *single_findings(items),
        *citation_findings(items, Editions(editions), recalls),
        *pair_findings(sound, settled),
        *spread_findings(sound),
    ]
    places = {item.id: place for place, item in enumerate(items)}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _ORDER[one.severity],
                places[one.items[0]] if one.items else len(places),
            ),
        )
    )

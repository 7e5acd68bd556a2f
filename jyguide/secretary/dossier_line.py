"""One secretary in the list of dossiers, and how it stands with his filing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.filing import FILING_STATE_NAMES, FilingRow, lacks_filing

NO_FILING = "没有备案"
HAS_FILING = "已备案"


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A secretary and the state of his filing in one word.

    Attributes:
        filing: 已备案, 没有备案, or how far an open one is.
    """

    row: SecretaryRow
    filing: str

    @property
    def search(self) -> str:
        """Readings of the name, for searching."""
        return self.row.search

    @property
    def lacking(self) -> bool:
        """Whether he serves without an approved filing."""
        return self.filing != HAS_FILING


def dossier_line(row: SecretaryRow, filings: Sequence[FilingRow]) -> DossierLine:
    """What the list says of somebody with these filings, the latest first."""
    if not lacks_filing(row.organisation, filings):
        return DossierLine(row, HAS_FILING)
    running = next((one for one in filings if one.open), None)
    return DossierLine(row, FILING_STATE_NAMES[running.state] if running else NO_FILING)

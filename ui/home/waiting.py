"""What waits in the bank, read after the first page is on screen: it takes the whole bank."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.bank.attention import Attention, attention


def read_attention(app: Application) -> Attention:
    """Read and count; called on the worker thread."""
    recalled = len(app.bank.recalled())
    return attention(
        app.reports.reports(), recalled, app.clock().date(), at_city=app.place.is_city
    )

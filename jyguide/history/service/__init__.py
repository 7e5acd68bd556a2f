"""Use cases over the change journal: looking at what was done, and taking it back."""

from jyguide.history.row import ActionRow
from jyguide.history.service.history import HistoryService

__all__ = ["ActionRow", "HistoryService"]

"""Use cases over the change journal: looking at what was done, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.history.row import ActionRow
from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.history.service.history import HistoryService

__all__ = ["ActionRow", "HistoryService"]

__getattr__ = lazily(__name__, {"HistoryService": "history"})

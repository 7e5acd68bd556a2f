"""What the tabs of postings have in common where something is done on the worker."""

from __future__ import annotations

from jyguide.changes import Changed
from ui.deeds import Deeds


class OpennessDeeds(Deeds):
    """Has something done, says what was done and offers it undone."""

    touches = Changed.OPENNESS

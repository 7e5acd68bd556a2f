"""What is done from the tabs of the grid."""

from __future__ import annotations

from typing import ClassVar

from jyguide.changes import Changed
from ui.deeds import Deeds


class GridDeeds(Deeds):
    """Has something of the grid done."""

    touches: ClassVar[Changed] = Changed.GRID

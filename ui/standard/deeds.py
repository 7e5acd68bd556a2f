"""What is done from the tabs of a round."""

from __future__ import annotations

from typing import ClassVar

from jyguide.changes import Changed
from ui.deeds import Deeds


class StandardDeeds(Deeds):
    """Has something of a round done."""

    touches: ClassVar[Changed] = Changed.STANDARD

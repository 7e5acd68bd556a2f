"""What is done from the tabs of secretaries."""

from __future__ import annotations

from typing import ClassVar

from jyguide.changes import Changed
from ui.deeds import Deeds


class SecretaryDeeds(Deeds):
    """Has something of secretaries done."""

    touches: ClassVar[Changed] = Changed.SECRETARIES

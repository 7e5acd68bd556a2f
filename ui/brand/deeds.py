"""What is done from the tabs of brands."""

from __future__ import annotations

from typing import ClassVar

from jyguide.changes import Changed
from ui.deeds import Deeds


class BrandDeeds(Deeds):
    """Has something of brands done."""

    touches: ClassVar[Changed] = Changed.BRANDS

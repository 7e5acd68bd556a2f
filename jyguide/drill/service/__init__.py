"""Use cases of practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.drill.service.drills import DrillService

__all__ = ["DrillService"]

__getattr__ = lazily(__name__, {"DrillService": "drills"})

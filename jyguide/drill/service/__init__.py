"""Use cases of practice."""

from jyguide.drill.service.drills import DrillService

__all__ = ["DrillService"]

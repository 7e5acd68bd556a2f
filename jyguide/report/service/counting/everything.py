"""All numbers of all areas, in the order of a report."""

from __future__ import annotations

from jyguide.report.service.counting.asked import Counting
from jyguide.report.service.counting.training import TRAINING

COUNTINGS: dict[str, Counting] = {one.what.key: one for one in (*TRAINING,)}
"""By key."""

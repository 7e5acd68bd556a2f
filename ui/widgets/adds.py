"""Whether numbers of a column may be added up."""

from __future__ import annotations

from enum import Enum


class Adds(Enum):
    """What is said of the numbers of a column where several rows are selected."""

    NOTHING = "nothing"
    """No numbers, or none that say anything together: years, places, numbers of papers."""
    MEAN = "mean"
    """The average alone, as of points, ages and percentages."""
    SUM = "sum"
    """Sum and average, as of money, hours and counts."""

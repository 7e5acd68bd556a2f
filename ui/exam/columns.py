"""Columns that many tables of exams have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jyguide.exam.points import Points, format_points
from ui.widgets import RIGHT, Adds, Column

Row = TypeVar("Row")


def points_column(
    title: str, tenths: Callable[[Row], Points], width: int, *, adds: Adds = Adds.NOTHING
) -> Column[Row]:
    """Points, sorted by their worth; those that people got have an average."""
    return Column(title, lambda row: format_points(tenths(row)), tenths, RIGHT, width, adds=adds)


def count_column(title: str, count: Callable[[Row], int], width: int) -> Column[Row]:
    """How many of something."""
    return Column(title, lambda row: str(count(row)), count, align=RIGHT, width=width)

"""A table in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableName:
    """A table in words, and its columns in the order in which people read them."""

    name: str
    columns: Mapping[str, str]


STATION = {"station_id": "指导站"}
"""A column that many tables end with."""

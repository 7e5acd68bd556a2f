"""A choice of years that grows as years are found."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox


class YearChoice(QComboBox):
    """The present year first; its object name is given."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("年度")
        self.addItem(f"{year} 年度", year)

    @property
    def year(self) -> int:
        return int(self.currentData())

    def offer(self, years: Iterable[int]) -> None:
        """Offer these too, and the year before the present one; what is chosen stays."""
        first = int(self.itemData(0))
        for year in (*years, first - 1):
            if self.findData(year) < 0:
                self.addItem(f"{year} 年度", year)

"""What the numbers of the selected rows add up to, counted in small steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from jyguide.exchange.listing import NUMBER
from ui.widgets.adds import Adds
from ui.widgets.row_model import Column

_IN_CELL = re.compile(rf"\+?({NUMBER})\s*(%|[^\d\s.,%:：/／*~-]{{1,3}})?")
_AT_ONCE = 500
"""Rows counted before anything else gets its turn: some milliseconds."""


@dataclass(slots=True)
class Tally:
    """Numbers of one column, as they are written in its cells."""

    total: Decimal = field(default_factory=Decimal)
    count: int = 0
    decimals: int = 0
    unit: str = ""

    def add(self, text: str) -> None:
        """Count a cell; one that says no number, such as a dash, is passed over."""
        found = _IN_CELL.fullmatch(text)
        if found is None:
            return
        number = Decimal(found[1].replace(",", ""))
        self.decimals = max(self.decimals, -int(number.as_tuple().exponent))
        self.unit = "%" if found[2] == "%" else ""
        self.total += number
        self.count += 1

    def sum_text(self) -> str:
        """With as many decimals as the cells have."""
        return f"{self.total:,.{self.decimals}f}{self.unit}"

    def mean_text(self) -> str:
        """Half up, with one decimal at least unless it comes out even."""
        mean = self.total / self.count
        places = max(self.decimals, 1)
        rounded = mean.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        whole = not self.decimals and rounded == rounded.to_integral_value()
        return f"{rounded:,.{0 if whole else places}f}{self.unit}"


def totals_sentence(columns: Sequence[Column[Any]], tallies: Sequence[Tally]) -> str:
    """Such as 学时 求和 12.5，平均 4.2；得分 平均 85.3; columns without numbers are left out."""
    said = []
    for column, tally in zip(columns, tallies, strict=True):
        if tally.count:
            total = f"求和 {tally.sum_text()}，" if column.adds is Adds.SUM else ""
            said.append(f"{column.title} {total}平均 {tally.mean_text()}")
    return "；".join(said)


class AddingUp(QObject):
    """Adds up what was asked for last, however many rows; nobody waits for it."""

    def __init__(self, parent: QObject, show: Callable[[str], object]) -> None:
        """`show` is called with the sentence once all is counted."""
        super().__init__(parent)
        self._show = show
        self._steps: Iterator[str] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def count(self, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        """Begin anew with these rows."""
        self._steps = _counted(columns, rows)
        self._timer.start()

    def stop(self) -> None:
        """Count no further."""
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        sentence = next(self._steps, None)
        if sentence is None:
            self._timer.stop()
        elif sentence:
            self._show(sentence)


def _counted(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> Iterator[str]:
    """Nothing after each step, and at last the sentence."""
    tallies = [Tally() for _ in columns]
    for start in range(0, len(rows), _AT_ONCE):
        for row in rows[start : start + _AT_ONCE]:
            for column, tally in zip(columns, tallies, strict=True):
                tally.add(column.text(row))
        yield ""
    yield totals_sentence(columns, tallies)

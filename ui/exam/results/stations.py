"""What each station knows of each category, as a table: stations in their fixed order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from jyguide.exam.analysis.matrix import StationMatrix, StationRow
from jyguide.exam.analysis.readings import share_text
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Card, Column, RowTable, make_label

_HINT = "得分率低于 60% 的标“薄弱”。各站按固定次序排列，不排名次。"
_MOST_HEIGHT = 420


class StationTable(Card):
    """Hidden where there is one station only. Object names: `stations`, `station_table`."""

    def __init__(self) -> None:
        super().__init__("各站各类得分率")
        self.setObjectName("stations")
        self.table: RowTable[StationRow] | None = None
        self.body.addWidget(make_label(_HINT, "small", wrap=True))
        self.hide()

    def show_matrix(self, matrix: StationMatrix | None) -> None:
        """Columns follow from what was asked, so the table is made anew."""
        if self.table is not None:
            self.table.deleteLater()
            self.table = None
        shown = matrix is not None and len(matrix.rows) > 1
        self.setVisible(shown)
        if matrix is None or not shown:
            return
        self.table = RowTable(_columns(matrix), unit="行", search_hint="搜索指导站")
        self.table.setObjectName("station_table")
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = [*matrix.rows, matrix.whole]
        self.table.set_rows(rows)
        self.table.setFixedHeight(min(_MOST_HEIGHT, 120 + 34 * len(rows)))
        self.body.addWidget(self.table)


def _columns(matrix: StationMatrix) -> list[Column[StationRow]]:
    return [
        Column("指导站", lambda row: row.station, width=120),
        Column(
            "答卷", lambda row: str(row.people), lambda row: row.people, RIGHT, 64, adds=Adds.SUM
        ),
        Column("样本", lambda row: row.note, width=142, tone=lambda _: Tone.QUIET),
        *(
            Column(
                name,
                _text(name),
                _value(name),
                align=RIGHT,
                width=118,
                tone=_tone(name),
            )
            for name in matrix.categories
        ),
    ]


def _value(name: str) -> Callable[[StationRow], float | None]:
    return lambda row: row.results[name].facility if name in row.results else None


def _text(name: str) -> Callable[[StationRow], str]:
    def text(row: StationRow) -> str:
        found = row.results.get(name)
        if found is None:
            return "—"
        return f"{'薄弱 ' if found.weak else ''}{share_text(found.facility)}"

    return text


def _tone(name: str) -> Callable[[StationRow], Tone]:
    def tone(row: StationRow) -> Tone:
        found = row.results.get(name)
        if found is None:
            return Tone.NEUTRAL
        if found.note:
            return Tone.QUIET
        return Tone.WARN if found.weak else Tone.NEUTRAL

    return tone

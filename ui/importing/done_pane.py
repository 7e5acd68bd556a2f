"""The last step of bringing a list in: what was written, and what was not."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import TablePlan, TableResult
from jyguide.exchange.table.subject import ImportWords
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Banner, Column, EmptyText, RowTable, StatTile

_ALL_GOOD = EmptyText("没有被拒绝的行", "文件里的每一行都看懂了。", icon_name="good")
_TILES = (
    ("new", "已新增", Tone.GOOD),
    ("updated", "已更新", Tone.INFO),
    ("same", "没有变化", Tone.NEUTRAL),
    ("skipped", "跳过", Tone.NEUTRAL),
    ("refused", "没有导入", Tone.BAD),
)


class DonePane(QWidget):
    """Object names: `done_sentence`, `refused`, and `count_<what>` of `_TILES`."""

    def __init__(self, words: ImportWords, unit: str) -> None:
        super().__init__()
        self._words = words
        self._unit = unit
        self._sentence = Banner()
        self._sentence.setObjectName("done_sentence")
        self._tiles = [StatTile(word) for _, word, _ in _TILES]
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE.m)
        for tile, (name, _, _) in zip(self._tiles, _TILES, strict=True):
            tile.setObjectName(f"count_{name}")
            tiles.addWidget(tile, 1)
        self._refused: RowTable[Refusal] = RowTable(
            _columns(), unit="处", search_hint="列名或原因", empty=_ALL_GOOD
        )
        self._refused.setObjectName("refused")
        self._refused.add_choice("column", "全部列", lambda fault: fault.column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._sentence)
        column.addLayout(tiles)
        column.addWidget(self._refused, 1)

    def show_result(self, plan: TablePlan, result: TableResult) -> None:
        """Say what was written, and list what was not."""
        how_on = "下面的行没有导入：请保存错误清单，改正后再导入它。" if plan.refused else ""
        self._sentence.say(f"“{plan.source.name}”已导入。{how_on}", Tone.GOOD)
        self._show_counts(
            (result.imported, result.updated, result.unchanged, result.skipped, plan.refused_rows)
        )
        self._refused.set_rows(plan.refused)

    def show_undone(self) -> None:
        """Say that everything is as it was before."""
        self._sentence.say(f"本次导入已撤销，{self._words.where}恢复到导入之前的样子。", Tone.INFO)
        refused = len({(fault.sheet, fault.row) for fault in self._refused.rows()})
        self._show_counts((0, 0, 0, 0, refused))

    def _show_counts(self, counts: tuple[int, ...]) -> None:
        for tile, count, (name, _, tone) in zip(self._tiles, counts, _TILES, strict=True):
            unit = "行" if name in ("skipped", "refused") else self._unit
            tile.show_value(f"{count} {unit}", tone=tone if count else Tone.NEUTRAL)


def _columns() -> list[Column[Refusal]]:
    return [
        Column("工作表", lambda fault: fault.sheet, width=140),
        Column("行", lambda fault: str(fault.row), _place, RIGHT, 64),
        Column("列", lambda fault: fault.column or "整行", width=140),
        Column("原因", lambda fault: fault.reason, width=420),
    ]


def _place(fault: Refusal) -> tuple[str, int]:
    return (fault.sheet, fault.row)

"""One branch, its phases beside each other: by aspect, then criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.documents.dates import tenths_cell
from jyguide.standard.kinds import ASPECT_NAMES, SCORED_PHASES, Aspect, BranchKind, Phase
from jyguide.standard.side_by_side import SHORT_NAMES, BranchBeside, gap_words
from ui.theme import SPACE, Tone
from ui.widgets import RIGHT, Column, EmptyText, RowTable, make_label

_POINTS = 52
_NOTHING = EmptyText("没有得分", "这个支部还没有完成的检查。")


@dataclass(frozen=True)
class _Line:
    """An aspect or a criterion in all phases; tenths."""

    name: str
    points: Mapping[Phase, int]
    whole: bool = False
    tip: str = ""

    @property
    def differs(self) -> bool:
        return len(set(self.points.values())) > 1


class BesideDetail(QWidget):
    """Object names: `beside_title`, `beside_gaps`, `beside_lines` (the table)."""

    def __init__(self) -> None:
        super().__init__()
        self._title = make_label("", "section", "beside_title", wrap=True)
        self._gaps = make_label("", "hint", "beside_gaps", wrap=True)
        self.table: RowTable[_Line] = RowTable(
            _columns(), unit="项", search_hint="搜索指标", empty=_NOTHING
        )
        self.table.setObjectName("beside_lines")
        self.table.add_choice("differs", "全部指标", lambda row: "有差别" if row.differs else "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._title)
        column.addWidget(self._gaps)
        column.addWidget(self.table, 1)

    def show_branch(self, one: BranchBeside, texts: Mapping[tuple[BranchKind, str], str]) -> None:
        """Fill everything in."""
        self._title.setText(f"{one.township}　{one.name}")
        people = [
            f"{SHORT_NAMES[phase]}：{name}" for phase, name in one.inspectors.items() if name
        ]
        gaps = [gap_words(gap) for gap in one.comparison.gaps]
        self._gaps.setText("\n".join(filter(None, ("　".join(people), "；".join(gaps)))))
        aspects = [
            _Line(ASPECT_NAMES[aspect], one.aspects[aspect], whole=True)
            for aspect in Aspect
            if aspect in one.aspects
        ]
        criteria = [
            _Line(f"{each.code} {text}".strip(), each.points, tip=text)
            for each in one.comparison.criteria()
            for text in (texts.get((one.kind, each.code), ""),)
        ]
        self.table.set_rows([*aspects, *criteria])


def _columns() -> list[Column[_Line]]:
    return [
        Column(
            "指标",
            lambda row: row.name,
            tone=lambda row: Tone.INFO if row.whole else Tone.NEUTRAL,
            tip=lambda row: row.tip,
            width=150,
        ),
        *(_points(phase) for phase in SCORED_PHASES),
    ]


def _points(phase: Phase) -> Column[_Line]:
    def text(row: _Line) -> str:
        return tenths_cell(row.points.get(phase))

    return Column(
        SHORT_NAMES[phase],
        text,
        sort_key=lambda row: row.points.get(phase),
        align=RIGHT,
        tone=lambda row: Tone.WARN if row.differs else Tone.NEUTRAL,
        width=_POINTS,
    )

"""The columns of everything that is shown of lots."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.documents.dates import tenths_cell
from jyguide.standard.comparing import Agreement, Drift
from jyguide.standard.kinds import (
    BRANCH_KIND_NAMES,
    LOT_PURPOSE_NAMES,
    SCORED_PHASES,
    BranchKind,
    LotPurpose,
    Phase,
)
from jyguide.standard.lot import PoolBranch, PoolInspector
from jyguide.standard.lot_record import LotRow, LotTask
from jyguide.standard.side_by_side import SHORT_NAMES, BranchBeside, agreement_words
from ui.standard.townships import TOWNSHIP
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column

Line = tuple[PoolInspector, str, tuple[PoolBranch, ...]]
"""An inspector, what his unit is called, and what he inspects."""
_TONES = {"已完成": Tone.GOOD, "录入中": Tone.INFO}
_GAP_MARK = 236
"""Icons are of one size; the words need the room."""


def task_columns(purpose: LotPurpose) -> list[Column[LotTask]]:
    """Of tasks, by branch."""
    unit = Column[LotTask]("检查员单位", lambda row: row.unit, width=130)
    return [
        Column(TOWNSHIP, lambda row: row.township, width=110),
        Column("党支部", lambda row: row.branch, width=240),
        Column("类型", lambda row: BRANCH_KIND_NAMES[row.kind], width=110),
        Column("检查员", lambda row: row.inspector or "（待定）", width=120, names=True),
        *([unit] if purpose is LotPurpose.ASSIGNMENT else []),
        Column("期限", lambda row: _day(row.due_on), sort_key=lambda row: row.due_on, width=110),
        Column(
            "状态",
            lambda row: row.state,
            tone=lambda row: _TONES.get(row.state, Tone.NEUTRAL),
            width=90,
        ),
        Column(
            "得分",
            lambda row: tenths_cell(row.points),
            sort_key=lambda row: row.points,
            align=RIGHT,
            width=80,
            adds=Adds.MEAN,
        ),
    ]


def lot_columns() -> list[Column[LotRow]]:
    """Of lots on record."""
    return [
        Column(
            "抽签时间",
            lambda row: f"{row.drawn_at:%Y-%m-%d %H:%M}",
            sort_key=lambda row: row.drawn_at,
            width=140,
        ),
        Column("用途", lambda row: LOT_PURPOSE_NAMES[row.purpose], width=120),
        Column("种子", lambda row: row.seed, width=110, mono=True),
        Column("结果", lambda row: row.sentence, width=260, tip=lambda row: row.sentence),
        Column("现有任务", _standing, width=150),
        Column("规则", lambda row: row.how, width=240, tip=lambda row: row.how),
    ]


def _standing(row: LotRow) -> str:
    if not row.standing:
        return "已没有任务"
    return f"{row.standing} 项，完成 {row.done} 项"


def line_columns() -> list[Column[Line]]:
    """Of an assignment just drawn, by inspector."""
    return [
        Column("检查员", lambda row: row[0].name, width=120, names=True),
        Column("单位", lambda row: row[1], width=130),
        Column(
            "支部数",
            lambda row: str(len(row[2])),
            sort_key=lambda row: len(row[2]),
            align=RIGHT,
            width=70,
        ),
        Column("检查的支部", _names, width=400, tip=_names),
    ]


def _names(row: Line) -> str:
    return "、".join(one.name for one in row[2])


def sampled_columns() -> list[Column[PoolBranch]]:
    """Of a sample just drawn."""
    return [
        Column(TOWNSHIP, lambda row: row.township, width=130),
        Column("党支部", lambda row: row.name, width=260),
        Column("类型", lambda row: BRANCH_KIND_NAMES[row.kind], width=120),
    ]


def beside_columns() -> list[Column[BranchBeside]]:
    """Of branches, their phases beside each other."""
    return [
        Column(TOWNSHIP, lambda row: row.township, width=84),
        Column("党支部", lambda row: row.name, width=160, tip=lambda row: row.name),
        *(_total(phase) for phase in SCORED_PHASES),
        Column(
            "差距",
            lambda row: row.words,
            sort_key=lambda row: -row.widest,
            tone=lambda row: Tone.WARN if row.marked else Tone.NEUTRAL,
            mark=lambda row: "warning" if row.marked else "",
            tip=lambda row: row.words,
            width=_GAP_MARK,
        ),
    ]


def _total(phase: Phase) -> Column[BranchBeside]:
    def points(row: BranchBeside) -> str:
        return tenths_cell(row.comparison.totals.get(phase))

    return Column(
        SHORT_NAMES[phase],
        points,
        sort_key=lambda row: row.comparison.totals.get(phase),
        align=RIGHT,
        width=56,
    )


def drift_columns() -> list[Column[Drift]]:
    """Of people: how their cross-inspections lie to spot checks of the same branches."""
    return [
        Column("检查员", lambda row: row.inspector_name or "（未写姓名）", width=160, names=True),
        Column(
            "同时抽查的支部",
            lambda row: str(row.pairs),
            sort_key=lambda row: row.pairs,
            align=RIGHT,
            width=130,
        ),
        Column("说明", lambda row: row.sentence, width=420),
    ]


def agreement_columns(
    texts: Mapping[tuple[BranchKind, str], str],
) -> list[Column[Agreement]]:
    """Of criteria: how alike two people score them; `texts` says what they ask."""
    return [
        Column("类型", lambda row: BRANCH_KIND_NAMES[row.kind], width=96),
        Column("指标", lambda row: row.code, width=60),
        Column(
            "检查内容",
            lambda row: texts.get((row.kind, row.code), ""),
            tip=lambda row: texts.get((row.kind, row.code), ""),
            width=380,
        ),
        Column(
            "两人都评",
            lambda row: f"{row.pairs} 次",
            sort_key=lambda row: row.pairs,
            align=RIGHT,
            width=84,
        ),
        Column(
            "相差 0.5 分以内",
            _share,
            sort_key=lambda row: row.share,
            align=RIGHT,
            width=130,
        ),
        Column(
            "一致性 κ",
            lambda row: "" if row.kappa is None else f"{float(row.kappa):.2f}",
            sort_key=lambda row: row.kappa,
            align=RIGHT,
            width=90,
            tip=lambda _row: "按“失分/没有失分”算的 Cohen κ：1 完全一致，0 与碰巧一样。",
        ),
        Column(
            "说明",
            agreement_words,
            tone=lambda row: Tone.WARN if "口径" in agreement_words(row) else Tone.NEUTRAL,
            width=200,
        ),
    ]


def _share(row: Agreement) -> str:
    return "" if row.share is None else f"{row.close} 次（{round(float(row.share) * 100)}%）"


def _day(day: object) -> str:
    return "" if day is None else str(day)

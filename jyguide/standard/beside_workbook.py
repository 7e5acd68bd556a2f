"""Scores beside each other as a workbook: branches, people, criteria, a sheet each."""

from __future__ import annotations

from pathlib import Path

from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.workbook import CellValue
from jyguide.standard.comparing import Agreement, Drift
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, SCORED_PHASES, Aspect, Phase
from jyguide.standard.side_by_side import SHORT_NAMES, BranchBeside, SideBySide, agreement_words

_BRANCH_COLUMNS = (
    ("镇街园区", 14),
    ("党支部", 30),
    ("类型", 12),
    *((f"{SHORT_NAMES[phase]}得分", 10) for phase in SCORED_PHASES),
    ("互查检查员", 14),
    ("抽查检查员", 14),
    ("差距", 36),
    ("是否标记", 10),
    *(
        (f"{ASPECT_NAMES[aspect]}·{SHORT_NAMES[phase]}", 12)
        for aspect in Aspect
        for phase in SCORED_PHASES
    ),
)
_DRIFT_COLUMNS = (("检查员", 16), ("同时抽查的支部", 16), ("互查减抽查（平均）", 20), ("说明", 50))
_AGREEMENT_COLUMNS = (
    ("类型", 12),
    ("指标", 8),
    ("检查内容", 60),
    ("两人都评", 10),
    ("相差不超过 0.5 分", 18),
    ("一致性 κ", 10),
    ("只有一人认为适用", 18),
    ("说明", 30),
)
_FROZEN = "C2"


def write_beside_workbook(title: str, found: SideBySide, target: Path) -> None:
    """Write the three sheets.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    lines = [_agreement(one, found) for one in found.agreements]
    tables = (
        PrintedTable(
            "支部对比", _BRANCH_COLUMNS, [_branch(one) for one in found.branches], _FROZEN
        ),
        PrintedTable("检查员", _DRIFT_COLUMNS, [_drift(one) for one in found.drifts]),
        PrintedTable("检查内容", _AGREEMENT_COLUMNS, lines),
    )
    write_tables(f"{title}得分对比", tables, target)


def _branch(one: BranchBeside) -> tuple[CellValue, ...]:
    totals = one.comparison.totals
    return (
        one.township,
        one.name,
        BRANCH_KIND_NAMES[one.kind],
        *(_points(totals.get(phase)) for phase in SCORED_PHASES),
        one.inspectors.get(Phase.CROSS_INSPECTION, ""),
        one.inspectors.get(Phase.SPOT_ACCEPTANCE, ""),
        one.words,
        "差距大" if one.marked else "",
        *(
            _points(one.aspects.get(aspect, {}).get(phase))
            for aspect in Aspect
            for phase in SCORED_PHASES
        ),
    )


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _drift(one: Drift) -> tuple[CellValue, ...]:
    mean = round(float(one.mean) / 10, 2)
    return one.inspector_name or "（未写姓名）", one.pairs, mean, one.sentence


def _agreement(one: Agreement, found: SideBySide) -> tuple[CellValue, ...]:
    return (
        BRANCH_KIND_NAMES[one.kind],
        one.code,
        found.texts.get((one.kind, one.code), ""),
        one.pairs,
        one.close,
        None if one.kappa is None else round(float(one.kappa), 2),
        one.one_sided,
        agreement_words(one),
    )

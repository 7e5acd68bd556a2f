"""The sheet of one brand: idea, stages with their days and what shows them, on one page."""

from __future__ import annotations

from datetime import date

from jyguide.brand.kinds import STAGE_NAMES
from jyguide.brand.pipeline import STAGES
from jyguide.brand.printing.form import PAGE, facts, grid, note, title
from jyguide.brand.row import BrandRow
from jyguide.documents.dates import date_text
from jyguide.documents.page import Block, Document, Spacer

_FACTS = (24.0, 62.0, 24.0, 58.0)
_WIDE = (168.0,)
_STAGES = (18.0, 39.0, 87.0, 24.0)
_IDEA, _ROOM = 36.0, 150.0
"""Millimetres that the idea and the six stages may take."""


def brand_document(row: BrandRow, office: str, today: date) -> Document:
    """One page, whatever the evidence says."""
    heading = "党建品牌推进情况表"
    state = f"{row.stage_name}（{row.days(today)} 天）" if row.stage else row.stage_name
    if row.ended_on is not None:
        state = f"{date_text(row.ended_on)}停止"
    of = row.facts
    blocks: list[Block] = [
        title(heading),
        facts(
            (
                ("品牌名称", of.name, "所属组织", of.organisation),
                ("镇街园区", row.station or "市级", "负责人", of.owner),
                ("现在阶段", state, "填表日期", date_text(today)),
            ),
            _FACTS,
        ),
        Spacer(3),
        grid(("品牌内涵",), [(of.idea or "（未填写）",)], _WIDE, room=_IDEA, long=(0,), height=18),
        Spacer(3),
        grid(
            ("阶段", "日期", "依据", "确认人"),
            [_stage(row, at) for at in range(len(STAGES))],
            _STAGES,
            room=_ROOM,
            long=(2,),
            height=20,
        ),
    ]
    blocks += [note(sentence) for sentence in row.way.faults[:2]]
    if row.ended_on is not None:
        blocks.append(note(f"停止原因：{row.end_reason}"[:120]))
    if of.note:
        blocks.append(note(f"备注：{of.note}"[:120]))
    blocks.append(note(f"{office}　　负责人（签字）：　　　　　　　　　年　　月　　日", 11))
    return Document(f"{heading}（{of.name}）", tuple(blocks), PAGE, dated=today)


def _stage(row: BrandRow, at: int) -> tuple[str, str, str, str]:
    stage = STAGES[at]
    one = row.way.of(stage)
    if one is None:
        return STAGE_NAMES[stage], "", "", ""
    return (
        STAGE_NAMES[stage],
        date_text(one.step.on),
        one.step.evidence.replace("\n", "；"),
        one.step.confirmed_by,
    )

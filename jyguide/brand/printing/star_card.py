"""The score card of an organisation: its A's one by one, and what was withdrawn."""

from __future__ import annotations

from datetime import date

from jyguide.brand.printing.form import PAGE, facts, grid, note, title
from jyguide.brand.stars import STARS, Award, StarNames, StarRow
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Block,
    Document,
    Shape,
    Spacer,
    Style,
    paragraph,
)

_FACTS = (24.0, 62.0, 24.0, 58.0)
_HELD = (28.0, 39.0, 61.0, 40.0)
_PAST = (16.0, 38.0, 38.0, 40.0, 36.0)


def star_document(row: StarRow, names: StarNames, office: str, today: date) -> Document:
    """The five A's, then withdrawals in the order of time."""
    heading = "“雁阵计划”5A 评星卡"
    blocks: list[Block] = [
        title(heading),
        facts(
            (
                ("组织", row.organisation, "镇街园区", row.station or "市级"),
                ("现有星级", names.of(row.state.stars), "打印日期", date_text(today)),
            ),
            _FACTS,
        ),
        Spacer(4),
        grid(
            ("星级", "授予日期", "依据", "文号"),
            [_held(row, star, names) for star in STARS],
            _HELD,
            long=(2,),
            height=20,
        ),
    ]
    blocks += [note(sentence) for sentence in (*row.state.faults, names.note) if sentence]
    if row.state.past:
        head = Style(FontRole.HEI, 13)
        blocks += [
            paragraph("撤销记录", head, Shape(line=22, before=8, after=3, keep_next=True)),
            grid(
                ("星级", "授予日期", "撤销日期", "原因", "撤销文号"),
                [_past(one) for one in row.state.past],
                _PAST,
                long=(3,),
            ),
        ]
    blocks.append(note(f"{office}　　（盖章）　　　　　　　　　年　　月　　日", 11))
    title_ = f"雁阵评星卡（{row.organisation}）"
    return Document(title_, tuple(blocks), PAGE, footer=PAGE_NUMBER, dated=today)


def _held(row: StarRow, star: int, names: StarNames) -> tuple[str, str, str, str]:
    standing = (*row.state.held, *row.state.waiting)
    one = next((award for award in standing if award.facts.star == star), None)
    if one is None:
        return names.of(star), "", "", ""
    return names.of(star), date_text(one.facts.on), one.facts.evidence, one.facts.document


def _past(one: Award) -> tuple[str, str, str, str, str]:
    gone = one.withdrawn
    assert gone is not None  # noqa: S101 - only those withdrawn are past
    return (
        f"{one.facts.star}A",
        date_text(one.facts.on),
        date_text(gone.on),
        gone.reason,
        gone.document,
    )

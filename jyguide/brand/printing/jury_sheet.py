"""The jury's blank sheet: the candidates of a vote, to be filled in by hand."""

from __future__ import annotations

from datetime import date

from jyguide.brand.printing.form import PAGE, grid, note, title
from jyguide.brand.vote import VoteRow
from jyguide.documents.dates import tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import PAGE_NUMBER, Document, Shape, Spacer, Style, paragraph

_COLUMNS = (12.0, 48.0, 53.0, 37.0, 18.0)


def jury_document(vote: VoteRow, today: date) -> Document:
    """Heads are repeated on each page; the juror signs at the end."""
    full = tenths_text(vote.facts.scheme.full_points)
    groups = "　".join(f"□{group.name}" for group in vote.facts.scheme.groups)
    style, shape = Style(FontRole.BODY, 12), Shape(line=24)
    rows = [
        (str(at), one.name, _whose(one.station, one.organisation), "", "")
        for at, one in enumerate(vote.candidates, 1)
    ]
    blocks = (
        title(f"{vote.facts.name}评分表"),
        paragraph(f"评委组：{groups}", style, shape),
        paragraph("评委姓名：＿＿＿＿＿＿＿＿　　单位：＿＿＿＿＿＿＿＿＿＿＿＿", style, shape),
        Spacer(2),
        grid(
            ("序号", "参评品牌", "所属组织", f"得分（0—{full}）", "回避"),
            rows,
            _COLUMNS,
            long=(1, 2),
            height=11,
        ),
        note(
            f"说明：每个品牌打 0 到 {full} 分，最多一位小数。"
            "本单位的品牌，或与您有利害关系的品牌，请在“回避”栏打“√”，不打分。不想评的请写“弃评”；空着的不作零分，会请您补上。",
            10.5,
        ),
        paragraph(
            "评委（签字）：＿＿＿＿＿＿＿＿　　　　　　年　　月　　日",
            style,
            Shape(line=24, before=10, keep_together=True),
        ),
    )
    return Document(f"{vote.facts.name}评分表", blocks, PAGE, footer=PAGE_NUMBER, dated=today)


def _whose(station: str, organisation: str) -> str:
    named = not station or station in organisation
    return organisation if named else f"{station}　{organisation}"

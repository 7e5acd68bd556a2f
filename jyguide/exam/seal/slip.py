"""The printed slip of a code: for the one who reads it out at the hour, to be kept locked up."""

from __future__ import annotations

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Document, Shape, Spacer, Style, paragraph
from jyguide.exam.seal.code import GROUPS, spaced, spoken
from jyguide.exam.seal.row import SealPlan

_HEAD = Style(FontRole.TITLE, 20)
_CODE = Style(FontRole.BODY, 34, bold=True)
_SAID = Style(FontRole.BODY, 20)
_TEXT = Style(FontRole.BODY, 12)
_CENTRE = Shape(Align.CENTRE, after=12)


def slip_document(plan: SealPlan, code: str) -> Document:
    """One page with the code in large type and the way to read it out."""
    groups, sounds = spaced(code).split(), spoken(code).split("　")
    hour = f"{plan.starts_at:%Y年%m月%d日 %H:%M}" if plan.starts_at else "另行通知"
    half = GROUPS // 2 + 1
    return Document(
        f"{plan.title}启封口令",
        (
            paragraph("统考启封口令", _HEAD, _CENTRE),
            paragraph(plan.title, _SAID, _CENTRE),
            paragraph(f"开考时间：{hour}　　时长：{plan.minutes} 分钟", _TEXT, _CENTRE),
            Spacer(8),
            *(
                paragraph("    ".join(part), _CODE, _CENTRE)
                for part in (groups[:half], groups[half:])
            ),
            Spacer(4),
            *(
                paragraph("　　".join(part), _SAID, _CENTRE)
                for part in (sounds[:half], sounds[half:])
            ),
            Spacer(8),
            paragraph("读法：1 读“幺”，0 读“洞”，其余照读。", _TEXT, _CENTRE),
            paragraph("每组读两遍，站里复述无误后再读下一组。", _TEXT, _CENTRE),
            paragraph("开考前请妥善保管。口令没有存进电脑，遗失只能重新密封。", _TEXT, _CENTRE),
        ),
    )

"""谈话记录: one talk on A4, with what was agreed and the columns to sign."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.masking import numbers_masked
from jyguide.secretary.kinds import TALK_KIND_NAMES
from jyguide.secretary.measure import MeasureRow
from jyguide.secretary.talk import TalkRow

_SETUP = PageSetup(top=24, right=22, bottom=20, left=22)
_LABEL = 26.0
_COLUMNS = (_LABEL, 57.0, _LABEL, 57.0)
_SIZE = 12.0
_LINE = 19.0
_ROW = 10.0
_TALL = 46.0
_REPLY = 34.0
_SIGN = 17.0
_WIDE = 3


def talk_document(talk: TalkRow, office: str, agreed: Sequence[MeasureRow]) -> Document:
    """The record of a talk.

    Args:
        talk: What was said.
        office: Whose record it is.
        agreed: The measures agreed in it, in the order they were entered.
    """
    facts, person = talk.facts, talk.person
    title = f"{TALK_KIND_NAMES[facts.kind]}记录"
    where = " ".join(filter(None, (person.township, person.organisation)))
    rows = [
        _pair(("谈话对象", person.name), ("单位及职务", f"{where} {person.post}".strip())),
        _pair(("谈话日期", date_text(facts.talked_on)), ("谈话地点", facts.place)),
        _pair(("谈话类型", TALK_KIND_NAMES[facts.kind]), ("谈话人", facts.talker)),
        _wide("谈话要点", _lines(facts.topics), _TALL),
        _wide("本人表态", _lines(facts.reply), _REPLY),
        _wide("约定整改", _agreed(agreed), _ROW * 2),
        _sign("谈话人\n签字", "谈话对象\n签字"),
        _sign("记录人\n签字", "日期"),
    ]
    blocks: tuple[Block, ...] = (
        paragraph(title, Style(FontRole.TITLE, 20), Shape(Align.CENTRE, line=32, after=4)),
        paragraph(office, Style(FontRole.KAI, 12), Shape(Align.LEFT, line=20, after=2)),
        Table(_COLUMNS, tuple(rows)),
    )
    return Document(f"{title}_{person.name}", blocks, _SETUP, dated=facts.talked_on)


def _agreed(measures: Sequence[MeasureRow]) -> list[str]:
    if not measures:
        return ["无"]
    return [f"{at}. {numbers_masked(_measure(one))}" for at, one in enumerate(measures, 1)]


def _measure(one: MeasureRow) -> str:
    facts = one.facts
    parts = [facts.problem]
    if facts.measure:
        parts.append(f"措施：{facts.measure}")
    if facts.owner:
        parts.append(f"责任人：{facts.owner}")
    if facts.due_on:
        parts.append(f"期限：{date_text(facts.due_on)}")
    return "；".join(part.rstrip("。；") for part in parts) + "。"


def _lines(text: str) -> list[str]:
    told = numbers_masked(text)
    return [line.strip() for line in told.splitlines() if line.strip()] or [""]


def _pair(first: tuple[str, str], second: tuple[str, str]) -> Row:
    cells = [cell for label, said in (first, second) for cell in (_label(label), _field([said]))]
    return Row(tuple(cells), _ROW)


def _wide(label: str, lines: Sequence[str], height: float) -> Row:
    field = _field(lines, span=_WIDE, top=True)
    return Row((_label(label), field), height)


def _sign(first: str, second: str) -> Row:
    return Row((_label(first), _field([""]), _label(second), _field([""])), _SIGN)


def _label(text: str) -> Cell:
    style, shape = Style(FontRole.HEI, _SIZE), Shape(Align.CENTRE, line=_LINE)
    return Cell(tuple(paragraph(line, style, shape) for line in text.split("\n")))


def _field(lines: Sequence[str], *, span: int = 1, top: bool = False) -> Cell:
    shape = Shape(Align.LEFT, line=_LINE)
    found: tuple[Paragraph, ...] = tuple(
        paragraph(line, Style(FontRole.BODY, _SIZE), shape) for line in lines
    )
    return Cell(found, span, VerticalAlign.TOP if top else VerticalAlign.CENTRE)

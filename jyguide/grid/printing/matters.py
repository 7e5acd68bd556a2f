"""民情台账 and 答复单 on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.grid.kinds import ACCEPTANCE_NAMES, MATTER_CATEGORY_NAMES, Acceptance
from jyguide.grid.matter import MATTER_STATE_NAMES, MatterRow, masked_matter, matter_counts

_ACROSS = PageSetup(width=297, height=210, top=18, right=13, bottom=16, left=13, footer=8)
_HEADS = (
    "序号",
    "村（社区）",
    "提出日期",
    "提出人",
    "类别",
    "内容",
    "责任人",
    "期限",
    "答复",
    "状态",
)
_WIDTHS = (10.0, 30.0, 25.0, 22.0, 20.0, 56.0, 20.0, 25.0, 43.0, 20.0)
_CENTRED = (0, 2, 3, 4, 6, 7, 9)
_TITLE = Style(FontRole.TITLE, 20)
_KEY = Style(FontRole.HEI, 12)
_VALUE = Style(size=12)
_SLIP = (30.0, 50.0, 30.0, 50.0)
_ROOM = {"content": 48.0, "reply": 62.0, "line": 12.0, "opinion": 26.0}
_SIGN = "签字：　　　　　　　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """What stands over the ledger."""

    office: str
    on: date
    about: str = ""


def matters_document(head: LedgerHead, rows: Sequence[MatterRow]) -> Document:
    """The ledger, A4 across, in the order given."""
    said = f"{head.office}　　截至{date_text(head.on)}　　{matter_counts(rows).sentence}"
    shape = Shape(Align.CENTRE, line=28, after=4)
    title = f"{head.about}民情台账"
    lines = [_cells(_HEADS, FontRole.HEI, range(len(_HEADS)))]
    lines += [_cells(_line(at, row), FontRole.BODY, _CENTRED) for at, row in enumerate(rows, 1)]
    blocks = (
        paragraph(title, Style(FontRole.TITLE, 18), shape),
        paragraph(said, Style(size=10.5), Shape(line=17, after=4)),
        Table(_WIDTHS, tuple(lines), header_rows=1),
    )
    return Document(title, blocks, _ACROSS, footer=PAGE_NUMBER, dated=head.on)


def reply_slip(row: MatterRow, office: str) -> Document:
    """A page to hand over: what was raised, what was done, whether he is content."""
    row = masked_matter(row)
    facts, reply = row.facts, row.reply
    told = reply.text if reply else ""
    rows = [
        _pair_row(
            (
                "提出人",
                facts.raised_by or row.target or "未留名",
                "提出日期",
                _day(facts.raised_on),
            )
        ),
        _pair_row(
            ("所在网格", row.place.label or "—", "类别", MATTER_CATEGORY_NAMES[facts.category])
        ),
        _pair_row(("责任人", facts.owner, "答复期限", _day(facts.due_on))),
        _tall("反映的事项", facts.content, _ROOM["content"]),
        _tall("办理和答复", told, _ROOM["reply"]),
        _pair_row(("答复日期", _day(reply.on if reply else None), "答复人", "")),
        _tall("是否满意", _acceptance(reply.accepted if reply else None), _ROOM["opinion"], _SIGN),
    ]
    blocks: list[Block] = [
        paragraph("民情事项答复单", _TITLE, Shape(Align.CENTRE, line=34, after=8)),
        Table(_SLIP, tuple(rows), padding=2),
        Spacer(4),
        paragraph(f"{office}（盖章）", _VALUE, Shape(Align.RIGHT, line=22)),
    ]
    title = f"民情答复单（{row.target or facts.raised_by or '未留名'}）"
    return Document(title, tuple(blocks), dated=reply.on if reply else None)


def _line(at: int, row: MatterRow) -> tuple[str, ...]:
    row = masked_matter(row)
    facts, reply = row.facts, row.reply
    told = f"{_short(reply.on)} {reply.text}" if reply else ""
    return (
        str(at),
        row.place.label,
        _short(facts.raised_on),
        facts.raised_by or row.target,
        MATTER_CATEGORY_NAMES[facts.category],
        facts.content,
        facts.owner,
        _short(facts.due_on),
        told,
        MATTER_STATE_NAMES[row.state],
    )


def _cells(texts: Sequence[str], role: FontRole, centred: Sequence[int]) -> Row:
    cells = []
    for at, said in enumerate(texts):
        align = Align.CENTRE if at in centred else Align.LEFT
        cells.append(Cell((paragraph(said, Style(role, 9.5), Shape(align, line=14)),)))
    return Row(tuple(cells), 8)


def _pair_row(texts: tuple[str, str, str, str]) -> Row:
    styles = (_KEY, _VALUE, _KEY, _VALUE)
    cells = tuple(
        Cell((paragraph(said, style, Shape(Align.CENTRE, line=18)),))
        for said, style in zip(texts, styles, strict=True)
    )
    return Row(cells, _ROOM["line"])


def _tall(key: str, said: str, height: float, under: str = "") -> Row:
    words: list[Paragraph] = [
        paragraph(line, _VALUE, Shape(line=20)) for line in said.splitlines() or [""]
    ]
    if under:
        words += [paragraph("", _VALUE, Shape(line=16)), _signed(under)]
    head = Cell((paragraph(key, _KEY, Shape(Align.CENTRE, line=18)),))
    align = VerticalAlign.CENTRE if under else VerticalAlign.TOP
    return Row((head, Cell(tuple(words), span=3, align=align)), height)


def _signed(said: str) -> Paragraph:
    return paragraph(said, _VALUE, Shape(Align.RIGHT, line=18))


def _acceptance(given: Acceptance | None) -> str:
    return "　　".join(
        f"{'☑' if one is given else '□'} {name}" for one, name in ACCEPTANCE_NAMES.items()
    )


def _day(day: date | None) -> str:
    return date_text(day) if day else ""


def _short(day: date | None) -> str:
    return f"{day:%Y.%m.%d}" if day else ""

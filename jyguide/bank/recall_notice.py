"""The list of people to be told that a clause they were examined in has changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.bank.regulation import CertifiedPerson, ClauseRow, Impact
from jyguide.documents.fonts import FontRole
from jyguide.documents.numbering import Section
from jyguide.documents.official import OfficialPaper, Signature, official_document
from jyguide.documents.page import Align, Cell, Document, Row, Shape, Style, Table, paragraph
from jyguide.documents.person_name import spaced
from jyguide.documents.text_table import kept_with_next

_COLUMNS = (11.0, 19.0, 18.0, 33.0, 22.0, 38.0, 15.0)
_HEADS = ("序号", "姓名", "所在站", "证书编号", "考试日期", "涉及题目", "已告知")
_CLAUSE_COLUMNS = (34.0, 34.0, 88.0)
_CLAUSE_HEADS = ("原条款", "新条款", "变化")
_HEAD = Style(FontRole.HEI, 10.5)
_BODY = Style(FontRole.BODY, 10.5)
_LINE = 16.0
_HEIGHT = 8
_NAMED = 3


def notice_document(impact: Impact, office: str, today: date) -> Document:
    """A page to work through with a pen: who, which certificate, which items, told or not.

    Args:
        impact: Of the superseded edition.
        office: Who tells them.
        today: The day on the page.
    """
    row = impact.regulation
    title = "法规修订告知名单"
    edition = f"《{row.title}》“{row.edition}”"
    state = f"已由“{row.successor_name}”取代" if row.successor_name else "仍然有效"
    told = (
        f"下列{_heads_of(impact.people)}人在考试中答过依据原条款的题并已取得证书，"
        "请告知其变化，安排重学"
    )
    opening = f"{edition}{state}。{told if impact.people else '没有要告知的人'}。"
    paper = OfficialPaper(
        title=title,
        content=(
            opening,
            Section("变化的条款", (_clauses(impact.clauses) if impact.clauses else "无。",)),
            Section(
                f"要告知的人（证书{len(impact.people)}份）",
                (_people(impact.people) if impact.people else "无。",),
            ),
        ),
        signature=Signature(office, today),
        name=f"{title} {row.title}",
    )
    return official_document(paper)


def _heads_of(people: Sequence[CertifiedPerson]) -> int:
    """How many people hold the certificates; one may hold several."""
    return len({(one.station, one.name) for one in people})


def _clauses(clauses: Sequence[ClauseRow]) -> Table:
    rows = [
        _row((one.mark.article or "全部条款", one.mark.new_article or "—", one.mark.note or "—"))
        for one in clauses
    ]
    return Table(_CLAUSE_COLUMNS, (_heads(_CLAUSE_HEADS), *rows), header_rows=1)


def _people(people: Sequence[CertifiedPerson]) -> Table:
    rows = [
        _row(
            (
                str(place),
                spaced(one.name),
                one.station,
                one.number,
                f"{one.sat_on:%Y-%m-%d}" if one.sat_on else "—",
                items_text(one.items),
                "",
            )
        )
        for place, one in enumerate(people, start=1)
    ]
    if len(rows) > 1:  # the last of them is not alone on its page
        rows[-2] = kept_with_next(rows[-2])
    return Table(_COLUMNS, (_heads(_HEADS), *rows), header_rows=1)


def items_text(names: Sequence[str]) -> str:
    """Names of items, the first few of many: ``012-3、014-1 等 6 题``."""
    more = f" 等 {len(names)} 题" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _heads(heads: Sequence[str]) -> Row:
    shape = Shape(Align.CENTRE, line=_LINE)
    return Row(tuple(_cell(head, _HEAD, shape) for head in heads), _HEIGHT)


def _row(texts: Sequence[str]) -> Row:
    return Row(tuple(_cell(text, _BODY, Shape(line=_LINE)) for text in texts), _HEIGHT)


def _cell(text: str, style: Style, shape: Shape) -> Cell:
    return Cell((paragraph(text, style, shape),))

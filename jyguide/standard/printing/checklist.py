"""A checklist on paper, blank or filled in: the same criteria in the same order as on screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.dates import chinese_number, date_text, tenths_cell, tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Run,
    RunningLine,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.qr import qr_png
from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.form_code import FormKeys, form_code
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, Aspect, BranchKind
from jyguide.standard.scoring import Score, Scores, Tally, tally
from jyguide.standard.wording import looking_text, method_text

_SETUP = PageSetup(top=17, right=10, bottom=14, left=10, header=8, footer=6)
"""Upright: it lies on a clipboard, and across fifty criteria take three sides more."""
_COLUMNS = (10.5, 62.0, 11.5, 62.0, 12.0, 32.0)
"""Number, what is asked, full points, how to look, points given, what was found: 190 mm."""
_HEADS = ("编号", "检查内容和评分办法", "分值", "检查方法、所需材料", "得分", "发现的问题")
_TITLE = Style(FontRole.TITLE, 18)
_SMALL = Style(FontRole.BODY, 9)
_TEXT = Style(FontRole.BODY, 10)
_FIGURE = Style(FontRole.HEI, 10)
_HEAVY = Style(FontRole.HEI, 10)
_VETO = Style(FontRole.HEI, 9, colour="B3261E")
_CENTRED = Shape(Align.CENTRE, line=14)
_AIR = 2.5
"""Points between text and the lines over and under it."""
_LOOKING = Shape(line=12.5, before=_AIR, after=_AIR)
_LEAST_HEIGHT = 11.0
"""Millimetres of a row: two lines of a hand."""
_CODE = 23.0
_FACT_WIDTH = 82.0
_KEY = 24
"""Millimetres of a fact that its name and the air beside it take."""
_FACT_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)
_LEGIBLE = 8.5
_PADDING = 1.2
_BLANK = "\u3000"


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands over the criteria.

    Attributes:
        title: Name of the checklist.
        round: Name of the round with its year.
        phase: Name of the phase; empty where it is written by hand.
        branch: Name of the branch; empty where it is written by hand, as with all below.
    """

    title: str
    round: str
    kind: BranchKind
    keys: FormKeys
    phase: str = ""
    branch: str = ""
    township: str = ""
    inspector: str = ""
    visited_on: date | None = None


@dataclass(frozen=True, slots=True)
class SheetAnswers:
    """What was found, for a record to be signed on the spot.

    Attributes:
        total: Tenths of a hundred points, as completed.
    """

    scores: Scores
    total: int
    conclusion: str = ""
    received_by: str = ""


def blank_body(criteria: Criteria) -> Table:
    """The criteria with room for points and findings; made once for many sheets."""
    return _body(criteria, None)


def blank_document(head: SheetHead, body: Table) -> Document:
    """One branch's sheet, or one for any branch; many may share a body."""
    return _document(head, body, f"检查表 {head.branch}".strip())


def filled_document(head: SheetHead, criteria: Criteria, answers: SheetAnswers) -> Document:
    """What was found at a branch, in the layout of the blank sheet, to be signed."""
    return _document(head, _body(criteria, answers), f"检查记录 {head.branch}")


def _document(head: SheetHead, body: Table, title: str) -> Document:
    named = head.branch or f"党支部：{'＿' * 14}"
    return Document(
        title=title,
        blocks=(*_over(head), Spacer(2), body, *_SIGNED),
        setup=_SETUP,
        header=RunningLine(f"{head.round}{_BLANK}{named}", _SMALL, Align.RIGHT),
        footer=PAGE_NUMBER,
        dated=head.visited_on,
    )


def _over(head: SheetHead) -> tuple[Paragraph | Table, ...]:
    """Title, then what the sheet is about beside its code; as high whatever it says."""
    facts = _fact_lines(head)
    code = Picture(qr_png(form_code(head.keys)), _CODE, _CODE, Align.RIGHT)
    row = Row((Cell(facts, bordered=False), Cell((code,), bordered=False)), _CODE, exact=True)
    size = fitting_size(head.title, _SETUP.inner_width, (18, 16, 14, 12))
    return (
        paragraph(head.title, replace(_TITLE, size=size), Shape(Align.CENTRE, line=26, after=2)),
        paragraph(f"（{head.round}）", _TEXT, Shape(Align.CENTRE, line=16)),
        Table(
            (2 * _FACT_WIDTH, _SETUP.inner_width - 2 * _FACT_WIDTH), (row,), border=0, padding=0
        ),
    )


def _fact_lines(head: SheetHead) -> tuple[Paragraph, ...]:
    """Three lines; four closer ones where the branch's name takes one for itself."""
    named, town = ("党支部", head.branch), ("镇街园区", head.township)
    kind, phase = ("支部类型", BRANCH_KIND_NAMES[head.kind]), ("检查阶段", head.phase)
    who, day = ("检查员", head.inspector), ("检查日期", _day(head.visited_on))
    if fitting_size(head.branch, _FACT_WIDTH - _KEY, _FACT_SIZES) >= _LEGIBLE:
        return tuple(_facts(*pair) for pair in ((named, town), (kind, phase), (who, day)))
    pairs = ((named,), (town, kind), (phase,), (who, day))
    return tuple(_facts(*pair, line=16.5) for pair in pairs)


def _facts(*pairs: tuple[str, str], line: float = 22) -> Paragraph:
    """One fact or two on a line; what is not known is a line to write on."""
    runs: list[Run] = []
    for key, value in pairs:
        room = 2 * _FACT_WIDTH / len(pairs) - _KEY
        size = fitting_size(value, room, _FACT_SIZES)
        style = Style(FontRole.BODY, size, underline=not value)
        runs += [
            Run(f"{key}：", Style(FontRole.HEI, 10.5)),
            Run(value or _BLANK * 13, style),
            Run("\t", _TEXT),
        ]
    return Paragraph(tuple(runs[:-1]), Shape(line=line, tabs=(_FACT_WIDTH,)))


def _day(day: date | None) -> str:
    return date_text(day) if day else f"{_BLANK * 3}年{_BLANK * 2}月{_BLANK * 2}日"


def _body(criteria: Criteria, answers: SheetAnswers | None) -> Table:
    found = tally(criteria, answers.scores) if answers else None
    rows = [Row(tuple(_head(text) for text in _HEADS), 9)]
    for number, aspect in enumerate(Aspect, 1):
        asked = [one for one in criteria if one.aspect is aspect]
        if asked:
            rows.append(_band(number, aspect, asked, found))
            rows += [_criterion(one, answers) for one in asked]
    rows += _foot(criteria, answers)
    return Table(_COLUMNS, tuple(rows), header_rows=1, padding=_PADDING)


def _head(text: str) -> Cell:
    return Cell((paragraph(text, _HEAVY, _CENTRED),))


def _band(number: int, aspect: Aspect, asked: Sequence[Criterion], found: Tally | None) -> Row:
    """The aspect over its criteria, with its points; kept on the page of the first of them."""
    shape = Shape(line=15, keep_next=True)
    centred = replace(shape, align=Align.CENTRE)
    full = sum(one.points for one in asked)
    each = found.aspects[aspect] if found else None
    got = tenths_cell(each.got) if each else ""
    of = f"应得 {tenths_text(each.of)} 分" if each and each.of != full else ""
    name = f"{chinese_number(number)}、{ASPECT_NAMES[aspect]}（{len(asked)} 项）"
    texts = ((name, 2, shape), (tenths_cell(full), 1, centred), ("小计", 1, _right(shape)))
    cells = [Cell((paragraph(text, _HEAVY, lies),), span=span) for text, span, lies in texts]
    return Row((*cells, _centre(got, _FIGURE), Cell((paragraph(of, _SMALL),))), 8)


def _right(shape: Shape) -> Shape:
    return replace(shape, align=Align.RIGHT)


def _criterion(one: Criterion, answers: SheetAnswers | None) -> Row:
    said = answers.scores.get(one.code, Score()) if answers else None
    return Row(
        (
            _centre(one.code, _FIGURE),
            Cell(tuple(_asked(one))),
            _centre(tenths_cell(one.points), _TEXT),
            Cell((paragraph(looking_text(one), _SMALL, _LOOKING),)),
            _centre(_points(said), _FIGURE),
            Cell(
                (paragraph(said.finding if said else "", _SMALL, _LOOKING),),
            ),
        ),
        _LEAST_HEIGHT,
    )


def _asked(one: Criterion) -> Iterator[Paragraph]:
    runs = [Run(one.text, _TEXT)]
    if one.veto:
        runs.insert(0, Run("★一票否决　", _VETO))
    yield Paragraph(tuple(runs), Shape(line=14, before=_AIR))
    yield paragraph(f"〔{method_text(one)}〕", _SMALL, Shape(line=12.5, after=_AIR))


def _points(said: Score | None) -> str:
    if said is None:
        return ""
    if not said.applies:
        return "不适用"
    return tenths_cell(said.points)


def _centre(text: str, style: Style) -> Cell:
    return Cell((paragraph(text, style, _CENTRED),))


def _foot(criteria: Criteria, answers: SheetAnswers | None) -> list[Row]:
    """The total, the vetoes that are not met, and what it comes to."""
    full = sum(one.points for one in criteria)
    total = tenths_cell(answers.total) if answers else ""
    added = Row(
        (
            Cell(
                (paragraph("合计（不适用的不计，其余折算为百分制）", _HEAVY, _right(_CENTRED)),),
                span=2,
            ),
            _centre(tenths_text(full), _HEAVY),
            Cell((paragraph("总得分", _HEAVY, _right(_CENTRED)),)),
            replace(_centre(total, Style(FontRole.HEI, 12)), span=2),
        ),
        10,
    )
    vetoes = [one.code for one in criteria if one.veto]
    rows = [added]
    if vetoes:
        rows.append(_words("一票否决", _unmet(criteria, vetoes, answers), 9))
    if answers and answers.received_by:
        rows.append(_words("支部在场人员", answers.received_by, 9))
    rows.append(_words("综合意见", answers.conclusion if answers else "", 24, signed=True))
    return rows


def _unmet(criteria: Criteria, vetoes: Sequence[str], answers: SheetAnswers | None) -> str:
    if answers is None:
        return f"没有达到的打√：{_BLANK.join(f'□{code}' for code in vetoes)}"
    unmet = tally(criteria, answers.scores).vetoes
    return f"没有达到：{'、'.join(unmet)}" if unmet else "没有未达到的一票否决项"


def _words(key: str, text: str, height: float, *, signed: bool = False) -> Row:
    """A row across; with `signed` on the page on which it is signed."""
    shape = Shape(line=14, keep_next=signed)
    said = Cell((paragraph(text, _TEXT, shape),), span=len(_COLUMNS) - 2)
    label = Cell((paragraph(key, _HEAVY, _CENTRED),), span=2)
    return Row((label, said), height)


_SIGN = Shape(line=24, tabs=(100.0,), keep_together=True)
_SIGNED = (
    paragraph(
        f"检查员（签字）：{_BLANK * 12}\t被检查党支部（签字）：",
        Style(FontRole.HEI, 10.5),
        replace(_SIGN, before=11, keep_next=True),
    ),
    paragraph(
        f"{_BLANK * 8}年{_BLANK * 2}月{_BLANK * 2}日\t{_BLANK * 8}年{_BLANK * 2}月{_BLANK * 2}日",
        Style(FontRole.BODY, 10.5),
        _SIGN,
    ),
)

"""The record of a quiz as a Word file: what was asked, how it went, what to teach again."""

from __future__ import annotations

from collections.abc import Iterator

from jyguide.bank.row import KIND_NAMES
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Block,
    Document,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.quiz.hands import hands_text
from jyguide.quiz.record import AskedItem, QuizRecord
from jyguide.quiz.record_page import BODY, HEAD, LEFT, MIDDLE, SETUP, cell, title_line
from jyguide.quiz.row import QUIZ_MODE_NAMES, ROUND_KIND_NAMES, QuizMode
from jyguide.quiz.scoring import points_text
from jyguide.quiz.shown import answer_sentence, basis_text

_SECTION = Style(FontRole.HEI, 14)
_ITEM_COLUMNS = (11.0, 60.0, 38.0, 23.0, 38.0)
_ITEM_HEADS = ("题号", "题目", "答案", "答对", "依据")


def record_document(record: QuizRecord) -> Document:
    """Facts, the teams' places, the items, what the class did not know.

    Of people who played one by one no score is printed: each is told his own.
    """
    title = f"{record.quiz.plan.title}记录"
    blocks: list[Block] = [
        title_line(title),
        *(paragraph(line, BODY, Shape(line=19)) for line in _facts(record)),
        *_teams(record),
        paragraph("题目", _SECTION, Shape(line=24, before=10, after=4, keep_next=True)),
        _item_table(record),
        *_weak(record),
    ]
    return Document(title, tuple(blocks), SETUP, footer=PAGE_NUMBER)


def _facts(record: QuizRecord) -> Iterator[str]:
    quiz = record.quiz
    yield f"时间：{date_text(quiz.started_at.date())} {quiz.started_at:%H:%M}"
    if quiz.session_title:
        yield f"培训：{quiz.session_title}"
    teams = quiz.plan.mode is QuizMode.TEAM
    sides = f"{len(quiz.names)} 个组" if teams else f"{len(quiz.names)} 人参加"
    yield f"方式：{QUIZ_MODE_NAMES[quiz.plan.mode]}竞答，{sides}，问了 {len(record.items)} 题"
    rules = quiz.plan.rules
    costs = f"，答错扣 {points_text(rules.wrong)} 分" if rules.wrong else "，答错不扣分"
    yield f"规则：每题 {rules.seconds} 秒，答对 {points_text(rules.right)} 分{costs}"


def _teams(record: QuizRecord) -> Iterator[Block]:
    if not record.places:
        return
    yield paragraph("各组得分", _SECTION, Shape(line=24, before=10, after=4, keep_next=True))
    members = record.quiz.members or ((),) * len(record.quiz.names)
    heads = Row(tuple(cell(head, HEAD, MIDDLE) for head in ("名次", "组别", "得分", "成员")))
    rows = [
        Row(
            (
                cell(str(one.place), BODY, MIDDLE),
                cell(record.quiz.names[one.side], BODY, MIDDLE),
                cell(_score_text(record, one.side), BODY, MIDDLE),
                cell("、".join(members[one.side]) or "—", BODY, LEFT),
            )
        )
        for one in record.places
    ]
    yield Table((14.0, 38.0, 34.0, 84.0), (heads, *rows), header_rows=1)


def _score_text(record: QuizRecord, side: int) -> str:
    by_hand = record.adjusted[side]
    said = points_text(record.points[side])
    return f"{said}（含更正 {points_text(by_hand)}）" if by_hand else said


def _item_table(record: QuizRecord) -> Table:
    heads = Row(tuple(cell(head, HEAD, MIDDLE) for head in _ITEM_HEADS))
    rows = [_item_row(one) for one in record.items]
    if not rows:
        rows = [Row((cell("还没有问过题。", BODY, MIDDLE, span=len(_ITEM_COLUMNS)),))]
    return Table(_ITEM_COLUMNS, (heads, *rows), header_rows=1)


def _item_row(item: AskedItem) -> Row:
    kind = f"（{KIND_NAMES[item.content.kind]}，{ROUND_KIND_NAMES[item.kind]}）"
    return Row(
        (
            cell(str(item.position), BODY, MIDDLE),
            cell(f"{item.content.stem}{kind}", BODY, LEFT),
            cell(answer_sentence(item.content), BODY, LEFT),
            cell(share_text(item), BODY, MIDDLE),
            cell(basis_text(item.content) or "—", BODY, LEFT),
        )
    )


def share_text(item: AskedItem) -> str:
    """``作答 3 次，答对 2 次``, the hands raised, or that nobody answered."""
    said = f"作答 {item.answered} 次，答对 {item.right} 次" if item.answered else "无人作答"
    return f"{said}\u3000举手 {hands_text(dict(item.hands))}" if item.hands else said


def _weak(record: QuizRecord) -> Iterator[Block]:
    if not record.weak_items:
        return
    yield paragraph("需要再讲的内容", _SECTION, Shape(line=24, before=10, after=4, keep_next=True))
    for name, right, answered in record.weak_categories:
        yield paragraph(f"{name}：{answered} 次作答，{right} 次答对。", BODY, Shape(line=19))
    numbers = "、".join(str(item.position) for item in record.weak_items)
    yield paragraph(
        f"答对不到六成的题：第 {numbers} 题。样本少，只供讲评参考。", BODY, Shape(line=19)
    )

"""A past quiz as its page shows it."""

from __future__ import annotations

from html import escape

from jyguide.bank.row import KIND_NAMES
from jyguide.quiz.record import AskedItem, QuizRecord
from jyguide.quiz.record_document import share_text
from jyguide.quiz.row import QUIZ_MODE_NAMES, QuizMode
from jyguide.quiz.scoring import change_text, points_text
from jyguide.quiz.shown import answer_sentence, basis_text, shown_answer
from ui.theme import PALETTE

_CELL = 'style="padding:3px 14px 3px 0"'


def record_html(record: QuizRecord) -> str:
    """Places of the teams, each item with its answers, and what to teach again."""
    parts = [*_places(record), *_weak(record)]
    if not record.items:
        parts.append(f'<p style="color:{PALETTE.ink_soft}">还没有问过题。</p>')
    parts += [_item(record, item) for item in record.items]
    return "".join(parts)


def mode_text(record: QuizRecord) -> str:
    """How it was played, such as ``分组竞答，4 个组``."""
    teams = record.quiz.plan.mode is QuizMode.TEAM
    unit = "个组" if teams else "人"
    return f"{QUIZ_MODE_NAMES[record.quiz.plan.mode]}竞答，{len(record.quiz.names)} {unit}"


def _places(record: QuizRecord) -> list[str]:
    if not record.places:
        return []
    rows = "".join(
        f"<tr><td {_CELL}>第 {one.place} 名</td>"
        f"<td {_CELL}><b>{escape(record.quiz.names[one.side])}</b></td>"
        f"<td {_CELL}>{points_text(one.points)} 分</td></tr>"
        for one in record.places
    )
    return [f"<table>{rows}</table>"]


def _weak(record: QuizRecord) -> list[str]:
    if not record.weak_items:
        return []
    numbers = "、".join(str(item.position) for item in record.weak_items)
    names = "、".join(name for name, _right, _answered in record.weak_categories)
    said = f"需要再讲：第 {numbers} 题" + (f"（{escape(names)}）" if names else "")
    return [f'<p style="color:{PALETTE.warn}"><b>{said}</b>　样本少，只供讲评参考。</p>']


def _item(record: QuizRecord, item: AskedItem) -> str:
    kind = KIND_NAMES[item.content.kind]
    basis = basis_text(item.content)
    lines = [
        f"<b>{item.position}．{escape(item.content.stem)}</b>　{_soft(kind)}",
        f"答案：{escape(answer_sentence(item.content))}",
        f"{share_text(item)}　{escape(_sides(record, item))}",
    ]
    if basis:
        lines.append(_soft(escape(basis)))
    return f'<p style="margin:10px 0; white-space:pre-wrap">{"<br>".join(lines)}</p>'


def _soft(html: str) -> str:
    return f'<span style="color:{PALETTE.ink_soft}">{html}</span>'


def _sides(record: QuizRecord, item: AskedItem) -> str:
    """What each team said and got; of people nothing."""
    if record.quiz.plan.mode is not QuizMode.TEAM:
        return ""
    said = []
    for one in item.entries:
        name = record.quiz.names[one.side]
        if one.false_start:
            said.append(f"{name} 抢跑")
        else:
            letters = shown_answer(item.content, one.answer, item.order)
            said.append(f"{name} {letters} {'✓' if one.right else '✗'} {change_text(one.points)}")
    return "　".join(said)

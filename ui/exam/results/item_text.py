"""One item with its figures as a page of text: words first, the figures after them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from jyguide.bank.item import OPTION_LETTERS
from jyguide.bank.row import KIND_NAMES
from jyguide.exam.analysis import OptionShare
from jyguide.exam.analysis.readings import Reading, history_text, item_readings, share_text
from jyguide.exam.analysis.report import ItemLine
from jyguide.exam.paper import LETTERED
from ui.exam.results.rows import mood_tone
from ui.theme import PALETTE, Tone

if TYPE_CHECKING:
    from jyguide.exam.service.figures import RevisionFigures

_STYLE = "<style>p, td { white-space: pre-wrap; }</style>"


def item_html(
    line: ItemLine, letters: str, *, told: bool, history: Sequence[RevisionFigures] | None = None
) -> str:
    """The item as rich text; everything that came from files or people is escaped.

    Args:
        line: The item with its figures.
        letters: Whose letters its options have.
        told: Whether the bank has been told of it and has not answered yet.
        history: What it did over all exams; None where nobody has asked for that.
    """
    content, figures = line.place.content, line.figures
    head = f"第 {line.place.position} 题　{KIND_NAMES[content.kind]}　{figures.answered} 人作答"
    parts = [
        f'<p style="color:{PALETTE.ink_soft}; margin-bottom:2px">{escape(head)}</p>',
        f'<p style="margin-top:0">{escape(content.stem)}{_options(line)}</p>',
        f'<p style="color:{PALETTE.good}">答案：{escape(line.place.key_text)}</p>',
        *(_news(line, told=told)),
        "".join(_reading(one) for one in item_readings(figures)),
        _shares(line, letters),
        *_history(history),
    ]
    return f"<html><head>{_STYLE}</head><body>{''.join(parts)}</body></html>"


def _options(line: ItemLine) -> str:
    content = line.place.content
    if content.kind not in LETTERED:
        return ""
    return "".join(
        f"<br>{letter}. {escape(text)}"
        for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
    )


def _news(line: ItemLine, *, told: bool) -> list[str]:
    said = []
    if line.edited:
        said.append(f"这道题（{line.edited}）考后已经修改，数据说的是修改前的题目。")
    if told:
        said.append("这道题的数据已经报给题库，正等市级答复。")
    colour = PALETTE.of(Tone.INFO)
    return [f'<p style="color:{colour}">{escape(one)}</p>' for one in said]


def _reading(one: Reading) -> str:
    tone = mood_tone(one.mood, one.note)
    colour = PALETTE.ink if tone is Tone.NEUTRAL else PALETTE.of(tone)
    return f'<p style="color:{colour}; margin-top:2px; margin-bottom:2px">• {escape(one.text)}</p>'


def _history(found: Sequence[RevisionFigures] | None) -> list[str]:
    if found is None:
        return []
    said = [history_text(one.analysis, one.exams, current=one.current) for one in found]
    rows = "".join(f'<p style="margin-top:2px">• {escape(one)}</p>' for one in said)
    return [f"<h4>历次数据（各场考试合并）</h4>{rows}"]


def _shares(line: ItemLine, letters: str) -> str:
    options = line.figures.options
    if not options:
        return ""
    soft = PALETTE.ink_faint if line.figures.note else PALETTE.ink
    heads = "".join(
        f"<th align='right'>{one}</th>" for one in ("人数", "占比", "高分组", "低分组")
    )
    rows = "".join(_share(one, soft) for one in options)
    note = f"〔{line.figures.note}〕" if line.figures.note else ""
    return (
        f'<table cellspacing="0" cellpadding="4" width="100%">'
        f"<tr><th align='left'>选项</th>{heads}</tr>{rows}</table>"
        f'<p style="color:{PALETTE.ink_soft}">'
        f"高分组、低分组是总分最高和最低的 27%；字母{escape(letters)}。{note}</p>"
    )


def _share(one: OptionShare, colour: str) -> str:
    name = f"{one.label}{' √' if one.right else ''}" if one.label else "未答"
    cells = (str(one.count), *(share_text(share) for share in (one.share, one.upper, one.lower)))
    figures = "".join(f"<td align='right' style='color:{colour}'>{cell}</td>" for cell in cells)
    return f"<tr><td>{name}</td>{figures}</tr>"

"""The item as the instructor reads it: question, answer, grounds, what comes next."""

from __future__ import annotations

from html import escape

from jyguide.bank.item import OPTION_LETTERS, ItemContent
from jyguide.quiz.play import Play
from jyguide.quiz.shown import answer_sentence, basis_text, key_letters, shown_options
from ui.theme import PALETTE

_STEM = "font-size:15pt; line-height:140%; white-space:pre-wrap"
_FACT = "margin:8px 0; white-space:pre-wrap"
COVERED = "答案已遮住：现在只有一块屏幕，全班看得到这里。按 F2 显示。"


def item_html(play: Play, *, covered: bool) -> str:
    """The item shown, with its answer unless that must be covered."""
    content = play.content
    if content is None:
        return _between(play)
    parts = [f'<p style="{_STEM}"><b>{_text(content.stem)}</b></p>']
    parts += _options(content, covered=covered)
    if covered:
        parts.append(f'<p style="color:{PALETTE.warn}">{COVERED}</p>')
    else:
        parts += _answer(content)
    return "".join(parts)


def next_text(play: Play, *, covered: bool) -> str:
    """One line on what comes next."""
    if play.closed:
        return "竞答已结束。"
    coming = play.next_content
    if coming is None:
        return "这是最后一题，之后是结束画面。"
    if covered and play.at + 1 > 0:
        return "下一题已遮住。"
    if covered:
        return f"按回车显示第 {play.next_at + 1} 题。"
    return f"{coming.stem}　〔{answer_sentence(coming)}〕"


def _between(play: Play) -> str:
    if play.closed:
        return (
            '<p style="font-size:15pt"><b>竞答结束</b></p>'
            "<p>可以按 Ctrl+Z 撤销最后一次计分，或用“加一题”让得分相同的组再赛。</p>"
        )
    return (
        f'<p style="font-size:15pt"><b>{escape(play.quiz.plan.title)}</b></p>'
        f"<p>共 {len(play.quiz.contents)} 题。按回车或翻页笔“下一页”显示第 1 题。</p>"
        "<p>读完题按空格开始计时，然后才能抢答；开始前抢答算抢跑。</p>"
    )


def _options(content: ItemContent, *, covered: bool) -> list[str]:
    key = "" if covered else key_letters(content)
    lines = []
    for letter, text in zip(OPTION_LETTERS, shown_options(content), strict=False):
        line = f"{letter}．{_text(text)}"
        if letter in key:
            line = f'<span style="color:{PALETTE.good}"><b>✓ {line}</b></span>'
        lines.append(f'<p style="font-size:12pt; margin:6px 0; white-space:pre-wrap">{line}</p>')
    return lines


def _answer(content: ItemContent) -> list[str]:
    facts = (
        ("答案", answer_sentence(content)),
        ("解析", content.explanation),
        ("依据", basis_text(content)),
        ("要点", "；".join(point.text for point in content.key_points)),
    )
    return [
        f'<p style="{_FACT}"><span style="color:{PALETTE.red_dark}"><b>{label}</b></span>'
        f"　{_text(text)}</p>"
        for label, text in facts
        if text
    ]


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")

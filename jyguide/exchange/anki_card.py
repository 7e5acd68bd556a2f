"""How an item looks as a card on a phone: its fields as HTML, the templates, the style."""

from __future__ import annotations

import re
from html import escape

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import KIND_NAMES, answer_text

FIELDS = ("编号", "题型", "提示", "题目", "选项", "答案", "要点", "解析", "依据")
"""In this order for good: cards that were handed out are updated field by field."""

FRONT = """<div class="head">{{题型}}<span class="number">{{编号}}</span></div>
<div class="stem">{{题目}}</div>
{{#选项}}<div class="options">{{选项}}</div>{{/选项}}
{{#提示}}<div class="hint">{{提示}}</div>{{/提示}}"""

BACK = """{{FrontSide}}
<hr id="answer">
<div class="answer">{{答案}}</div>
{{#要点}}<div class="part">要点</div><div class="points">{{要点}}</div>{{/要点}}
{{#解析}}<div class="part">解析</div><div>{{解析}}</div>{{/解析}}
{{#依据}}<div class="basis">依据：{{依据}}</div>{{/依据}}"""

STYLE = """.card {
  font-family: "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  font-size: 18px; line-height: 1.6; text-align: left; color: #1c1c1c; background: #fdfcfa;
  max-width: 40em; margin: 0 auto; padding: 12px 16px;
}
.head { font-size: 14px; color: #9e1b1b; border-bottom: 1px solid #d9b8b8; margin-bottom: 10px; }
.number { float: right; color: #8a8a8a; }
.stem { font-size: 20px; font-weight: 600; }
.options div { margin: 8px 0 0 1.6em; text-indent: -1.6em; }
.hint { margin-top: 14px; font-size: 15px; color: #8a6d3b; }
.answer { font-size: 19px; }
.answer b { color: #9e1b1b; }
.part { margin-top: 12px; font-size: 14px; color: #9e1b1b; }
.points div { margin-left: 1.4em; text-indent: -1.4em; }
.required { color: #9e1b1b; font-weight: 600; }
.basis { margin-top: 14px; font-size: 14px; color: #6f6f6f; }
.nightMode.card, .nightMode .card { color: #e8e6e3; background: #1e1e1e; }
.nightMode .head, .nightMode .part, .nightMode .answer b, .nightMode .required { color: #ff9a8f; }
.nightMode .basis, .nightMode .number { color: #a5a5a5; }
.nightMode .hint { color: #d8b878; }
"""

_HINTS = {
    ItemKind.ORAL: "先大声说一遍，再看答案。",
    ItemKind.MULTIPLE: "至少选两项。",
    ItemKind.ORDERING: "把先后顺序说出来。",
    ItemKind.SHORT_ANSWER: "先在心里答一遍，再看答案。",
}
_TRUTH = {"T": "√ 正确", "F": "× 错误"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile(r"\r\n?|[\n\u2028\u2029]")
_COMMANDS = re.compile(r"\[(?=/?(?:latex|\$|sound:|anki:))|\\(?=[()\[\]])", re.IGNORECASE)
"""What begins a formula, a sound or a voice in Anki, wherever it stands in a field."""


def card_fields(entry: BankEntry) -> list[str]:
    """The fields of a note in the order of `FIELDS`; an answer must be known."""
    content = entry.content
    return [
        _html(entry.number),
        KIND_NAMES[content.kind],
        _HINTS.get(content.kind, ""),
        _html(content.stem),
        "".join(f"<div>{line}</div>" for line in _options(content)),
        _answer(content),
        _points(content.key_points),
        _html(content.explanation),
        _basis(content),
    ]


def card_tags(content: ItemContent) -> list[str]:
    """``类别::支部设置`` and ``题型::单选题``: words by which Anki finds and groups notes."""
    named = (("类别", content.category), ("题型", KIND_NAMES[content.kind]))
    return [f"{name}::{_tag(text)}" for name, text in named if _tag(text)]


def one_line(text: str) -> str:
    """Without control characters and line ends."""
    return _CONTROLS.sub("", _LINES.sub(" ", text)).strip()


def _tag(text: str) -> str:
    """Spaces part tags, colons part their levels; the full-width space too."""
    return re.sub(r"\s+", "_", one_line(text)).replace(":", "：")


def _html(text: str) -> str:
    """Text that shows as it is: no markup, no formulas, lines kept."""
    shown = escape(_LINES.sub("\n", _CONTROLS.sub("", text.replace("\r\n", "\n"))), quote=False)
    shown = _COMMANDS.sub(lambda found: f"&#{ord(found[0])};", shown.strip())
    return shown.replace("\n", "<br>")


def _options(content: ItemContent) -> list[str]:
    pairs = zip(OPTION_LETTERS, content.options, strict=False)
    return [f"{letter}．{_html(text)}" for letter, text in pairs]


def _answer(content: ItemContent) -> str:
    answer = content.answer
    if isinstance(answer, tuple):
        return "<br>".join(_blank(index, blank) for index, blank in enumerate(answer, 1))
    if content.kind is ItemKind.TRUE_FALSE:
        return f"<b>{_TRUTH.get(answer or '', _html(answer or ''))}</b>"
    if content.options:
        return _chosen(content)
    return _html(answer or "")


def _blank(index: int, variants: tuple[str, ...]) -> str:
    first, *others = map(_html, variants)
    also = f"（也可以写：{'、'.join(others)}）" if others else ""
    return f"第 {index} 空：<b>{first}</b>{also}"


def _chosen(content: ItemContent) -> str:
    """The letters, and below them what they stand for, in the order of the key."""
    key = content.answer if isinstance(content.answer, str) else ""
    options = dict(zip(OPTION_LETTERS, _options(content), strict=False))
    lines = [f"<b>{_html(answer_text(content.kind, key))}</b>"]
    return "<br>".join(lines + [options[letter] for letter in key if letter in options])


def _points(points: tuple[KeyPoint, ...]) -> str:
    weighed = len({point.weight for point in points}) > 1
    return "".join(
        f"<div>{index}．{_point(point, weighed=weighed)}</div>"
        for index, point in enumerate(points, 1)
    )


def _point(point: KeyPoint, *, weighed: bool) -> str:
    weight = f"（{point.weight}分）" if weighed and point.weight > 1 else ""
    text = _html(point.text) + weight
    return f'<span class="required">{text} ★必答</span>' if point.required else text


def _basis(content: ItemContent) -> str:
    title = one_line(content.regulation)
    if not title:
        return ""
    named = title if title.startswith("《") else f"《{title}》"
    edition = f"（{one_line(content.edition)}）" if one_line(content.edition) else ""
    return _html(f"{named}{edition}{one_line(content.article)}")

"""The part of a GIFT question between its braces, by the rules of Moodle's own reader."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from jyguide.exchange.gift.escapes import find_last, find_mark, split_at
from jyguide.exchange.moodle.question import QuestionType, Weighted

_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_ORDERING = re.compile(
    r"\s*>\s*\d+[ \t]*(?:(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)\b)?"
    r"[ \t]*(?:(?:HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0)\b)?"
    r"[ \t]*(?:(?:ALL_OR_NOTHING|ABS(?:OLUTE)?(?:_POSITION)?|RELATIVE\w*|REL|LONGEST\w*)\b)?"
    r"[ \t]*(?:(?:SHOW|TRUE|YES|1|HIDE|FALSE|NO|0)\b)?"
    r"[ \t]*(?:(?:none|123|abc|ABCD|iii|IIII)\b)?[ \t]*\n?"
)
_TRUE = frozenset({"T", "TRUE"})
_FALSE = frozenset({"F", "FALSE"})
_CHINESE = {
    "对": "T",
    "正确": "T",
    "是": "T",
    "√": "T",
    "错": "F",
    "错误": "F",
    "否": "F",
    "×": "F",
}
_WIDE_MARK = re.compile(r"(?:^|\s)[＝～]")

Plain = Callable[[str], str]
"""A raw text with its format mark, made plain."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the braces hold.

    Attributes:
        feedback: The general feedback, raw.
        notes: Feedback that is tied to a condition, and the condition.
    """

    type: QuestionType
    single: bool = True
    answers: tuple[Weighted, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    feedback: str = ""
    notes: tuple[tuple[str, str], ...] = ()


def read_answers(raw: str, plain: Plain) -> Answers | str:
    """The answers and the type they make the question, or why they cannot be read."""
    separator = find_last(raw, "####")
    feedback = raw[separator + 4 :] if separator >= 0 else ""
    body = (raw[:separator] if separator >= 0 else raw).strip()
    read = _read_body(body, plain)
    if isinstance(read, str):
        return read
    return Answers(read.type, read.single, read.answers, read.pairs, feedback, read.notes)


def _read_body(body: str, plain: Plain) -> Answers | str:
    if not body:
        return Answers(QuestionType.ESSAY)
    if body.startswith("#"):
        return _numerical(body[1:], plain)
    if _ORDERING.match(body):
        return _ordering(body, plain)
    return _with_marks(body, plain)


def _with_marks(body: str, plain: Plain) -> Answers | str:
    """Moodle looks for the marks in this order, wherever they stand."""
    if find_mark(body, "~") >= 0:
        return _multichoice(body, plain)
    if find_mark(body, "=") >= 0 and "->" in body:
        return _matching(body, plain)
    judged = split_at(body, "#", 1)[0].strip().upper()
    if judged in _TRUE | _FALSE:
        return _true_false(body, plain, judged in _TRUE)
    return _misread(body) or _short_answer(body, plain)


def _misread(body: str) -> str:
    """Why Moodle would take for the answer of a blank what a person meant otherwise; or empty."""
    said = split_at(body, "#", 1)[0].strip()
    if meant := _CHINESE.get(said):
        return (
            f"大括号里写的是“{said}”：判断题要写 {{{meant}}}，Moodle 不认中文的对错，"
            f"会当成填空题；真是填空题的请写 {{={said}}}。"
        )
    if _WIDE_MARK.search(body):
        return "大括号里有全角的 ＝ 或 ～，Moodle 不认，请改成半角的 = 和 ~。"
    return ""


def _multichoice(body: str, plain: Plain) -> Answers | str:
    options: list[Weighted] = []
    for piece in _entries(body):
        if piece.startswith("="):
            options.append(_weighted(piece[1:], 100.0, plain))
        else:
            options.append(_with_weight(piece, 0.0, plain))
    return Answers(QuestionType.MULTICHOICE, find_mark(body, "=") >= 0, tuple(options))


def _entries(body: str) -> list[str]:
    """The options; a right one keeps its mark. Every ``=`` begins one, even inside a text."""
    found = []
    for piece in split_at(body, "~"):
        first, *right = split_at(piece, "=")
        found += [first.strip(), *(f"={one.strip()}" for one in right)]
    return [one for one in found if one]


def _short_answer(body: str, plain: Plain) -> Answers | str:
    answers = tuple(_with_weight(piece, 100.0, plain) for piece in _pieces(body, "="))
    if not any(one.text for one in answers):
        return "大括号里没有答案。"
    return Answers(QuestionType.SHORT_ANSWER, answers=answers)


def _pieces(body: str, mark: str) -> list[str]:
    pieces = [piece.strip() for piece in split_at(body, mark)]
    return pieces[1:] if pieces and not pieces[0] else pieces


def _matching(body: str, plain: Plain) -> Answers | str:
    pairs = []
    for piece in _pieces(body, "="):
        left, arrow, right = piece.partition("->")
        if not arrow:
            return f"匹配题的“{piece[:30]}”里没有 ->。"
        pairs.append((plain(left), plain(f"[plain]{right.strip()}")))
    return Answers(QuestionType.MATCHING, pairs=tuple(pairs))


def _true_false(body: str, plain: Plain, right: bool) -> Answers:  # noqa: FBT001 - the answer
    parts = split_at(body, "#", 2)
    names = ("答错时", "答对时")
    notes = tuple(
        (name, plain(text)) for name, text in zip(names, parts[1:], strict=False) if text.strip()
    )
    answers = (Weighted("T", 100.0 * right), Weighted("F", 100.0 * (not right)))
    return Answers(QuestionType.TRUE_FALSE, answers=answers, notes=notes)


def _numerical(body: str, plain: Plain) -> Answers | str:
    wrong = find_mark(body, "~")
    remark = split_at(body[wrong + 1 :], "#", 1)[1:] if wrong >= 0 else []
    answers = []
    for piece in _pieces(body[:wrong] if wrong >= 0 else body, "="):
        read = _number(_with_weight(piece, 100.0, plain))
        if isinstance(read, str):
            return read
        answers.append(read)
    if not answers:
        return "数值题的大括号里没有答案。"
    notes = tuple(("答错时", plain(text)) for text in remark if text.strip())
    return Answers(QuestionType.NUMERICAL, answers=tuple(answers), notes=notes)


def _number(one: Weighted) -> Weighted | str:
    """``3``, ``3:2`` and ``1..5`` as a number and how far it may be off."""
    low, dots, high = one.text.partition("..")
    value, _, margin = one.text.partition(":")
    numbers = [_float(low), _float(high)] if dots else [_float(value), _float(margin or "0")]
    if any(number is None for number in numbers) and one.text.strip() != "*":
        return f"数值题的答案“{one.text[:30]}”不是数字。"
    if dots:
        margin = f"{((numbers[1] or 0) - (numbers[0] or 0)) / 2:.10g}"
        value = one.text
    return Weighted(value.strip(), one.percent, one.feedback, _float(margin or "0") or 0.0)


def _float(text: str) -> float | None:
    try:
        number = float(text.strip())
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _ordering(body: str, plain: Plain) -> Answers | str:
    head = _ORDERING.match(body)
    lines = body[head.end() if head else 0 :].split("\n")
    entries = tuple(Weighted(plain(line)) for line in lines if line.strip())
    return Answers(QuestionType.ORDERING, answers=entries)


def _with_weight(piece: str, otherwise: float, plain: Plain) -> Weighted:
    found = _WEIGHT.match(piece)
    percent = float(found[1]) if found else otherwise
    return _weighted(piece[found.end() if found else 0 :], percent, plain)


def _weighted(piece: str, percent: float, plain: Plain) -> Weighted:
    text, *feedback = split_at(piece, "#", 1)
    return Weighted(plain(text), percent, plain(feedback[0]) if feedback else "")

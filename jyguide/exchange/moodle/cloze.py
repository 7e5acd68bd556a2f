"""The blanks inside the text of a cloze question: ``{1:SHORTANSWER:=甲~=乙}``."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from jyguide.exchange.moodle.question import Weighted
from jyguide.exchange.moodle.question_of import FIVE
from jyguide.exchange.moodle.types import unsupported

_START = re.compile(r"\{[0-9]*:([A-Z_]+):")
_WORDS = frozenset({"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"})
_NUMBERS = frozenset({"NUMERICAL", "NM"})
_CHOICE = re.compile(r"(?:MULTICHOICE|MULTIRESPONSE|MC|MR)(?:_?[VHS]{1,2})?")
_SPLIT = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<!\\)#")
_END = re.compile(r"(?<!\\)\}")
_WORTH = re.compile(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%")


@dataclass(frozen=True, slots=True)
class Cloze:
    """A cloze text taken apart.

    Attributes:
        source: The text, HTML as before, with ``_____`` for each blank.
        refused: Why it is no fill-in of ours, or empty.
    """

    source: str
    blanks: tuple[tuple[Weighted, ...], ...] = ()
    refused: str = ""


def read_cloze_text(source: str) -> Cloze:
    """Take the blanks out of the HTML of a cloze question."""
    parts: list[str] = []
    blanks: list[tuple[Weighted, ...]] = []
    place = 0
    for start in _START.finditer(source):
        if start.start() < place:
            continue
        kind = start[1]
        if not (kind in _WORDS or kind in _NUMBERS or _CHOICE.fullmatch(kind)):
            continue
        end = _END.search(source, start.end())
        if end is None:
            break
        if kind not in _WORDS and kind not in _NUMBERS:
            return Cloze(source, refused=unsupported("cloze", "里面的空要从选项中选"))
        inside = source[start.end() : end.start()]
        blanks.append(_accepted(inside, number=kind in _NUMBERS))
        parts += [source[place : start.start()], FIVE]
        place = end.end()
    return Cloze("".join([*parts, source[place:]]), tuple(blanks))


def write_cloze_text(stem: str, blanks: tuple[tuple[Weighted, ...], ...]) -> str:
    """The HTML of a cloze question; the stem has ``_____`` for each blank."""
    head, *rest = stem.split(FIVE)
    parts = [_as_html(head)]
    for variants, text in zip(blanks, rest, strict=True):
        accepted = "~".join(f"={_spelled(one.text)}" for one in variants)
        parts += [f"{{1:SHORTANSWER:{accepted}}}", _as_html(text)]
    return "".join(parts)


def _accepted(inside: str, *, number: bool) -> tuple[Weighted, ...]:
    found = []
    for piece in _SPLIT.split(inside):
        worth = _WORTH.match(piece)
        percent = 0.0
        if worth:
            percent = float(worth[1].replace(",", ".")) if worth[1] else 100.0
        rest = piece[worth.end() if worth else 0 :]
        text, *feedback = _FEEDBACK.split(rest, maxsplit=1)
        one = Weighted(_read(text), percent, _read(feedback[0]) if feedback else "")
        found.append(_number(one) if number else one)
    return tuple(found)


def _number(one: Weighted) -> Weighted:
    value, _, margin = one.text.partition(":")
    try:
        tolerance = float(margin.replace(",", ".") or "0")
    except ValueError:
        tolerance = 0.0
    return Weighted(value.strip(), one.percent, one.feedback, tolerance)


def _read(text: str) -> str:
    return re.sub(r"\\([}#])", r"\1", html.unescape(text)).strip()


def _spelled(text: str) -> str:
    """An answer in Moodle's escapes. There is none for ``~``, nor for a backslash at the end.

    An entity by number will not do either: its ``#`` would begin the feedback.
    """
    return re.sub(r"[}#]", r"\\\g<0>", html.escape(text, quote=False))


def _as_html(text: str) -> str:
    escaped = html.escape(text, quote=False).replace("{", "&#123;").replace("}", "&#125;")
    return escaped.replace("\n", "<br />")

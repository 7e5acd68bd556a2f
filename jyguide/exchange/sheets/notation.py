r"""How one cell holds several texts so that the very same texts can be read from it.

Blanks are set apart by ``；`` and accepted variants by ``|``; key points stand on a line each,
``要点（2分，必答）``. A backslash takes its meaning from the character behind it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jyguide.bank.item import KeyPoint
from jyguide.exchange.loose.answers import read_blanks

Blanks = tuple[tuple[str, ...], ...]

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_HIDDEN = "字"
"""Stands for an escaped character where signs are looked for; no sign is made of it."""
_BETWEEN_BLANKS = re.compile(r"[；;\n]")
_BETWEEN_VARIANTS = re.compile(r"[|｜]|(?<!\d)/|/(?!\d)")
_BLANK_SIGNS = re.compile(r"[\\；;|｜/\n]")
_BLANK_EDGES = "。"
_LIST_NUMBER = r"(?:[（(]\s*\d{1,2}\s*[)）]|[①-⑳]|(?<!\d)\d{1,2}\s*[.．、](?!\d))"
_BETWEEN_POINTS = re.compile(rf"[；;\n|｜]|{_LIST_NUMBER}")
_LEADING_NUMBER = re.compile(rf"\s*{_LIST_NUMBER}\s*")
_LINE_END = re.compile(r"\n")
_POINT_SIGNS = re.compile(r"[\\\n]")
_POINT_EDGES = "。，,；;"
_WEIGHT = re.compile(
    r"[（(]\s*(?=[\d必])(?:(?P<weight>[1-9])\s*分)?\s*[，,、]?\s*(?P<must>必答)?\s*[)）]$"
)


class _Spelled(NamedTuple):
    """Text read for escapes; ``mask`` is as long and hides the characters that were escaped."""

    plain: str
    mask: str

    def cut(self, start: int, end: int) -> _Spelled:
        return _Spelled(self.plain[start:end], self.mask[start:end])

    def split(self, sign: re.Pattern[str]) -> list[_Spelled]:
        pieces, at = [], 0
        for found in sign.finditer(self.mask):
            pieces.append(self.cut(at, found.start()))
            at = found.end()
        return [*pieces, self.cut(at, len(self.mask))] if pieces else [self]

    def trimmed(self, edges: str) -> _Spelled:
        """Without the blanks and ``edges`` around it that were not escaped."""
        start, end = 0, len(self.mask)
        while start < end and _is_edge(self.mask[start], edges):
            start += 1
        while start < end and _is_edge(self.mask[end - 1], edges):
            end -= 1
        return self.cut(start, end) if end - start < len(self.mask) else self


def _spelled(text: str) -> _Spelled:
    if "\\" not in text:
        return _Spelled(text, text)
    return _Spelled(_ESCAPED.sub(r"\1", text), _ESCAPED.sub(_HIDDEN, text))


def _escaped(text: str, signs: re.Pattern[str], edges: str) -> str:
    """The text with a backslash before each sign and before an edge that would be trimmed."""
    at = {found.start() for found in signs.finditer(text)}
    at |= {i for i in (0, len(text) - 1) if text and _is_edge(text[i], edges)}
    return "".join(f"\\{c}" if i in at else c for i, c in enumerate(text)) if at else text


def _is_edge(character: str, edges: str) -> bool:
    return character.isspace() or character in edges


def spell_blanks(blanks: Blanks) -> str:
    """``3|三；7`` for a stem with two blanks."""
    return "；".join(
        "|".join(_escaped(variant, _BLANK_SIGNS, _BLANK_EDGES) for variant in variants)
        for variants in blanks
    )


def parse_blanks(text: str, blanks: int) -> Blanks | None:
    """Accepted variants for each of the stem's blanks; None where they do not add up.

    Separators that other programs use are tried where ours do not give as many.
    """
    pieces = _spelled(text).trimmed(_BLANK_EDGES).split(_BETWEEN_BLANKS)
    found = tuple(
        tuple(one.trimmed(_BLANK_EDGES).plain for one in piece.split(_BETWEEN_VARIANTS))
        for piece in pieces
    )
    if len(found) == blanks and all(all(variants) for variants in found):
        return found
    return read_blanks(text, blanks)


def spell_points(points: tuple[KeyPoint, ...]) -> str:
    """One line a point: ``正式党员三人以上（2分，必答）``; an ordinary point needs no brackets."""
    lines = [_spell_point(point) for point in points]
    # A line end behind a single point says that the signs inside it part nothing.
    alone = len(points) == 1 and _BETWEEN_POINTS.search(points[0].text)
    return "\n".join(lines) + ("\n" if alone else "")


def _spell_point(point: KeyPoint) -> str:
    text = _escaped(point.text, _POINT_SIGNS, _POINT_EDGES)
    if _LEADING_NUMBER.match(text):
        text = "\\" + text
    parts = [f"{point.weight}分"] if point.weight != 1 else []
    parts += ["必答"] if point.required else []
    if not parts and _WEIGHT.search(point.text):
        parts = ["1分"]
    return f"{text}（{'，'.join(parts)}）" if parts else text


def parse_points(text: str) -> tuple[KeyPoint, ...]:
    """Key points with their weights: one a line, or in a single line set apart by signs."""
    if not text:
        return ()
    whole = _spelled(text)
    by_line = "\n" in whole.mask
    sign = _LINE_END if by_line else _BETWEEN_POINTS
    points = [_parse_point(piece) for piece in whole.split(sign)]
    return tuple(point for point in points if point.text)


def _parse_point(piece: _Spelled) -> KeyPoint:
    number = _LEADING_NUMBER.match(piece.mask)
    rest = piece.cut(number.end() if number else 0, len(piece.mask)).trimmed(_POINT_EDGES)
    found = _WEIGHT.search(rest.mask)
    if not found:
        return KeyPoint(rest.plain)
    text = rest.cut(0, found.start()).trimmed(_POINT_EDGES).plain
    return KeyPoint(text, int(found["weight"] or 1), found["must"] is not None)

"""The numbers Word counts by itself and stores nowhere as text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of one paragraph.

    Attributes:
        mark: As it is shown, such as ``3.``.
        place: The list and the level in it.
        decimal: Whether it counts in figures.
    """

    mark: str
    place: tuple[str, int]
    count: int
    decimal: bool


class Numbering:
    """Counts the numbered paragraphs of one document in reading order.

    ``number`` must be asked once for each paragraph, from the first to the last: like Word itself
    it goes on counting, and a higher level starts the lower ones anew.
    """

    def __init__(self, document: Document) -> None:
        self._abstract: dict[str, str] = {}
        self._levels: dict[tuple[str, int], Any] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        self._styles = {s.get(f"{_W}styleId"): s for s in document.styles.element}
        root = _numbering_root(document)
        if root is not None:
            self._read(root)

    def number(self, paragraph: Any) -> Numbered | None:
        """The number that Word shows; None for plain paragraphs and bullets."""
        place = self._place(paragraph)
        if place is None:
            return None
        number_id, depth = place
        level = self._level(number_id, depth)
        if level is None:
            return None
        self._count(number_id, depth)
        mark = self._render(number_id, level)
        count = self._counts[self._abstract[number_id]][depth]
        decimal = _value(level, "numFmt") in _FIGURES
        return Numbered(mark, place, count, decimal) if mark else None

    def _read(self, root: Any) -> None:
        for abstract in root.iterchildren(f"{_W}abstractNum"):
            key = abstract.get(f"{_W}abstractNumId")
            for level in abstract.iterchildren(f"{_W}lvl"):
                self._levels[f"a{key}", _whole(level.get(f"{_W}ilvl"))] = level
        for number in root.iterchildren(f"{_W}num"):
            self._read_number(number)

    def _read_number(self, number: Any) -> None:
        key = number.get(f"{_W}numId")
        self._abstract[key] = _value(number, "abstractNumId")
        for override in number.iterchildren(f"{_W}lvlOverride"):
            depth = _whole(override.get(f"{_W}ilvl"))
            level = override.find(f"{_W}lvl")
            if level is not None:
                self._levels[f"n{key}", depth] = level
            if override.find(f"{_W}startOverride") is not None:
                self._starts[key, depth] = _whole(_value(override, "startOverride"), 1)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level of a paragraph, its own or its style's; list 0 takes it out of any."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = _value(paragraph.find(f"{_W}pPr"), "pStyle")
        inherited = self._style_number(style)
        found = own if own is not None else inherited
        number_id = _value(found, "numId") or _value(inherited, "numId")
        if found is None or number_id in {"", "0"}:
            return None
        return number_id, _whole(_value(found, "ilvl"))

    def _style_number(self, style_id: str) -> Any:
        for _ in range(10):  # styles rest on one another; a damaged file may do so in a circle
            style = self._styles.get(style_id)
            if style is None:
                return None
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                return found
            style_id = _value(style, "basedOn")
        return None

    def _level(self, number_id: str, depth: int) -> Any:
        own = self._levels.get((f"n{number_id}", depth))
        shared = self._levels.get((f"a{self._abstract.get(number_id, '')}", depth))
        return own if own is not None else shared

    def _count(self, number_id: str, depth: int) -> None:
        """Lists made from one abstract list share its counter unless they start anew."""
        counts = self._counts[self._abstract[number_id]]
        if number_id not in self._seen:
            self._seen.add(number_id)
            for restarted in [d for n, d in self._starts if n == number_id]:
                counts.pop(restarted, None)
        counts[depth] = counts[depth] + 1 if depth in counts else self._start(number_id, depth)
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

    def _start(self, number_id: str, depth: int) -> int:
        if (number_id, depth) in self._starts:
            return self._starts[number_id, depth]
        return _whole(_value(self._level(number_id, depth), "start"), 1)

    def _render(self, number_id: str, level: Any) -> str:
        if _value(level, "numFmt") in {"bullet", "none"}:
            return ""
        counts = self._counts[self._abstract[number_id]]

        def spell(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            shown = self._level(number_id, depth)
            count = counts.get(depth, self._start(number_id, depth))
            return _spell(count, _value(shown, "numFmt"))

        return re.sub(r"%([1-9])", spell, _value(level, "lvlText"))


_FIGURES = frozenset(
    {"decimal", "decimalZero", "decimalFullWidth", "decimalEnclosedCircle", "decimalHalfWidth"}
)


def _numbering_root(document: Document) -> Any:
    """The numbering part's root, or None for a document that has none."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    parts = (rel.target_part for rel in document.part.rels.values() if rel.reltype == kind)
    part = next(parts, None)
    return getattr(part, "element", None)


def _value(node: Any, name: str) -> str:
    child = node.find(f"{_W}{name}") if node is not None else None
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() else default


def _spell(count: int, style: str) -> str:
    """A number in one of Word's number formats; formats unknown to us are shown in digits."""
    if style in {"upperLetter", "lowerLetter"} and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in {"upperRoman", "lowerRoman"}:
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    if style.startswith(("chinese", "japaneseCounting", "ideographDigital", "taiwaneseCounting")):
        return _chinese(count)
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        while count >= size:
            text, count = text + sign, count - size
    return text


def _chinese(count: int) -> str:
    if not 0 < count < 100:  # noqa: PLR2004 - no list of sections is longer
        return str(count)
    tens, ones = divmod(count, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")

"""A GIFT file cut into its questions: paragraphs, with the comments that stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jyguide.exchange.gift.escapes import find_mark

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CATEGORY = "$CATEGORY:"


@dataclass(slots=True)
class Paragraph:
    """The lines between two blank lines.

    Attributes:
        line: Of the first line that is no comment, from 1.
        open: Whether a brace was opened and is not closed.
    """

    line: int = 0
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    opened: bool = False
    closed: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def open(self) -> bool:
        return self.opened and not self.closed

    def add(self, line: str, place: int) -> None:
        if not self.lines:
            self.line = place
        self.lines.append(line)
        inside = 0
        if not self.opened:
            start = find_mark(line, "{")
            self.opened, inside = start >= 0, max(start, 0)
        if self.open:
            self.closed = find_mark(line, "}", inside) >= 0


def cut(text: str) -> list[Paragraph]:
    """Every paragraph that says something, in order.

    A blank line ends a question, as in Moodle; but where a brace is still open and is closed
    before another one opens, it stands inside the question: people leave such lines between
    options.
    """
    lines = [line.strip() for line in _LINE_ENDS.split(text.removeprefix("\ufeff"))]
    found: list[Paragraph] = []
    current = Paragraph()
    closing = 0
    for place, line in enumerate(lines, start=1):
        if not line:
            if current.open and closing <= place:
                closing = _closing(lines, place)
            if not (current.open and closing):
                found.append(current)
                current = Paragraph()
        elif line.startswith("//"):
            current.comments.append(line[2:].strip())
        elif line.startswith(_CATEGORY):
            # what follows at once is a question of that category, not part of its name
            found += [current, Paragraph(place, [line])]
            current = Paragraph()
        else:
            current.add(line, place)
    return [one for one in [*found, current] if one.lines]


def category_path(paragraph: Paragraph) -> str | None:
    """The path of a paragraph that changes the category."""
    first = paragraph.lines[0]
    return first[len(_CATEGORY) :].strip() if first.startswith(_CATEGORY) else None


def _closing(lines: list[str], start: int) -> int:
    """The line on which the next brace closes, 0 if one opens or a question begins before it."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line.startswith(("::", "//", _CATEGORY)):
            return 0
        opening, closing = find_mark(line, "{"), find_mark(line, "}")
        if closing >= 0 and (opening < 0 or closing < opening):
            return index + 1
        if opening >= 0:
            return 0
    return 0

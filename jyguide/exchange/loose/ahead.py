"""Looking ahead: what the lines below say about the line at hand."""

from __future__ import annotations

from jyguide.exchange.loose.lines import Line, asks, read_number, read_section, segments
from jyguide.exchange.loose.numbered import only_numbers
from jyguide.exchange.loose.options import starts_option
from jyguide.exchange.loose.types import Label

_FARTHEST = 30
"""Lines; no item is longer, and a long text without numbers must not cost its square."""

_FEWEST = 2
"""Statements; a lone 1. is the next question."""


class Ahead:
    """The lines of a text, asked by index."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines

    def next_text(self, index: int) -> str:
        """The next line that is not blank; empty at the end."""
        for at in range(index + 1, len(self._lines)):
            if self._lines[at].text:
                return self._lines[at].text
        return ""

    def options_follow(self, index: int) -> bool:
        return any(starts_option(text) for text in self._span(index)[1:])

    def answer_follows(self, index: int) -> bool:
        """Whether a line below, before the next number, gives an answer."""
        return any(_answers(text) for text in self._span(index)[1:])

    def looks_like_item(self, index: int) -> bool:
        """Whether this line and those below it make a question, whatever its number."""
        text = self._lines[index].text
        follows = self.options_follow(index) or self.answer_follows(index)
        return follows or _answers(text) or asks(text)

    def end_of_statements(self, index: int, *, asked: bool) -> int:
        """The last of the lines 1. 2. 3. from here on that belong to the question above them.

        They do if none of them asks, and options follow, or an answer that names their numbers;
        -1 where they do not. ``asked``: the question above them asks already.
        """
        number, last = 0, -1
        for at in range(index, min(index + _FARTHEST, len(self._lines))):
            text = self._lines[at].text
            mark = read_number(text)
            if mark is not None and mark.number == number + 1 and not asks(mark.rest):
                number, last = number + 1, at
            elif number < _FEWEST or not text or mark is not None or read_section(text):
                return -1
            elif starts_option(text):
                return last if asked else -1
            elif _answers(text):
                return last if asked and only_numbers(segments(text)[0].text) else -1
            else:
                asked = asked or asks(text)
        return -1

    def _span(self, index: int) -> list[str]:
        """The lines from here to the next number, heading or blank line."""
        span = [self._lines[index].text]
        for line in self._lines[index + 1 : index + _FARTHEST]:
            if not line.text or read_number(line.text) or read_section(line.text):
                break
            span.append(line.text)
        return span


def _answers(text: str) -> bool:
    return any(part.label is Label.ANSWER for part in segments(text))

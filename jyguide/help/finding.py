"""Looking for words in all chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jyguide.help.chapters import Chapter
from jyguide.help.markup import SECTION, Heading, Line, lines_of, plain

_BEFORE = 12
_LONGEST = 46
"""Characters of an excerpt, and of those before the first word found."""


@dataclass(frozen=True, slots=True)
class Found:
    """A section in which all words stand.

    Attributes:
        topic: Leads there: ``people:从花名册导入``.
        where: The chapter, and the section in it.
        excerpt: A line with one of the words.
    """

    topic: str
    where: str
    excerpt: str


def find(chapters: Sequence[Chapter], text: str) -> list[Found]:
    """Sections with all the words, those first whose head has one of them."""
    words = text.casefold().split()
    if not words:
        return []
    found = [both for chapter in chapters for both in _in_chapter(chapter, words)]
    return [one for _, one in sorted(found, key=lambda both: not both[0])]


def _in_chapter(chapter: Chapter, words: Sequence[str]) -> Iterator[tuple[bool, Found]]:
    for at, (head, lines) in enumerate(_sections(chapter)):
        texts = [plain(line) for line in lines]
        together = "\n".join((head, *texts)).casefold()
        if all(word in together for word in words):
            topic = f"{chapter.name}:{head}" if at else chapter.name
            where = f"{chapter.title} · {head}" if at else chapter.title
            in_head = any(word in head.casefold() for word in words)
            yield in_head, Found(topic, where, _excerpt(texts, words))


def _sections(chapter: Chapter) -> Iterator[tuple[str, list[Line]]]:
    head, lines = chapter.title, list[Line]()
    for part in chapter.parts[1:]:
        if isinstance(part, Heading) and part.level == SECTION:
            yield head, lines
            head, lines = part.text, []
        else:
            lines += lines_of(part)
    yield head, lines


def _excerpt(texts: Sequence[str], words: Sequence[str]) -> str:
    for word in words:
        for text in texts:
            at = text.casefold().find(word)
            if at >= 0:
                begin = max(0, at - _BEFORE)
                cut = text[begin : begin + _LONGEST]
                after = "…" if begin + _LONGEST < len(text) else ""
                return f"{'…' if begin else ''}{cut}{after}"
    return texts[0][:_LONGEST] if texts else ""

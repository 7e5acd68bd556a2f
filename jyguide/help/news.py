"""What is new, by release, and whether it is news to whoever sits at this PC."""

from __future__ import annotations

from jyguide.help.chapters import NEWS, Chapter, read_chapter
from jyguide.help.markup import Heading


def releases() -> tuple[str, ...]:
    """Those whose news are written down, the newest first."""
    return tuple(head.split()[0] for head in read_chapter(NEWS).sections)


def is_news(seen: str, now: str) -> bool:
    """Whether to tell of this release; at the very first start nothing was seen before."""
    return bool(seen) and seen != now and now in releases()


def news_of(now: str) -> Chapter:
    """What is new in a release, and before it in earlier ones."""
    chapter = read_chapter(NEWS)
    heads = [part for part in chapter.parts if isinstance(part, Heading)]
    first = next((head for head in heads[1:] if head.text.split()[0] == now), heads[1])
    at = chapter.parts.index(first)
    return Chapter(NEWS, (chapter.parts[0], *chapter.parts[at:]))

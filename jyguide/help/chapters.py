"""The chapters of the help: which there are, in which order, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jyguide.help.markup import SECTION, Grid, Heading, Part, Span, Words, read_parts

KEYS = "keys"
"""The chapter of all keys: it is put together from the commands and from the other chapters."""
KEYS_HEAD = "按键"
"""How sections of keys are headed, in every chapter."""
NEWS = "news"
"""What is new, by release; no chapter of the manual."""

_GENERAL = ("start", "tables", "undo", "stick", "backup", "printing")
_PAGES = (
    *("home", "people", "organisation", "approval", "bank", "training", "quiz", "drill"),
    *("exam", "certificate", "standard", "secretary", "grid", "brand", "openness"),
    *("report", "sync", "history", "access"),
)
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("先看这里", _GENERAL),
    ("各页怎么用", _PAGES),
    ("查一查", (KEYS, "questions", "admin")),
)
"""Names of chapters under the heads of the contents; those of pages are the pages' own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter; its first part is its title."""

    name: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        first = self.parts[0]
        assert isinstance(first, Heading)  # noqa: S101 - a test reads every chapter
        return first.text

    @property
    def sections(self) -> tuple[str, ...]:
        """The heads of its sections, by which a topic names one."""
        heads = (part for part in self.parts if isinstance(part, Heading))
        return tuple(head.text for head in heads if head.level == SECTION)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A command that has keys: what it is called, and the keys as the screen writes them."""

    title: str
    keys: str


@cache
def read_chapter(name: str) -> Chapter:
    """A chapter as it ships.

    Raises:
        FileNotFoundError: there is none of this name.
    """
    return Chapter(name, tuple(read_parts(help_bytes(f"{name}.md").decode("utf-8"))))


def help_bytes(file: str) -> bytes:
    """The content of a file of the help: a chapter or a picture."""
    return files("resources").joinpath("help", file).read_bytes()


def picture_size(file: str) -> tuple[int, int]:
    """Width and height in pixels, as a picture of the help says at its beginning: all are PNG."""
    head = help_bytes(file)[16:24]
    return int.from_bytes(head[:4]), int.from_bytes(head[4:])


def chapters(commands: Sequence[KeyLine] = ()) -> list[Chapter]:
    """All of them in the order of the contents.

    Args:
        commands: What has keys in the whole window, for the chapter of keys.
    """
    names = [name for _, group in GROUPS for name in group]
    read = {name: read_chapter(name) for name in names if name != KEYS}
    read[KEYS] = _keys_chapter(commands, read.values())
    return [read[name] for name in names]


def _keys_chapter(commands: Sequence[KeyLine], others: Iterable[Chapter]) -> Chapter:
    """Keys of the window, then those that each chapter tells of its page."""
    parts: list[Part] = [Heading(1, "键盘一览")]
    if not commands:
        said = "菜单里的按键写在菜单各行的后面；打开程序，在“帮助”菜单的“键盘一览”里也都列着。"
        parts.append(Words((Span(said),)))
    else:
        heads = ((Span("做什么"),), (Span("按键"),))
        rows = tuple(((Span(one.title),), (Span(one.keys),)) for one in commands)
        parts += [Heading(2, "在哪一页都可以用"), Grid(heads, rows)]
    for chapter in others:
        found = _keys_of(chapter)
        if found:
            parts += [Heading(2, chapter.title), *found]
    parts.append(Words((Span("按住 Alt 时，菜单和按钮上带下划线的字母也是按键。"),)))
    return Chapter(KEYS, tuple(parts))


def _keys_of(chapter: Chapter) -> list[Part]:
    """What stands under the heads of keys of a chapter, and under those of their own."""
    found: list[Part] = []
    level = 0
    for part in chapter.parts:
        if isinstance(part, Heading):
            level = part.level if part.text == KEYS_HEAD else 0
        elif level:
            found.append(part)
    return found


def without_brackets(title: str) -> str:
    """The title of a tab without what it counts: 发证登记（3） is 发证登记."""
    return title.partition("（")[0].strip()


def topic_of(chapter: str, titles: Iterable[str]) -> str:
    """The topic for what is on screen.

    Args:
        chapter: The name of the page's chapter.
        titles: Of the tabs that are shown, the outer ones first.

    Returns:
        ``training:学时`` for the innermost tab that has a section, else the chapter alone.
    """
    known = read_chapter(chapter).sections if chapter in _PAGES else ()
    found = [name for name in map(without_brackets, titles) if name in known]
    return f"{chapter}:{found[-1]}" if found else chapter

"""What one setting is: what it is called, for whom it counts, and which values it may have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

Value = bool | int | str | tuple[str, ...]


class Scope(Enum):
    """For whom a setting counts, in the words that stand beside it."""

    PC = "这台电脑"
    USER = "只对我"
    STATION = "本站所有人"


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    def understood(self, text: str) -> bool | None:
        return {"1": True, "0": False}.get(text)

    def written(self, value: Value) -> str:
        return "1" if value else "0"

    def said(self, value: Value) -> str:
        return "开" if value else "关"

    def fits(self, value: Value) -> bool:
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two others, both of them allowed."""

    least: int
    most: int
    unit: str
    step: int = 1

    def understood(self, text: str) -> int | None:
        # int() would take "1_5" and " 15" and digits of other scripts too
        if not (text.isascii() and text.removeprefix("-").isdigit()):
            return None
        return int(text) if len(text) <= len(str(self.most)) + 1 else None

    def written(self, value: Value) -> str:
        return str(value)

    def said(self, value: Value) -> str:
        return f"{value} {self.unit}"

    def fits(self, value: Value) -> bool:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and self.least <= int(str(value)) <= self.most


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few numbers, each with its words."""

    offered: tuple[tuple[int, str], ...]

    def understood(self, text: str) -> int | None:
        return next((value for value, _ in self.offered if str(value) == text), None)

    def written(self, value: Value) -> str:
        return str(value)

    def said(self, value: Value) -> str:
        return next(words for one, words in self.offered if one == value)

    def fits(self, value: Value) -> bool:
        return not isinstance(value, bool) and any(value == one for one, _ in self.offered)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, perhaps an empty one."""

    longest: int
    example: str = ""

    def understood(self, text: str) -> str | None:
        return text

    def written(self, value: Value) -> str:
        return str(value)

    def said(self, value: Value) -> str:
        return f"“{value}”" if value else "不填"

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and len(value) <= self.longest and value.isprintable()


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any of a few things, each with its words; kept in the order in which they are offered."""

    offered: tuple[tuple[str, str], ...]

    def understood(self, text: str) -> tuple[str, ...] | None:
        """What is offered no longer is passed over."""
        ticked = text.split(",")
        return tuple(name for name, _ in self.offered if name in ticked)

    def written(self, value: Value) -> str:
        return ",".join(value) if isinstance(value, tuple) else ""

    def said(self, value: Value) -> str:
        ticked = value if isinstance(value, tuple) else ()
        if len(ticked) == len(self.offered):
            return "全部显示"
        return "、".join(words for name, words in self.offered if name in ticked) or "都不显示"

    def fits(self, value: Value) -> bool:
        names = [name for name, _ in self.offered]
        return isinstance(value, tuple) and list(value) == [n for n in names if n in value]


Form = Switch | Number | Choice | Words | Ticks


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that may be chosen.

    Attributes:
        name: What it is kept under; never used again for something else.
        group: The heading it stands under.
        title: In a few words.
        hint: One line on what it does.
        default: What counts until something is chosen, and again after 恢复默认.
        words: What else it is looked for by, parted by spaces.
    """

    name: str
    scope: Scope
    group: str
    title: str
    hint: str
    form: Form
    default: Value
    words: str = ""

    def of_text(self, text: str | None) -> Value:
        """What was kept; the default for nothing, for the unreadable and for what is too much."""
        value = None if text is None else self.form.understood(text)
        return value if value is not None and self.form.fits(value) else self.default

    def text_of(self, value: Value) -> str | None:
        """How a value is kept; None for the default, which is not kept at all."""
        return None if value == self.default else self.form.written(value)

    @property
    def usual(self) -> str:
        """The default in words."""
        return self.form.said(self.default)

    def found_by(self, wanted: str) -> bool:
        """Whether every word of `wanted` stands in what is said of it."""
        said = f"{self.group} {self.title} {self.hint} {self.words} {self.scope.value}".lower()
        return all(word in said for word in wanted.lower().split())

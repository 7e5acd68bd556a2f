"""What importing a file of questions would do; writes nothing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from jyguide.exchange.item_file import WHOLE_TEXT, FoundItem, ItemRefusal
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.text_file import read_text
from jyguide.exchange.word.text import read_word


@dataclass(frozen=True, slots=True)
class BankPlan:
    """What an import would write.

    Attributes:
        items: New items; those without an answer become drafts.
        refused: What was not understood, and what would stand in the bank twice.
    """

    source: Path
    items: tuple[FoundItem, ...]
    refused: tuple[ItemRefusal, ...]

    @property
    def drafts(self) -> int:
        """Items that no exam draws until somebody gives them an answer."""
        return sum(item.is_draft for item in self.items)

    @property
    def usable(self) -> int:
        return len(self.items) - self.drafts


def plan_bank(path: Path, present: AbstractSet[tuple[ItemKind, str]]) -> BankPlan:
    """Read a text or Word file in the loose layout.

    Args:
        path: A ``.txt`` in any encoding offices use, or a ``.docx``.
        present: Kind and stem of every item the bank has from a file of this name.

    Raises:
        FileError: the file cannot be read, or holds nothing like a question.
    """
    file = parse_loose(_text(path))
    if any(one.position == WHOLE_TEXT for one in file.refused):
        raise FileError(
            f"“{path.name}”里没有找到试题，题库没有改动。",
            hint="每道题请以题号开头（如“1. ”），选项写作“A、”，答案写作“答案：A”。",
        )
    fresh, refused = [], list(file.refused)
    seen: dict[tuple[ItemKind, str], str] = dict.fromkeys(present, _IMPORTED)
    for item in file.items:
        mark = (item.content.kind, item.content.stem)
        here = item.position
        if mark in seen:
            refused.append(ItemRefusal(here, f"与{seen[mark]}重复，没有再次导入"))
        else:
            fresh.append(item)
            seen[mark] = here
    return BankPlan(path, tuple(fresh), tuple(refused))


_IMPORTED = "以前从这个文件导入的题"


def _text(path: Path) -> str:
    if path.suffix.lower() in (".docx", ".doc", ".wps"):
        return read_word(path)
    return read_text(path)

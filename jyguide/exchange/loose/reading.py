"""Where the reader of a text is, shared by those who take its lines, and what it has found."""

from __future__ import annotations

from dataclasses import dataclass, field

from jyguide.bank.item import ItemKind
from jyguide.exchange.item_file import ItemRefusal
from jyguide.exchange.loose.ahead import Ahead
from jyguide.exchange.loose.lines import Line
from jyguide.exchange.loose.types import Block, KeyEntry


@dataclass(slots=True)
class Blocks:
    """What the lines fell into, in the order of the text.

    Attributes:
        passed: Titles and instructions, from which nothing is read.
    """

    blocks: list[Block] = field(default_factory=list)
    entries: list[KeyEntry] = field(default_factory=list)
    refused: list[ItemRefusal] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    passed: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """Where the reader is.

    Attributes:
        ahead: What the lines further down say.
        kind: Of the items under the heading read last; None where it says nothing of a kind.
        section: The ordinal of that heading.
        current: The item that lines belong to until the next begins.
        in_key: Whether a list of answers is being read.
    """

    ahead: Ahead
    found: Blocks = field(default_factory=Blocks)
    kind: ItemKind | None = None
    section: str = ""
    current: Block | None = None
    in_key: bool = False

"""An item on its way out of the bank, into a file."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.bank.item import ItemContent
from jyguide.bank.row import ItemStatus


@dataclass(frozen=True, slots=True)
class BankEntry:
    """What a file may say of an item beside its content.

    Attributes:
        number: As in its source: "001-2" in the unified bank, "7" in a file.
        question: Number of the question it is built on, or empty.
        source: ``统一题库`` or the name of the file it came from.
        facts: Numbers of the checked facts it rests on; only the shipped bank knows them.
        on_full_text: Whether it was checked against the whole text of its articles, and so rests
            on no fact of its own.
        recalled: Why it has to be reviewed, as a clause it rests on has changed; else empty.
    """

    number: str
    content: ItemContent
    question: str = ""
    status: ItemStatus = ItemStatus.IN_FORCE
    source: str = ""
    facts: tuple[int, ...] = ()
    on_full_text: bool = False
    recalled: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that a format cannot say, and why, in a Chinese sentence."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a file."""

    count: int
    left_out: tuple[LeftOut, ...] = ()

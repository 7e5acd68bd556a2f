"""What reading a file of questions yields, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.bank.item import ItemContent
from jyguide.exchange.refusal import Refusal


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item that was understood; without an answer it is a draft and a warning says why.

    Attributes:
        number: As it stands in the file, in half-width digits; empty where there was none.
        position: Where it stands, for a person with the file open: ``第 7 题（第 23 行）``,
            ``“试题”第 8 行``.
        warnings: Chinese sentences about what a person should look at.
        line: Line or row on which it begins, from 1.
        question: Number of the question it is built on, where the file says so.
        unready: It has an answer and yet must not be drawn before a person has seen to it, as
            when a picture could not be taken over.
    """

    number: str
    position: str
    content: ItemContent
    warnings: tuple[str, ...] = ()
    line: int = 0
    question: str = ""
    unready: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether it enters the bank as a draft, which no exam draws."""
        return self.unready or self.content.answer is None


@dataclass(frozen=True, slots=True)
class ItemRefusal:
    """A piece that looks like a question or an answer and could not be understood.

    Attributes:
        position: As of `FoundItem`.
        reason: A Chinese sentence.
        line: Line or row of the file, from 1; 0 where it is about the whole file.
        cell: The row and column of a sheet, from which an error workbook is written.
    """

    position: str
    reason: str
    line: int = 0
    cell: Refusal | None = None


@dataclass(frozen=True, slots=True)
class ItemFile:
    """Everything found in one file, in the order of the file.

    Attributes:
        notices: Chinese sentences about what was passed over on purpose: sheets without
            questions, hidden sheets, columns that nothing is read from.
    """

    items: tuple[FoundItem, ...]
    refused: tuple[ItemRefusal, ...] = ()
    notices: tuple[str, ...] = ()


WHOLE_TEXT = "全文"
"""Where the one refusal of a text stands that has nothing like a question in it."""


def text_position(number: str, line: int) -> str:
    """Where something stands in running text."""
    return f"第 {number} 题（第 {line} 行）" if number else f"第 {line} 行"

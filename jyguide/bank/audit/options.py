"""The options of an item, parted into right and wrong."""

from __future__ import annotations

from collections.abc import Iterator

from jyguide.bank.item import OPTION_LETTERS, ItemContent


def lettered(content: ItemContent) -> Iterator[tuple[str, str]]:
    """Letter and text of each option."""
    return zip(OPTION_LETTERS, content.options, strict=False)


def right_and_wrong(content: ItemContent) -> tuple[list[str], list[str]]:
    """Texts of the options that are right, and of those that are not."""
    answer = content.answer if isinstance(content.answer, str) else ""
    right: list[str] = []
    wrong: list[str] = []
    for letter, text in lettered(content):
        (right if letter in answer else wrong).append(text)
    return right, wrong

"""The questions of a Word file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jyguide.exchange.boundary.blanks import bounded_blanks
from jyguide.exchange.item_file import ItemFile
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.word.text import read_word_noted


def read_word_items(path: Path, check: Callable[[], None] = lambda: None) -> ItemFile:
    """Read every question in any of the loose layouts, with what only Word can tell.

    A key shown by bold, red or a line under it is taken and asked to be checked; an item with a
    picture or a formula becomes a draft.

    Raises:
        FileError: As of `read_word_noted`.
    """
    found = read_word_noted(path)
    return parse_loose(bounded_blanks(found.text), found.notes, check)

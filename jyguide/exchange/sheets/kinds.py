"""The kind of an item in a sheet: what its cell says, its sheet, or what its parts look like."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jyguide.bank.check import count_blanks
from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.bank.row import KIND_NAMES
from jyguide.exchange.loose.answers import read_judgement, read_letters
from jyguide.exchange.loose.kinds import judges
from jyguide.exchange.loose.lines import EMPTY_PLACE, kind_of
from jyguide.exchange.loose.stems import cut_mark, only_place
from jyguide.exchange.sheets.answers import read_numbers

_OWN = {name: kind for kind, name in KIND_NAMES.items()} | {kind.value: kind for kind in ItemKind}
_OTHER = {
    "口答": ItemKind.ORAL,
    "口述": ItemKind.ORAL,
    "抢答题": ItemKind.ORAL,
    "主观题": ItemKind.SHORT_ANSWER,
    "问答": ItemKind.SHORT_ANSWER,
    "材料题": ItemKind.SHORT_ANSWER,
    "单项": ItemKind.SINGLE,
    "多项": ItemKind.MULTIPLE,
    "是非": ItemKind.TRUE_FALSE,
    "对错题": ItemKind.TRUE_FALSE,
    "true/false": ItemKind.TRUE_FALSE,
}
_OPEN = re.compile(r"选择题?|客观题|不定项(?:选择)?题?|任选题?")


@lru_cache(maxsize=256)
def named_kind(text: str) -> tuple[ItemKind | None, bool]:
    """The kind that a cell names, and whether the text was understood at all.

    选择题 is understood and leaves open how many answers are right: ``(None, True)``.
    """
    bare = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    if not bare:
        return None, True
    if known := _OWN.get(bare) or _OTHER.get(bare):
        return known, True
    if _OPEN.fullmatch(bare):
        return None, True
    kind = kind_of(bare)
    return kind, kind is not None


def guessed_kind(stem: str, options: tuple[str, ...], answer: str) -> ItemKind:
    """The kind that stem, options and answer look like."""
    if options:
        return _with_options(stem, options, answer)
    if read_judgement(answer) or (not answer and cut_mark(stem)[1]):
        return ItemKind.TRUE_FALSE
    if set(read_letters(answer) or "?") <= set(OPTION_LETTERS):
        return ItemKind.SINGLE
    if count_blanks(stem) or EMPTY_PLACE.search(stem):
        return ItemKind.FILL_IN
    return ItemKind.SHORT_ANSWER


def _with_options(stem: str, options: tuple[str, ...], answer: str) -> ItemKind:
    if judges(options):
        return ItemKind.TRUE_FALSE
    named = read_letters(answer, options) or _numbered(answer, options)
    letters = named or only_place(stem) or ""
    falling = list(letters) != sorted(letters)
    if falling and len(letters) == len(options) and re.search(r"排序|顺序|次序", stem):
        return ItemKind.ORDERING
    several = len(letters) > 1 or len(re.split(r"[\n|｜；;]", answer.strip())) > 1
    return ItemKind.MULTIPLE if several else ItemKind.SINGLE


def _numbered(answer: str, options: tuple[str, ...]) -> str | None:
    """The letters of options that the answer numbers; not where it is itself one of the texts."""
    return None if answer in options else read_numbers(answer)

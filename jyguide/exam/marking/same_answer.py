"""When a blank filled with one text is as good as another, however it was written.

Folded away are width, case, spaces, marks at both ends, and the form of a numeral: 3, ３, 三 and
叁 are one number, as are 12 and 十二, 5%, 5％ and 百分之五, 3.5 and 三点五. Nothing that may
change the meaning is: 3.5 is not 35, 1/2 is not 12, 50% is not 50, <3 is not 3, .5 is not 5, and
第一 is not 一. Two bare numerals in a row stay words, for 三四个 is three or four and not 34.
"""

from __future__ import annotations

import unicodedata

from jyguide.bank.numerals import with_digits

_EDGE = " \t，。、；：？！“”‘’「」『』《》〈〉【】（）·…,.;:?!'\"()[]"


def same_text(left: str, right: str) -> bool:
    """Whether a blank filled with one is as good as the other: ``三人。`` and ``3 人``."""
    return folded(left) == folded(right)


def folded(text: str) -> str:
    """The form in which answers are compared; what is nothing but marks stays as it is."""
    wide = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _without_edges(with_digits(wide)) or wide


def bare(text: str) -> str:
    """Letters and digits of the folded text: for finding a key point inside an answer."""
    return "".join(c for c in folded(text) if unicodedata.category(c)[0] in {"L", "N"})


def _without_edges(text: str) -> str:
    """Marks at both ends gone; those inside stay, or 3.5 would equal 35."""
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]  # a pair stands for 〈〉; one alone says “less than”
    right = text.rstrip(_EDGE)
    inner = right.lstrip(_EDGE)
    point = right[: len(right) - len(inner)].endswith(".") and inner[:1].isdecimal()
    return f".{inner}" if point else inner

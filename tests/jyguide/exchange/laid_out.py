"""Texts in some layout, and what is read of them where nothing may be refused."""

from jyguide.bank.item import ItemKind
from jyguide.exchange.loose.items import parse_loose

FOUR = "A.子年\nB.丑年\nC.寅年\nD.卯年\n"
THREE = "一、单选题\n" + "".join(f"{n}.甲{n}（ ）\n{FOUR}" for n in (1, 2, 3))
TEXTS = ("子年", "丑年", "寅年", "卯年")
SINGLE, MULTIPLE = ItemKind.SINGLE, ItemKind.MULTIPLE
JUDGED, BLANKS, WORDS = ItemKind.TRUE_FALSE, ItemKind.FILL_IN, ItemKind.SHORT_ANSWER


def whole(text: str):
    file = parse_loose(text)
    assert file.refused == ()
    return file.items


def keys(text: str) -> list[tuple[str, object]]:
    return [(item.number, item.content.answer) for item in whole(text)]


def only(text: str):
    items = whole(text)
    assert len(items) == 1
    return items[0]

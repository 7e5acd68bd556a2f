"""Items and checks in a line."""

from __future__ import annotations

import uuid

from jyguide.bank.audit import AuditedItem, Finding, FindingKind, audit
from jyguide.bank.edition import Edition
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.recall import Recalls
from jyguide.ids import ItemId

EDITIONS = [
    Edition("样例条例", "2026年版", last_article=44),
    Edition("样例条例", "2014年版", superseded_by="2026年版", last_article=40),
]
CITED = {"regulation": "样例条例", "edition": "2026年版", "article": "第三条"}


def an_item(
    kind: str = "single", stem: str = "预备期为（   ）。", **changes: object
) -> AuditedItem:
    """An item that nothing is wrong with, but for what is changed."""
    said: dict[str, object] = dict(CITED)
    if kind == "single":
        said |= {"options": ("半年", "一年", "两年", "三年"), "answer": "B"}
    said |= changes
    content = ItemContent(ItemKind(kind), stem, **said)  # type: ignore[arg-type]
    return AuditedItem(ItemId(uuid.uuid4()), stem, content)


def found(*items: AuditedItem, recalls: Recalls | None = None, **options: object) -> list[Finding]:
    return list(audit(items, EDITIONS, recalls or Recalls(()), **options))  # type: ignore[arg-type]


def kinds(*items: AuditedItem) -> list[FindingKind]:
    return [one.kind for one in found(*items)]

"""The shipped bank passes its own check: every finding is named here with its items."""

from jyguide.bank.audit import AuditedItem, Severity, audit
from jyguide.bank.edition import Edition
from jyguide.bank.recall import Recalls
from jyguide.bank.unified import read_regulations, read_superseded, read_unified_bank
from jyguide.ids import ItemId
from jyguide.shipped import fixed_key

ALL = read_superseded() | read_regulations()
EDITIONS = [
    Edition(
        one.title,
        one.edition,
        None,
        ALL[one.superseded_by].edition if one.superseded_by else "",
        one.last_article,
    )
    for one in ALL.values()
]


def test_nothing_in_force_has_to_be_looked_at():
    items = [
        AuditedItem(ItemId(fixed_key("item", one.code)), one.code, one.content)
        for one in read_unified_bank()
        if one.in_force
    ]
    assert [
        (one.kind.value, one.names, one.sentence)
        for one in audit(items, EDITIONS, Recalls(()))
        if one.severity is not Severity.NOTE
    ] == []

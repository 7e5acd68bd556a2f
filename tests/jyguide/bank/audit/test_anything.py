"""The check takes whatever a bank may hold, and names every pair once."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.audit import AuditedItem, audit
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.recall import Recalls
from tests.jyguide.bank.audit.auditing import EDITIONS

WORDS = st.text(st.sampled_from("甲乙一二3５年月个人名半数不没有/%（）_ .ABT\n"), max_size=12)
ANSWERS = st.one_of(
    st.none(),
    st.text("ABCDTFX", max_size=4),
    WORDS,
    st.lists(st.lists(WORDS, max_size=2).map(tuple), max_size=3).map(tuple),
)
CONTENTS = st.builds(
    ItemContent,
    st.sampled_from(ItemKind),
    WORDS,
    st.lists(WORDS, max_size=5).map(tuple),
    ANSWERS,
    key_points=st.lists(st.builds(KeyPoint, WORDS), max_size=2).map(tuple),
    regulation=st.sampled_from(["", "样例条例", "别的"]),
    edition=st.sampled_from(["", "2014年版", "2026年版"]),
    article=st.one_of(WORDS, st.just("第九十九条")),
)


@given(st.lists(CONTENTS, max_size=12))
def test_any_bank_can_be_checked(contents):
    items = [
        AuditedItem(uuid.uuid4(), str(at), content)
        for at, content in enumerate([*contents, *contents[:2]])
    ]
    found = audit(items, EDITIONS, Recalls(()))
    pairs = [frozenset(one.items) for one in found if len(one.items) == 2]
    assert len(pairs) == len(set(pairs))
    assert {key for one in found for key in one.items} <= {item.id for item in items}
    assert all(one.sentence and one.advice for one in found)

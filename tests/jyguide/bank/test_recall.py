"""Which items a changed clause concerns."""

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.recall import ClauseChange, Recalls, moved_articles
from jyguide.bank.regulation import NewEdition, next_code

CHANGE = ClauseChange("中国共产党样例条例（试行）", "2014年版", "2026年版", "第十三至十五条")


def recalled(**cited):
    facts = {"regulation": CHANGE.regulation, "edition": CHANGE.edition, "article": "第十四条"}
    content = ItemContent(ItemKind.ORAL, "甲", **(facts | cited))
    return Recalls([CHANGE]).of(content) is not None


@pytest.mark.parametrize(
    ("cited", "concerned"),
    [
        ({}, True),
        ({"regulation": "《样例条例》"}, True),
        ({"edition": ""}, True),
        ({"article": ""}, True),
        ({"article": "第二章"}, True),
        ({"article": "第十二条、第十三条（一）"}, True),
        ({"article": "第十二条"}, False),
        ({"edition": "2026年版"}, False),
        ({"regulation": "别的条例"}, False),
        ({"regulation": ""}, False),
    ],
)
def test_what_a_changed_clause_concerns(cited, concerned):
    assert recalled(**cited) is concerned


@pytest.mark.parametrize(
    ("article", "new_article", "moved"),
    [
        ("第十三条", "第十四条", {13: 14}),
        ("第三至五条", "第四至六条", {3: 4, 4: 5, 5: 6}),
        ("第三条", "第四条、第五条", {}),
        ("第三条", "", {}),
        ("", "", {}),
    ],
)
def test_how_articles_moved(article, new_article, moved):
    assert moved_articles([ClauseChange("甲", "一", "二", article, new_article)]) == moved


@pytest.mark.parametrize(
    ("code", "edition", "taken", "wanted"),
    [
        ("fzdy-2026", "2028年3月1日发布", (), "fzdy-2028"),
        ("fzdy-2026", "2026年9月1日修订", ("fzdy-2026",), "fzdy-2026-2"),
        ("fzdy-2026-2", "2026年10月修订", ("fzdy-2026", "fzdy-2026-2"), "fzdy-2026-3"),
        ("own", "新版", (), "own"),
    ],
)
def test_codes_count_on(code, edition, taken, wanted):
    assert next_code(code, NewEdition("甲", edition), taken) == wanted

"""Which items a changed clause concerns."""

import pytest

from jyguide.bank import titles
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.recall import ClauseChange, Recalls, moved_articles
from jyguide.bank.regulation import NewEdition, next_code
from jyguide.bank.titles import bare_title
from jyguide.bank.unified import read_regulations

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
        ("第十三条", "第十四条", {13: {14}}),
        ("第三至五条", "第四至六条", {3: {4}, 4: {5}, 5: {6}}),
        ("第三条", "第四条、第五条", {3: {4, 5}}),
        ("第三条", "", {}),
        ("", "", {}),
    ],
)
def test_how_articles_moved(article, new_article, moved):
    assert moved_articles(ClauseChange("甲", "一", "二", article, new_article)) == moved


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


TITLE = "中国共产党样例条例"
LISTED = {
    (TITLE, "一版"): (TITLE, "二版"),
    (TITLE, "二版"): (TITLE, "三版"),
    (TITLE, "三版"): None,
}


def chain(*marks):
    """Recalls of marks, each after the edition it is on: ("一版", "第三条", "第四条")."""
    return Recalls(
        [ClauseChange(TITLE, on, LISTED[TITLE, on][1], *mark) for on, *mark in marks], LISTED
    )


def test_all_marks_of_an_item_are_composed_along_the_editions():
    recalls = chain(
        ("一版", "第三条", "第四条", "甲。"),
        ("一版", "第五条", "第六条", "乙"),
        ("二版", "第四条", "第八条", "丙"),
    )
    found = recalls.of_citation(TITLE, "一版", "第三条、第五条")
    assert dict(found.moved) == {3: 8, 5: 6}
    assert found.clauses == "第三条、第五条、第四条"
    assert found.note == "甲；乙；丙"
    assert found.is_sure
    only = recalls.of_citation(TITLE, "二版", "第四条")
    assert (dict(only.moved), only.edition) == ({4: 8}, "二版")
    assert recalls.of_citation(TITLE, "三版", "第四条") is None
    assert recalls.of_citation(TITLE, "一版", "第八条") is None


def test_an_old_citation_meets_the_marks_of_later_editions_too():
    found = chain(("二版", "第七条", "")).of_citation(TITLE, "一版", "第七条")
    assert found.edition == "二版"


def test_an_article_that_was_split_may_stand_in_either():
    recalls = chain(("一版", "第三条", "第四条、第五条"), ("二版", "第五条", "第九条"))
    found = recalls.of_citation(TITLE, "一版", "第三条")
    assert len(found.changes) == 2
    assert (found.moved, found.is_sure) == ((), False)


def test_a_number_that_another_article_has_taken_is_not_kept():
    recalls = chain(("一版", "第三条", "第四条"))
    assert recalls.of_citation(TITLE, "一版", "第三条、第五条").is_sure
    assert not recalls.of_citation(TITLE, "一版", "第三条、第四条").is_sure
    both = chain(("一版", "第三条", "第四条"), ("一版", "第四条", "第五条"))
    assert both.of_citation(TITLE, "一版", "第三条、第四条").is_sure


@pytest.mark.parametrize("edition", ["", "2021年版", "二 版", "１版"])
def test_an_edition_that_nobody_knows_counts_as_an_old_one(edition):
    recalls = chain(("一版", "第三条", ""), ("二版", "第三条", ""))
    assert recalls.of_citation("《样例条例》（2021年修订）", edition, "第三条") is not None
    assert recalls.of_citation(TITLE, edition, "第四条") is None


@pytest.mark.parametrize(
    ("short", "title"),
    [
        ("党章", "中国共产党章程"),
        ("《中国共产党章程》（2022年修改）", "中国共产党章程"),
        ("支部条例", "中国共产党支部工作条例（试行）"),
        ("村民委员会组织法", "中华人民共和国村民委员会组织法"),
        ("党费收缴使用管理规定", "关于中国共产党党费收缴、使用和管理的规定"),
    ],
)
def test_short_names_of_regulations(short, title):
    assert bare_title(short) == bare_title(title)


def test_short_names_stand_for_what_is_on_the_list():
    listed = {bare_title(one.title) for one in read_regulations().values()}
    assert set(titles._SHORT.values()) <= listed


def test_the_reason_says_where_to_review_and_what_names_no_article():
    recalls = chain(("一版", "第四条", "第五条", "改为同意。"))
    named = recalls.of_citation(TITLE, "一版", "第四条").reason()
    assert named.startswith(f"《{TITLE}》第四条已修订：改为同意，请复核。")
    assert "法规与修订" in named
    assert "复核无误" in named
    unnamed = recalls.of_citation(TITLE, "一版", "").reason()
    assert "没有写明条款，也要核对" in unnamed
    assert "没有写明条款" not in named

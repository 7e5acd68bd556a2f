"""The check over a database: which items, which regulations, what is settled."""

from dataclasses import replace

import pytest

from jyguide.bank.audit import FindingKind, Severity
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import read_superseded
from tests.postgres import on_both_databases

OWN = ItemContent(
    ItemKind.SINGLE,
    "本站样例题问的是（   ）。",
    ("甲方案", "乙方案", "丙方案"),
    "A",
    regulation="中国共产党发展党员工作细则",
    edition="2026年5月11日发布",
    article="第三条",
)


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def keep(app, content, status=ItemStatus.IN_FORCE):
    key = app.items.create(content)
    if status is ItemStatus.IN_FORCE:
        app.items.set_status([key], ItemStatus.REVIEW)
        app.items.set_status([key], ItemStatus.IN_FORCE)
    return key


def kinds_about(check, *keys):
    return [one.kind for one in check.findings if set(one.items) & set(keys)]


def test_an_item_of_ones_own_is_checked_too(app):
    key = keep(app, replace(OWN, regulation="", edition="", article=""))
    check = app.checking.check()
    assert kinds_about(check, key) == [FindingKind.NO_CITATION]
    assert not check.is_clean
    assert check.count(Severity.FAULT) == 1


def test_drafts_are_checked_when_asked(app):
    key = keep(app, replace(OWN, answer=None), ItemStatus.DRAFT)
    assert kinds_about(app.checking.check(), key) == []
    every = app.checking.check(drafts=True)
    assert kinds_about(every, key) == [FindingKind.NO_ANSWER]
    assert every.items > app.checking.check().items


def test_superseded_editions_are_known_from_the_list(app):
    old = read_superseded()["fzdy-2014"]
    key = keep(app, replace(OWN, regulation=old.title, edition=old.edition))
    (one,) = [f for f in app.checking.check().findings if key in f.items]
    assert one.kind is FindingKind.SUPERSEDED
    assert "已被“2026年5月11日发布”取代" in one.sentence


def test_a_successor_of_another_title_is_named_in_full(app):
    old = read_superseded()["xjtl-1990"]
    key = keep(app, replace(OWN, regulation=old.title, edition=old.edition))
    (one,) = [f for f in app.checking.check().findings if key in f.items]
    assert "《中国共产党基层组织选举工作条例》2020年7月13日发布" in one.sentence


def test_the_last_article_is_known_from_the_list(app):
    key = keep(app, replace(OWN, article="第四十五条"))
    assert kinds_about(app.checking.check(), key) == [FindingKind.ARTICLE_BEYOND]


@on_both_databases
def test_a_pair_kept_apart_is_not_found_again(app):
    pair = [keep(app, OWN), keep(app, replace(OWN, answer="B"))]
    assert kinds_about(app.checking.check(), *pair) == [FindingKind.CONTRADICTION]
    app.items.keep_apart(*pair)
    assert kinds_about(app.checking.check(), *pair) == []


@pytest.mark.parametrize("deed", ["merge", "withdraw"])
def test_what_is_out_of_force_is_not_checked(app, deed):
    first, second = keep(app, OWN), keep(app, OWN)
    if deed == "merge":
        app.items.merge(first, second)
    else:
        app.items.set_status([second], ItemStatus.WITHDRAWN)
    assert kinds_about(app.checking.check(drafts=True), first, second) == []

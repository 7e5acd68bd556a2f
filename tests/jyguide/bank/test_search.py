"""Whatever part of an item is typed, it is found, and nothing else."""

import unicodedata
import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.search import SearchIndex, comparable, searched_text
from jyguide.ids import ItemId, RevisionId

CONTENT = ItemContent(
    ItemKind.MULTIPLE,
    "题干（   ）",
    ("选项一", "选项二"),
    "AB",
    "解析文字",
    (KeyPoint("要点一"),),
    "类别",
    2,
    "某某条例",
    "2026年修订",
    "第三条",
    "考查内容",
)
signs = st.sampled_from("党员大会ＡaAb１1 　，\0\n")
texts = st.lists(st.text(signs, max_size=12), max_size=8)


def index_of(given_texts):
    return SearchIndex(
        (ItemId(uuid.UUID(int=at)), RevisionId(uuid.UUID(int=at + 1000)), comparable(text))
        for at, text in enumerate(given_texts)
    )


def naive(given_texts, words):
    wanted = comparable(words).replace("\0", " ").split()
    return [
        at
        for at, text in enumerate(given_texts)
        if all(word in comparable(text) for word in wanted)
    ]


@given(
    texts.map(lambda many: [text.replace("\0", "") for text in many]), st.text(signs, max_size=6)
)
def test_as_if_every_text_were_looked_through(given_texts, words):
    found = [key.int for key in index_of(given_texts).find(words)]
    assert found == naive(given_texts, words)


@given(
    texts.map(lambda many: [text.replace("\0", "") for text in many]), st.text(signs, max_size=3)
)
def test_a_limit_gives_the_first(given_texts, words):
    everything = index_of(given_texts).find(words)
    for limit in (0, 1, 2):
        assert index_of(given_texts).find(words, limit) == everything[:limit]


@given(texts.map(lambda many: [text.replace("\0", "") for text in many]))
def test_the_texts_come_back(given_texts):
    kept = index_of(given_texts).texts()
    assert [kept[RevisionId(uuid.UUID(int=at + 1000))] for at in range(len(given_texts))] == [
        comparable(text) for text in given_texts
    ]
    assert len(index_of(given_texts)) == len(given_texts)


def test_everything_an_item_says_is_searched():
    said = searched_text(CONTENT).splitlines()
    for part in ("题干（   ）", "选项二", "A、B", "解析文字", "要点一", "类别", "某某条例"):
        assert part in said
    for part in ("2026年修订", "第三条", "考查内容"):
        assert part in said


def test_a_word_does_not_run_from_one_item_into_the_next():
    assert index_of(["党", "员"]).find("党员") == []


def test_of_the_bank_by_number_source_and_in_any_width(app):
    assert [app.bank.item(key).number for key in app.bank.find("012-2")][:1] == ["012-2"]
    rows = app.bank.items()
    assert len(app.bank.find("统一题库")) == len(rows)
    assert app.bank.find("３人") == app.bank.find("3人") != []


def test_of_the_bank_after_every_change(app):
    assert app.bank.find("罕见的字眼") == []
    key = app.items.create(replace(CONTENT, stem="罕见的字眼（   ）"))
    assert app.bank.find("罕见的字眼") == [key]
    row = app.bank.item(key)
    app.items.revise(key, CONTENT, "", seen=row.revision_id)
    assert app.bank.find("罕见的字眼") == []
    app.history.undo(app.history.latest())
    assert app.bank.find("罕见的字眼") == [key]
    app.items.remove([key])
    assert app.bank.find("罕见的字眼") == []


@given(st.text(st.one_of(st.sampled_from("，：；（）？！　\u0301\u3099Ａ①か"), st.characters())))
def test_marks_narrowed_beforehand_make_no_difference(text):
    assert comparable(text) == unicodedata.normalize("NFKC", text).casefold()

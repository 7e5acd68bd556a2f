"""The bank: looked through, taken in, put in force and withdrawn."""

from collections import Counter
from dataclasses import replace

import pytest

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from tests.cases import case
from tests.jyguide.builders import rows_kept
from tests.postgres import only_sqlite

TEXT = """一、单项选择题
1. 样例题一（   ）。
A. 甲方案  B. 乙方案
答案：B
解析：《样例规定》第三条。

2. 样例题二没有答案（   ）。
A. 甲  B. 乙
"""


def with_a_file(app):
    """Two items imported, the second without an answer."""
    path = app.place.folder / "样例.txt"
    path.write_text(TEXT, "utf-8")
    app.bank_files.import_plan(app.bank_files.plan_file(path))


@pytest.fixture
def stocked(open_prepared):
    """A station whose bank holds two items of its own."""
    return open_prepared(with_a_file)[0]


@only_sqlite
def test_what_somebody_still_holds_is_read_again_only_where_it_was_edited(stocked):
    before = stocked.bank.items()
    row = before[-2]
    other = replace(row.content, explanation="见第四条。")
    stocked.items.revise(row.id, other, "条款写错", seen=row.revision_id)
    after = stocked.bank.items()
    assert after[-2].content == other
    assert [a.id for a, b in zip(after, before, strict=True) if a.content is not b.content] == [
        row.id
    ]


@pytest.fixture
def loose(stocked):
    return [row for row in stocked.bank.items() if row.source == "样例.txt"]


def numbers(rows):
    return [row.number for row in rows]


@only_sqlite
def test_imported_items_stand_behind_the_unified_ones(stocked, loose):
    assert [row.source for row in stocked.bank.items()[-2:]] == ["样例.txt"] * 2
    assert [row.status for row in loose] == [ItemStatus.IN_FORCE, ItemStatus.DRAFT]
    assert [row.source_name for row in (stocked.bank.items()[0], loose[0])] == [
        "统一题库",
        "样例.txt",
    ]
    first = loose[0].content
    assert (first.kind, first.options, first.answer) == (
        ItemKind.SINGLE,
        ("甲方案", "乙方案"),
        "B",
    )


PARTS = [
    ("样例题", ["1", "2"]),
    ("乙方案", ["1"]),
    ("样例规定", ["1"]),
    ("  样例题一 ", ["1"]),
    ("100%不存在", []),
    ("没有这样的话", []),
]


@only_sqlite
def test_any_part_of_a_question_finds_it(stocked, loose):
    for text, found in PARTS:
        with case(text):
            assert numbers(stocked.bank.items(text)) == found


@only_sqlite
def test_one_and_two_characters_find_too(app):
    everything = app.bank.items()
    for text in ("党", "党费"):
        found = app.bank.items(text)
        assert 0 < len(found) < len(everything)
        assert {row.id for row in found} >= {
            row.id for row in everything if text in row.content.stem
        }


@only_sqlite
def test_filters_narrow_by_kind_and_status(stocked, loose):
    assert {row.content.kind for row in stocked.bank.items(kinds=[ItemKind.ORDERING])} == {
        ItemKind.ORDERING
    }
    drafts = stocked.bank.items(statuses=[ItemStatus.DRAFT])
    assert {row.status for row in drafts} == {ItemStatus.DRAFT}
    assert numbers(row for row in drafts if not row.unified) == ["2"]
    assert stocked.bank.items("样例", [ItemKind.FILL_IN], [ItemStatus.DRAFT]) == []


@only_sqlite
def test_fill_in_keys_are_variants_by_blank(app):
    row = app.bank.items(kinds=[ItemKind.FILL_IN])[0]
    assert isinstance(row.content.answer, tuple)
    assert all(isinstance(blank, tuple) and blank for blank in row.content.answer)


@only_sqlite
def test_contents_of_revisions_come_by_key(stocked, loose):
    keys = [row.revision_id for row in stocked.bank.items()]
    found = stocked.bank.contents(keys)
    assert len(found) == len(keys)
    assert found[loose[0].revision_id] == loose[0].content


def test_categories_stand_in_the_order_of_the_bank(app):
    names = app.bank.categories()
    assert len(names) == len(set(names)) > 1
    assert names[0] == app.bank.items()[0].content.category


@only_sqlite
def test_only_items_with_an_answer_come_into_force(stocked, loose):
    good, draft = loose
    stocked.items.set_status([good.id], ItemStatus.WITHDRAWN)
    before = rows_kept(stocked)
    with pytest.raises(RuleError, match="第 2 题没有答案"):
        stocked.items.set_status([good.id, draft.id], ItemStatus.IN_FORCE)
    assert rows_kept(stocked) == before
    stocked.items.set_status([good.id], ItemStatus.IN_FORCE)
    assert stocked.bank.items("样例题一")[0].status is ItemStatus.IN_FORCE


@only_sqlite
def test_a_unified_item_can_be_withdrawn_by_the_city_and_the_action_undone(city):
    app = city
    item = app.bank.items(kinds=[ItemKind.SINGLE])[0]
    app.items.set_status([item.id], ItemStatus.WITHDRAWN)
    assert item.revision_id not in {one.revision_id for one in app.papers.candidates()}
    app.history.undo(app.history.actions(1)[0].id)
    assert item.revision_id in {one.revision_id for one in app.papers.candidates()}


@only_sqlite
def test_a_unified_item_is_the_citys_alone(app):
    item = app.bank.items()[0]
    before = rows_kept(app)
    for refused in (
        lambda: app.items.set_status([item.id], ItemStatus.WITHDRAWN),
        lambda: app.items.remove([item.id]),
        lambda: app.items.revise(item.id, item.content, "改", seen=item.revision_id),
    ):
        with pytest.raises(RuleError, match="统一题库") as caught:
            refused()
        assert "报告错误" in caught.value.hint
    assert rows_kept(app) == before


def test_the_count_names_every_state_and_agrees_with_the_list(city):
    app = city
    rows = app.bank.items()
    app.items.set_status([rows[0].id, rows[1].id], ItemStatus.WITHDRAWN)
    states = Counter(row.status for row in rows)
    assert app.bank.count() == {
        ItemStatus.DRAFT: states[ItemStatus.DRAFT],
        ItemStatus.REVIEW: 0,
        ItemStatus.IN_FORCE: states[ItemStatus.IN_FORCE] - 2,
        ItemStatus.WITHDRAWN: 2,
    }

"""A regulation is revised: what is flagged, who is concerned, and how the bank recovers."""

from dataclasses import replace

import pytest

from jyguide.bank.articles import articles_named
from jyguide.bank.regulation import CARRIED, REVIEWED, ClauseMark, read_mark
from jyguide.bank.row import ItemStatus
from jyguide.bank.service.rows import known_regulations
from jyguide.errors import RuleError
from tests.jyguide.bank.revising import (
    CODE,
    MARK,
    NEW,
    OLD,
    OWN,
    TITLE,
    drawable,
    in_force,
    recalled,
    revise,
)
from tests.jyguide.builders import rows_kept
from tests.postgres import on_both_databases


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def test_the_list_says_what_is_in_force_and_how_much_rests_on_it(app):
    rows = {row.code: row for row in app.regulations.regulations()}
    now, before = rows[CODE], rows["fzdy-2014"]
    assert now.in_force
    assert now.items > 20
    assert (before.successor, before.successor_name) == (now.id, OLD)
    assert (
        rows["xjtl-1990"].successor_name == "《中国共产党基层组织选举工作条例》2020年7月13日发布"
    )
    resting = [row for row in app.bank.items() if row.content.edition == OLD]
    assert now.items == len([row for row in resting if row.content.regulation == TITLE])


@on_both_databases
def test_one_action_puts_an_edition_on_the_list_and_recalls_what_rests_on_its_clauses(city):
    key = revise(city, MARK)
    rows = {row.code: row for row in city.regulations.regulations()}
    new = rows["fzdy-2028"]
    assert (new.edition, new.in_force_from, new.note) == (NEW.edition, NEW.in_force_from, NEW.note)
    assert new.replaced == f"《{TITLE}》{OLD}"
    assert (rows[CODE].successor, rows[CODE].changes) == (new.id, 1)
    found = recalled(city)
    assert found
    for row in found:
        assert row.content.regulation == TITLE
        named = articles_named(row.content.article)
        assert 13 in named or not named
    assert found[0].recalled.note == MARK.note
    assert not drawable(city) & {row.id for row in found}
    assert rows[CODE].recalled == len(found)
    assert {row.id for row in city.regulations.impact(key).waiting} == {row.id for row in found}


def test_undoing_the_action_takes_everything_back(city):
    before = city.regulations.regulations()
    revise(city, MARK)
    city.history.undo(city.history.actions(1)[0].id)
    assert city.regulations.regulations() == before
    assert not recalled(city)


@pytest.mark.parametrize("carried", [False, True])
def test_an_edition_that_items_cite_stays_on_the_list(city, carried):
    key = revise(city, MARK)
    revised = city.history.actions(1)[0].id
    if carried:
        count = city.regulations.carry_over(key)
    else:
        count = city.regulations.confirm([row.id for row in recalled(city)])
    before = rows_kept(city)
    with pytest.raises(RuleError, match=f"已有 {count} 道题改引") as caught:
        city.history.undo(revised)
    assert "没有改动任何数据" in str(caught.value)
    assert rows_kept(city) == before
    city.history.undo(city.history.actions(1)[0].id)
    city.history.undo(revised)
    assert city.regulations.regulation(CODE).in_force


def test_a_whole_regulation_can_be_recalled(city):
    resting = city.regulations.regulation(CODE).items
    revise(city, ClauseMark())
    assert len([r for r in recalled(city) if r.status is not ItemStatus.WITHDRAWN]) == resting


def test_marking_comes_later_too_and_can_be_taken_back(city):
    key = revise(city)
    assert not recalled(city)
    would = city.regulations.would_recall(key, [MARK])
    city.regulations.mark(key, [MARK])
    assert recalled(city) == [
        replace(row, recalled=found.recalled)
        for row, found in zip(would, recalled(city), strict=True)
    ]
    (clause,) = city.regulations.impact(key).clauses
    assert (clause.mark, clause.items) == (MARK, len(would))
    city.regulations.unmark([clause.id])
    assert not recalled(city)


@pytest.mark.parametrize(
    ("new", "marks", "sentence"),
    [
        (replace(NEW, edition=" "), (), "没有填法规的版本"),
        (replace(NEW, title=""), (), "没有填法规的名称"),
        (replace(NEW, edition=OLD), (), "已在目录里"),
        (NEW, (ClauseMark("总则"),), "看不出是哪一条"),
        (NEW, (ClauseMark("第一条", "新增"),), "看不出是哪一条"),
    ],
)
def test_what_is_incomplete_is_refused_whole(city, new, marks, sentence):
    before = rows_kept(city)
    with pytest.raises(RuleError, match=sentence):
        revise(city, *marks, new=new)
    assert rows_kept(city) == before


def test_an_edition_is_replaced_once(city):
    key = revise(city)
    with pytest.raises(RuleError, match="已有新版"):
        city.regulations.revise(key, replace(NEW, edition="2030年1月1日发布"))
    with pytest.raises(RuleError, match="还是现行的版本"):
        city.regulations.mark(city.regulations.regulation("fzdy-2028").id, [MARK])
    with pytest.raises(RuleError, match="没有写哪些条款"):
        city.regulations.mark(key, [])


def test_a_station_changes_no_regulation(app):
    before = rows_kept(app)
    key = app.regulations.regulation("fzdy-2014").id
    for deed in (
        lambda: revise(app, MARK),
        lambda: app.regulations.mark(key, [MARK]),
        lambda: app.regulations.unmark([]),
    ):
        with pytest.raises(RuleError, match="由市级维护"):
            deed()
    assert rows_kept(app) == before
    with pytest.raises(RuleError, match="没有代号"):
        app.regulations.regulation("nein")


def test_reviewed_items_cite_the_new_edition_and_are_drawn_again(city):
    revise(city, MARK)
    keys = [row.id for row in recalled(city) if row.content.article == "第十三条"]
    drawn_before = drawable(city)
    assert city.regulations.confirm(keys) == len(keys)
    for key in keys:
        now = city.bank.item(key)
        assert now.recalled is None
        assert (now.content.edition, now.content.article) == (NEW.edition, "第十四条")
        assert city.items.revisions(key)[0].reason == REVIEWED
    assert drawable(city) > drawn_before
    assert city.regulations.confirm(keys) == 0
    city.history.undo(city.history.actions(1)[0].id)
    assert {row.id for row in recalled(city)} >= set(keys)


def test_the_reviewer_may_say_where_the_clause_stands(city):
    revise(city, MARK)
    key = recalled(city)[0].id
    with pytest.raises(RuleError, match="看不出是哪一条"):
        city.regulations.confirm([key], "附则")
    city.regulations.confirm([key], "第二十条")
    assert city.bank.item(key).content.article == "第二十条"


def test_what_is_reviewed_rests_on_the_newest_of_several_editions(city):
    first = revise(city, MARK)
    second = city.regulations.regulation("fzdy-2028").id
    city.regulations.revise(second, replace(NEW, edition="2030年1月1日发布"))
    key = recalled(city)[0].id
    city.regulations.confirm([key])
    assert city.bank.item(key).content.edition == "2030年1月1日发布"
    assert key in {row.id for row in city.regulations.impact(first).reviewed}


def test_untouched_items_are_carried_over_with_their_new_numbers(city):
    key = revise(city, MARK)
    before = city.regulations.impact(key)
    assert before.untouched
    nineteenth = [r for r in before.untouched if r.content.article == "第十九条"]
    assert nineteenth
    assert city.regulations.carry_over(key, {19: 20}) == len(before.untouched)
    after = city.regulations.impact(key)
    assert after.untouched == ()
    assert {row.id for row in after.waiting} == {row.id for row in before.waiting}
    now = city.bank.item(nineteenth[0].id)
    assert (now.content.edition, now.content.article) == (NEW.edition, "第二十条")
    assert city.items.revisions(now.id)[0].reason == CARRIED
    assert city.regulations.carry_over(key) == 0
    with pytest.raises(RuleError, match="还是现行的版本"):
        city.regulations.carry_over(city.regulations.regulation("fzdy-2028").id)


def test_a_station_reviews_its_own_items_when_the_file_has_come(offices):
    key = in_force(offices.a)
    offices.round(["a"])
    regulation = revise(offices.city, MARK)
    offices.round(["a"])
    station = offices.a
    assert key in {row.id for row in recalled(station)}
    unified = next(row for row in recalled(station) if row.unified)
    with pytest.raises(RuleError, match="由市级复核"):
        station.regulations.confirm([key, unified.id])
    assert station.bank.item(key).recalled is not None
    assert station.regulations.confirm([key]) == 1
    assert station.regulations.carry_over(regulation) == 0
    offices.round(["a"])
    assert offices.city.bank.item(key).recalled is None


def test_a_station_can_take_the_citys_file_with_a_new_edition_back(offices):
    offices.round(["a"])
    before = offices.a.regulations.regulations()
    revise(offices.city, MARK)
    offices.send("city", "a")
    assert offices.a.regulations.regulations() != before
    action = next(one for one in offices.a.history.actions(3) if one.id)
    offices.a.history.undo(action.id)
    assert offices.a.regulations.regulations() == before


def test_a_refresher_asks_what_was_reviewed_first(city):
    key = revise(city, MARK)
    waiting = [row.id for row in recalled(city)]
    city.regulations.confirm(waiting)
    reviewed = {
        row.id for row in city.regulations.impact(key).reviewed if row.id in drawable(city)
    }
    made = city.refreshers.draw(key, 7)
    paper = city.papers.paper(made.paper_id)
    items = {row.revision_id: row for row in city.bank.items()}
    asked = [items[place.revision_id] for place in paper.places]
    assert (len(asked), made.items) == (10, 10)
    assert {row.id for row in asked} >= {row.id for row in asked if row.id in reviewed}
    assert made.on_changes == len({row.id for row in asked} & reviewed) > 0
    assert all(row.content.regulation == TITLE for row in asked if row.id in reviewed)
    again = city.refreshers.draw(key, 7)
    assert [p.revision_id for p in city.papers.paper(again.paper_id).places] == [
        p.revision_id for p in paper.places
    ]
    assert paper.row.seed == 7


def test_a_refresher_needs_a_marked_clause(city):
    key = revise(city)
    with pytest.raises(RuleError, match="没有标记过"):
        city.refreshers.draw(key, 1)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("第十三条", ClauseMark("第十三条")),
        ("第十三条=第十四条", ClauseMark("第十三条", "第十四条")),
        (
            "第十三条＝第十四条：由备案改为同意",
            ClauseMark("第十三条", "第十四条", "由备案改为同意"),
        ),
        ("第三至五条:合并", ClauseMark("第三至五条", "", "合并")),
        ("全部", ClauseMark()),
    ],
)
def test_marks_are_read_from_a_line(text, mark):
    assert read_mark(text) == mark


def test_a_line_without_an_article_is_refused():
    with pytest.raises(RuleError, match="看不出是哪一条"):
        read_mark("总则")


def test_all_marks_and_editions_are_composed_when_an_item_is_reviewed(city):
    first = in_force(city, replace(OWN, article="第三条、第五条"))
    revise(city, ClauseMark("第三条", "第四条"), ClauseMark("第五条", "第六条"))
    city.regulations.confirm([first])
    now = city.bank.item(first).content
    assert (now.article, now.edition) == ("第四条、第六条", NEW.edition)
    late = in_force(city, replace(OWN, stem="另一道问的是（   ）。", article="第三条"))
    second = city.regulations.regulation("fzdy-2028").id
    city.regulations.revise(
        second, replace(NEW, edition="2030年1月1日发布"), [ClauseMark("第四条", "第八条", "又改")]
    )
    assert [one.new_article for one in city.bank.item(late).recalled.changes] == [
        "第四条",
        "第八条",
    ]
    assert late in {row.id for row in city.regulations.impact(second).waiting}
    assert city.bank.item(first).recalled is not None
    assert city.regulations.confirm([first, late, late]) == 2
    for key, article in ((first, "第八条、第六条"), (late, "第八条")):
        now = city.bank.item(key)
        assert (now.content.article, now.content.edition) == (article, "2030年1月1日发布")
        assert now.recalled is None


@pytest.mark.parametrize(
    ("article", "mark"),
    [
        ("第三条", ClauseMark("第三条", "第四条、第五条")),
        ("第三四条", ClauseMark("第三条", "第四条")),
    ],
)
def test_where_a_clause_stands_is_not_guessed(city, article, mark):
    key = in_force(city, replace(OWN, article=article))
    revise(city, mark)
    before = rows_kept(city)
    with pytest.raises(RuleError, match="还不能确定"):
        city.regulations.confirm([key])
    assert rows_kept(city) == before
    assert city.regulations.confirm([key], "5") == 1
    assert city.bank.item(key).content.article == "第五条"


def test_what_was_removed_is_not_reviewed(city):
    key = in_force(city)
    revise(city, MARK)
    city.items.remove([key])
    before = rows_kept(city)
    with pytest.raises(RuleError, match="已被删除"):
        city.regulations.confirm([key])
    assert rows_kept(city) == before


@pytest.mark.parametrize(
    "cited",
    [
        {"edition": "2021年版"},
        {"edition": ""},
        {"regulation": "发展党员细则", "edition": ""},
        {"regulation": "《中国共产党发展党员工作细则》（2026年修订）"},
    ],
)
def test_odd_names_of_an_edition_are_recalled_and_reviewed_like_any(city, cited):
    key = in_force(city, replace(OWN, **cited))
    revise(city, MARK)
    assert not city.bank.item(key).drawable
    city.regulations.confirm([key])
    now = city.bank.item(key)
    assert now.drawable
    assert (now.content.regulation, now.content.edition) == (TITLE, NEW.edition)


def test_the_list_is_given_as_the_shipped_bank_says_it(city):
    revise(city, MARK)
    with city._store.read() as session:
        known = {one.code: one for one in known_regulations(session)}
    assert known.keys() == {row.code for row in city.regulations.regulations()}
    assert known[CODE].superseded_by == "fzdy-2028"
    new = known["fzdy-2028"]
    assert (new.title, new.edition, new.in_force_from) == (TITLE, NEW.edition, NEW.in_force_from)
    assert new.superseded_by == ""

"""Papers drawn from the bank: again from the same seed, with a key that fits what is printed."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import KIND_ORDER, BlueprintLine
from jyguide.exam.keying.rows import layout_of
from jyguide.exam.marking.mark import MarkingRule, MultipleRule, mark
from jyguide.exam.paper import lines_from_json, lines_to_json, printed
from jyguide.exam.printing.paper_document import sections
from jyguide.exam.printing.print_job import paper_text
from jyguide.ids import PaperId
from tests.jyguide.builders import a_blueprint, hold_exam, rows_kept
from tests.postgres import on_both_databases


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def contents(app, paper):
    return [place.content for place in app.papers.paper(paper).places]


@st.composite
def lettered(draw):
    """An item with options and one of the orders it may be printed in."""
    kind = draw(st.sampled_from([ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING]))
    count = draw(st.integers(2, len(OPTION_LETTERS)))
    letters = list(OPTION_LETTERS[:count])
    if kind is ItemKind.ORDERING:
        answer = "".join(draw(st.permutations(letters)))
    else:
        most = 1 if kind is ItemKind.SINGLE else count
        answer = "".join(
            sorted(draw(st.sets(st.sampled_from(letters), min_size=1, max_size=most)))
        )
    options = tuple(f"选项{i}" for i in range(count))
    order = draw(st.permutations(range(count)))
    return ItemContent(kind, "题", options, answer), tuple(order)


def texts(content):
    """What the key says in words, whatever letters stand before them."""
    named = dict(zip(OPTION_LETTERS, content.options, strict=False))
    return [named[letter] for letter in content.answer]


@given(lettered())
def test_the_key_follows_the_shuffled_letters(case):
    content, order = case
    shown = printed(content, order)
    assert sorted(shown.options) == sorted(content.options)
    assert shown.options == tuple(content.options[old] for old in order)
    if content.kind is ItemKind.ORDERING:
        assert texts(shown) == texts(content)
    else:
        assert set(texts(shown)) == set(texts(content))
        assert list(shown.answer) == sorted(shown.answer)
    assert mark(shown, shown.answer, 20, MarkingRule(MultipleRule.ALL_OR_NOTHING)).points == 20


@given(lettered())
def test_printing_back_gives_the_item_again(case):
    content, order = case
    back = tuple(order.index(place) for place in range(len(order)))
    assert printed(printed(content, order), back) == content


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (ItemKind.TRUE_FALSE, "T"),
        (ItemKind.FILL_IN, (("三",),)),
        (ItemKind.SHORT_ANSWER, "答"),
    ],
)
def test_items_without_letters_are_printed_as_they_are(kind, answer):
    content = ItemContent(kind, "题", (), answer)
    assert printed(content, (1, 0)) is content


def test_an_item_without_key_is_printed_without_key():
    shown = printed(ItemContent(ItemKind.SINGLE, "题", ("甲", "乙"), None), (1, 0))
    assert (shown.options, shown.answer) == (("乙", "甲"), None)


def test_the_same_seed_draws_the_same_paper(app, new_folder, open_at):
    plan = a_blueprint()
    first = contents(app, app.papers.draw(plan, "卷", 20261120))
    assert contents(app, app.papers.draw(plan, "卷", 20261120)) == first
    assert contents(app, app.papers.draw(plan, "卷", 20261121)) != first
    other = open_at(new_folder("周庄镇", "B"))
    assert contents(other, other.papers.draw(plan, "卷", 20261120)) == first


def test_a_paper_stays_as_drawn(city):
    app = city  # which alone may withdraw what it issues
    paper = app.papers.draw(a_blueprint(), "卷", 5)
    before = app.papers.paper(paper)
    ids = {place.revision_id for place in before.places}
    drawn = [row.id for row in app.bank.items() if row.revision_id in ids]
    app.items.set_status(drawn, ItemStatus.WITHDRAWN)
    assert app.papers.paper(paper) == before
    again = app.papers.paper(app.papers.draw(a_blueprint(), "卷", 5))
    assert not ids & {place.revision_id for place in again.places}


def test_the_head_of_a_paper(app):
    plan = a_blueprint()
    paper = app.papers.draw(plan, " 结业卷 ", 5)
    (row,) = app.papers.papers()
    assert row == app.papers.paper(paper).row
    assert (row.title, row.seed, row.items, row.minutes) == ("结业卷", 5, 10, 30)
    assert row.total_points == plan.blueprint.total_points == 200
    assert [place.position for place in app.papers.paper(paper).places] == list(range(1, 11))


def test_without_shuffling_options_keep_their_order(app):
    bank = {row.revision_id: row.content for row in app.bank.items()}
    paper = app.papers.paper(app.papers.draw(a_blueprint(shuffle_options=False), "卷", 5))
    assert all(place.content == bank[place.revision_id] for place in paper.places)


def test_options_about_the_others_stay_last(app):
    for at in range(5):
        options = ("以上都对", f"甲{at}", f"乙{at}", f"丙{at}")
        key = app.items.create(
            ItemContent(ItemKind.SINGLE, f"题{at}", options, "A", category="新")
        )
        app.items.set_status([key], ItemStatus.REVIEW)
        app.items.set_status([key], ItemStatus.IN_FORCE)
    plan = a_blueprint(BlueprintLine(ItemKind.SINGLE, 5, 10, "新"))
    for content in contents(app, app.papers.draw(plan, "卷", 1)):
        assert (content.options[-1], content.answer) == ("以上都对", "D")


def test_what_the_bank_cannot_supply_is_named(app):
    plan = a_blueprint(
        BlueprintLine(ItemKind.SINGLE, 1, 10), BlueprintLine(ItemKind.ORDERING, 9999, 10)
    )
    (short,) = app.papers.bank_supply().weigh(plan.blueprint).lacking
    assert (short.line.kind, short.missing) == (ItemKind.ORDERING, 9999 - short.fitting)
    before = rows_kept(app)
    with pytest.raises(RuleError, match=rf"排序题：要 9999 道，题库里只有 {short.fitting} 道"):
        app.papers.draw(plan, "卷", 1)
    assert rows_kept(app) == before
    assert app.papers.bank_supply().weigh(a_blueprint().blueprint).lacking == ()


def test_one_stem_with_other_options_is_another_item(app):
    """“下列说法正确的是” is asked a hundred times; the same options in another order once."""
    stem = "样例：下列说法正确的是（   ）"
    sets = [(f"甲{at}", f"乙{at}") for at in range(30)] + [("乙0", "甲0")]
    for options in sets:
        key = app.items.create(ItemContent(ItemKind.SINGLE, stem, options, "A", category="新"))
        app.items.set_status([key], ItemStatus.REVIEW)
        app.items.set_status([key], ItemStatus.IN_FORCE)
    plan = a_blueprint(BlueprintLine(ItemKind.SINGLE, 30, 10, "新"))
    assert len(contents(app, app.papers.draw(plan, "卷", 1))) == 30
    one_more = a_blueprint(BlueprintLine(ItemKind.SINGLE, 31, 10, "新"))
    assert app.papers.bank_supply().weigh(one_more.blueprint).lacking[0].missing == 1


def test_oral_questions_and_drafts_are_not_drawn(app, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text("1. 没有答案的题（   ）。\nA. 甲  B. 乙\n", "utf-8")
    app.bank_files.import_plan(app.bank_files.plan_file(path))
    kinds = {one.kind for one in app.papers.candidates()}
    assert ItemKind.ORAL not in kinds
    assert len(app.papers.candidates()) == len(
        [
            row
            for row in app.bank.items(statuses=[ItemStatus.IN_FORCE])
            if row.content.kind is not ItemKind.ORAL
        ]
    )


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"lines": ()}, "还没有题目要求"),
        ({"lines": (BlueprintLine(ItemKind.SINGLE, 0, 10),)}, "还没有题目要求"),
        ({"pass_points": 0}, "及格分"),
        ({"pass_points": 201}, "及格分"),
        ({"minutes": 0}, "时长"),
    ],
)
def test_a_blueprint_that_makes_no_sense_is_refused(app, changes, word):
    before = rows_kept(app)
    with pytest.raises(RuleError, match=word):
        app.papers.save_blueprint(a_blueprint(**changes))
    with pytest.raises(RuleError, match=word):
        app.papers.draw(a_blueprint(**changes), "卷", 1)
    with pytest.raises(RuleError, match="名称"):
        app.papers.save_blueprint(replace(a_blueprint(), name=" "))
    with pytest.raises(RuleError, match="名称"):
        app.papers.draw(a_blueprint(), "  ", 1)
    assert rows_kept(app) == before


@on_both_databases
def test_blueprints_are_kept_changed_and_removed(app):
    first = app.papers.save_blueprint(a_blueprint())
    second = app.papers.save_blueprint(replace(a_blueprint(), name="第二"))
    assert [row.id for row in app.papers.blueprints()] == [second, first]
    changed = replace(
        a_blueprint(BlueprintLine(ItemKind.SINGLE, 3, 15, "党费管理", 2)),
        rule=MarkingRule(MultipleRule.PROPORTIONAL),
    )
    assert app.papers.save_blueprint(changed, first) == first
    assert app.papers.blueprints()[1].plan == changed
    paper = app.papers.draw(a_blueprint(), "卷", 1, first)
    app.papers.remove_blueprint(first)
    assert [row.id for row in app.papers.blueprints()] == [second]
    assert app.papers.paper(paper).row.title == "卷"


def test_lines_survive_the_database():
    lines = (BlueprintLine(ItemKind.SINGLE, 3, 15, "党费管理", 2),)
    assert lines_from_json(lines_to_json(lines)) == lines


def test_a_paper_that_is_not_there_is_a_sentence(app):
    with pytest.raises(RuleError, match="没有找到这份试卷"):
        app.papers.paper(PaperId(uuid4()))


def test_paper_and_key_are_printed_from_the_same_places(app):
    paper = app.papers.draw(a_blueprint(), "结业卷", 5)
    handed_out, key = str(app.papers.paper_document(paper)), str(app.papers.key_document(paper))
    for content in contents(app, paper):
        if content.kind is ItemKind.SINGLE:
            assert content.options[0] in handed_out
        if content.explanation:
            assert content.explanation in key
            assert content.explanation not in handed_out


def drawn_items(app, paper):
    """The items a paper asks, by key of the revision."""
    return {place.revision_id for place in app.papers.paper(paper).places}


def avoiding(papers, **changes):
    return a_blueprint(avoid_papers=papers, **changes)


def test_recent_papers_are_avoided_and_drawing_again_knows_which(app):
    first = app.papers.draw(a_blueprint(), "一", 1)
    second = app.papers.draw(avoiding(1), "二", 1)
    assert not drawn_items(app, first) & drawn_items(app, second)
    third = app.papers.draw(avoiding(2), "三", 1)
    assert not drawn_items(app, third) & (drawn_items(app, first) | drawn_items(app, second))
    app.papers.draw(a_blueprint(), "四", 9)  # what came later changes nothing
    for paper in (first, second, third):
        found = app.papers.redraw(paper)
        assert (found.same, found.sentence) == (
            True,
            "题库没有变动，按同一编号再抽得到完全相同的卷。",
        )


def test_the_bank_has_changed_since_and_it_is_said(city):
    app = city
    paper = app.papers.draw(a_blueprint(), "卷", 5)
    spared = next(
        row.id
        for row in app.bank.items()
        if row.content.kind is ItemKind.SHORT_ANSWER and row.drawable
    )
    app.items.set_status([spared], ItemStatus.WITHDRAWN)
    assert app.papers.redraw(paper).same  # nobody asked for a short answer
    asked = drawn_items(app, paper)
    gone = [row.id for row in app.bank.items() if row.revision_id in asked]
    app.items.set_status(gone, ItemStatus.WITHDRAWN)
    before = rows_kept(app)
    found = app.papers.redraw(paper)
    assert not found.same
    assert found.sentence == ("题库在组卷后有变动，按同一编号再抽会得到不同的卷；这份卷本身不变。")
    assert not asked & {item.revision_id for item in found.draft.items}
    ordering = app.bank.items(kinds=[ItemKind.ORDERING], statuses=[ItemStatus.IN_FORCE])
    app.items.set_status([row.id for row in ordering], ItemStatus.WITHDRAWN)
    assert "已不够再抽一份" in app.papers.redraw(paper).sentence
    assert drawn_items(app, paper) == asked
    assert rows_kept(app)["paper_item"] == before["paper_item"]


@on_both_databases
def test_variants_are_kept_as_one_paper_and_counted_as_one(app):
    draft = app.papers.draft(a_blueprint(), "卷", 5)
    head = app.papers.keep(draft, variants=3)
    (row,) = app.papers.papers()
    assert (row.id, row.variant, row.variants, row.exams) == (head, "A", ("A", "B", "C"), 0)
    family = app.papers.variants_of(head)
    assert [one.variant for one in family] == ["A", "B", "C"]
    assert app.papers.variants_of(family[2].id) == family
    said = [
        {
            place.revision_id: (place.points, sorted(place.content.options))
            for place in app.papers.paper(one.id).places
        }
        for one in family
    ]
    assert said[0] == said[1] == said[2]
    for one in family:
        assert app.papers.paper(one.id).row == one
        assert app.papers.redraw(one.id).same
        assert f"（{one.variant}卷）" in str(app.papers.paper_document(one.id))
    orders = {tuple(p.revision_id for p in app.papers.paper(one.id).places) for one in family}
    assert len(orders) == 3
    with pytest.raises(RuleError, match="最多出 4 种"):
        app.papers.keep(draft, variants=5)
    assert len(app.papers.papers()) == 1
    later = app.papers.draw(avoiding(1), "二", 5)  # one paper back is all three
    assert not drawn_items(app, later) & set(said[0])


@on_both_databases
def test_a_paper_nobody_used_is_taken_off_the_list_with_its_variants(app):
    held = hold_exam(app, 1)
    with pytest.raises(RuleError, match="已经用于 1 场考试"):
        app.papers.remove_paper(held.paper)
    head = app.papers.keep(app.papers.draft(a_blueprint(), "卷", 5), variants=2)
    assert [row.exams for row in app.papers.papers()] == [0, 1]
    other = app.papers.variants_of(head)[1].id
    arranged = app.sittings.open_exam(other, "用 B 卷", held.session)
    assert [row.paper_id for row in app.sittings.exams()] == [other, held.paper]
    assert [row.exams for row in app.papers.papers()] == [1, 1]
    with pytest.raises(RuleError, match="已经用于 1 场考试"):
        app.papers.remove_paper(head)
    app.history.undo(app.history.actions(1)[0].id)
    assert arranged not in {row.id for row in app.sittings.exams()}
    app.papers.remove_paper(other)
    assert [row.id for row in app.papers.papers()] == [held.paper]
    assert len(app.papers.paper(head).places) == 10  # what an exam elsewhere may need stays
    app.history.undo(app.history.actions(1)[0].id)
    assert [row.id for row in app.papers.papers()] == [head, held.paper]


def test_what_the_typed_blueprint_is_weighed_against(app):
    first = app.papers.draw(a_blueprint(), "一", 1)
    app.papers.keep(app.papers.draft(a_blueprint(), "二", 2), variants=2)
    supply = app.papers.bank_supply()
    assert set(supply.candidates) == set(app.papers.candidates())
    assert len(supply.recent) == 2
    items = {one.revision_id: one.item_id for one in supply.candidates}
    assert supply.recent[1] == {items[key] for key in drawn_items(app, first)}
    plan = avoiding(2)
    assert supply.weigh(plan.blueprint).lacking == ()


def test_items_alike_stand_on_one_paper_only_where_it_is_allowed_or_nothing_else_is_there(app):
    endings = ("？", "（　）。", "呢？", "，对吗？")
    for family in ("党员按月交纳党费的标准由谁规定", "预备党员的预备期从哪一天算起"):
        for at, ending in enumerate(endings):
            content = ItemContent(
                ItemKind.SINGLE, f"{family}{ending}", ("甲", f"乙{at}"), "A", category="新"
            )
            key = app.items.create(content)
            app.items.set_status([key], ItemStatus.REVIEW)
            app.items.set_status([key], ItemStatus.IN_FORCE)

    def draft(count, *, allow=False):
        plan = a_blueprint(BlueprintLine(ItemKind.SINGLE, count, 10, "新"), allow_alike=allow)
        return app.papers.draft(plan, "卷", 3)

    assert (draft(2).note, draft(2).drawing.get("alike")) == ("", None)
    assert draft(3).note == "卷上有 1 对相近的题：题库里没有别的可换。"
    assert draft(3, allow=True).note == ""
    assert len({one.revision_id for one in draft(8).items}) == 8
    stems = [app.bank.contents([one.revision_id])[one.revision_id].stem for one in draft(2).items]
    assert len({stem[:5] for stem in stems}) == 2


def test_a_paper_put_together_in_any_order_is_kept_section_by_section(app):
    """A place is the number printed, typed in and reported: there is but one order."""
    plan = a_blueprint(
        BlueprintLine(ItemKind.SINGLE, 2, 20),
        BlueprintLine(ItemKind.TRUE_FALSE, 2, 20),
        BlueprintLine(ItemKind.FILL_IN, 1, 20),
        pass_points=40,
    )
    draft = app.papers.draft(plan, "卷", 7)
    mixed = replace(draft, items=draft.items[::-1], drawing={"origin": "fixed"})
    for count in (1, 2):
        head = app.papers.keep(mixed, variants=count)
        for row in app.papers.variants_of(head):
            paper = app.papers.paper(row.id)
            kinds = [KIND_ORDER.index(place.content.kind) for place in paper.places]
            assert kinds == sorted(kinds)
            printed = [
                item.content
                for section in sections(paper_text(paper).items)
                for item in section.items
            ]
            typed = [(one.number, one.place.position) for one in layout_of(paper).items]
            assert printed == [place.content for place in paper.places]
            assert typed == [(n, n) for n in range(1, 6)]

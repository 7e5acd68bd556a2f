"""Items written, revised, reviewed, deleted and merged, on a real database."""

from dataclasses import replace

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import UNIFIED, WRITTEN_HERE, ItemStatus, item_name
from jyguide.bank.service.editing import with_category, with_difficulty
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import BlueprintLine
from tests.jyguide.builders import a_blueprint, rows_kept
from tests.postgres import on_both_databases

DRAFT, REVIEW, IN_FORCE, WITHDRAWN = ItemStatus
SINGLE = ItemContent(
    ItemKind.SINGLE, "样例题（   ）", ("甲", "乙", "丙"), "B", category="样例类别"
)


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def written(app, content=SINGLE, *steps, **more):
    key = app.items.create(content, **more)
    for status in steps:
        app.items.set_status([key], status)
    return key


def refused(app, match, work, *args, **more):
    """It is refused in a sentence with a hint, and the database is as before."""
    before = rows_kept(app)
    with pytest.raises(RuleError, match=match) as caught:
        work(*args, **more)
    assert caught.value.hint
    assert rows_kept(app) == before


def revise(app, key, content, reason="", **more):
    seen = app.bank.item(key).revision_id
    return app.items.revise(key, content, reason, seen=seen, **more)


def test_a_new_item_is_a_draft_with_the_next_number(app):
    first, second = written(app), written(app, replace(SINGLE, stem="又一道（   ）"))
    rows = [app.bank.item(key) for key in (first, second)]
    assert [row.number for row in rows] == ["1", "2"]
    assert {(row.status, row.source, row.unified) for row in rows} == {
        (DRAFT, WRITTEN_HERE, False)
    }
    assert [row.content.stem for row in app.bank.items()[-2:]] == [
        "样例题（   ）",
        "又一道（   ）",
    ]


def test_at_the_citys_it_belongs_to_the_unified_bank(city):
    row = city.bank.item(written(city))
    assert (row.source, row.unified) == (UNIFIED, True)
    assert row.number.isdecimal()
    assert len([one for one in city.bank.items() if one.number == row.number]) == 1


def test_a_number_and_a_question_may_be_given(app):
    question = app.bank.items()[0].id
    row = app.bank.item(written(app, number=" 甲-1 ", question_id=question))
    assert (row.number, row.question_id) == ("甲-1", question)


def test_it_may_wait_for_review_at_once(app):
    assert app.bank.item(written(app, to_review=True)).status is REVIEW


def test_an_ill_formed_item_is_not_written(app):
    bad = replace(SINGLE, options=("甲", "甲"))
    refused(app, "有两个选项相同", app.items.create, bad)
    key = written(app)
    refused(app, "有两个选项相同", revise, app, key, bad, "改")


def test_a_revision_leaves_the_former_as_it_was(app):
    key = written(app)
    former = app.bank.item(key).revision_id
    newer = replace(SINGLE, answer="C")
    revision = revise(app, key, newer, "答案有误")
    assert revision != former
    assert app.bank.item(key).content == newer
    assert app.bank.contents([former, revision]) == {former: SINGLE, revision: newer}


def test_the_same_content_is_no_revision(app):
    key = written(app)
    before = rows_kept(app)
    assert revise(app, key, SINGLE, "没变") == app.bank.item(key).revision_id
    assert rows_kept(app) == before


def test_what_was_changed_meanwhile_is_not_overwritten(app):
    key = written(app)
    seen = app.bank.item(key).revision_id
    revise(app, key, replace(SINGLE, answer="C"))
    late = replace(SINGLE, answer="A")
    refused(app, "在这期间已被改过", app.items.revise, key, late, "改", seen=seen)


def test_what_was_deleted_meanwhile_is_not_changed(app):
    key = written(app)
    row = app.bank.item(key)
    app.items.remove([key])
    late = replace(SINGLE, answer="A")
    refused(app, "已被删除", app.items.revise, key, late, "改", seen=row.revision_id)
    refused(app, "已被删除", app.items.set_status, [key], REVIEW)


def test_an_item_in_force_wants_a_reason_and_keeps_its_answer(app):
    key = written(app, SINGLE, REVIEW, IN_FORCE)
    refused(app, "没有写修改原因", revise, app, key, replace(SINGLE, answer="C"), "  ")
    refused(app, "不能没有答案", revise, app, key, replace(SINGLE, answer=None), "改")
    revise(app, key, replace(SINGLE, answer="C"), "  答案有误 ")
    assert app.items.revisions(key)[0].reason == "答案有误"


def test_revised_and_sent_to_review_in_one_action(app):
    key = written(app)
    revise(app, key, replace(SINGLE, answer="C"), to_review=True)
    row = app.bank.item(key)
    assert (row.status, row.content.answer) == (REVIEW, "C")
    app.history.undo(app.history.latest())
    row = app.bank.item(key)
    assert (row.status, row.content.answer) == (DRAFT, "B")


def test_sent_to_review_without_a_change(app):
    key = written(app)
    seen = app.bank.item(key).revision_id
    assert revise(app, key, SINGLE, to_review=True) == seen
    assert app.bank.item(key).status is REVIEW
    before = rows_kept(app)
    assert revise(app, key, SINGLE, to_review=True) == seen
    assert rows_kept(app) == before


def test_the_steps_that_are_open_and_those_that_are_not(app):
    key = written(app)
    refused(app, "不能直接改为“在用”", app.items.set_status, [key], IN_FORCE)
    for status in (REVIEW, DRAFT, REVIEW, IN_FORCE, REVIEW, IN_FORCE, WITHDRAWN, IN_FORCE):
        app.items.set_status([key], status)
        assert app.bank.item(key).status is status
    refused(app, "不能直接改为“草稿”", app.items.set_status, [key], DRAFT)


def test_one_that_is_not_fit_holds_all(app):
    good, bad = written(app, SINGLE, REVIEW), written(app, replace(SINGLE, answer=None), REVIEW)
    refused(app, "没有答案，不能启用", app.items.set_status, [good, bad], IN_FORCE)


def test_many_are_given_a_category_and_a_difficulty(app):
    keys = [written(app), written(app, replace(SINGLE, stem="又一道（   ）"))]
    assert app.items.change_many(keys, with_category(" 新类别 "), "统一") == 2
    assert {app.bank.item(key).content.category for key in keys} == {"新类别"}
    assert app.items.change_many(keys, with_category("新类别"), "统一") == 0
    assert app.items.change_many(keys, with_difficulty(3), "") == 2
    assert {app.bank.item(key).content.difficulty for key in keys} == {3}


def test_a_unified_item_among_many_holds_all(app):
    unified = app.bank.items()[0].id
    refused(
        app, "统一题库", app.items.change_many, [written(app), unified], with_difficulty(3), "改"
    )


def test_what_was_asked_is_not_deleted(app):
    key = written(app, SINGLE, REVIEW, IN_FORCE)
    app.papers.draw(a_blueprint(BlueprintLine(ItemKind.SINGLE, 1, 10, "样例类别")), "卷", 1)
    other = written(app, replace(SINGLE, stem="又一道（   ）"))
    refused(app, "已经用在试卷上", app.items.remove, [other, key])
    app.items.remove([other])
    assert other not in {row.id for row in app.bank.items()}


def test_the_history_names_reason_writer_and_papers(app):
    key = written(app, SINGLE, REVIEW, IN_FORCE)
    app.papers.draw(a_blueprint(BlueprintLine(ItemKind.SINGLE, 1, 10, "样例类别")), "卷", 1)
    revise(app, key, replace(SINGLE, answer="C"), "一")
    revise(app, key, replace(SINGLE, answer="A"), "二")
    told = app.items.revisions(key)
    assert [one.reason for one in told] == ["二", "一", ""]
    assert [one.content.answer for one in told] == ["A", "C", "B"]
    assert [one.asked for one in told] == [0, 0, 1]
    assert [one.present for one in told] == [True, False, False]
    assert all(one.made_at is not None and one.made_by for one in told)


def test_what_was_undone_stays_in_the_history_before_the_present(app):
    key = written(app)
    revise(app, key, replace(SINGLE, answer="C"), "一")
    app.history.undo(app.history.latest())
    told = app.items.revisions(key)
    assert [one.content.answer for one in told] == ["C", "B"]
    assert [one.present for one in told] == [False, True]


@on_both_databases
def test_merged_history_is_kept_and_shown_together(app):
    keep, other, third = (
        written(app),
        written(app, replace(SINGLE, stem="另一种问法（   ）"), REVIEW, IN_FORCE),
        written(app, replace(SINGLE, stem="第三种问法（   ）")),
    )
    app.items.merge(other, third)
    app.items.merge(keep, other)
    assert {app.bank.item(key).merged_into for key in (other, third)} == {keep}
    assert app.bank.item(other).status is WITHDRAWN
    assert {one.item_id for one in app.items.revisions(keep)} == {keep, other, third}
    assert app.items.revisions(keep)[0].item_id == keep
    app.history.undo(app.history.latest())
    row = app.bank.item(other)
    assert (row.status, row.merged_into) == (IN_FORCE, None)


def test_what_was_built_on_a_merged_question_follows(app):
    question = ItemContent(ItemKind.ORAL, "怎么做？", answer="这样做。")
    keep, other = written(app, question), written(app, replace(question, stem="如何做？"))
    built = written(app, question_id=other)
    app.items.merge(keep, other)
    assert app.bank.item(built).question_id == keep


def test_nothing_is_merged_in_a_circle(app):
    first, second = written(app), written(app, replace(SINGLE, stem="另一种问法（   ）"))
    refused(app, "并入它自己", app.items.merge, first, first)
    app.items.merge(first, second)
    refused(app, "已经并入别的题", app.items.merge, second, first)


def test_put_in_force_again_it_stands_for_itself(app):
    first, second = written(app), written(app, replace(SINGLE, stem="另一种问法（   ）"))
    app.items.merge(first, second)
    assert app.items.set_status([second], IN_FORCE) == (app.bank.item(first).number,)
    assert app.bank.item(second).merged_into is None
    assert app.items.set_status([second], WITHDRAWN) == ()


def test_what_is_drawn_is_not_merged_into_what_is_withdrawn(app):
    used = written(app, SINGLE, REVIEW, IN_FORCE)
    gone = written(app, replace(SINGLE, stem="另一种问法（   ）"), WITHDRAWN)
    refused(app, "两道都不会再抽到", app.items.merge, gone, used)
    app.items.merge(used, gone)
    assert app.bank.item(used).status is IN_FORCE


def test_what_holds_others_is_not_deleted_without_them(app):
    keep, other = written(app), written(app, replace(SINGLE, stem="另一种问法（   ）"))
    app.items.merge(keep, other)
    refused(app, "已经并入第 1 题", app.items.remove, [keep])
    app.items.remove([keep, other])
    assert not {keep, other} & {row.id for row in app.bank.items()}


def test_what_changed_since_it_was_seen_holds_all(app):
    first, second = written(app), written(app, replace(SINGLE, stem="另一种问法（   ）"))
    seen = {key: app.bank.item(key).revision_id for key in (first, second)}
    revise(app, second, replace(SINGLE, answer="C"))
    both = [first, second]
    for work, args in (
        (app.items.set_status, (both, REVIEW)),
        (app.items.change_many, (both, with_difficulty(3), "改")),
        (app.items.merge, (first, second)),
        (app.items.merge, (second, first)),
    ):
        refused(app, "在这期间已被改过", work, *args, seen=seen)
    seen[second] = app.bank.item(second).revision_id
    app.items.set_status(both, REVIEW, seen=seen)
    assert app.bank.item(second).status is REVIEW


def test_many_in_force_want_a_reason_too(app):
    keys = [written(app), written(app, replace(SINGLE, stem="又一道（   ）"), REVIEW, IN_FORCE)]
    refused(app, "没有写修改原因", app.items.change_many, keys, with_difficulty(3), " ")
    assert app.items.change_many(keys, with_difficulty(3), "统一") == 2


def test_pairs_that_are_two_are_not_named_again(app):
    first, second = written(app), written(app, replace(SINGLE, stem="样例题二（   ）"))

    def named():
        pairs = [{pair.first, pair.second} for pair in app.items.similar(70)]
        return {first, second} in pairs

    assert named()
    app.items.keep_apart(second, first)
    assert not named()


@on_both_databases
def test_editions_are_listed_with_what_came_after_them(app):
    editions = app.bank.editions()
    assert len(editions) == len({(one.title, one.edition) for one in editions})
    by_title = {}
    for one in editions:
        by_title.setdefault(one.title, []).append(one)
    for same in by_title.values():
        assert [one.in_force for one in same] == sorted(
            (one.in_force for one in same), reverse=True
        )
    named = {one.edition for one in editions} | {
        f"《{one.title}》{one.edition}" for one in editions
    }
    assert {one.superseded_by for one in editions if not one.in_force} <= named


def test_an_item_is_named_with_its_source():
    assert item_name("统一题库", "001-2") == "统一题库第 001-2 题"
    assert item_name("loose.docx", "3") == "loose.docx 第 3 题"
    assert item_name("周庄镇：自编", "3") == "周庄镇：自编第 3 题"
    assert item_name("自编", "") == "自编的题"

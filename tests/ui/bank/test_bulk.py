"""Many items at once: what is taken, what is left out and why, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from jyguide.bank.row import ItemStatus
from tests.ui.bank.hands import IN_FORCE, REVIEW, SINGLE, WITHDRAWN
from ui.bank.bulk import plan_edit, plan_removal, plan_status
from ui.bank.bulk_dialog import BulkDialog

DRAFT = ItemStatus.DRAFT


@pytest.fixture
def three(hands):
    """A draft, one that waits for review, one in force."""
    return (
        hands.own(SINGLE),
        hands.own(replace(SINGLE, stem="样例乙（   ）"), REVIEW),
        hands.own(replace(SINGLE, stem="样例丙（   ）"), REVIEW, IN_FORCE),
    )


def test_the_whole_way_by_buttons_each_undone(hands):
    key = hands.own()
    hands.select(key)
    for name, word, before, after in (
        ("to_review", "已送审 1 道题", DRAFT, REVIEW),
        ("enable", "已启用 1 道题", REVIEW, IN_FORCE),
        ("withdraw", "已停用 1 道题", IN_FORCE, WITHDRAWN),
    ):
        hands.press(name)
        assert hands.status_of(key) is after
        assert hands.said() == word
        hands.take_back()
        assert hands.status_of(key) is before
        hands.take_back()  # and done again
        assert hands.status_of(key) is after


def test_in_force_again_it_is_said_what_it_no_longer_belongs_to(hands):
    keep, other = hands.own(), hands.own(replace(SINGLE, stem="样例乙（   ）"))
    hands.app.items.merge(keep, other)
    hands.page.refresh()
    hands.settle()
    hands.select(other)
    hands.press("enable")
    assert hands.said() == f"已启用 1 道题，不再并入第 {hands.app.bank.item(keep).number} 题"
    assert hands.app.bank.item(other).merged_into is None


def test_what_changed_since_it_was_chosen_is_not_put_in_force(hands):
    key = hands.own(SINGLE, REVIEW)
    hands.select(key)
    row = hands.app.bank.item(key)
    hands.app.items.revise(key, replace(SINGLE, answer="A"), "", seen=row.revision_id)
    hands.press("enable")
    assert "在这期间已被改过" in hands.alerts.take_error().message
    assert hands.status_of(key) is REVIEW


def test_only_steps_that_are_open_have_a_button(hands, three):
    draft, review, used = three
    for key, open_ in (
        (draft, {"to_review", "withdraw"}),
        (review, {"enable", "withdraw"}),
        (used, {"to_review", "withdraw"}),
    ):
        hands.select(key)
        names = {"to_review", "enable", "withdraw"}
        assert {name for name in names if hands.button(name).isVisible()} == open_
    hands.select(*three)
    assert hands.button("withdraw").text() == "停用 3 道"
    assert hands.button("enable").text() == "启用 1 道"
    assert not hands.button("edit").isVisible()


def test_who_is_left_out_is_told_before(hands, three):
    _, review, _ = three
    unified = hands.page.table.rows()[0].id
    hands.select(unified, *three)
    hands.alerts.answers.append(True)
    hands.trigger("启用")
    (question,) = hands.alerts.questions
    assert question.startswith("选中 4 道，其中 1 道是统一题库的题，不能改，")
    assert "1 道是“草稿”，要先送审" in question
    assert "1 道已经是“在用”" in question
    assert [hands.status_of(key) for key in three] == [DRAFT, IN_FORCE, IN_FORCE]
    hands.take_back()
    assert hands.status_of(review) is REVIEW


def test_a_no_changes_nothing(hands, three):
    hands.select(hands.page.table.rows()[0].id, *three)
    hands.alerts.answers.append(False)
    hands.trigger("停用")
    assert [hands.status_of(key) for key in three] == [DRAFT, REVIEW, IN_FORCE]


def test_nothing_but_unified_items_is_refused_in_a_sentence(hands):
    hands.choose("001", "001-1", own=False)
    for line in ("停用", "送审", "退回草稿", "改类别…", "改难度…", "删除草稿"):
        hands.trigger(line)
        said = hands.alerts.sentences.pop()
        assert said == "选中 2 道，其中 2 道是统一题库的题，不能改。没有改动。"


def test_the_city_changes_unified_items(city_hands):
    keys = [row.id for row in city_hands.page.table.rows()[:2]]
    city_hands.select(*keys)
    city_hands.press("withdraw")
    assert {city_hands.status_of(key) for key in keys} == {WITHDRAWN}
    city_hands.take_back()
    assert {city_hands.status_of(key) for key in keys} == {IN_FORCE}


def test_back_to_a_draft(hands, three):
    hands.select(three[1])
    hands.trigger("退回草稿")
    assert hands.status_of(three[1]) is DRAFT


def test_category_of_several_with_a_reason(hands, three):
    hands.select(*three)
    hands.trigger("改类别…")
    dialog = hands.page.findChild(BulkDialog)
    value, reason = dialog.findChild(QComboBox), dialog.findChild(QLineEdit, "field_reason")
    assert "发展党员" in [value.itemText(at) for at in range(value.count())]
    apply = dialog.findChild(QPushButton, "apply")
    hands.qtbot.mouseClick(apply, Qt.MouseButton.LeftButton)
    assert dialog.isVisible(), "an item in force needs a reason, and a category is wanted"
    value.setEditText("新类别")
    reason.setText("统一名称")
    hands.qtbot.mouseClick(apply, Qt.MouseButton.LeftButton)
    hands.settle()
    rows = [hands.app.bank.item(key) for key in three]
    assert {row.content.category for row in rows} == {"新类别"}
    assert hands.said() == "类别已改为“新类别”：3 道题"
    assert hands.app.items.revisions(three[2])[0].reason == "统一名称"
    hands.take_back()
    assert {hands.app.bank.item(key).content.category for key in three} == {"样例类别"}


def test_difficulty_of_drafts_needs_no_reason(hands, three):
    hands.select(three[0])
    hands.trigger("改难度…")
    dialog = hands.page.findChild(BulkDialog)
    dialog.findChild(QComboBox).setCurrentText("难")
    hands.qtbot.mouseClick(dialog.findChild(QPushButton, "apply"), Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.app.bank.item(three[0]).content.difficulty == 3


def test_the_same_again_changes_nothing(hands, three):
    hands.select(three[0])
    hands.trigger("改难度…")
    dialog = hands.page.findChild(BulkDialog)
    dialog.findChild(QComboBox).setCurrentText("中")
    hands.qtbot.mouseClick(dialog.findChild(QPushButton, "apply"), Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.said() == "没有需要改的，内容本来就是这样"
    assert hands.notices[-1].action is None


def test_drafts_are_deleted_and_come_back(hands, three):
    hands.select(three[0], three[2])
    hands.alerts.answers.append(True)
    hands.trigger("删除草稿")
    assert "1 道是“在用”，不再使用的请停用" in hands.alerts.questions[0]
    ids = {row.id for row in hands.app.bank.items()}
    assert three[0] not in ids
    assert three[2] in ids
    hands.take_back()
    assert three[0] in {row.id for row in hands.app.bank.items()}


def test_several_drafts_are_asked_about(hands):
    keys = [hands.own(replace(SINGLE, stem=f"样例{n}（   ）")) for n in range(3)]
    hands.select(*keys)
    hands.alerts.answers.append(False)
    hands.trigger("删除草稿")
    assert hands.alerts.questions == ["要删除选中的 3 道草稿吗？"]
    assert all(hands.status_of(key) is DRAFT for key in keys)


def test_the_menu_stands_in_the_order_of_the_house(hands):
    hands.own()
    assert list(hands.menu()) == [
        *("打开", "新建…", "修改…"),
        *("复制", "复制（含表头）", "全选"),
        *("送审", "启用", "停用", "退回草稿", "改类别…", "改难度…"),
        *("导出选中…", "修改记录…", "删除草稿"),
    ]
    hands.page.table.view.clearSelection()
    enabled = {line for line, action in hands.menu().items() if action.isEnabled()}
    assert enabled == {"新建…", "全选"}


def test_plans_count_everybody_once(hands, three):
    rows = hands.page.table.rows()
    for plan in (
        plan_status(rows, IN_FORCE, is_city=False),
        plan_status(rows, WITHDRAWN, is_city=True),
        plan_edit(rows, is_city=False),
        plan_removal(rows, is_city=True),
    ):
        left = sum(count for _reason, count in plan.left_out)
        assert len(plan.taken) + left == plan.selected == len(rows)
    assert set(plan_edit(rows, is_city=False).taken) == set(three)

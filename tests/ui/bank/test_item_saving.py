"""Saving in the editor: reasons, reviews, what changed meanwhile, whose item it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import RuleError
from tests.ui.bank.hands import IN_FORCE, REVIEW, SINGLE
from tests.ui.bank.item_editor import (
    KEY,
    editor_of,
    gone,
    newest,
    opened,
    write_single,
)
from ui.bank.editor_dialog import EditorDialog
from ui.bank.reader_dialog import ReaderDialog


def test_an_item_in_force_needs_a_reason(hands):
    key = hands.own(SINGLE, REVIEW, IN_FORCE)
    editor = opened(hands, key)
    editor.stem("改过（   ）")
    editor.press("save")
    assert editor.problems() == ["这道题正在使用，请写明为什么改。"]
    assert editor.find(QLabel, "trouble").text() == "没有保存：请先改正“修改原因”。"
    editor.find(QLineEdit, "reason").setText("条例修订")
    assert editor.problems() == []
    editor.press("save")
    assert hands.app.bank.item(key).content.stem == "改过（   ）"
    assert hands.app.items.revisions(key)[0].reason == "条例修订"
    hands.take_back()
    assert hands.app.bank.item(key).content == SINGLE


def test_an_item_in_force_keeps_its_answer(hands):
    key = hands.own(ItemContent(ItemKind.ORAL, "问", answer="答"), REVIEW, IN_FORCE)
    editor = opened(hands, key)
    editor.find(QPlainTextEdit, "model_answer").clear()
    editor.find(QLineEdit, "reason").setText("改")
    editor.press("save")
    assert editor.problems() == ["这道题正在使用，不能没有答案。"]


def test_changed_meanwhile_is_a_sentence_and_the_form_stays(hands, own):
    editor = opened(hands, own)
    row = hands.app.bank.item(own)
    hands.app.items.revise(own, replace(SINGLE, stem="别人改的（   ）"), "", seen=row.revision_id)
    editor.stem("我改的（   ）")
    editor.press("save")
    error = hands.alerts.take_error()
    assert isinstance(error, RuleError)
    assert "在这期间已被改过" in error.message
    assert editor.dialog.isVisible()
    assert editor.dialog._form.content().stem == "我改的（   ）"
    assert hands.app.bank.item(own).content.stem == "别人改的（   ）"


def test_save_and_review_is_one_action(hands, own):
    editor = opened(hands, own)
    editor.stem("改过（   ）")
    editor.press("save_review")
    row = hands.app.bank.item(own)
    assert (row.status, row.content.stem) == (REVIEW, "改过（   ）")
    hands.take_back()
    row = hands.app.bank.item(own)
    assert (row.status, row.content.stem) == (ItemStatus.DRAFT, SINGLE.stem)


def test_new_straight_to_review(hands, new):
    new.stem("样例题（   ）")
    write_single(new)
    new.press("save_review")
    assert newest(hands).status is REVIEW


def test_save_and_write_the_next(hands, new):
    new.find(QComboBox, "category").setEditText("样例类别")
    for stem in ("第一道（   ）", "第二道（   ）"):
        new.stem(stem)
        write_single(new)
        new.press("save_next")
        assert new.dialog.isVisible()
        content = new.dialog._form.content()
        assert (content.stem, content.options, content.answer) == ("", (), None)
        assert content.category == "样例类别"
        assert new.problems() == []
    stems = [row.content.stem for row in hands.app.bank.items() if row.source == "自编"]
    assert stems == ["第一道（   ）", "第二道（   ）"]
    new.key(KEY.Key_Escape)
    gone(hands)


def test_a_unified_item_is_read_at_a_station(hands):
    hands.choose("001-1", own=False)
    row = hands.page.table.current_row()
    assert not hands.button("edit").isVisible()
    hands.qtbot.keyClick(hands.page.table.view, KEY.Key_F2)
    reader = hands.page.findChild(ReaderDialog)
    assert hands.page.findChild(EditorDialog) is None
    hands.press("copy_item", reader)
    editor = editor_of(hands)
    assert editor.dialog.windowTitle() == "另存为本站题（原题：统一题库第 001-1 题）"
    assert editor.dialog._form.content() == row.content
    editor.press("save")
    kept = newest(hands)
    assert (kept.content, kept.question_id, kept.unified) == (row.content, row.question_id, False)
    assert kept.status is ItemStatus.DRAFT


def test_a_unified_item_is_edited_at_the_citys(city_hands):
    city_hands.choose("001-1", own=False)
    city_hands.press("edit")
    editor = editor_of(city_hands)
    editor.stem("改过（   ）")
    editor.find(QLineEdit, "reason").setText("写清楚")
    editor.press("save")
    row = next(row for row in city_hands.app.bank.items() if row.number == "001-1")
    assert row.content.stem == "改过（   ）"

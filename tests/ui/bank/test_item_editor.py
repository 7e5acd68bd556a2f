"""The editor: every kind written, what is wrong beside its field, nothing lost by a slip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
)

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from tests.ui.bank.hands import IN_FORCE, REVIEW, SINGLE
from tests.ui.bank.item_editor import (
    KEY,
    POINTS,
    WRITTEN,
    editor_of,
    gone,
    mark,
    newest,
    opened,
    write_single,
)


@pytest.mark.parametrize("kind", list(ItemKind))
def test_every_kind_is_written_kept_and_shown_again(hands, new, kind):
    write, options, answer, points = WRITTEN[kind]
    new.kind(kind)
    new.stem("样例题（   ）")
    write(new)
    new.find(QPlainTextEdit, "explanation").setPlainText("因为如此。")
    new.find(QLineEdit, "tests").setText("次数")
    new.press("save")
    kept = newest(hands)
    content = kept.content
    assert (content.kind, content.options, content.answer) == (kind, options, answer)
    assert (content.key_points, content.explanation, content.tests) == (
        points,
        "因为如此。",
        "次数",
    )
    assert kept.status is ItemStatus.DRAFT
    gone(hands)
    assert hands.said() == "已保存"
    assert hands.page.table.current_row() == kept
    again = opened(hands, kept.id)
    assert again.dialog._form.content() == content
    again.press("save")
    assert hands.said() == "没有改动"
    gone(hands)


def test_a_new_item_is_undone_in_the_notice(hands, new):
    new.stem("样例题（   ）")
    write_single(new)
    new.press("save")
    kept = newest(hands)
    hands.take_back()
    assert kept.id not in {row.id for row in hands.app.bank.items()}


def test_keys_open_save_and_leave(hands, own):
    hands.qtbot.keyClick(hands.page, KEY.Key_N, Qt.KeyboardModifier.ControlModifier)
    editor = editor_of(hands)
    assert editor.dialog.windowTitle() == "新建试题"
    assert editor.dialog.focusWidget().objectName() == "stem"
    editor.key(KEY.Key_Escape)
    gone(hands)  # nothing was written, nothing is asked
    hands.page.activateWindow()
    hands.qtbot.waitUntil(hands.page.isActiveWindow)
    hands.select(own)
    hands.qtbot.keyClick(hands.page.table.view, KEY.Key_F2)
    editor = editor_of(hands)
    editor.stem("改过的题（   ）")
    editor.key(KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert hands.app.bank.item(own).content.stem == "改过的题（   ）"


def test_double_click_opens_the_item(hands, own):
    hands.select(own)
    hands.page.table.view.activated.emit(hands.page.table.view.currentIndex())
    assert editor_of(hands).dialog.windowTitle().startswith("修改试题：自编第")


def test_unsaved_changes_are_asked_about(hands, own):
    editor = opened(hands, own)
    editor.stem("改了一半")
    hands.alerts.answers += [False, True]
    editor.key(KEY.Key_Escape)
    assert editor.dialog.isVisible()
    editor.press("cancel")
    gone(hands)
    assert hands.alerts.questions == ["有没有保存的修改，要放弃吗？"] * 2
    assert hands.app.bank.item(own).content == SINGLE


def test_nothing_is_wrong_before_somebody_was_there(hands, new):
    assert new.problems() == []
    new.stem("样")
    assert new.problems() == []
    new.stem("")
    assert new.problems() == ["没有题干。"]
    new.press("save")
    assert new.problems() == ["没有题干。", "选项只有 0 个，至少要有 2 个。"]
    assert new.find(QLabel, "trouble").text() == "没有保存：请先改正“题干”、“选项”。"
    assert new.dialog.isVisible()
    assert new.dialog.focusWidget().objectName() == "stem"


def test_faults_stand_beside_their_field_while_one_types(new):
    new.stem("样例（ B ）")
    new.lines("甲", "甲")
    mark(new, "mark_one", QRadioButton, 1)
    assert new.problems() == ["题干里还留着答案。", "有两个选项相同：“甲”。"]
    new.stem("样例（   ）")
    new.lines("甲", "乙")
    assert new.problems() == []


def test_what_is_worth_knowing(hands, new):
    new.stem("样例题（   ）")
    new.lines("甲", "乙这一项长得多，一眼就看得出来它是对的", "以上都对")
    assert any("还没有答案" in note for note in new.notes())
    mark(new, "mark_one", QRadioButton, 1)
    notes = "".join(new.notes())
    assert "打乱选项时，“以上都对”固定在最后。" in notes
    assert "正确选项比别的长得多" in notes
    assert "写上依据" in notes
    new.find(QPlainTextEdit, "explanation").setPlainText("故选B。")
    assert "解析里写了选项字母" in "".join(new.notes())


def test_the_same_stem_is_pointed_out(hands, own, new):
    new.stem(SINGLE.stem)
    number = hands.app.bank.item(own).number
    hands.qtbot.waitUntil(lambda: f"自编第 {number} 题已经有同样的题干。" in new.notes())
    new.stem("全新的一道样例题（   ）")
    hands.qtbot.waitUntil(lambda: not any("已经有同样的题干" in note for note in new.notes()))


def test_an_item_is_not_told_of_itself(hands, own):
    editor = opened(hands, own)
    editor.dialog._look_for_twin()
    hands.settle()
    assert not any("已经有" in note for note in editor.notes())


def test_the_preview_follows_what_is_typed(new):
    new.stem("样例题（   ）")
    write_single(new)
    assert new.preview("stem") == ["样例题（   ）"]
    assert new.preview("trainee_letter") == ["A", "B", "C"]
    assert new.preview("pinned") == ["固定在最后"]
    assert new.preview("key") == ["B　每季度"]
    new.kind(ItemKind.TRUE_FALSE)
    assert new.preview("trainee_letter") == ["T", "F"]
    new.kind(ItemKind.MULTIPLE)
    assert new.preview("trainee_letter") == ["A", "B", "C"], "the options are still there"


def test_signs_are_inserted_where_the_cursor_is(hands, new):
    new.kind(ItemKind.FILL_IN)
    hands.qtbot.keyClicks(new.find(QPlainTextEdit, "stem"), "abc")
    new.press("insert_blank")
    hands.qtbot.keyClicks(new.find(QPlainTextEdit, "stem"), "d")
    new.press("insert_place")
    assert new.dialog._form.content().stem == "abc____d（   ）"
    assert new.find(QLineEdit, "blank_1").isVisible()


def test_enter_goes_from_option_to_option_and_on(hands, new):
    fields = new.all(QLineEdit, "row_text")
    fields[0].setFocus()
    for text in ("a", "b", "c", "d", "e"):
        hands.qtbot.keyClicks(new.dialog.focusWidget(), text)
        new.key(KEY.Key_Return)
    new.key(KEY.Key_Return)  # out of the empty line
    assert new.dialog.focusWidget().objectName() == "explanation"
    assert new.dialog._form.content().options == tuple("abcde")
    assert new.dialog.isVisible()


def test_enter_in_other_fields_goes_on_and_saves_nothing(hands, new):
    new.find(QLineEdit, "edition").setFocus()
    new.key(KEY.Key_Return)
    assert new.dialog.focusWidget().objectName() == "article"
    assert new.dialog.isVisible()


def test_tab_goes_down_the_form_through_every_line(hands, new):
    new.lines("a", "b", "c", "d", "e")
    mark(new, "mark_one", QRadioButton, 4)
    new.find(QComboBox, "kind").setFocus()
    passed = []
    for _ in range(40):
        here = new.dialog.focusWidget()
        passed.append(getattr(here, "text", str)() or here.objectName())
        if here.objectName() == "reason" or passed[-1] == "保存":
            break
        new.key(KEY.Key_Tab)
    order = [
        "stem",
        "插入空 ____",
        "a",
        "b",
        "c",
        "d",
        "e",
        "添加选项",
        "explanation",
        "edition",
        "article",
    ]
    places = [passed.index(name) for name in order]
    assert places == sorted(places)


def test_points_without_a_place_in_the_form_are_not_lost(hands):
    key = hands.own(replace(SINGLE, key_points=POINTS))
    editor = opened(hands, key)
    editor.stem("改过（   ）")
    editor.press("save")
    assert hands.app.bank.item(key).content.key_points == POINTS


def test_options_move_with_their_marks_by_key_and_mouse(hands, new):
    new.lines("a", "b", "c")
    mark(new, "mark_one", QRadioButton, 0)
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    new.all(QLineEdit, "row_text")[0].setFocus()
    new.key(KEY.Key_Down, alt)
    content = new.dialog._form.content()
    assert (content.options, content.answer) == (("b", "a", "c"), "B")
    new.key(KEY.Key_Up, alt)
    new.key(KEY.Key_Delete, control)
    content = new.dialog._form.content()
    assert (content.options, content.answer) == (("b", "c"), None)


def test_one_right_option_at_most_for_single(new):
    new.kind(ItemKind.MULTIPLE)
    new.lines("a", "b", "c")
    mark(new, "mark_many", QCheckBox, 0, 1)
    assert new.dialog._form.content().answer == "AB"
    new.kind(ItemKind.SINGLE)
    assert new.dialog._form.content().answer is None
    mark(new, "mark_one", QRadioButton, 2)
    mark(new, "mark_one", QRadioButton, 1)
    assert new.dialog._form.content().answer == "B"


def test_an_order_with_a_number_twice_is_no_order(new):
    new.kind(ItemKind.ORDERING)
    new.stem("排序")
    new.lines("a", "b", "c")
    new.all(QSpinBox, "step")[0].setValue(2)
    assert new.dialog._form.content().answer is None
    assert "次序要从 1 排到 3，每个数用一次。" in new.problems()
    new.press("save")
    assert new.dialog.isVisible()


def test_a_known_regulation_fills_in_its_edition(hands, new):
    combo = new.find(QComboBox, "regulation")
    assert combo.count() == len(hands.app.bank.editions()) > 5
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    chosen = hands.app.bank.editions()[2]
    content = new.dialog._form.content()
    assert (content.regulation, content.edition) == (chosen.title, chosen.edition)


def test_a_superseded_edition_is_pointed_out(hands, new):
    old = next((one for one in hands.app.bank.editions() if not one.in_force), None)
    assert old is not None, "the shipped list knows what was replaced"
    combo = new.find(QComboBox, "regulation")
    at = hands.app.bank.editions().index(old)
    assert combo.itemText(at).endswith("（旧版，已被取代）")
    combo.activated.emit(at)
    assert f"这个版本已被“{old.superseded_by}”取代，请核对现在的规定。" in new.notes()


def test_the_form_fits_the_screen(hands, new):
    assert new.dialog.width() <= 1366
    assert new.dialog.height() <= 720
    form = new.dialog._form
    assert form.minimumSizeHint().width() <= form.parentWidget().width()


def in_sight(editor, widget):
    """Whether all of a widget is inside what the dialog shows of it."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_what_a_refused_save_names_is_in_sight_on_a_small_screen(hands):
    key = hands.own(SINGLE, REVIEW, IN_FORCE)
    editor = opened(hands, key)
    editor.dialog.resize(1240, 480)
    editor.stem("改过（   ）")
    editor.press("save")
    reason = editor.find(QLineEdit, "reason")
    assert editor.dialog.focusWidget() is reason
    assert in_sight(editor, reason)


def test_a_refused_save_scrolls_to_the_field(hands, new):
    new.dialog.resize(1240, 480)
    new.stem("题（   ）")
    area = new.dialog._area
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    first = new.all(QLineEdit, "row_text")[0]
    assert not in_sight(new, first)
    new.press("save")
    assert new.dialog.focusWidget() is first
    assert in_sight(new, first)


def test_steps_of_an_ordering_item_are_called_steps(new):
    new.kind(ItemKind.ORDERING)
    first = new.all(QLineEdit, "row_text")[0]
    assert first.placeholderText() == "步骤 A"
    assert "添加步骤" in {one.text() for one in new.all(QPushButton, "add_row")}
    new.kind(ItemKind.MULTIPLE)
    assert first.placeholderText() == "选项 A"
    assert "添加选项" in {one.text() for one in new.all(QPushButton, "add_row")}


@pytest.mark.parametrize(
    "block",
    [
        "A. 每月\nB. 每季度\nC. 每半年\nD. 每年\nE. 不定期",
        "A．每月  B．每季度  C．每半年  D．每年  E．不定期",
        "每月\n每季度\r\n\n  每半年\n每年\n不定期\n",
    ],
)
def test_a_block_of_options_fills_the_lines(new, block):
    new.stem("多久一次？（   ）")
    mark(new, "mark_one", QRadioButton, 1)
    new.all(QLineEdit, "row_text")[0].setFocus()
    QGuiApplication.clipboard().setText(block)
    new.key(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    texts = [one.text() for one in new.all(QLineEdit, "row_text")]
    assert texts == ["每月", "每季度", "每半年", "每年", "不定期"]
    assert new.dialog._form.content().answer == "B"


def test_one_text_is_pasted_as_one(new):
    field = new.all(QLineEdit, "row_text")[0]
    field.setFocus()
    QGuiApplication.clipboard().setText("党组织A、B、C、D四类\n")
    new.key(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text().strip() == "党组织A、B、C、D四类"
    assert len(new.all(QLineEdit, "row_text")) == 4


def test_a_block_with_too_many_lines_loses_none_of_them(new):
    field = new.all(QLineEdit, "row_text")[0]
    field.setFocus()
    block = "\n".join(f"项{at}" for at in range(11))
    QGuiApplication.clipboard().setText(block)
    new.key(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert all(f"项{at}" in field.text() for at in range(11))

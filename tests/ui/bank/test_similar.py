"""Pairs that are alike: looked through by keyboard, merged, kept apart, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from tests.ui.bank.files import another, as_text
from ui.bank.similar_dialog import SimilarDialog
from ui.bank.similar_pair import why_not_keep
from ui.bank.similar_rows import OTHER_ANSWER, PAIR_COLUMNS, SAME_ANSWER
from ui.theme import apply_theme

CLICK = Qt.MouseButton.LeftButton


class Similar:
    """The dialog as a person at the desk works it."""

    def __init__(self, qtbot, services, desk):
        self._qtbot, self._desk = qtbot, desk
        self._host = QWidget()
        qtbot.addWidget(self._host)
        self.dialog = SimilarDialog(desk, services, self._host)
        self.dialog.open()
        qtbot.waitUntil(self.dialog.isVisible)
        self.settle()

    @property
    def table(self):
        return self.dialog.table

    def button(self, name):
        return self.dialog.findChild(QPushButton, name)

    def press(self, name):
        assert self.button(name).isEnabled(), name
        self._qtbot.mouseClick(self.button(name), CLICK)
        self.settle()

    def key(self, key, *modifiers):
        pressed = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            pressed |= modifier
        self._qtbot.keyClick(self.table.view, key, pressed)
        self.settle()

    def settle(self):
        self._qtbot.waitUntil(lambda: not self._desk.jobs.busy)

    def pairs(self):
        return [(row.left.number, row.right.number) for row in self.table.shown_rows()]

    def choose(self, left, right):
        self.table.select_rows(lambda row: (row.left.number, row.right.number) == (left, right))

    def said(self, name):
        return self.dialog.findChild(object, name).findChild(QLabel, "sentence").text()


@pytest.fixture
def known(app):
    """Two single choices of the unified bank."""
    rows = app.bank.items(kinds=[ItemKind.SINGLE], statuses=[ItemStatus.IN_FORCE])
    return rows[0], rows[4]


@pytest.fixture
def stocked(app, tmp_path, known):
    """Like the first with the same key, like the second with another, and a likeness of those."""
    same, other = (row.content for row in known)
    file = tmp_path / "竞赛.txt"
    texts = (
        as_text(1, same, stem=f"按照规定，{same.stem}"),
        as_text(2, other, stem=f"按照规定，{other.stem}", answer=another(other)),
        as_text(3, same, stem=f"按规定，{same.stem}"),
    )
    file.write_text("\n".join(texts), "utf-8")
    app.bank_files.import_plan(app.bank_files.plan_file(file))
    return app


@pytest.fixture
def similar(qtbot, stocked, desk):
    return Similar(qtbot, stocked, desk)


def by_number(app, number):
    return next(r for r in app.bank.items() if (r.source, r.number) == ("竞赛.txt", number))


def test_contradicting_pairs_come_first_and_can_be_shown_alone(similar, known):
    first, second = (row.number for row in known)
    assert set(similar.pairs()) == {(second, "2"), (first, "1"), (first, "3"), ("1", "3")}
    assert similar.pairs()[0] == (second, "2")
    assert "答案不同" in similar.said("pair_notes")
    verdicts = similar.dialog.findChild(QComboBox, "choice_verdict")
    verdicts.setCurrentText(OTHER_ANSWER)
    assert similar.pairs() == [(second, "2")]
    verdicts.setCurrentText(SAME_ANSWER)
    assert len(similar.pairs()) == 3
    assert similar.said("pair_notes") == ""


@pytest.fixture
def large(qapp):
    """Large type, and the usual one again."""
    apply_theme(qapp, 13)
    yield
    apply_theme(qapp)


def test_in_large_type_nothing_is_cut_but_the_stem(large, qtbot, stocked, desk):
    dialog = Similar(qtbot, stocked, desk)
    view = dialog.table.view
    for at in range(len(PAIR_COLUMNS) - 1):
        assert view.columnWidth(at) > view.sizeHintForColumn(at) > 0


def test_what_differs_is_marked_in_both(similar, known):
    similar.choose(known[0].number, "1")
    assert similar.dialog._card._view.marked_texts() == ["按照规定，"]
    assert known[0].content.options[0] in similar.dialog._card._view.toPlainText()


def test_merging_keeps_one_and_the_history_of_both(similar, stocked, known):
    similar.choose(known[1].number, "2")
    similar.press("keep_left")
    merged = by_number(stocked, "2")
    assert (merged.merged_into, merged.status) == (known[1].id, ItemStatus.WITHDRAWN)
    assert (known[1].number, "2") not in similar.pairs()
    assert "并入统一题库" in similar.said("told")
    histories = {one.name for one in stocked.items.revisions(known[1].id)}
    assert histories == {known[1].name, merged.name}


def test_of_two_own_items_either_can_be_kept(similar, stocked):
    similar.choose("1", "3")
    similar.press("keep_right")
    assert by_number(stocked, "1").merged_into == by_number(stocked, "3").id


def test_a_unified_item_can_only_be_kept(similar, known):
    similar.choose(known[0].number, "1")
    assert not similar.button("keep_right").isEnabled()
    assert "市级" in similar.button("keep_right").toolTip()
    assert similar.button("keep_left").isEnabled()
    similar.choose("1", "3")
    assert similar.button("keep_right").isEnabled()


def test_what_cannot_be_kept_has_a_reason(app):
    """What the service refuses is not offered: see `jyguide.bank.ties`."""
    shipped = app.bank.items(statuses=[ItemStatus.IN_FORCE])[0]
    own = replace(shipped, unified=False)
    theirs = replace(own, station="周庄镇")
    others = replace(own, station="华士镇")
    gone = replace(shipped, status=ItemStatus.WITHDRAWN)
    assert why_not_keep(shipped, theirs, at_city=True) == ""
    assert why_not_keep(theirs, theirs, at_city=True) == ""
    assert "别的站" in why_not_keep(theirs, shipped, at_city=True)
    assert "别的站" in why_not_keep(theirs, others, at_city=True)
    assert "停用" in why_not_keep(gone, shipped, at_city=True)
    assert why_not_keep(gone, gone, at_city=True) == ""
    assert why_not_keep(shipped, own, at_city=False) == ""
    assert "市级" in why_not_keep(own, shipped, at_city=False)


def test_a_pair_that_changed_meanwhile_is_not_merged(similar, stocked, alerts):
    similar.choose("1", "3")
    row = by_number(stocked, "3")
    stocked.items.revise(
        row.id, replace(row.content, tests="别的"), "改了考点", seen=row.revision_id
    )
    similar.press("keep_left")
    assert "在这期间已被改过" in alerts.take_error().message
    assert by_number(stocked, "3").merged_into is None


def test_what_was_found_to_be_two_is_not_named_again(qtbot, similar, stocked, desk):
    similar.choose("1", "3")
    similar.press("keep_apart")
    assert ("1", "3") not in similar.pairs()
    again = Similar(qtbot, stocked, desk)
    assert ("1", "3") not in again.pairs()


def test_each_step_is_taken_back_in_turn(similar, stocked, known):
    before = similar.pairs()
    assert not similar.button("undo_step").isEnabled()
    similar.choose(known[1].number, "2")
    similar.press("keep_left")
    similar.choose("1", "3")
    similar.press("keep_apart")
    similar.press("undo_step")
    assert ("1", "3") in similar.pairs()
    similar.press("undo_step")
    assert similar.pairs() == before
    assert by_number(stocked, "2").status is ItemStatus.IN_FORCE
    assert not similar.button("undo_step").isEnabled()


def test_the_keyboard_alone_goes_from_pair_to_pair(similar):
    before = similar.pairs()
    similar.key(Qt.Key.Key_Down)
    assert similar.table.current_row() == similar.table.shown_rows()[1]
    similar.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert similar.pairs() == [before[0], *before[2:]]
    at = similar.table.shown_rows().index(similar.table.current_row())
    assert at == 1, "the next pair is at hand"
    similar.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sorted(similar.pairs()) == sorted(before)


def test_likeness_wanted_can_be_changed(similar):
    threshold = similar.dialog.findChild(QComboBox, "threshold")
    threshold.setCurrentIndex(0)
    similar.settle()
    assert all(row.likeness >= 95 for row in similar.table.rows())
    threshold.setCurrentIndex(threshold.count() - 1)
    similar.settle()
    assert len(similar.pairs()) >= 4


@pytest.mark.parametrize(("button", "side"), [("open_left", "left"), ("open_right", "right")])
def test_an_item_is_opened_in_the_list(qtbot, similar, button, side):
    row = similar.table.current_row()
    with qtbot.waitSignal(similar.dialog.item_wanted) as opened:
        qtbot.mouseClick(similar.button(button), CLICK)
    assert opened.args == [getattr(row, side).id]
    assert not similar.dialog.isVisible()


def test_at_the_citys_the_unified_bank_may_be_merged(qtbot, city, desk):
    rows = city.bank.items(kinds=[ItemKind.SINGLE], statuses=[ItemStatus.IN_FORCE])
    copy = city.items.create(rows[0].content)
    dialog = Similar(qtbot, city, desk)
    assert dialog.button("keep_right").isEnabled()
    dialog.press("keep_right")
    kept = {row.id: row for row in city.bank.items()}
    assert kept[rows[0].id].merged_into == copy


def test_a_bank_without_doubles_says_so(qtbot, app, desk):
    dialog = Similar(qtbot, app, desk)
    threshold = dialog.dialog.findChild(QComboBox, "threshold")
    threshold.setCurrentIndex(0)
    dialog.settle()
    assert dialog.pairs() == []
    assert dialog.dialog.findChild(QWidget, "empty_state").isVisible()

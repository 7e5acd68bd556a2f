import pytest

from jyguide.changes import Changed
from ui.page import Page


class Counting(Page):
    name = "counting"
    title = "计数"
    cares_about = Changed.PEOPLE | Changed.BANK

    def __init__(self):
        super().__init__()
        self.loads = 0
        self.fault = None

    def reload(self):
        self.loads += 1
        if self.fault:
            raise self.fault


def test_loads_when_first_shown_and_not_before(qtbot):
    page = Counting()
    qtbot.addWidget(page)
    assert (page.loads, page.stale) == (0, True)
    page.show()
    assert (page.loads, page.stale) == (1, False)


def test_shown_again_without_change_loads_nothing(qtbot):
    page = Counting()
    qtbot.addWidget(page)
    page.show()
    page.hide()
    page.show()
    assert page.loads == 1


def test_hidden_page_waits_until_it_is_shown(qtbot):
    page = Counting()
    qtbot.addWidget(page)
    page.show()
    page.hide()
    page.note_change(Changed.BANK)
    page.note_change(Changed.PEOPLE)
    assert page.loads == 1
    page.show()
    assert page.loads == 2


def test_visible_page_reloads_only_for_what_it_cares_about(qtbot):
    page = Counting()
    qtbot.addWidget(page)
    page.show()
    page.note_change(Changed.CERTIFICATES)
    assert page.loads == 1
    page.note_change(Changed.CERTIFICATES | Changed.PEOPLE)
    assert page.loads == 2


def test_failed_reload_leaves_the_page_stale(qtbot):
    page = Counting()
    qtbot.addWidget(page)
    page.fault = ValueError("broken")
    with pytest.raises(ValueError, match="broken"):
        page.show()
    assert page.stale
    page.fault = None
    page.hide()
    page.show()
    assert (page.loads, page.stale) == (2, False)


def test_saying_carries_the_way_back(qtbot):
    page = Counting()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.notice) as told:
        page.say("已删除 3 人", "撤销", page.hide)
    notice = told.args[0]
    assert (notice.sentence, notice.action_label) == ("已删除 3 人", "撤销")
    assert notice.action == page.hide

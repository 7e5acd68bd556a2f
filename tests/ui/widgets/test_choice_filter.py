import pytest

from ui.widgets.choice_filter import ChoiceFilter

LONG = "江阴市周庄镇样例村党总支第一支部委员会"


@pytest.fixture
def choice(qtbot):
    made = ChoiceFilter("organisation", "全部组织", str)
    made.offer([LONG, "示例村党支部"])
    made.setCurrentIndex(1)
    qtbot.addWidget(made)
    made.show()
    return made


def test_with_room_the_whole_value_is_shown(choice):
    choice.resize(choice.sizeHint())
    assert choice.shown_text() == LONG


def test_without_room_it_ends_in_dots_and_still_means_the_same(choice):
    heard = []
    choice.chosen.connect(lambda name, holds: heard.append((name, holds)))
    choice.resize(120, choice.height())
    shown = choice.shown_text()
    assert shown.endswith("…")
    assert LONG.startswith(shown[:-1])
    assert choice.currentText() == LONG
    choice.setCurrentIndex(2)
    (name, holds) = heard[0]
    assert name == "organisation"
    assert holds("示例村党支部")
    assert not holds(LONG)


def test_what_is_drawn_is_what_is_said(choice):
    choice.resize(120, choice.height())
    narrow = choice.grab().toImage()
    choice.setItemText(1, choice.shown_text())
    assert choice.grab().toImage() == narrow

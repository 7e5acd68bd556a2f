import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from ui.theme import Tone
from ui.widgets import Banner, FittingDialog, Form
from ui.widgets.sentence_dialog import SentenceDialog

LONG = "这个文件正被另一个程序打开，没有写入，已有的内容一个字也没有改动。" * 6


@pytest.fixture
def dialog(qtbot):
    made = FittingDialog()
    made.form = Form()
    made.form.add("name", "姓名", QLineEdit(), required=True)
    made.form.add("phone", "手机", QLineEdit(), hint=LONG)
    made.banner = Banner()
    layout = QVBoxLayout(made)
    layout.addWidget(made.form)
    layout.addWidget(made.banner)
    made.resize(480, 10)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def whole(dialog):
    """Whether every sentence to be seen has the height it needs."""
    shown = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
    return all(
        label.height() >= label.heightForWidth(label.width())
        for label in shown
        if label.wordWrap()
    )


def test_opens_as_high_as_its_sentences(dialog):
    assert whole(dialog)


def test_grows_for_what_is_wrong_and_shrinks_again(qtbot, dialog):
    low = dialog.height()
    dialog.form.show_problems({"name": LONG})
    dialog.banner.say(LONG, Tone.BAD)
    qtbot.waitUntil(lambda: dialog.height() > low and whole(dialog))
    dialog.form.show_problems({})
    dialog.banner.say("")
    qtbot.waitUntil(lambda: dialog.height() == low)


def test_grows_when_made_narrower(qtbot, dialog):
    low = dialog.height()
    dialog.resize(340, low)
    qtbot.waitUntil(lambda: dialog.height() > low and whole(dialog))


def test_one_made_higher_stays_so(qtbot, dialog):
    dialog.resize(480, 700)
    dialog.form.show_problems({"name": LONG})
    qtbot.waitUntil(lambda: whole(dialog))
    dialog.form.show_problems({})
    qtbot.wait(0)  # no time passes: a wrong shrinking would be posted to the event loop
    assert dialog.height() == 700


def test_cannot_be_made_too_low(dialog):
    needed = dialog.height()
    dialog.resize(480, 40)
    assert dialog.height() == needed


@pytest.mark.parametrize("hint", ["", LONG])
def test_a_long_sentence_of_the_program_is_whole(qtbot, hint):
    said = SentenceDialog(LONG, hint, tone=Tone.BAD)
    said.add_choice("知道了", "yes", default=True)
    qtbot.addWidget(said)
    with qtbot.waitExposed(said):
        said.show()
    assert whole(said)
    before = said.height()
    said.resize(said.width() + 300, before)
    qtbot.waitUntil(lambda: said.height() < before and whole(said))

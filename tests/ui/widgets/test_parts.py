from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Tone
from ui.widgets import (
    Badge,
    Banner,
    Card,
    EmptyState,
    EmptyText,
    Facts,
    FileDrop,
    Form,
    Kind,
    SplitDetail,
    StatTile,
    StepBar,
    make_button,
    scrolling,
)


def texts(widget, role=None):
    labels = widget.findChildren(QLabel)
    return [label.text() for label in labels if role is None or label.property("role") == role]


def test_button_carries_kind_icon_and_name(qtbot):
    button = make_button("导入…", Kind.PRIMARY, "import", "import_button")
    qtbot.addWidget(button)
    assert button.property("kind") == "primary"
    assert button.objectName() == "import_button"
    assert not button.icon().isNull()


def test_empty_state_without_a_button_has_none(qtbot):
    state = EmptyState(EmptyText("还没有考试", "先建一份蓝图。"))
    qtbot.addWidget(state)
    assert state.findChild(QPushButton) is None
    assert {"还没有考试", "先建一份蓝图。"} <= set(texts(state))


def test_long_sentence_of_an_empty_state_is_not_cut(qtbot):
    state = EmptyState(EmptyText("标题", "考试合格或培训结业之后，在这里成批制作证书。" * 3))
    qtbot.addWidget(state)
    state.resize(320, 400)
    state.show()
    sentence = state.findChild(QLabel, "empty_sentence")
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_badge_changes_word_and_tone(qtbot):
    badge = Badge("候选")
    qtbot.addWidget(badge)
    badge.show_state("在岗", Tone.GOOD)
    assert (badge.text(), badge.property("tone")) == ("在岗", "good")


def test_facts_are_replaced_and_blanks_dashed(qtbot):
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("姓名", "张三"), ("电话", "")])
    facts.show_facts([("姓名", "李四"), ("电话", "")])
    held = facts.layout()
    shown = [held.itemAt(at).widget().text() for at in range(held.count())]
    assert shown == ["姓名", "李四", "电话", "—"]


def test_card_title_and_tile_figures(qtbot):
    card = Card("设置")
    tile = StatTile("合格")
    for widget in (card, tile):
        qtbot.addWidget(widget)
    assert texts(card, "section") == ["设置"]
    tile.show_value("27", "合格率 90.0%", Tone.GOOD)
    assert tile.findChild(QLabel, "value").text() == "27"
    assert tile.findChild(QLabel, "value").property("tone") == "good"
    assert not tile.findChild(QLabel, "note").isHidden()


def test_banner_is_there_only_with_something_to_say(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("有 4 行需要核对。", Tone.WARN)
    assert not banner.isHidden()
    assert banner.property("tone") == "warn"
    banner.say("")
    assert banner.isHidden()


def test_steps_behind_are_ticked(qtbot):
    steps = StepBar(["选择文件", "对应列", "完成"])
    qtbot.addWidget(steps)
    assert texts(steps, "step-number") == ["1", "2", "3"]
    steps.set_current(2)
    assert steps.current == 2
    assert texts(steps, "step-number") == ["✓", "✓", "3"]
    assert [label.property("state") for label in steps.findChildren(QLabel)][::2] == [
        "done",
        "done",
        "current",
    ]


def test_detail_comes_and_goes(qtbot):
    split = SplitDetail(QWidget(), EmptyText("未选择", "在左侧选一项。"))
    qtbot.addWidget(split)
    split.resize(1000, 500)
    split.show()
    assert split.shown_detail is None
    detail = Card("张三")
    split.show_detail(detail)
    split.show_detail(detail)
    assert split.shown_detail is detail
    assert split.sizes()[0] > split.sizes()[1]
    split.show_nothing()
    assert split.shown_detail is None


def test_form_shows_problems_in_place_and_enters_the_first(qtbot):
    form = Form()
    qtbot.addWidget(form)
    name = form.add("name", "名称", QLineEdit(), required=True)
    minutes = form.add("minutes", "时长", QSpinBox(), hint="分钟")
    form.show()
    assert not form.show_problems({"minutes": "时长应大于 0。"})
    assert (name.problem, minutes.problem) == ("", "时长应大于 0。")
    assert form.focusWidget() is minutes.field
    assert minutes.field.property("wrong") == "true"
    assert form.show_problems({})
    assert minutes.field.property("wrong") == "false"
    assert form.findChild(QLineEdit, "field_name") is name.field
    assert "名称 *" in texts(name)


def test_scrolling_area_takes_its_content(qtbot):
    content = QWidget()
    area = scrolling(content)
    qtbot.addWidget(area)
    assert area.widget() is content
    assert area.widgetResizable()


def drop(target, *files):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    everything = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), everything, mime, left, none)
    target.dropEvent(event)


@pytest.fixture
def target(qtbot):
    made = FileDrop("把花名册拖到这里", (".xlsx", ".xls"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_known_file_is_taken(qtbot, target, tmp_path):
    with qtbot.waitSignal(target.dropped) as taken:
        drop(target, tmp_path / "花名册.XLSX")
    assert taken.args == [Path(tmp_path / "花名册.XLSX")]


def test_other_drops_are_left_alone(qtbot, target, tmp_path):
    with qtbot.assertNotEmitted(target.dropped):
        drop(target, tmp_path / "照片.png")
        drop(target, tmp_path / "a.xlsx", tmp_path / "b.xlsx")
        drop(target)


def test_button_asks_for_a_file(qtbot, target):
    with qtbot.waitSignal(target.choose):
        button = target.findChild(QPushButton, "choose_file")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "default", "which"),
    [("export", True, "second"), ("export", False, "first"), ("cancel", True, "first")],
)
def test_enter_on_a_button_never_takes_the_default_for_the_one_that_cancels(
    qtbot, name, default, which
):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    first, second = make_button("导出", name=name), make_button("保存")
    row = QVBoxLayout(dialog)
    row.addWidget(first)
    row.addWidget(second)
    second.setDefault(default)
    dialog.show()
    pressed = []
    first.clicked.connect(lambda: pressed.append("first"))
    second.clicked.connect(lambda: pressed.append("second"))
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert pressed == [which]

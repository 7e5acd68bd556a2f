from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from ui.widgets.form_dialog import FormDialog


def test_a_form_higher_than_the_screen_scrolls_under_buttons_in_sight(qtbot):
    dialog = FormDialog("产权交易", "登记")
    qtbot.addWidget(dialog)
    for at in range(30):
        dialog.form.add(f"line_{at}", f"第 {at} 行", QLineEdit())
    dialog.show()
    confirm = dialog.findChild(QPushButton, "confirm")
    qtbot.waitUntil(lambda: dialog.rect().contains(confirm.geometry()))
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert dialog.focusWidget().objectName() == "field_line_0"
    last = dialog.findChild(QLineEdit, "field_line_29")
    assert last.visibleRegion().isEmpty()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(29):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    for _ in range(29):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is last
    assert not last.visibleRegion().isEmpty()


def test_a_short_form_is_as_high_as_it_is(qtbot):
    dialog = FormDialog("产权交易", "登记")
    qtbot.addWidget(dialog)
    dialog.form.add("line", "标的", QLineEdit())
    dialog.show()
    low = dialog.height()
    dialog.form.show_problems({"line": "请填写标的。"})
    qtbot.waitUntil(lambda: dialog.height() > low)

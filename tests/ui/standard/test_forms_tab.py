"""摸底自查 on screen: forms out, files back, blank checklists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QTableView

from jyguide.ids import InspectionId
from tests.jyguide.standard.form_files import drop_keys, fill
from tests.jyguide.standard.visiting import CRITERIA, all_well, lay_round
from ui.printing.preview import PrintPreview
from ui.standard.forms.blank_dialog import BlankDialog
from ui.standard.forms.branch_dialog import FormBranchDialog
from ui.standard.forms.receiving import ReceivingDialog


@pytest.fixture
def press(qtbot):
    def press_(inside, name):
        qtbot.mouseClick(inside.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    return press_


def drop(widget, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, data, buttons, keys)
    widget.dropEvent(event)


@pytest.fixture
def sent(open_page, app, alerts, rest, press, tmp_path):
    """The tab, after forms were sent out from it."""
    lay_round(app)
    tab = open_page(app, "round_forms").tabs.shown()
    assert "3 个支部：未发 3" in counts(tab)
    alerts.answers, alerts.files = [True], [tmp_path]
    press(tab, "export_forms")
    rest()
    assert "已发 3" in counts(tab)
    return tab


def counts(tab):
    return tab.findChild(QLabel, "form_counts").text()


def test_forms_that_come_back_are_decided_about(sent, alerts, rest, press, qtbot, tmp_path):
    files = sorted((tmp_path / "周庄镇").iterdir())
    fill(files[0], CRITERIA)
    drop_keys(fill(files[1], CRITERIA))
    drop_keys(fill(files[2], CRITERIA, B3="某某党支部"))
    drop(sent, tmp_path / "周庄镇")
    rest()
    dialog = sent.findChild(ReceivingDialog)
    write = dialog.findChild(QPushButton, "import_now")
    assert write.text() == "收下 1 份"
    ticks = dialog.findChild(QTableView, "view")
    ticks.setFocus()
    qtbot.keyClick(ticks, Qt.Key.Key_Down)
    assert "按表头认作" in dialog.findChild(QPlainTextEdit, "form_remarks").toPlainText()
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    assert write.text() == "收下 2 份"
    qtbot.keyClick(ticks, Qt.Key.Key_Down)
    say_whose(dialog, files[2].stem.split("-")[1], press)
    rest()
    assert "由您指定认作" in dialog.findChild(QPlainTextEdit, "form_remarks").toPlainText()
    assert write.text() == "收下 3 份"
    save_and_take(sent, dialog, alerts, rest, press, tmp_path)


def say_whose(dialog, name, press):
    press(dialog, "name_branch")
    whose = dialog.findChild(FormBranchDialog)
    press(whose, "confirm")
    assert whose.isVisible()  # nobody is named yet
    whose.branch.setText(name)
    press(whose, "confirm")


def save_and_take(sent, dialog, alerts, rest, press, tmp_path):
    alerts.files = [tmp_path / "问题.xlsx"]
    press(dialog, "save_errors")
    rest()
    assert (tmp_path / "问题.xlsx").is_file()
    press(dialog, "import_now")
    rest()
    assert dialog.findChild(QLabel, "way_back").isVisible()
    press(dialog, "close_import")
    rest()
    assert "已完成 3　平均 100.0 分" in counts(sent)


def test_a_branch_is_entered_read_or_printed(open_page, app, rest, press, qtbot):
    lay_round(app)
    page = open_page(app, "round_forms")
    tab = page.tabs.shown()
    tab.scoring.disconnect()
    opened = []
    tab.scoring.connect(opened.append)
    tab.table.choose_first()
    press(tab, "enter_directly")
    rest()
    (key,) = opened
    app.inspections.complete(InspectionId(key), scores=all_well())
    page.refresh()
    rest()
    tab.table.choose_first()
    qtbot.keyClick(tab.table.view, Qt.Key.Key_Return)
    assert opened == [key, key]
    tab._print_record()
    rest()
    record = tab.findChild(PrintPreview)
    qtbot.waitUntil(lambda: bool(record.pages))
    assert "总得分100" in "".join(page.text for page in record.pages)
    record.reject()

    press(tab, "print_blank")
    asked = tab.findChild(BlankDialog)
    scope = asked.findChild(QComboBox, "scope")
    assert [scope.itemText(at) for at in range(scope.count())] == [
        "选中的 1 个支部",
        "列表里的 3 个支部",
        "不写支部名称的空表：村",
    ]


def test_blank_checklists_go_into_files(open_page, app, alerts, rest, press, tmp_path):
    lay_round(app)
    page = open_page(app, "round_forms")
    tab = page.tabs.shown()
    for form, target in ((1, tmp_path / "全部.pdf"), (2, tmp_path), (3, tmp_path)):
        press(tab, "print_blank")
        asked = tab.findChildren(BlankDialog)[-1]
        asked.findChild(QComboBox, "form").setCurrentIndex(form)
        alerts.files = [target]
        press(asked, "confirm")
        rest()
    each = [f"检查表 {name}村党支部" for name in ("山泉", "华宏", "稷山")]
    wanted = {"全部.pdf", *(f"{name}{end}" for name in each for end in (".pdf", ".docx"))}
    assert wanted <= {one.name for one in tmp_path.iterdir()}

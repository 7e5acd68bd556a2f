"""The tab of designs: a Word file uploaded and chosen, a blank measured by keys and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton

from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import FileError
from tests.jyguide.certificate.test_word_template import file_of
from ui.certificate.designs.blank_dialog import BlankDialog
from ui.certificate.designs.fields_dialog import FieldsDialog
from ui.certificate.designs.forms import BuiltInDialog, WordDialog
from ui.certificate.designs.offset_dialog import OffsetDialog
from ui.printing.preview import PrintPreview

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(page, rest):
    page.tabs.show_tab("certificate_designs")
    rest()
    return page.tabs.shown()


@pytest.fixture
def press(qtbot):
    def press(widget, name):
        qtbot.mouseClick(widget.findChild(QPushButton, name), LEFT)

    return press


def dialog(kind):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found


def names(tab):
    return [row.name for row in tab.table.rows()]


@pytest.fixture
def uploaded(tab, alerts, press, rest, tmp_path):
    """A Word file that was refused first, mended, and is taken for completions."""
    bad, good = tmp_path / "旧模板.docx", tmp_path / "新模板.docx"
    bad.write_bytes(file_of("{{职位}}"))
    good.write_bytes(file_of("{{姓名}} {{编号}}"))
    alerts.files = [bad, good]
    press(tab, "add_word")
    asking = dialog(WordDialog)
    press(asking, "confirm")
    assert asking.name.property("wrong") == "true"
    press(asking, "choose_template")
    assert asking.name.text() == "旧模板"
    press(asking, "confirm")
    rest()
    error = alerts.take_error()
    assert isinstance(error, FileError)
    assert "不认识的字段：{{职位}}" in error.message
    assert "旧模板" not in names(tab)
    press(asking, "choose_template")
    press(asking, "confirm")
    rest()
    tab.table.select_rows(lambda row: row.name == "旧模板")
    tab._make_default((CertificateKind.COMPLETION,))
    rest()
    return tmp_path


@pytest.mark.usefixtures("room")
def test_certificates_are_made_from_the_uploaded_word_file(uploaded, page, alerts, press, rest):
    issue, sketch, folder = page.issue_tab, uploaded / "样张.docx", uploaded / "证书"
    page.tabs.setCurrentIndex(0)
    rest()
    assert issue.bar.design.currentText() == "旧模板"
    assert issue.findChild(QPushButton, "preview").text() == "导出样张…"
    folder.mkdir()
    alerts.files, alerts.answers = [sketch, folder], [True]
    press(issue, "preview")
    rest()
    assert sketch.exists()
    assert page.register_tab.table.rows() == []
    press(issue, "issue")
    rest()
    assert len(list(folder.iterdir())) == 5
    assert "样式：旧模板。" in alerts.hints[-1]


def drag(qtbot, sheet, name, by):
    """Take a field by its corner and put it elsewhere."""
    corner = sheet._area(name).topLeft().toPoint() + QPoint(3, 3)
    qtbot.mousePress(sheet, LEFT, pos=corner)
    qtbot.mouseMove(sheet, corner + by)
    qtbot.mouseRelease(sheet, LEFT, pos=corner + by)


@pytest.fixture
def measured(qtbot, tab, app, press, rest):
    """A blank of A3, measured by numbers, keys and the mouse; and where the name was put."""
    press(tab, "add_blank")
    asking = dialog(BlankDialog)
    asking.name.setText("荣誉证书")
    asking.paper.setCurrentText("A3 横")
    fields = asking.findChild(QListWidget, "field_list")
    fields.setCurrentRow(0)
    asking.from_left.setValue(60.5)
    drag(qtbot, asking.sheet, "姓名", QPoint(40, 30))
    dragged = asking.from_left.value()
    fields.item(1).setCheckState(Qt.CheckState.Checked)
    asking.wide.setValue(20)
    fields.setCurrentRow(3)
    qtbot.keyClick(fields, Qt.Key.Key_Space)  # the sentence is printed on the blank already
    press(asking, "confirm")
    rest()
    tab.table.select_rows(lambda one: one.name == "荣誉证书")
    rest()
    return tab.detail.row, dragged


def test_a_blank_is_measured_and_its_printer_moved(measured, tab, app, page, press, rest):
    row, dragged = measured
    assert (row.design.width, row.design.height) == (4200, 2970)
    assert dragged > 70
    assert row.design.fields["姓名"].x == round(dragged * 10)
    assert row.design.fields["性别"].width == 200
    assert "正文" not in row.design.fields
    press(tab, "print_offset")
    rest()
    moving = dialog(OffsetDialog)
    printer = moving.printer_name
    moving.right.setValue(-1.2)
    press(moving, "calibrate")
    rest()
    preview = page.findChild(PrintPreview)
    assert "套打校准页" in preview.windowTitle()
    preview.reject()
    press(moving, "confirm")
    rest()
    assert app.certificate_designs.offset(row.id, printer).right == -12
    press(tab, "remove_design")
    rest()
    assert "荣誉证书" not in names(tab)


def test_a_built_in_design_is_changed_and_fields_are_explained(tab, app, press, rest):
    tab.table.select_rows(lambda row: row.name.startswith("素雅"))
    rest()
    press(tab, "edit_design")
    asking = dialog(BuiltInDialog)
    asking.portrait.setChecked(True)
    asking.kind.setCurrentIndex(asking.kind.findData(CertificateKind.EXAM_PASS))
    press(asking, "confirm")
    rest()
    (own,) = [row for row in app.certificate_designs.designs() if row.id]
    assert own.design.portrait
    assert own.kind is CertificateKind.EXAM_PASS
    tab._deeds.show_fields()
    shown = dialog(FieldsDialog)
    assert len(shown.table.rows()) == 24
    shown.reject()

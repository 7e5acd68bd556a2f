"""Photos and materials of a session through drops, keys and clicks."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.jyguide.attachment.pictures import HEIC, a_jpeg
from tests.ui.training.classroom import a_session, type_text
from ui.attachment.viewer import PictureViewer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(app, open_page, rest):
    page = open_page(app)
    page.open_session(a_session(app))
    rest()
    page.detail.tabs.show_tab("session_materials")
    rest()
    return page.detail.tabs.shown()


def drop(on, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy = Qt.DropAction.CopyAction
    none = Qt.KeyboardModifier.NoModifier
    on.dropEvent(QDropEvent(QPointF(9, 9), copy, data, LEFT, none))


def captions(tab):
    return [row.caption or row.name for row in tab.photos.grid.photos.rows]


def test_pictures_are_dropped_captioned_arranged_seen_and_taken_back(
    qtbot, app, tab, rest, alerts, tmp_path
):
    paths = _from_a_phone(tmp_path)
    with qtbot.waitSignal(tab.window().notice) as told:
        drop(tab.photos, paths)
    rest()
    assert "已加入 2 张照片" in told.args[0].sentence
    assert alerts.sentences == ["有 1 个文件没有加入，其余 2 个已经加入。"]
    assert tab.photos.grid.photos.lacking() == []
    grid = tab.photos.grid
    _caption(qtbot, grid, 1, "开班仪式")
    qtbot.waitUntil(lambda: captions(tab) == ["一.jpg", "开班仪式"])
    qtbot.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert captions(tab) == ["开班仪式", "一.jpg"]
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    rest()
    _look_at_both(qtbot, tab.findChild(PictureViewer), rest)
    with qtbot.waitSignal(tab.window().notice) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    rest()
    assert captions(tab) == ["一.jpg"]
    told.args[0].action()
    rest()
    assert captions(tab) == ["开班仪式", "一.jpg"]


def _from_a_phone(folder):
    contents = {"一.jpg": a_jpeg(), "二.jpg": a_jpeg(colour=(9, 90, 90)), "三.heic": HEIC}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def _caption(qtbot, grid, at, text):
    grid.setFocus()
    grid.choose(at)
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    type_text(qtbot, editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def _look_at_both(qtbot, viewer, rest):
    assert not viewer.findChild(QLabel, "picture").pixmap().isNull()
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.findChild(QLabel, "picture_caption").text() == "一.jpg"
    rest()
    assert not viewer.findChild(QLabel, "picture").pixmap().isNull()
    viewer.reject()


def test_a_copied_picture_is_pasted_and_a_file_becomes_material(
    qtbot, app, tab, rest, alerts, tmp_path
):
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    tab.photos.setFocus()
    tab.photos.paste()
    rest()
    assert captions(tab) == ["粘贴的照片 20261120-090000.png"]
    note, program = tmp_path / "讲稿.docx", tmp_path / "播放.exe"
    note.write_bytes(b"PK")
    program.write_bytes(b"MZ")
    alerts.files = [note, program, None]
    qtbot.mouseClick(tab.materials.findChild(QPushButton, "add_materials"), LEFT)
    rest()
    assert [row.name for row in tab.materials.table.rows()] == ["讲稿.docx"]
    tab.materials.table.select_rows(lambda row: True)
    alerts.files = [tmp_path / "另存.docx", tmp_path]
    qtbot.mouseClick(tab.materials.findChild(QPushButton, "save_material"), LEFT)
    qtbot.mouseClick(tab.photos.findChild(QPushButton, "export_photos"), LEFT)
    rest()
    assert (tmp_path / "另存.docx").read_bytes() == b"PK"
    assert (tmp_path / "粘贴的照片 20261120-090000.png").is_file()

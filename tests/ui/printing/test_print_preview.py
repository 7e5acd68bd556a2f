import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox

from jyguide.documents.page import PAGE_NUMBER, Document, paragraph
from jyguide.errors import FileError
from tests.ui.printing.previewing import Desk, button, opened, press, said, settled
from ui.printing.preview import PrintPreview
from ui.printing.sheet_view import SheetView


def test_pages_appear_and_the_buttons_with_them(qtbot, jobs):
    preview = opened(qtbot, jobs)
    assert [page.text for page in preview.pages] == ["正文0", "正文1", "正文2", "正文3"]
    assert button(preview, "print_button").isEnabled()
    assert not button(preview, "stop_button").isVisible()
    assert "共 4 页" in said(preview)


def test_every_word_in_it_is_chinese(qtbot, jobs):
    preview = opened(qtbot, jobs)
    labels = [widget.text() for widget in preview.findChildren(QPushButton)]
    assert labels == [
        label for label in labels if any(character >= "\u4e00" for character in label)
    ]
    assert "打印预览" in preview.windowTitle()


def test_page_keys_and_buttons_turn_pages(qtbot, jobs):
    preview = opened(qtbot, jobs)
    number = preview.findChild(QSpinBox, "page_number")
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert number.value() == 2
    press(qtbot, preview, "next_button")
    assert number.value() == 3
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert number.value() == 2
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert number.value() == 4
    assert not button(preview, "next_button").isEnabled()
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert number.value() == 1
    assert not button(preview, "previous_button").isEnabled()
    press(qtbot, preview, "next_button")
    press(qtbot, preview, "previous_button")
    assert number.value() == 1


def test_a_typed_number_goes_to_its_page(qtbot, jobs):
    preview = opened(qtbot, jobs)
    preview.findChild(QSpinBox, "page_number").setValue(4)
    assert preview.findChild(SheetView).current_page == 4


def test_zoom_keeps_the_page(qtbot, jobs):
    preview = opened(qtbot, jobs)
    view = preview.findChild(SheetView)
    view.show_page(3)
    zoom = preview.findChild(QComboBox, "zoom")
    zoom.setCurrentIndex(zoom.findText("150%"))
    assert view.current_page == 3
    assert view.horizontalScrollBar().maximum() >= 0
    zoom.setCurrentIndex(0)
    assert view.current_page == 3
    for key, shown in (
        (Qt.Key.Key_Equal, "75%"),
        (Qt.Key.Key_Minus, "50%"),
        (Qt.Key.Key_0, "整页"),
    ):
        qtbot.keyClick(preview, key, Qt.KeyboardModifier.ControlModifier)
        assert zoom.currentText() == shown
    zoom.setCurrentText("页宽")
    assert view.scale > 1
    view.zoom_turned.emit(False)
    assert (zoom.currentText(), view.current_page) == ("125%", 3)


@pytest.mark.parametrize(("what", "start"), [("pdf", b"%PDF"), ("word", b"PK")])
def test_saving(qtbot, jobs, tmp_path, monkeypatch, what, start):
    shown = []
    monkeypatch.setattr(
        "ui.file_written.QDesktopServices.openUrl", lambda url: shown.append(url) or True
    )
    ending = {"pdf": ".pdf", "word": ".docx"}[what]
    desk = Desk(tmp_path / f"证书{ending}")
    preview = opened(qtbot, jobs, desk)
    assert not button(preview, "folder_button").isVisible()
    press(qtbot, preview, f"{what}_button")
    settled(qtbot, jobs)
    assert desk.asked[0][1] == f"结业证书{ending}"
    assert desk.target.read_bytes().startswith(start)
    assert str(desk.target) in said(preview)
    press(qtbot, preview, "folder_button")
    assert [url.toLocalFile() for url in shown] == [str(tmp_path)]


def test_nothing_to_print_says_so(qtbot, jobs):
    preview = opened(qtbot, jobs, documents=[])
    assert said(preview) == "没有可打印的内容。"
    assert not button(preview, "print_button").isEnabled()


def test_thinking_better_of_it_writes_nothing(qtbot, jobs, tmp_path):
    preview = opened(qtbot, jobs, Desk(None))
    press(qtbot, preview, "pdf_button")
    press(qtbot, preview, "word_button")
    assert not jobs.busy


def test_a_fault_is_reported_and_the_preview_goes_on(qtbot, jobs, tmp_path):
    desk = Desk(tmp_path / "没有" / "a.pdf")
    preview = opened(qtbot, jobs, desk)
    press(qtbot, preview, "pdf_button")
    settled(qtbot, jobs)
    assert [type(error) for error in desk.reported] == [FileError]
    assert button(preview, "pdf_button").isEnabled()


@pytest.fixture
def queue(jobs):
    """Something else is at work until the event is set, so that what follows has to wait."""
    event = threading.Event()

    def begin():
        jobs.start(lambda _progress, _cancel: event.wait(20), lambda _job: None)
        return event

    yield begin
    event.set()


def test_hundreds_can_be_stopped_and_leave_nothing(qtbot, jobs, queue, tmp_path):
    desk = Desk(tmp_path / "a.docx")
    preview = opened(qtbot, jobs, desk)
    others = queue()
    press(qtbot, preview, "word_button")
    assert not button(preview, "print_button").isEnabled()
    press(qtbot, preview, "stop_button")
    others.set()
    settled(qtbot, jobs)
    assert "已取消" in said(preview)
    assert list(tmp_path.iterdir()) == []


def test_closing_stops_what_is_running(qtbot, jobs, queue, tmp_path):
    desk = Desk(tmp_path / "a.docx")
    preview = opened(qtbot, jobs, desk)
    others = queue()
    press(qtbot, preview, "word_button")
    press(qtbot, preview, "close_button")
    others.set()
    settled(qtbot, jobs)
    assert not preview.isVisible()
    assert list(tmp_path.iterdir()) == []


def test_the_first_page_is_read_while_the_others_are_laid_out(qtbot, jobs, tmp_path):
    """The rest waits here until a file was asked for, which has all pages nevertheless."""
    going_on = threading.Event()

    class Slowly(Sequence):
        def __len__(self):
            return 40

        def __getitem__(self, number):
            if number == 5:
                going_on.wait(20)
            if number >= 40:
                raise IndexError(number)
            return Document("份", (paragraph(f"正文{number}"),), footer=PAGE_NUMBER)

    target = tmp_path / "a.pdf"
    preview = PrintPreview(Slowly(), jobs, Desk(target), "结业证书", choose=lambda *_: False)
    qtbot.addWidget(preview)
    preview.show()
    view = preview.findChild(SheetView)
    try:
        qtbot.waitUntil(lambda: view.current_page == 1)
        shown = [label.text() for label in preview.findChildren(QLabel)]
        assert any(text.startswith("至少 ") for text in shown)
        assert preview.pages == ()
        assert button(preview, "stop_button").isVisible()
        assert view.hasFocus()
        press(qtbot, preview, "pdf_button")
        assert not button(preview, "print_button").isEnabled()
        qtbot.keyClick(preview, Qt.Key.Key_PageDown)
        assert view.current_page == 2
    finally:
        going_on.set()
    settled(qtbot, jobs)
    assert view.current_page == 2
    assert [page.text for page in preview.pages][39] == "第 1 页  共 1 页正文39"
    assert button(preview, "print_button").isEnabled()
    assert target.read_bytes().count(b"/MediaBox") == 40
    assert f"已保存到 {target}" == said(preview)

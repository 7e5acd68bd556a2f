import errno
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from jyguide.documents.page import Cell, Document, PageSetup, Picture, Row, Style, Table, paragraph
from jyguide.errors import Cancelled, FileError
from jyguide.progress import CancelToken
from ui.printing.layout import lay_out
from ui.printing.paint import paint_page
from ui.printing.pdf import graphics_application, page_layout, write_pdf
from ui.printing.shapes import UNITS_PER_MM

WIDE = PageSetup(297, 210)


def a_document(text="正文䶮𬱖", **rest):
    return Document("标题", (paragraph(text, Style(size=14)),), **rest)


def boxes(data):
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in found]


def test_a_pdf_with_its_fonts_inside(tmp_path):
    target = tmp_path / "a.pdf"
    assert write_pdf(a_document(), target) == 1
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/FontFile" in data
    assert boxes(data) == [(210, 297)]
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_many_documents_each_on_its_own_paper(tmp_path):
    target = tmp_path / "a.pdf"
    documents = [a_document(), a_document(setup=WIDE), a_document()]
    assert write_pdf(documents, target) == 3
    assert boxes(target.read_bytes()) == [(210, 297), (297, 210), (210, 297)]


def test_the_frame_of_hundreds_is_stored_once(tmp_path):
    pages = [a_document(background="certificate_frame.png", setup=WIDE)] * 20
    write_pdf(pages, tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.count(b"/Subtype /Image") == 1
    assert len(data) < 1_500_000


def test_a_cancelled_pdf_leaves_nothing(tmp_path):
    token = CancelToken()

    class Stop:
        def step(self, done, total, text=""):
            token.cancel()

    with pytest.raises(Cancelled):
        write_pdf([a_document()] * 3, tmp_path / "a.pdf", Stop(), token)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """Room for six kilobytes: the disk fills up in the middle of the pages, or at their end."""

    class Small(io.FileIO):
        def write(self, data):
            if self.tell() + len(data) > 6000:
                raise OSError(errno.ENOSPC, "full")
            return super().write(data)

    seen = []

    class Watcher:
        def step(self, done, total, text=""):
            seen.append(done)

    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    really = Path.open
    opened = {"wb": Small}
    monkeypatch.setattr(
        Path, "open", lambda path, mode, **more: opened.get(mode, really)(path, mode, **more)
    )
    with pytest.raises(FileError, match="磁盘空间不够"):
        write_pdf([a_document("字" * 800)] * 99, target, Watcher())
    assert len(seen) < 20
    with pytest.raises(FileError, match="磁盘空间不够"):
        write_pdf(a_document("之" * 20), target)
    monkeypatch.undo()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_target_that_is_open_elsewhere(tmp_path, monkeypatch):
    def locked(*_):
        raise PermissionError(errno.EACCES, "locked")

    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(FileError, match="正被别的程序打开"):
        write_pdf(a_document(), target)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_missing_folder(tmp_path):
    with pytest.raises(FileError, match="不存在"):
        write_pdf(a_document(), tmp_path / "没有" / "a.pdf")


def test_the_running_application_is_used(qapp):
    assert graphics_application() is qapp
    assert isinstance(qapp, QGuiApplication)


def test_the_paper_is_turned_not_renamed():
    layout = page_layout(WIDE)
    size = layout.fullRect(layout.units())
    assert (round(size.width()), round(size.height())) == (297, 210)


def painted(document, dots_per_mm=4):
    page = lay_out(document)[0]
    size = (page.setup.width * dots_per_mm, page.setup.height * dots_per_mm)
    image = QImage(*map(round, size), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_page(painter, page, dots_per_mm / UNITS_PER_MM)
    painter.end()
    return image


def dark(image, left, top, right, bottom, dots_per_mm=4):
    return any(
        image.pixelColor(x, y).lightness() < 200
        for x in range(round(left * dots_per_mm), round(right * dots_per_mm))
        for y in range(round(top * dots_per_mm), round(bottom * dots_per_mm))
    )


def test_text_is_painted_at_its_place_in_millimetres():
    image = painted(a_document())
    assert dark(image, 25, 25, 60, 34)
    assert not dark(image, 0, 0, 210, 24)
    assert not dark(image, 80, 25, 210, 60)


def test_borders_and_pictures_are_painted():
    table = Table((40,), (Row((Cell(()),), 20),))
    document = Document("表", (table, Picture("certificate_frame.png", 60, 42)))
    image = painted(document)
    assert dark(image, 84, 30, 86, 40)
    assert dark(image, 75, 46, 135, 50)


def test_a_pdf_can_be_written_by_a_program_without_a_screen(tmp_path):
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from jyguide.documents.page import Document, paragraph\n"
        "from ui.printing.pdf import graphics_application, write_pdf\n"
        "application = graphics_application()\n"
        "write_pdf(Document('题', (paragraph('正文'),)), Path(sys.argv[1]))\n"
    )
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    quiet = {name: value for name, value in os.environ.items() if name not in screens}
    root = Path(__file__).parents[3]
    target = tmp_path / "a.pdf"
    subprocess.run([sys.executable, "-c", program, target], cwd=root, env=quiet, check=True)
    assert target.read_bytes().startswith(b"%PDF-")

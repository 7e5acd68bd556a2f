import uuid

import docx
import zxingcpp
from docx.oxml.ns import qn
from PySide6.QtGui import QImage, QPainter

from jyguide.documents.page import Cell, Document, Picture, Row, Side, Table
from jyguide.documents.qr import qr_png
from jyguide.documents.word import write_word
from jyguide.people.person_code import person_code, read_code
from ui.printing.layout import lay_out
from ui.printing.paint import paint_page
from ui.printing.shapes import UNITS_PER_MM, Stroke

SOMEBODY = uuid.UUID(int=0x0198_1234_5678_7ABC_8DEF_0123_4567_89AB)
OPEN_BELOW = (Side.TOP, Side.LEFT, Side.RIGHT)


def a_card():
    code = Picture(qr_png(person_code(SOMEBODY)), 20, 20)
    row = Row((Cell((code,), sides=OPEN_BELOW),), 54, exact=True)
    return Document("上岗证", (Table((85.6,), (row,)),))


def test_a_printed_code_is_read_back():
    (page,) = lay_out(a_card())
    dots_a_mm = 150 / 25.4  # a poor office printer
    drawn = QImage(round(210 * dots_a_mm), round(297 * dots_a_mm), QImage.Format.Format_Grayscale8)
    drawn.fill(255)
    painter = QPainter(drawn)
    paint_page(painter, page, dots_a_mm / UNITS_PER_MM)
    painter.end()
    seen = memoryview(drawn.constBits()).cast("B", shape=[drawn.height(), drawn.bytesPerLine()])
    (found,) = zxingcpp.read_barcodes(seen)
    assert read_code(found.text) == SOMEBODY


def test_a_frame_may_lack_a_side(tmp_path):
    (page,) = lay_out(a_card())
    assert sum(isinstance(mark, Stroke) for mark in page.marks) == len(OPEN_BELOW)
    target = tmp_path / "a.docx"
    write_word(a_card(), target)
    (borders,) = docx.Document(str(target)).element.body.iter(qn("w:tcBorders"))
    assert [side.tag for side in borders] == [qn("w:top"), qn("w:left"), qn("w:right")]

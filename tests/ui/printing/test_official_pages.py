"""Official documents as they are laid out and written: the grid, the foot, rare characters."""

import subprocess
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from jyguide.documents.fonts import FontRole
from jyguide.documents.numbering import LINE
from jyguide.documents.official import Imprint, OfficialPaper, Signature, official_document
from jyguide.documents.page import Document, Style, paragraph
from jyguide.documents.rare import Coverage
from ui.printing import paragraphs
from ui.printing.fonts import UNITS_PER_POINT
from ui.printing.layout import lay_out
from ui.printing.pdf import write_pdf
from ui.printing.pdf_fonts import embedded_fonts
from ui.printing.shapes import UNITS_PER_MM, Stroke, Text

DAY = date(2026, 11, 21)
OFFICE = "江阴市周庄镇基层党建工作指导站"


@pytest.fixture(scope="module")
def pages(qapp):
    """Four pages, the last with signature and imprint."""
    return lay_out(
        official_document(
            OfficialPaper(
                "关于标准的通知",
                ("字" * 28 * 22 * 3 + "。", "特此通知。"),
                signature=Signature(OFFICE, DAY),
                imprint=Imprint(OFFICE, DAY, ("各党支部",)),
            )
        )
    )


def text_lines(page):
    """Characters of each line of the text, by the height at which it stands."""
    return Counter(mark.y for mark in page.marks if isinstance(mark, Text) and mark.text == "字")


def test_a_page_of_text_has_22_lines_of_28_characters(pages):
    found = text_lines(pages[1])
    assert set(found.values()) == {28}
    assert len(found) == 22
    tops = sorted(found)
    pitch = {round(below - above) for above, below in pairwise(tops)}
    assert pitch == {round(LINE * UNITS_PER_POINT)}


def test_page_numbers_stand_at_the_outer_edge(pages):
    middle = 105 * UNITS_PER_MM
    for number, page in enumerate(pages, 1):
        mark = next(
            one for one in page.marks if isinstance(one, Text) and one.text == f"— {number} —"
        )
        assert (mark.x > middle) == bool(number % 2)
        assert 262 < mark.y / UNITS_PER_MM < 272


def test_the_end_of_the_last_page(pages):
    last = pages[-1]
    assert "特此通知。" in last.text
    assert "2026年11月21日" in last.text
    rules = [one.y / UNITS_PER_MM for one in last.marks if isinstance(one, Stroke)]
    assert max(rules) == pytest.approx(297 - 35, abs=0.2), "the last rule ends the type area"
    assert not any(isinstance(one, Stroke) for page in pages[:-1] for one in page.marks)


def test_a_character_that_nothing_has_is_marked_and_never_a_box(monkeypatch, qapp):
    has = Coverage(
        lambda _role: ("仿宋",), lambda: ("宋体-ExtB",), lambda family, one: one != "𫟹" and (
            one != "𠮷" or family == "宋体-ExtB"
        )
    )  # fmt: skip
    monkeypatch.setattr(paragraphs, "installed", lambda: has)
    (page,) = lay_out(Document("名", (paragraph("王𠮷𫟹", Style(FontRole.BODY, 16)),)))
    drawn = {mark.text: mark.style for mark in page.marks}
    assert drawn["𠮷"].family == "宋体-ExtB"
    assert drawn["〔U+2B7F9〕"].size < 8
    assert set(drawn) == {"王", "𠮷", "〔U+2B7F9〕"}


def test_every_typeface_of_a_pdf_is_inside_it(tmp_path, qapp):
    """As another program sees it; rare characters bring a typeface of their own."""
    text = [paragraph(f"王{role}2026𠮷㛃", Style(role, 16)) for role in FontRole]
    target = tmp_path / "a.pdf"
    write_pdf(Document("字", tuple(text)), target)
    listed = subprocess.run(["pdffonts", target], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows), listed.stdout
    assert {row.split()[0].split("+")[-1] for row in rows} == set(
        embedded_fonts(target.read_bytes())
    )

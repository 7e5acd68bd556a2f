"""Official documents as they are laid out and written: the grid, the foot, rare characters."""

import subprocess
from bisect import bisect
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from jyguide.approval.printing.reply import ReplyLine, ReplyText, reply_document
from jyguide.approval.printing.request import RequestLine, RequestText, request_document
from jyguide.approval.step import SubmissionKind
from jyguide.documents.fonts import FontRole
from jyguide.documents.numbering import LINE
from jyguide.documents.official import Imprint, OfficialPaper, Signature, official_document
from jyguide.documents.page import Document, Style, paragraph
from jyguide.documents.rare import Coverage
from jyguide.progress import CancelToken, Silent
from ui.printing import layout, paragraphs
from ui.printing.fonts import UNITS_PER_POINT
from ui.printing.layout import LaidOut, lay_out
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
    document = Document("名", (paragraph("王𠮷𫟹", Style(FontRole.BODY, 16)),))
    (page,) = lay_out(document)
    drawn = {mark.text: mark.style for mark in page.marks}
    assert drawn["𠮷"].family == "宋体-ExtB"
    assert drawn["〔U+2B7F9〕"].size < 8
    assert set(drawn) == {"王", "𠮷", "〔U+2B7F9〕"}
    monkeypatch.setattr(layout, "installed", lambda: has)
    laid = LaidOut([document])
    laid.more(Silent(), CancelToken())
    assert [one.character for one in laid.rare] == ["𠮷", "𫟹"]


LONG = ("阿卜杜拉·买买提·吐尔逊江", "欧阳上官司马诸葛夏侯皇甫", "王伟", "𠮷㛃")
WORK = "中共江阴市周庄镇三里村第一党支部委员会委员兼党建指导员、组织委员"


def the_lists():
    kind, day = SubmissionKind.FIRST, date(2029, 11, 19)
    asked = [RequestLine(name, "男", DAY, WORK, "full_time", (DAY, None)) for name in LONG]
    given = [ReplyLine(name, "男", WORK, "full_time", day) for name in LONG]
    title = "关于批准上岗的请示"
    return (
        request_document(RequestText(title, "", kind, "市委", OFFICE, DAY, tuple(asked))),
        reply_document(ReplyText(kind, "", "市委", OFFICE, (title, ""), DAY, tuple(given))),
    )


@pytest.mark.parametrize("document", the_lists(), ids=["request", "reply"])
def test_long_names_stay_inside_their_fields(document, qapp):
    page = lay_out(document)[1]
    strokes = [one for one in page.marks if isinstance(one, Stroke)]
    edges = sorted({round(one.x) for one in strokes if one.x == one.to_x})
    lines = sorted({round(one.y) for one in strokes if one.y == one.to_y})
    inside = [one for one in page.marks if isinstance(one, Text) and lines[0] < one.y < lines[-1]]
    for one in inside:
        size = one.style.size * UNITS_PER_POINT
        assert bisect(edges, one.x) == bisect(edges, one.x + one.width), one.text
        assert bisect(lines, one.y) == bisect(lines, one.y - 0.8 * size), one.text
    said = "".join(one.text for one in inside)
    assert all(name in said or name[0] + "\u3000" + name[1] in said for name in LONG)


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

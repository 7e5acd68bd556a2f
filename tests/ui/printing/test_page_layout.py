from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.certificate.document import CertificateText, certificate_document
from jyguide.certificate.kinds import CertificateKind
from jyguide.documents.page import (
    PAGE_NUMBER,
    Cell,
    Document,
    PageBreak,
    Picture,
    Row,
    RunningLine,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.pictures import resource_bytes
from jyguide.exam.printing.paper_document import PaperItem, PaperText, key_document, paper_document
from jyguide.training.sign_in_sheet import SignInLine, SignInText, sign_in_sheet
from ui.printing.layout import lay_out, lay_out_all
from ui.printing.packing import packed, unpacked
from ui.printing.shapes import UNITS_PER_MM, Image, Stroke, Text

CERTIFICATE = CertificateText(
    kind=CertificateKind.COMPLETION,
    name="张三",
    subject="任前培训班",
    start=date(2026, 11, 20),
    end=date(2026, 11, 21),
    number="暨指〔2026〕ZT-A-000123",
    issuer="祝塘镇基层党建工作指导站",
    issued=date(2026, 11, 22),
    sex="女",
    hours=80,
)
FRAME_MM = 27.5
"""The innermost rule of the frame with its corner steps lies this far from the paper's edge."""


def texts(page):
    return [mark for mark in page.marks if isinstance(mark, Text)]


def assert_inside(page, edge_mm):
    for mark in texts(page):
        size = mark.style.size * 20
        assert mark.x >= edge_mm * UNITS_PER_MM - 1, mark
        assert mark.x + mark.width <= (page.setup.width - edge_mm) * UNITS_PER_MM + 1, mark
        assert mark.y - 0.88 * size >= edge_mm * UNITS_PER_MM - 1, mark
        assert mark.y + 0.12 * size <= (page.setup.height - edge_mm) * UNITS_PER_MM + 1, mark


def assert_apart(page):
    """Title, body and signature do not run into one another."""
    said = page.text
    assert said.index("特发此证") < said.index("证书编号")
    marks = texts(page)
    split = next(i for i, mark in enumerate(marks) if mark.text.startswith("证书编号"))
    lowest = max(mark.y for mark in marks[:split])
    highest = min(mark.y - 0.88 * 20 * mark.style.size for mark in marks[split:])
    assert lowest < highest


LONG = (
    "二〇二六年度全市镇街园区基层党建工作指导站专职指导员暨村（社区）党组织书记"
    "领头雁后备人才任前集中培训示范班（第三期）"
)


@pytest.mark.parametrize("kind", CertificateKind)
@pytest.mark.parametrize("photo", [None, resource_bytes("certificate_frame.png")])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"subject": LONG[:60].ljust(60, "班"), "score": 1000},
        {"subject": "2026" * 30},
        {"name": "阿卜杜热合曼·买买提依明·吐尔逊江"},
        {"name": "张" * 40, "subject": "班" * 120},
        {"issuer": "中共江阴市祝塘镇委员会组织人事和社会保障局基层党建工作指导站"},
        {"number": "暨指〔2026〕ZT-A-000123-补发-0000000001"},
        {"start": date(2025, 12, 30), "end": date(2026, 1, 2), "hours": 1265},
    ],
)
def test_a_certificate_never_leaves_its_frame(kind, photo, changes):
    pages = lay_out(certificate_document(replace(CERTIFICATE, kind=kind, photo=photo, **changes)))
    assert len(pages) == 1
    assert_inside(pages[0], FRAME_MM)
    assert_apart(pages[0])


@settings(deadline=None, max_examples=40)
@given(
    name=st.text("张三·阿卜杜䶮𬱖ABc ", min_size=1, max_size=30),
    subject=st.text("培训班2026（第一期）“” Ab-", min_size=1, max_size=100),
)
def test_whatever_the_words_the_certificate_is_one_page_inside_its_frame(name, subject):
    pages = lay_out(certificate_document(replace(CERTIFICATE, name=name, subject=subject)))
    assert len(pages) == 1
    assert_inside(pages[0], FRAME_MM)
    assert_apart(pages[0])


def test_the_frame_covers_the_whole_sheet_and_lies_below_the_text():
    page = lay_out(certificate_document(CERTIFICATE))[0]
    frame = page.marks[0]
    assert isinstance(frame, Image)
    assert (frame.x, frame.y) == (0, 0)
    assert frame.width == pytest.approx(297 * UNITS_PER_MM)
    assert frame.height == pytest.approx(210 * UNITS_PER_MM)


def test_what_is_drawn_is_what_was_described():
    text = replace(CERTIFICATE, name="䶮𬱖")
    said = lay_out(certificate_document(text))[0].text
    for words in ("结业证书", "䶮𬱖", "任前培训班", "特发此证。", "二〇二六年十一月二十二日"):
        assert words in said


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (26, 2), (317, 13)])
def test_sign_in_sheets_repeat_their_head_on_every_page(people, pages):
    lines = tuple(
        SignInLine(f"张{n}", "江阴市祝塘镇人民政府基层党建工作指导站第一联合支部" * (n % 2))
        for n in range(people)
    )
    facts = (("时间", "9:00"), ("地点", "会议室"), ("授课人", "王老师"), ("学时", "8"))
    sheets = lay_out(sign_in_sheet(SignInText(LONG[:60], facts, lines)))
    assert len(sheets) == pages
    for number, sheet in enumerate(sheets, 1):
        assert "签到表" in sheet.text
        assert "地点：会议室" in sheet.text
        assert "联系电话" in sheet.text
        assert f"第 {number} 页  共 {pages} 页" in sheet.text
        assert_inside(sheet, 8.9)


def test_every_person_is_on_the_sheets_once():
    lines = tuple(SignInLine(f"张{n:03}号") for n in range(317))
    said = "".join(page.text for page in lay_out(sign_in_sheet(SignInText("班", (), lines))))
    assert all(said.count(line.name) == 1 for line in lines)


def test_papers_and_keys_keep_to_their_margins():
    item = ItemContent(
        ItemKind.SINGLE,
        "党员大会是党支部的议事决策机构，由全体党员参加，一般（ ）召开1次。" * 2,
        ("由党支部派人同入党申请人谈话，了解其基本情况并向上级报告" * 2, "二", "三", "四"),
        "B",
        "解析" * 60,
        key_points=(KeyPoint("要点" * 50),),
        regulation="中国共产党支部工作条例（试行）",
        article="第十一条",
    )
    text = PaperText("考试", tuple(PaperItem(item, 20) for _ in range(30)))
    for document in (paper_document(text), key_document(text)):
        pages = lay_out(document)
        assert len(pages) > 2
        for page in pages:
            assert_inside(page, 10)
            assert max(mark.x + mark.width for mark in texts(page)) <= 190 * UNITS_PER_MM + 1


def numbered(count, **shape):
    return tuple(paragraph(f"第{n}段", shape=Shape(line=20, **shape)) for n in range(count))


def test_nothing_is_an_empty_page():
    pages = lay_out(Document("空", (), footer=PAGE_NUMBER))
    assert [page.text for page in pages] == ["第 1 页  共 1 页"]


def test_paragraphs_flow_over_pages_in_order():
    pages = lay_out(Document("长", numbered(100)))
    assert len(pages) == 3
    assert "".join(page.text for page in pages) == "".join(f"第{n}段" for n in range(100))


def test_a_page_break_begins_a_page_even_when_there_is_room():
    pages = lay_out(Document("两页", (paragraph("前"), PageBreak(), paragraph("后"))))
    assert [page.text for page in pages] == ["前", "后"]


def test_a_page_break_holds_against_what_is_kept_with_the_next():
    kept = paragraph("前", shape=Shape(keep_next=True))
    pages = lay_out(Document("两页", (kept, PageBreak(), paragraph("后"))))
    assert [page.text for page in pages] == ["前", "后"]


def test_a_heading_never_stands_alone_at_the_foot():
    heading = paragraph("标题", shape=Shape(line=20, keep_next=True))
    for before in range(30, 40):
        pages = lay_out(Document("长", (*numbered(before), heading, *numbered(5))))
        page = next(page for page in pages if "标题" in page.text)
        assert not page.text.endswith("标题")


def test_a_paragraph_kept_together_moves_whole():
    long = paragraph("字" * 200, shape=Shape(line=20, keep_together=True))
    pages = lay_out(Document("长", (*numbered(33), long)))
    assert [page.text.count("字") for page in pages] == [0, 200]


def test_what_cannot_be_kept_together_is_split_rather_than_lost():
    pages = lay_out(Document("长", numbered(100, keep_next=True)))
    assert "".join(page.text for page in pages) == "".join(f"第{n}段" for n in range(100))


def test_a_row_taller_than_its_height_grows_unless_exact():
    cell = Cell((paragraph("字" * 100, shape=Shape(line=20)),))
    for exact, tall in ((False, True), (True, False)):
        page = lay_out(Document("表", (Table((30,), (Row((cell,), 10, exact),)),)))[0]
        bottom = max(mark.to_y for mark in page.marks if isinstance(mark, Stroke))
        assert (bottom > 40 * UNITS_PER_MM) is tall


def test_cells_span_columns():
    wide = Row((Cell((paragraph("宽"),), span=2),))
    narrow = Row((Cell((paragraph("甲"),)), Cell((paragraph("乙"),), bordered=False)))
    page = lay_out(Document("表", (Table((30, 40), (wide, narrow)),)))[0]
    strokes = [mark for mark in page.marks if isinstance(mark, Stroke)]
    upright = {round(mark.x / UNITS_PER_MM, 1) for mark in strokes if mark.x == mark.to_x}
    assert upright == {70.0, 100.0, 140.0}


def a_line(text, **shape):
    return Row((Cell((paragraph(text, shape=Shape(line=20, **shape)),)),), 50)


def test_a_row_that_says_so_stays_with_the_next_one():
    rows = [a_line(str(number)) for number in range(4)]
    loose = Document("表", (Table((100,), (*rows, a_line("甲"), a_line("乙"))),))
    bound = Document("表", (Table((100,), (*rows, a_line("甲", keep_next=True), a_line("乙"))),))
    assert [page.text for page in lay_out(loose)] == ["0123甲", "乙"]
    assert [page.text for page in lay_out(bound)] == ["0123", "甲乙"]


def test_a_table_of_several_documents_is_laid_out_as_it_would_be_alone():
    table = Table((100,), tuple(a_line(f"第 {number} 行") for number in range(9)), header_rows=1)
    several = [Document(name, (paragraph(name), table)) for name in ("甲", "乙", "丙")]
    alone = [page for one in several for page in lay_out(one)]
    assert list(lay_out_all(several)) == alone


def test_header_footer_spacers_and_pictures_take_their_places():
    blocks = (Spacer(30), Picture("certificate_frame.png", 40, 20))
    header, footer = RunningLine("页眉"), RunningLine("{page}/{pages}")
    page = lay_out(Document("页", blocks, header=header, footer=footer))[0]
    picture = next(mark for mark in page.marks if isinstance(mark, Image))
    assert picture.y == pytest.approx((25 + 30) * UNITS_PER_MM)
    assert picture.x == pytest.approx((210 - 40) / 2 * UNITS_PER_MM)
    top, bottom = texts(page)
    assert (top.text, bottom.text) == ("页眉", "1/1")
    assert top.y < 25 * UNITS_PER_MM < 275 * UNITS_PER_MM < bottom.y


def test_a_foot_too_long_for_one_line_loses_nothing():
    page = lay_out(Document("页", (), footer=RunningLine("很长的支部名称" * 9 + "第 {page} 页")))[
        0
    ]
    above, below = texts(page)
    assert page.text == "很长的支部名称" * 9 + "第 1 页"
    assert above.y < below.y < (297 - 12) * UNITS_PER_MM


STYLES = st.builds(Style, size=st.sampled_from((9.0, 10.5, 12.0)), bold=st.booleans())
PLACES = st.integers(-20_000, 20_000).map(float)
MARKS = st.one_of(
    st.builds(Text, PLACES, PLACES, st.text(max_size=5), STYLES, PLACES),
    st.builds(
        Stroke, PLACES, PLACES, PLACES, PLACES, PLACES, st.sampled_from(("0F0F0F", "9E1B1B"))
    ),
    st.builds(Image, PLACES, PLACES, PLACES, PLACES, st.sampled_from((b"one", b"two", "frame"))),
)


@given(st.lists(MARKS, max_size=12))
def test_marks_come_back_as_they_were_packed(marks):
    assert list(unpacked(packed(marks))) == marks


def test_a_label_hangs_out_to_the_left_of_its_text():
    shape = Shape(left=20, first_indent=-4, tabs=(20,))
    page = lay_out(Document("标", (paragraph("答\t" + "字" * 50, shape=shape),)))[0]
    label, first, second = (mark for mark in texts(page) if mark.text.strip())
    left = page.setup.left
    assert label.x / UNITS_PER_MM == pytest.approx(left + 20 - 4 * 12 * 25.4 / 72, abs=0.1)
    assert first.x / UNITS_PER_MM == pytest.approx(left + 20, abs=0.1)
    assert second.x == pytest.approx(first.x, abs=1)
    assert second.x + second.width <= (page.setup.width - page.setup.right) * UNITS_PER_MM + 1


def test_dots_lead_to_a_page_number_at_the_edge():
    line = paragraph("第一问\t12", shape=Shape(leader=160))
    page = lay_out(Document("目录", (line,)))[0]
    text, number, dots = sorted(texts(page), key=lambda mark: mark.text.startswith("."))
    assert (text.text, number.text, set(dots.text)) == ("第一问", "12", {"."})
    assert number.x + number.width == pytest.approx((25 + 160) * UNITS_PER_MM, abs=2)
    assert text.x + text.width <= dots.x
    assert dots.x + dots.width <= number.x


def test_a_rule_is_drawn_under_its_paragraph_and_takes_room():
    ruled = paragraph("题", shape=Shape(line=20, left=9, right=12, rule=1, rule_colour="9E1B1B"))
    page = lay_out(Document("线", (ruled, paragraph("文", shape=Shape(line=20)))))[0]
    (rule,) = (mark for mark in page.marks if isinstance(mark, Stroke))
    heading, text = texts(page)
    assert rule.colour == "9E1B1B"
    edges = ((25 + 9) * UNITS_PER_MM, (210 - 25 - 12) * UNITS_PER_MM)
    assert (rule.x, rule.to_x) == pytest.approx(edges)
    assert heading.y < rule.y < text.y - 0.88 * 12 * 20
    assert text.y - heading.y == pytest.approx((20 + 1 + 2) * 20)


def test_an_empty_paragraph_may_be_nothing_but_a_rule():
    page = lay_out(Document("线", (paragraph("", shape=Shape(line=2, rule=2)),)))[0]
    assert [type(mark) for mark in page.marks] == [Stroke]

"""What GB/T 9704-2012 asks of an official document, in the description that is rendered."""

from datetime import date
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.fonts import FontRole
from jyguide.documents.numbering import LINE, PITCH, Section, section_number, set_out
from jyguide.documents.official import (
    SETUP,
    WIDTH,
    Annex,
    Imprint,
    OfficialPaper,
    Signature,
    official_document,
)
from jyguide.documents.official_number import number_parts, number_text, tidy_number
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Cell,
    PageBreak,
    Row,
    Side,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.word import write_word

DAY = date(2026, 11, 21)
OFFICE = "周庄镇基层党建工作指导站"


def a_paper(**rest):
    filled = {"title": "关于报请批准的请示", "content": ("正文。",), "addressee": "市委组织部"}
    return official_document(OfficialPaper(**(filled | rest)))


def lines(document):
    return [block.text for block in document.blocks if hasattr(block, "runs")]


def the_line(document, text):
    return next(one for one in document.blocks if getattr(one, "text", None) == text)


def test_the_type_area_holds_22_lines_of_28_characters():
    assert (SETUP.inner_width, SETUP.inner_height) == (156, 225)
    assert (SETUP.top, SETUP.left, SETUP.right, SETUP.bottom) == (37, 28, 26, 35)
    assert 22 * LINE * MM_PER_POINT <= 225 < 23 * LINE * MM_PER_POINT
    assert 28 * PITCH * MM_PER_POINT <= 156 < 29 * PITCH * MM_PER_POINT


def test_parts_stand_in_the_order_of_the_standard():
    made = a_paper(
        number="周委[2026]第012号",
        annexes=(Annex("名单", (paragraph("张三"),), "（按姓氏笔画为序）"), Annex("材料")),
        signature=Signature(OFFICE, DAY),
        note="联系人：王伟",
    )
    assert lines(made) == [
        "周委〔2026〕12号",
        "关于报请批准的请示",
        "市委组织部：",
        "正文。",
        "附件：1.\t名单",
        "2.\t材料",
        OFFICE,
        "2026年11月21日",
        "（联系人：王伟）",
        "附件1",
        "名单",
        "（按姓氏笔画为序）",
        "张三",
    ]
    assert sum(isinstance(one, PageBreak) for one in made.blocks) == 1
    assert (made.footer.text, made.footer.align) == ("— {page} —", Align.RIGHT)
    assert (made.footer_even.align, made.footer.style) == (
        Align.LEFT,
        Style(FontRole.SONG, 14),
    )
    assert made.dated == DAY


def test_red_head_signatory_and_imprint():
    made = a_paper(
        head="中共江阴市周庄镇委员会文件",
        number="周委〔2026〕1号",
        signatory="张三",
        imprint=Imprint(OFFICE, DAY, ("甲", "乙")),
    )
    spacer, mark, beside, rule = made.blocks[:4]
    assert spacer.height == 35
    assert mark.runs[0].style.colour == rule.shape.rule_colour != "000000"
    assert [cell.blocks[0].text for cell in beside.rows[0].cells] == [
        "周委〔2026〕1号",
        "签发人：张三",
    ]
    foot = made.blocks[-1]
    assert foot.at_foot
    assert sum(foot.columns) == pytest.approx(WIDTH)
    assert [one.blocks[0].text for row in foot.rows for one in row.cells] == [
        "抄送：甲，乙。",
        OFFICE,
        "2026年11月21日印发",
    ]
    assert foot.rows[-1].cells[0].sides == (Side.BOTTOM,)
    printed = a_paper(number="周委〔2026〕1号", signatory="张三")  # on paper with a red head
    assert [one.blocks[0].text for one in printed.blocks[0].rows[0].cells] == [
        "周委〔2026〕1号",
        "签发人：张三",
    ]
    alone = a_paper(head="文件", number="", imprint=Imprint(OFFICE, DAY))
    assert alone.blocks[-1].rows[0].cells[0].sides == (Side.TOP, Side.BOTTOM)


@given(st.text("站", min_size=1, max_size=40), st.booleans())
def test_the_day_stands_under_the_office_and_never_alone(office, sealed):
    made = a_paper(signature=Signature(office, DAY, sealed=sealed))
    text, name, day = made.blocks[-3:]
    assert text.shape.keep_next
    assert name.shape.keep_next
    assert not day.shape.keep_next
    assert min(name.shape.left, day.shape.left, name.shape.right, day.shape.right) >= 0
    if sealed:  # one in the middle over the other, the day four characters in or more
        assert (name.shape.align, name.shape.left) == (Align.CENTRE, day.shape.left)
        middle = (WIDTH - name.shape.left) / 2 / (PITCH * MM_PER_POINT)
        assert middle >= 4 + 3.5


def test_a_table_before_the_signature_keeps_its_last_row_there():
    rows = tuple(Row((Cell((paragraph(text),)),)) for text in "甲乙")
    made = a_paper(content=(Table((100.0,), rows),), signature=Signature(OFFICE, DAY))
    table = next(one for one in made.blocks if isinstance(one, Table))
    kept = [row.cells[0].blocks[0].shape.keep_next for row in table.rows]
    assert kept == [False, True]


def test_numbers_of_four_levels_in_their_typefaces():
    tree = (
        Section("甲", (Section("乙", (Section("丙", (Section("丁", ("文",)),)),)),)),
        Section("戊"),
    )
    made = list(set_out(tree))
    assert [one.text for one in made] == ["一、甲", "（一）乙", "1.丙", "（1）丁", "文", "二、戊"]
    roles = [one.runs[0].style.role for one in made]
    assert roles == [FontRole.HEI, FontRole.KAI, *[FontRole.BODY] * 3, FontRole.HEI]
    assert [one.shape.keep_next for one in made] == [True] * 4 + [False] * 2
    assert section_number(21, 1) == "二十一、"


@given(
    st.integers(1949, 2100), st.integers(1, 9999), st.sampled_from(["[{}]", "（{}）", "〔{}〕"])
)
def test_a_number_is_printed_in_one_form(year, count, brackets):
    written = f"澄组 {brackets.format(year)}第{count:04}号"
    assert tidy_number(written) == f"澄组〔{year}〕{count}号" == number_text("澄组", year, count)
    assert number_parts(tidy_number(written)) == ("澄组", year, count)


def test_word_is_told_the_grid_the_foot_and_the_typefaces(tmp_path):
    target = tmp_path / "a.docx"
    made = a_paper(content=("王𠮷喆。",), imprint=Imprint(OFFICE, DAY))
    write_word(made, target)
    with ZipFile(target) as package:
        text = package.read("word/document.xml").decode()
        settings = package.read("word/settings.xml").decode()
    assert 'w:docGrid w:type="linesAndChars" w:linePitch="579"' in text
    assert 'w:footerReference w:type="even"' in text
    assert "evenAndOddHeaders" in settings
    assert '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align>' in text
    assert 'w:eastAsia="SimSun-ExtB"' in text
    assert 'w:eastAsia="仿宋"' in text

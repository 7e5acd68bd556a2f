import errno
import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn

from jyguide.documents.fonts import FontRole, word_font
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Placed,
    Row,
    Run,
    RunningLine,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.pictures import resource_bytes
from jyguide.documents.word import write_word, write_word_files
from jyguide.errors import Cancelled, FileError
from jyguide.progress import CancelToken

PNG = resource_bytes("certificate_frame.png")


def a_document(*blocks, **rest):
    return Document("标题", blocks or (paragraph("正文"),), **rest)


def written(tmp_path, documents):
    target = tmp_path / "a.docx"
    write_word(documents, target)
    return docx.Document(str(target))


def a_table(rows=3):
    body = tuple(Row((Cell((paragraph(f"{n}"),)), Cell((paragraph("乙"),)))) for n in range(rows))
    return Table((20, 30), (Row((Cell((paragraph("头"),), span=2),)), *body), header_rows=1)


def test_text_comes_back_as_it_was_given(tmp_path):
    runs = (Run("䶮𬱖 & <b>", Style(FontRole.KAI, 14, bold=True)), Run(" 同志“引号”：\t末"))
    word = written(tmp_path, a_document(Paragraph(runs)))
    assert word.paragraphs[0].text == "䶮𬱖 & <b> 同志“引号”：\t末"
    assert word.paragraphs[0].runs[0].bold
    assert word.paragraphs[0].runs[0].font.size.pt == 14


def test_characters_no_xml_can_hold_are_left_out(tmp_path):
    word = written(tmp_path, a_document(paragraph("前\x00\x1f\ud800\ufffe后")))
    assert word.paragraphs[0].text == "前后"


@pytest.mark.parametrize("role", FontRole)
def test_every_slot_names_the_chinese_typeface(tmp_path, role):
    word = written(tmp_path, a_document(paragraph("字", Style(role))))
    fonts = word.paragraphs[0].runs[0]._element.rPr.rFonts
    slots = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert slots == {word_font(role)}


def test_lines_have_their_exact_height(tmp_path):
    shape = Shape(Align.JUSTIFY, line=28, first_indent=2, before=3, after=4, keep_next=True)
    word = written(tmp_path, a_document(paragraph("字", Style(size=16), shape)))
    looks = word.paragraphs[0].paragraph_format
    assert looks.line_spacing.pt == 28
    assert looks.first_line_indent.pt == 32
    assert (looks.space_before.pt, looks.space_after.pt) == (3, 4)
    assert looks.keep_with_next


def test_paper_and_margins_are_exact(tmp_path):
    setup = PageSetup(297, 210, top=33, right=42, bottom=24, left=41, footer=9)
    section = written(tmp_path, a_document(setup=setup)).sections[0]
    assert section.orientation == 1
    sizes = (section.page_width, section.page_height, section.top_margin, section.right_margin)
    assert [round(size.mm, 1) for size in sizes] == [297, 210, 33, 42]
    others = (section.bottom_margin, section.left_margin, section.footer_distance)
    assert [round(size.mm, 1) for size in others] == [24, 41, 9]


def test_tables_repeat_their_head_and_never_split_a_row(tmp_path):
    table = written(tmp_path, a_document(a_table())).tables[0]
    properties = [row._tr.trPr for row in table.rows]
    assert [p.find(qn("w:tblHeader")) is not None for p in properties] == [True, *[False] * 3]
    assert all(p.find(qn("w:cantSplit")) is not None for p in properties)
    assert table.rows[0].cells[0]._tc.grid_span == 2
    assert [column.width.mm for column in table.columns] == pytest.approx([20, 30], abs=0.05)


def test_a_table_without_rows_below_its_head_is_still_a_table(tmp_path):
    assert len(written(tmp_path, a_document(a_table(rows=0))).tables[0].rows) == 1


def test_two_tables_stay_two(tmp_path):
    assert len(written(tmp_path, a_document(a_table(), a_table())).tables) == 2


def test_page_number_fields(tmp_path):
    word = written(tmp_path, a_document(footer=PAGE_NUMBER))
    xml = word.sections[0].footer._element.xml
    assert re.findall(r'w:instr=" (\w+) "', xml) == ["PAGE", "NUMPAGES"]


def test_several_documents_are_sections_that_count_for_themselves(tmp_path):
    wide = PageSetup(297, 210)
    word = written(tmp_path, [a_document(footer=PAGE_NUMBER), a_document(setup=wide)])
    assert [section.orientation for section in word.sections] == [0, 1]
    assert "SECTIONPAGES" in word.sections[0].footer._element.xml
    assert [p.text for p in word.paragraphs if p.text] == ["正文", "正文"]


def test_equal_backgrounds_are_stored_once(tmp_path):
    pages = [a_document(background="certificate_frame.png") for _ in range(30)]
    target = tmp_path / "a.docx"
    write_word(pages, target)
    with zipfile.ZipFile(target) as package:
        media = [name for name in package.namelist() if "media" in name]
        xml = package.read("word/document.xml").decode()
    assert len(media) == 1
    assert xml.count("behindDoc") == 30
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', xml))) == 30


def test_pictures_spacers_and_breaks(tmp_path):
    blocks = (Picture(PNG, 20, 10), Spacer(30), PageBreak(), paragraph("后"))
    word = written(tmp_path, a_document(*blocks))
    assert round(word.inline_shapes[0].width.mm) == 20
    assert 'w:type="page"' in word.element.xml
    assert word.paragraphs[1].paragraph_format.line_spacing.mm == pytest.approx(30, abs=0.1)


def test_the_file_says_nothing_about_the_machine(tmp_path):
    word = written(tmp_path, a_document(dated=date(2026, 11, 21)))
    properties = word.core_properties
    assert properties.author == properties.last_modified_by == "暨阳指导"
    assert properties.title == "标题"
    assert properties.created.date() == properties.modified.date() == date(2026, 11, 21)


def test_the_template_is_small_and_free_of_japanese_faces():
    with zipfile.ZipFile(io.BytesIO(resource_bytes("blank.docx"))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert len(parts) <= 8
    assert not any("MS Mincho" in text or "ja-JP" in text for text in parts.values())
    assert 'w:eastAsia="仿宋_GB2312"' in parts["word/styles.xml"]


def test_the_committed_template_names_today_s_typefaces():
    with zipfile.ZipFile(io.BytesIO(resource_bytes("blank.docx"))) as package:
        table = package.read("word/fontTable.xml").decode()
    assert all(f'w:name="{word_font(role)}"' in table for role in FontRole)


def test_a_file_each_and_all_at_the_end(tmp_path):
    seen = []

    class Watcher:
        def step(self, done, total, text=""):
            seen.append((done, total, text, [p.suffix for p in tmp_path.iterdir()]))

    pairs = [(a_document(), tmp_path / f"{name}.docx") for name in "甲乙"]
    assert write_word_files(pairs, Watcher()) == 2
    assert seen == [
        (1, 2, "甲.docx", [".part"]),
        (2, 2, "乙.docx", [".part", ".part"]),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["乙.docx", "甲.docx"]


class StopAfter:
    """Presses cancel once so many steps are done."""

    def __init__(self, steps):
        self.steps = steps
        self.token = CancelToken()

    def step(self, done, total, text=""):
        if done == self.steps:
            self.token.cancel()


def test_a_cancelled_batch_leaves_nothing(tmp_path):
    stop = StopAfter(3)
    pairs = [(a_document(), tmp_path / f"{n}.docx") for n in range(9)]
    with pytest.raises(Cancelled):
        write_word_files(pairs, stop, stop.token)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_file_of_many_leaves_the_old_one(tmp_path):
    stop = StopAfter(3)
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_word([a_document()] * 9, target, stop, stop.token)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(FileError, match="磁盘空间不够"):
        write_word_files([(a_document(), tmp_path / "a.docx")])
    assert list(tmp_path.iterdir()) == []


def test_one_person_s_photo_never_travels_in_another_s_file(tmp_path):
    other = PNG + b"\0"
    pairs = [
        (a_document(Picture(PNG, 20, 10)), tmp_path / "1.docx"),
        (a_document(Picture(other, 20, 10)), tmp_path / "2.docx"),
        (a_document(), tmp_path / "3.docx"),
    ]
    write_word_files(pairs)
    media = []
    for _, path in pairs:
        with zipfile.ZipFile(path) as package:
            media.append([package.read(n) for n in package.namelist() if "media" in n])
    assert media == [[PNG], [other], []]


def test_a_page_is_referred_to_by_a_field_that_says_its_number_already(tmp_path):
    target = replace(paragraph("第一问"), name="q1")
    line = Paragraph((Run("第一问\t"), Run("7", page_of="q1")), Shape(leader=150))
    word = written(tmp_path, a_document(line, target))
    assert word.paragraphs[0].text == "第一问\t7"
    xml = word.element.xml
    assert " PAGEREF q1 \\h " in xml
    assert '<w:bookmarkStart w:id="' in xml
    assert 'w:name="q1"' in xml
    stop = word.paragraphs[0].paragraph_format.tab_stops[0]
    assert (stop.leader, stop.alignment) == (WD_TAB_LEADER.DOTS, WD_TAB_ALIGNMENT.RIGHT)
    assert stop.position.mm == pytest.approx(150, abs=0.05)
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert b"updateFields" not in package.read("word/settings.xml")


def test_first_lines_hang_out_and_headings_have_levels(tmp_path):
    shape = Shape(left=10, first_indent=-2, outline=2, rule=1, rule_colour="9E1B1B")
    word = written(tmp_path, a_document(paragraph("字", Style(size=10), shape)))
    assert word.paragraphs[0].paragraph_format.first_line_indent.pt == -20
    properties = word.paragraphs[0]._p.pPr
    assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    bottom = properties.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (bottom.get(qn("w:sz")), bottom.get(qn("w:color"))) == ("8", "9E1B1B")


def test_pages_go_on_counting_only_where_that_is_said(tmp_path):
    parts = [a_document(), a_document(continues=True), a_document()]
    word = written(tmp_path, parts)
    starts = [section._sectPr.find(qn("w:pgNumType")) is not None for section in word.sections]
    assert starts == [True, False, True]


def test_what_has_a_fixed_place_is_tied_to_its_page(tmp_path):
    placed = (
        Placed(paragraph("二页", Style(size=12), Shape(line=20)), 30, 40, 60, page=2),
        Placed(Picture(PNG, 20, 10), 15.5, 250, 20),
    )
    word = written(tmp_path, a_document(PageBreak(), paragraph("末"), placed=placed))
    anchors = list(word.element.body.iter(qn("wp:anchor")))
    offsets = [
        [round(int(at.text) / 36000, 2) for at in anchor.iter(qn("wp:posOffset"))]
        for anchor in anchors
    ]
    sinks = (0.8 * 20 - (20 - 12) / 2 - 0.88 * 12) * 25.4 / 72  # what programs set lines lower
    assert offsets == [[15.5, 250], [30, pytest.approx(40 - sinks, abs=0.01)]]
    order = [p.text or len(list(p._p.iter(qn("wp:anchor")))) for p in word.paragraphs]
    assert order == [1, 0, 1, "末"]


def test_even_pages_have_a_foot_of_their_own_only_where_one_is_told(tmp_path):
    foot, even = RunningLine("单 {page}"), RunningLine("双 {page}")
    word = written(tmp_path, [a_document(footer=foot, footer_even=even), a_document(footer=foot)])
    assert word.settings.odd_and_even_pages_header_footer
    said = [
        (s.footer.paragraphs[0].text, s.even_page_footer.paragraphs[0].text) for s in word.sections
    ]
    assert said == [("单 ", "双 "), ("单 ", "单 ")]
    plain = written(tmp_path, a_document(footer=foot))
    assert not plain.settings.odd_and_even_pages_header_footer


def test_no_foot_is_taken_over_from_the_document_before(tmp_path):
    word = written(tmp_path, [a_document(footer=PAGE_NUMBER), a_document(), a_document()])
    feet = [section.footer.paragraphs[0].text for section in word.sections]
    assert [bool(foot) for foot in feet] == [True, False, False]
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert sum("footer" in name for name in package.namelist()) == 2


def test_pages_of_several_documents_are_counted_where_sectionpages_is_unknown(tmp_path):
    alone, begun = a_document(footer=PAGE_NUMBER), a_document(footer=PAGE_NUMBER)
    word = written(tmp_path, [alone, begun, replace(begun, continues=True)])
    fields = [
        re.findall(r"(SECTIONPAGES|NUMPAGES|PAGEREF \w+)", section.footer._element.xml)
        for section in word.sections
    ]
    assert fields == [["SECTIONPAGES", "PAGEREF jyend1"], ["PAGEREF jyend2"], ["PAGEREF jyend2"]]
    marks = [mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))]
    assert marks == ["jyend1", "jyend2"]
    all_one = written(tmp_path, [begun, replace(begun, continues=True)])
    assert "NUMPAGES" in all_one.sections[1].footer._element.xml


def test_the_same_documents_make_the_same_file(tmp_path):
    documents = [a_document(Picture(PNG, 20, 10), footer=PAGE_NUMBER), a_document(a_table(300))]
    for name in "ab":
        write_word(documents, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with zipfile.ZipFile(tmp_path / "a") as package:
        assert package.testzip() is None
        assert package.namelist()[:2] == ["_rels/.rels", "docProps/core.xml"]


def test_latin_text_is_english_so_that_no_program_breaks_numbers():
    with zipfile.ZipFile(io.BytesIO(resource_bytes("blank.docx"))) as package:
        styles = package.read("word/styles.xml").decode()
    assert '<w:lang w:val="en-US" w:eastAsia="zh-CN"' in styles

"""Word files as offices make them, built here paragraph by paragraph, and files that are none."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import WORD
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.word import text as word_text
from jyguide.exchange.word.text import read_word

LEVELS = (("decimal", "%1."), ("upperLetter", "%2."))


def add_list(document, number_id, levels=LEVELS, start=1, abstract=None):
    """A list of our own in the numbering part; returns nothing, paragraphs name its id."""
    root = document.part.numbering_part.element
    if abstract is None:
        abstract = 900 + number_id
        inner = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for i, (fmt, text) in enumerate(levels)
        )
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{inner}</w:abstractNum>'
        root.insert(0, parse_xml(xml))
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number_id}">'
            f'<w:abstractNumId w:val="{abstract}"/></w:num>'
        )
    )
    return abstract


def add(document, text, number_id=None, level=0):
    paragraph = document.add_paragraph(text)
    if number_id is not None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
                f'<w:numId w:val="{number_id}"/></w:numPr>'
            )
        )
    return paragraph


def read(document, tmp_path: Path) -> str:
    path = tmp_path / "题库.docx"
    document.save(str(path))
    return read_word(path)


def test_automatic_numbers_of_questions_and_options(tmp_path):
    document = docx.Document()
    add_list(document, 71)
    for stem, key in (("甲（ ）", "A"), ("乙（ ）", "B")):
        add(document, stem, 71)
        add(document, "子", 71, level=1)
        add(document, "丑", 71, level=1)
        add(document, f"答案：{key}")
    text = read(document, tmp_path)
    assert text == ("1. 甲（ ）\nA. 子\nB. 丑\n答案：A\n2. 乙（ ）\nA. 子\nB. 丑\n答案：B\n")
    file = parse_loose(text)
    assert [(item.number, item.content.answer) for item in file.items] == [("1", "A"), ("2", "B")]


@pytest.mark.parametrize(
    ("style", "pattern", "shown"),
    [
        ("chineseCountingThousand", "%1、", "十二、"),
        ("decimal", "第%1题", "第12题"),
        ("decimal", "（%1）", "（12）"),
        ("lowerRoman", "%1)", "xii)"),
        ("upperLetter", "%1．", "L．"),
        ("bullet", "●", ""),
        ("decimalEnclosedCircle", "%1", "12"),
    ],
)
def test_number_formats(tmp_path, style, pattern, shown):
    document = docx.Document()
    add_list(document, 72, levels=((style, pattern),), start=12)
    add(document, "甲", 72)
    assert read(document, tmp_path).strip() == f"{shown} 甲".strip()


def test_lists_from_one_abstract_list_go_on_unless_they_start_anew(tmp_path):
    document = docx.Document()
    abstract = add_list(document, 73)
    add_list(document, 74, abstract=abstract)
    restart = add_list(document, 75, abstract=abstract)
    assert restart == abstract
    number = document.part.numbering_part.element.findall(qn("w:num"))[-1]
    number.append(
        parse_xml(
            f'<w:lvlOverride {nsdecls("w")} w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride>'
        )
    )
    for number_id in (73, 73, 74, 75, 75):
        add(document, "甲", number_id)
    assert re.findall(r"\d", read(document, tmp_path)) == ["1", "2", "3", "1", "2"]


def test_numbers_of_a_style_and_paragraphs_taken_out(tmp_path):
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    out = document.add_paragraph("丙", style="List Number")
    out._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    )
    assert read(document, tmp_path) == "1. 甲\n2. 乙\n丙\n"


def test_soft_breaks_tabs_and_runs(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("1. 预备期")
    run = paragraph.add_run("为（ B ）。")
    run.add_break()
    run.add_text("A. 半年")
    run.add_tab()
    run.add_text("B. 一年")
    text = read(document, tmp_path)
    assert text == "1. 预备期为（ B ）。\nA. 半年\tB. 一年\n"
    assert parse_loose(text).items[0].content.options == ("半年", "一年")


def test_underlined_spaces_are_blanks(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("1. 由")
    paragraph.add_run("      ").underline = True
    paragraph.add_run("至")
    paragraph.add_run("\t").underline = True
    paragraph.add_run("人")
    paragraph.add_run("组成").underline = True
    assert read(document, tmp_path) == "1. 由____至____人组成\n"


def test_deleted_text_stays_out_and_inserted_text_comes_in(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("甲")
    for tag, text_tag, text in (("del", "delText", "旧"), ("ins", "t", "新")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r>'
                f"<w:{text_tag}>{text}</w:{text_tag}></w:r></w:{tag}>"
            )
        )
    assert read(document, tmp_path) == "甲新\n"


def test_ticks_of_symbol_fonts(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("1. 甲。（")
    paragraph._p.append(
        parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    )
    paragraph.add_run("）")
    assert read(document, tmp_path) == "1. 甲。（√）\n"


def test_a_table_with_a_heading_row(tmp_path):
    rows = [
        ["序号", "题型", "题干", "选项A", "选项B", "正确答案", "解析"],
        ["1", "单选题", "甲（ ）", "子", "丑", "B", "《某条例》第二条。"],
        ["2", "判断题", "乙。", "", "", "√", ""],
    ]
    document = docx.Document()
    table = document.add_table(rows=3, cols=7)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = parse_loose(read(document, tmp_path))
    assert file.refused == ()
    found = [
        (i.number, i.content.kind.value, i.content.options, i.content.answer) for i in file.items
    ]
    assert found == [("1", "single", ("子", "丑"), "B"), ("2", "true_false", (), "T")]
    assert file.items[0].content.article == "第二条"


def test_a_table_with_the_number_in_a_cell_of_its_own(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(
        table.rows[0].cells, ["3", "甲（ ）\nA. 子\nB. 丑", "答案：A"], strict=True
    ):
        cell.text = text
    item = parse_loose(read(document, tmp_path)).items[0]
    assert (item.number, item.content.options, item.content.answer) == ("3", ("子", "丑"), "A")


class TestFilesThatAreNone:
    def sentence(self, path: Path) -> str:
        with pytest.raises(FileError) as caught:
            read_word(path)
        assert caught.value.hint
        assert re.search("没有[导读]入", caught.value.message)
        return caught.value.message

    def test_missing(self, tmp_path):
        assert "找不到" in self.sentence(tmp_path / "无.docx")

    def test_old_binary(self, tmp_path):
        path = tmp_path / "旧.doc"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
        assert ".doc" in self.sentence(path)

    @pytest.mark.parametrize("content", [b"just text", b"PK\x03\x04 broken"])
    def test_no_package(self, tmp_path, content):
        path = tmp_path / "坏.docx"
        path.write_bytes(content)
        assert "已损坏" in self.sentence(path)

    def test_truncated(self, tmp_path):
        document = docx.Document()
        whole = tmp_path / "整.docx"
        document.save(str(whole))
        half = tmp_path / "半.docx"
        half.write_bytes(whole.read_bytes()[:-2000])
        assert "已损坏" in self.sentence(half)

    def test_another_kind_of_package(self, tmp_path):
        path = tmp_path / "表.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr("xl/workbook.xml", "<workbook/>")
        assert "不是 Word 文件" in self.sentence(path)

    def test_broken_inside(self, tmp_path):
        path = tmp_path / "内.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr("word/document.xml", "<w:document")
        assert "已损坏" in self.sentence(path)

    def test_too_big(self, tmp_path, monkeypatch):
        document = docx.Document()
        path = tmp_path / "大.docx"
        document.save(str(path))
        monkeypatch.setattr(word_text, "WORD", replace(WORD, file=2048))
        assert "超过了 2 KB 的上限" in self.sentence(path)
        monkeypatch.undo()
        monkeypatch.setattr(word_text, "WORD", replace(WORD, unpacked=3 * 1024 * 1024))
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/media/image1.bmp", b"BM" + bytes(4 * 1024 * 1024))
        assert "解开后有 4 MB" in self.sentence(path)

    def test_pictures_do_not_count_as_text(self, tmp_path, monkeypatch):
        document = docx.Document()
        path = tmp_path / "图.docx"
        document.save(str(path))
        monkeypatch.setattr(word_text, "WORD", replace(WORD, markup=3 * 1024 * 1024))
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/media/image1.bmp", b"BM" + bytes(4 * 1024 * 1024))
        assert read_word(path).strip() == ""
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/media/image2.bmp", b"\xef\xbb\xbf <" + bytes(4 * 1024 * 1024))
        assert "不算图片，解开后有 4 MB" in self.sentence(path)

    @pytest.mark.parametrize(
        "tags", ["<w:p/>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:p >x</w:p>"]
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_small_file_of_very_many_places(self, tmp_path, monkeypatch, tags, encoding):
        monkeypatch.setattr(word_text, "WORD", replace(WORD, places=50))
        path = tmp_path / "多.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(
                "word/document.xml", f"<w:document>{tags * 51}</w:document>".encode(encoding)
            )
        sentence = self.sentence(path)
        assert "里面有 51 个段落和单元格，超过 50 个的上限，不像正常的 Word 文档" in sentence

    def test_a_part_that_holds_more_than_it_declares(self, tmp_path):
        path = tmp_path / "胀.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr("word/document.xml", bytes(60 * 1024 * 1024))
        packed = bytearray(path.read_bytes())
        at = packed.rindex(b"PK\x01\x02")
        packed[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        path.write_bytes(packed)
        assert "已损坏" in self.sentence(path)

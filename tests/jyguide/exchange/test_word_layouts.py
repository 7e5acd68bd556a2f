"""What only a Word file can hold: bold keys, pictures, text boxes, answer tables, lists."""

import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from jyguide.bank.item import ItemKind
from jyguide.exchange.word.items import read_word_items
from tests.jyguide.exchange.test_word_text import add, add_list


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    size = (1).to_bytes(4, "big") * 2
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size + bytes([8, 0, 0, 0, 0]))
        + chunk(b"IDAT", zlib.compress(bytes(2)))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def document():
    return docx.Document()


def read(document, tmp_path: Path):
    path = tmp_path / "题库.docx"
    document.save(str(path))
    return read_word_items(path)


def only(document, tmp_path: Path):
    file = read(document, tmp_path)
    assert file.refused == ()
    assert len(file.items) == 1
    return file.items[0]


def bold(run):
    run.bold = True


def red(run):
    run.font.color.rgb = RGBColor(0xFF, 0, 0)


def underline(run):
    run.underline = True


class TestKeysShownByTheType:
    @pytest.mark.parametrize("look", [bold, red, underline])
    def test_an_option_set_apart_is_the_key(self, document, tmp_path, look):
        document.add_paragraph("1. 甲（ ）")
        document.add_paragraph("A. 子")
        look(document.add_paragraph("B. ").add_run("丑"))
        document.add_paragraph("C. 寅")
        item = only(document, tmp_path)
        assert item.content.answer == "B"
        assert item.warnings == ("答案取自加粗、标红的选项，请核对。",)
        assert item.content.options == ("子", "丑", "寅")

    def test_several_options_on_one_line(self, document, tmp_path):
        paragraph = document.add_paragraph("1. 【多选题】甲（ ）\nA. 子  ")
        bold(paragraph.add_run("B. 丑  C. 寅"))
        paragraph.add_run("  D. 卯")
        assert only(document, tmp_path).content.answer == "BC"

    def test_the_letter_alone_set_apart(self, document, tmp_path):
        document.add_paragraph("1. 甲（ ）\nA. 子")
        paragraph = document.add_paragraph("")
        red(paragraph.add_run("B"))
        paragraph.add_run(". 丑")
        assert only(document, tmp_path).content.answer == "B"

    def test_one_word_in_bold_is_mere_emphasis(self, document, tmp_path):
        document.add_paragraph("1. 下列说法").add_run("不正确").bold = True
        document.add_paragraph("A. 子")
        document.add_paragraph("B. 丑").add_run("寅卯").bold = True
        assert only(document, tmp_path).content.answer is None

    def test_everything_in_bold_says_nothing(self, document, tmp_path):
        for text in ("1. 甲（ ）", "A. 子", "B. 丑"):
            bold(document.add_paragraph().add_run(text))
        assert only(document, tmp_path).content.answer is None

    def test_a_written_answer_goes_first(self, document, tmp_path):
        document.add_paragraph("1. 甲（ ）\nA. 子")
        bold(document.add_paragraph().add_run("B. 丑"))
        document.add_paragraph("答案：A")
        item = only(document, tmp_path)
        assert (item.content.answer, item.warnings) == ("A", ())

    def test_two_bold_options_of_a_single_choice_are_no_key(self, document, tmp_path):
        document.add_paragraph("一、单选题")
        document.add_paragraph("1. 甲（ ）\nA. 子")
        bold(document.add_paragraph().add_run("B. 丑"))
        bold(document.add_paragraph().add_run("C. 寅"))
        assert only(document, tmp_path).content.answer is None

    def test_underlined_words_are_the_blanks_of_a_fill_in(self, document, tmp_path):
        document.add_paragraph("一、填空题")
        paragraph = document.add_paragraph("1. 支部由")
        underline(paragraph.add_run(" 三 "))
        paragraph.add_run("人组成，每")
        underline(paragraph.add_run("月"))
        paragraph.add_run("开会。")
        item = only(document, tmp_path)
        assert item.content.answer == (("三",), ("月",))
        assert item.content.stem == "支部由 ____ 人组成，每____开会。"
        assert item.warnings == ("答案取自带下划线的文字，请核对。",)


class TestWhatIsLost:
    def item(self, document, tmp_path, xml=""):
        paragraph = document.add_paragraph("1. 甲（ ）")
        if xml:
            paragraph._p.append(parse_xml(xml))
        document.add_paragraph("A. 子\nB. 丑\n答案：A")
        return only(document, tmp_path)

    def test_a_picture_makes_a_draft(self, document, tmp_path):
        picture = tmp_path / "图.png"
        picture.write_bytes(png())
        document.add_paragraph("1. 图中是（ ）").add_run().add_picture(str(picture))
        document.add_paragraph("A. 子\nB. 丑\n答案：A")
        item = only(document, tmp_path)
        assert item.content.answer == "A"
        assert item.is_draft
        assert item.warnings == ("题干里有图片，图片没有导入，先存为草稿；请改写成文字后启用。",)

    def test_a_picture_in_a_paragraph_of_its_own(self, document, tmp_path):
        picture = tmp_path / "图.png"
        picture.write_bytes(png())
        document.add_paragraph("1. 图中是（ ）")
        document.add_paragraph().add_run().add_picture(str(picture))
        document.add_paragraph("A. 子\nB. 丑\n答案：A")
        document.add_paragraph("2. 乙（ ）\nA. 子\nB. 丑\n答案：A")
        assert [item.unready for item in read(document, tmp_path).items] == [True, False]

    def test_an_object_of_another_program(self, document, tmp_path):
        item = self.item(document, tmp_path, f"<w:r {nsdecls('w')}><w:object/></w:r>")
        assert item.unready

    def test_a_formula_keeps_its_text(self, document, tmp_path):
        xml = (
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>x+1</m:t></m:r></m:oMath>"
        )
        item = self.item(document, tmp_path, xml)
        assert "x+1" in item.content.stem
        assert item.unready
        assert "公式" in item.warnings[0]

    @pytest.mark.parametrize(
        ("look", "sentence"),
        [("strike", "划掉的文字没有读入。"), ("vanish", "隐藏的文字没有读入。")],
    )
    def test_struck_and_hidden_text(self, document, tmp_path, look, sentence):
        item = self.item(
            document,
            tmp_path,
            f"<w:r {nsdecls('w')}><w:rPr><w:{look}/></w:rPr><w:t>旧的</w:t></w:r>",
        )
        assert "旧的" not in item.content.stem
        assert item.warnings == (sentence,)
        assert not item.unready

    def test_a_footnote_is_named(self, document, tmp_path):
        item = self.item(
            document, tmp_path, f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'
        )
        assert item.warnings == ("脚注没有读入。",)

    def test_headers_and_footers_are_not_read(self, document, tmp_path):
        document.sections[0].header.paragraphs[0].text = "9. 页眉（ ）"
        assert self.item(document, tmp_path).number == "1"

    def test_text_over_characters(self, document, tmp_path):
        ruby = (
            f"<w:r {nsdecls('w')}><w:ruby><w:rt><w:r><w:t>zhi</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>支部</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
        assert self.item(document, tmp_path, ruby).content.stem == "甲（   ）支部"


def test_a_text_box_is_read_after_its_paragraph(document, tmp_path):
    paragraph = document.add_paragraph("一、单选题")
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
            "<v:textbox><w:txbxContent><w:p><w:r><w:t>1. 甲（ ）</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>A. 子 B. 丑</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r>"
        )
    )
    document.add_paragraph("答案：B")
    item = only(document, tmp_path)
    assert (item.content.options, item.content.answer) == (("子", "丑"), "B")
    assert not item.unready


class TestLists:
    def test_options_numbered_in_figures_get_letters(self, document, tmp_path):
        add_list(document, 71, levels=(("decimal", "%1."), ("decimal", "%2)")))
        for stem, key in (("甲（ ）", "B"), ("乙（ ）", "A")):
            add(document, stem, 71)
            for option in ("子", "丑", "寅"):
                add(document, option, 71, level=1)
            document.add_paragraph(f"答案：{key}")
        file = read(document, tmp_path)
        assert file.refused == ()
        assert [(i.number, i.content.options, i.content.answer) for i in file.items] == [
            ("1", ("子", "丑", "寅"), "B"),
            ("2", ("子", "丑", "寅"), "A"),
        ]

    def test_a_list_of_its_own_below_a_typed_number(self, document, tmp_path):
        add_list(document, 72, levels=(("decimal", "%1)"),))
        document.add_paragraph("7. 支部多久开会")
        for option in ("一月", "一季"):
            add(document, option, 72)
        document.add_paragraph("【答案】B")
        item = only(document, tmp_path)
        assert (item.number, item.content.options, item.content.answer) == (
            "7",
            ("一月", "一季"),
            "B",
        )

    @pytest.mark.parametrize("answer", ["B", "2", "（2）"])
    def test_words_own_list_below_a_heading_for_choices(self, document, tmp_path, answer):
        document.add_paragraph("一、单选题")
        for number in (1, 2):
            document.add_paragraph(f"{number}. 党员大会多久一次")
            for option in ("每月", "每季度", "每年"):
                document.add_paragraph(option, style="List Number")
            document.add_paragraph(f"答案：{answer}")
        file = read(document, tmp_path)
        assert file.refused == ()
        assert [(i.number, i.content.options, i.content.answer) for i in file.items] == [
            ("1", ("每月", "每季度", "每年"), "B"),
            ("2", ("每月", "每季度", "每年"), "B"),
        ]

    def test_words_own_list_with_the_answers_at_the_end(self, document, tmp_path):
        document.add_paragraph("二、多选题")
        for number in (1, 2):
            document.add_paragraph(f"{number}. 下列哪项正确？")
            for option in ("每月", "每季度", "每年"):
                document.add_paragraph(option, style="List Number")
        document.add_paragraph("参考答案：1. AB 2. AC")
        file = read(document, tmp_path)
        assert [item.content.answer for item in file.items] == ["AB", "AC"]
        assert file.refused == ()

    def test_points_of_an_answer_in_words_keep_their_numbers(self, document, tmp_path):
        add_list(document, 73, levels=(("decimal", "%1)"),))
        document.add_paragraph("一、简答题")
        document.add_paragraph("1. 支部做什么？")
        document.add_paragraph("答：")
        for point in ("宣传", "教育"):
            add(document, point, 73)
        assert only(document, tmp_path).content.answer == "1) 宣传\n2) 教育"

    def test_questions_in_letters_of_chinese_numbers(self, document, tmp_path):
        add_list(document, 74, levels=(("chineseCounting", "%1、"), ("decimal", "%2．")))
        add(document, "单选题", 74)
        add(document, "甲（A）", 74, level=1)
        document.add_paragraph("A. 子\nB. 丑")
        item = only(document, tmp_path)
        assert (item.number, item.content.kind, item.content.answer) == (
            "1",
            ItemKind.SINGLE,
            "A",
        )


class TestTables:
    def table(self, document, *rows):
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for line, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts, strict=False):
                cell.text = text
        return table

    def questions(self, document):
        document.add_paragraph("一、单选题")
        for number in "123":
            document.add_paragraph(f"{number}. 甲{number}（ ）\nA. 子\nB. 丑\nC. 寅")

    def answers(self, file):
        assert file.refused == ()
        return [item.content.answer for item in file.items]

    @pytest.mark.parametrize(
        "rows",
        [
            (("题号", "1", "2", "3"), ("答案", "C", "A", "B")),
            (("题号", "1", "2"), ("答案", "C", "A"), ("题号", "3", ""), ("答案", "B", "")),
            (("题号", "答案"), ("1", "C"), ("2", "A"), ("3", "B")),
            (("题号", "答案", "题号", "答案"), ("1", "C", "2", "A"), ("3", "B", "", "")),
            (("1", "2", "3"), ("C", "A", "B")),
            (("1-3", "CAB"),),
        ],
    )
    def test_answers_in_a_table_at_the_end(self, document, tmp_path, rows):
        self.questions(document)
        document.add_paragraph("参考答案")
        self.table(document, *rows)
        assert self.answers(read(document, tmp_path)) == ["C", "A", "B"]

    def test_answers_in_words_in_a_table(self, document, tmp_path):
        document.add_paragraph("一、填空题\n1. ____和____。\n2. ____。")
        self.table(document, ("题号", "答案"), ("1", "三；五"), ("2", "七"))
        assert self.answers(read(document, tmp_path)) == [(("三",), ("五",)), (("七",),)]

    def test_one_question_a_table(self, document, tmp_path):
        for number in "12":
            self.table(
                document,
                ("题号", number),
                ("题干", "甲（ ）"),
                ("A", "子"),
                ("B", "丑"),
                ("答案", "B"),
                ("解析", "因为"),
            )
            document.add_paragraph("")
        file = read(document, tmp_path)
        assert self.answers(file) == ["B", "B"]
        assert [item.number for item in file.items] == ["1", "2"]
        assert file.items[0].content.options == ("子", "丑")
        assert file.items[0].content.explanation == "因为"

    def test_options_in_cells_below_the_question(self, document, tmp_path):
        self.table(
            document, ("1", "甲（ ）"), ("A. 子", "B. 丑"), ("C. 寅", "D. 卯"), ("答案：D", "")
        )
        item = only(document, tmp_path)
        assert (item.content.options, item.content.answer) == (("子", "丑", "寅", "卯"), "D")

    def test_letters_in_cells_of_their_own(self, document, tmp_path):
        self.table(document, ("1. 甲（B）", "", "", ""), ("A", "子", "B", "丑"))
        item = only(document, tmp_path)
        assert (item.content.options, item.content.answer) == (("子", "丑"), "B")

    def test_a_title_above_the_headings_and_merged_cells(self, document, tmp_path):
        table = self.table(
            document,
            ("2026年题库", "", "", "", ""),
            ("序号", "题目", "A", "B", "答案"),
            ("单选题", "", "", "", ""),
            ("1", "甲（ ）", "子", "丑", "A"),
            ("判断题", "", "", "", ""),
            ("1", "乙。", "", "", "×"),
        )
        for row in (0, 2, 4):
            table.cell(row, 0).merge(table.cell(row, 4))
        file = read(document, tmp_path)
        assert self.answers(file) == ["A", "F"]
        assert [i.content.kind for i in file.items] == [ItemKind.SINGLE, ItemKind.TRUE_FALSE]

    def test_questions_and_answers_in_two_columns(self, document, tmp_path):
        self.table(
            document, ("问题", "答案"), ("支部做什么？", "宣传和教育。"), ("谁记录？", "记录员。")
        )
        assert self.answers(read(document, tmp_path)) == ["宣传和教育。", "记录员。"]

    def test_a_page_in_two_columns(self, document, tmp_path):
        one = "{}. 甲（ ）\nA. 子\nB. 丑\n答案：A"
        self.table(document, (one.format(1), one.format(2)), (one.format(3), one.format(4)))
        file = read(document, tmp_path)
        assert [item.number for item in file.items] == ["1", "2", "3", "4"]
        assert self.answers(file) == ["A"] * 4

    def test_a_bold_option_in_a_cell(self, document, tmp_path):
        table = self.table(document, ("1. 甲（ ）", ""), ("A. 子", ""))
        table.cell(1, 1).paragraphs[0].add_run("B. 丑").bold = True
        assert only(document, tmp_path).content.answer == "B"

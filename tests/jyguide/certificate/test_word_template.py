"""The office's Word file: named fields are filled, whatever else it asks is refused."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.certificate.fields import FIELDS, NAMES, field_values
from jyguide.certificate.sample_template import write_sample_template
from jyguide.certificate.template_check import check_template, read_template
from jyguide.certificate.template_engine import Engine
from jyguide.certificate.word_template import WordTemplate
from jyguide.documents.pictures import resource_bytes
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.exchange.boundary.limits import TEMPLATE
from jyguide.progress import CancelToken, Silent
from tests.jyguide.certificate.test_certificate_document import COMPLETION

PORTRAIT = resource_bytes("certificate_small.png")


def file_of(*paragraphs, header="", split=False):
    """A Word file; split puts every character into a run of its own, as Word often does."""
    word = docx.Document(io.BytesIO(resource_bytes("blank.docx")))
    for text in paragraphs:
        line = word.add_paragraph()
        for part in text if split else [text]:
            line.add_run(part)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def said(data):
    word = docx.Document(io.BytesIO(data))
    parts = (word.element.body, word.sections[0].header._element)
    return "".join(node.text or "" for part in parts for node in part.iter("{*}t"))


def filled(data, text=COMPLETION):
    return said(WordTemplate(check_template(data, "模板.docx"), "模板.docx").filled(text))


@pytest.mark.parametrize("split", [False, True])
def test_every_field_is_filled_however_word_has_split_it(split):
    words = [name for name, value in field_values(COMPLETION).items() if value]
    data = file_of(*(f"{name}＝{{{{ {name} }}}}。" for name in words), split=split)
    told = filled(data)
    for name, value in field_values(COMPLETION).items():
        assert not value or f"{name}＝{value}。" in told


def test_words_that_look_like_commands_stay_words():
    name = "张<三>&{{编号}}{% for x in y %}\x07"
    assert filled(file_of("{{姓名}}！"), replace(COMPLETION, name=name)) == name[:-1] + "！"


def test_what_is_not_known_is_empty_and_pictures_are_put_in():
    data = file_of("{{批复文号}}|{{照片}}|{{二维码}}|")
    assert filled(data) == "|||"
    template = WordTemplate(check_template(data, "模板.docx"), "模板.docx")
    made = template.filled(replace(COMPLETION, photo=PORTRAIT, code="JYC1" + "8" * 300))
    assert len(docx.Document(io.BytesIO(made)).inline_shapes) == 2


REFUSED = {
    "{{职位}}和{{岗 位}}": "不认识的字段：{{职位}}、{{岗 位}}",
    "致{{姓名": "段落“致{{姓名”里有一个字段没有写完整",
    "姓名}}": "没有写完整",
    "{{{姓名}}}": "没有写完整",
    "｛｛姓名｝｝": "全角的大括号",
    "{% for x in ().__class__.__mro__ %}": "模板命令",
    "{# {{姓名}} #}": "模板命令",
    "{{ ().__class__.__bases__[0].__subclasses__() }}": "不认识的字段",
    "{{姓名.__class__}}": "不认识的字段：{{姓名.__class__}}",
    "{{姓名|attr('upper')}}": "不认识的字段",
    "{{cycler.__init__.__globals__}}": "不认识的字段",
    "没有字段": "没有 {{姓名}} 这样的字段",
}


@pytest.mark.parametrize("text", REFUSED)
def test_whatever_is_no_field_is_refused_with_its_place(text):
    for data in (file_of(text), file_of(text, split=True), file_of("好", header=text)):
        with pytest.raises(FileError, match="没有保存这个模板") as refused:
            check_template(data, "模板.docx")
        assert REFUSED[text] in refused.value.message
        assert refused.value.hint


RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BEGUN, ENDED = "<w:instrText>", "</w:instrText>"
CARRIED = {
    "distant picture": ("document.xml.rels", "image", "别处的图片"),
    "distant template": ("settings.xml.rels", "attachedTemplate", "别处的图片"),
    "macros": ("vbaProject.bin", "abc", "有宏"),
    "field in a footnote": ("footnotes.xml", "<w:t>{</w:t><w:t>{姓名}}</w:t>", "脚注里有字段"),
    "command in a comment": ("comments.xml", "<w:t>{% for x in y %}</w:t>", "批注里有字段"),
    "split DDE": ("header9.xml", f"{BEGUN}DD{ENDED}{BEGUN}E x{ENDED}", "Word 域"),
    "DDE in references": ("header9.xml", f"{BEGUN}D&#68;E x{ENDED}", "Word 域"),
    "DDE in an attribute": ("header9.xml", "<w:fldSimple w:instr='D&#68;E x'/>", "Word 域"),
    "DDE as data": ("header9.bin", f"{BEGUN}<![CDATA[DDE x]]>{ENDED}", "Word 域"),
    "half a part": ("header9.xml", "<w:p>", "已损坏"),
}


@pytest.mark.parametrize("case", CARRIED)
def test_what_would_act_in_word_or_stay_unfilled_is_refused(case):
    part, text, told = CARRIED[case]
    made = io.BytesIO(file_of("{{姓名}}"))
    name, content = f"word/{part}", f'<w:x xmlns:w="{WORD}">{text}</w:x>'
    if part.endswith(".rels"):
        name = f"word/_rels/{part}"
        content = f'<Relationship Type="{RELATION}/{text}" Target="x" TargetMode="External"/>'
    with zipfile.ZipFile(made, "a") as package:
        if name in package.namelist():
            name = "word/_rels/header9.xml.rels"
        package.writestr(name, content)
    with pytest.raises(FileError, match=told):
        check_template(made.getvalue(), "模板.docx")


@pytest.mark.parametrize("mode", ["&#69;xternal", "External"])
def test_a_distant_picture_is_refused_however_its_link_is_written(mode):
    link = f'<Relationship Type="{RELATION}/image" Target="x" TargetMode="{mode}"/>'
    encoding = "ascii" if "&" in mode else "utf-16"
    made = io.BytesIO(file_of("{{姓名}}"))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/_rels/header9.xml.rels", link.encode(encoding))
    with pytest.raises(FileError, match="别处的图片"):
        check_template(made.getvalue(), "模板.docx")


def test_a_typeface_that_begins_like_markup_is_left_alone():
    made = io.BytesIO(file_of("{{姓名}}"))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/fonts/font1.odttf", b"<\x07\x9a\x00")
    assert check_template(made.getvalue(), "模板.docx").fields == ("姓名",)


def test_a_field_across_paragraphs_is_refused():
    with pytest.raises(FileError, match=r"段落“..姓”里有一个字段没有写完整"):
        check_template(file_of("{{姓", "名}}"), "模板.docx")


@given(st.lists(st.text("{}%#姓名|. ", max_size=12), max_size=4))
def test_what_is_accepted_holds_nothing_but_fields(texts):
    data = file_of(*texts)
    try:
        checked = check_template(data, "模板.docx")
    except FileError:
        return
    assert set(checked.fields) <= set(NAMES)
    assert "{{" not in said(WordTemplate(checked, "模板.docx").filled(COMPLETION))


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% set x = 1 %}", "{{姓名.upper()}}"])
def test_the_sandbox_refuses_what_the_check_would_have_missed(text):
    with pytest.raises(ValueError, match="more than known fields"):
        Engine(file_of(text)).fill(field_values(COMPLETION), {})


def test_many_come_into_one_file_a_page_each_or_none():
    template = WordTemplate(check_template(file_of("{{姓名}}"), "模板.docx"), "模板.docx")
    texts = [replace(COMPLETION, name=f"张{n}") for n in "一二三"]
    word = docx.Document(io.BytesIO(template.filled_together(texts, Silent(), CancelToken())))
    assert [one.text for one in word.paragraphs if one.text] == ["张一", "张二", "张三"]
    assert len(word.sections) == 3
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        template.filled_together(texts, Silent(), token)
    running = WordTemplate(check_template(file_of(header="{{姓名}}"), "模板.docx"), "模板.docx")
    with pytest.raises(RuleError, match="不能合成一个文件"):
        running.filled_together(texts, Silent(), CancelToken())


def test_other_files_are_told_apart(tmp_path):
    path = tmp_path / "模板.docx"
    for data, words in (
        (b"PK\x03\x04", "已损坏"),
        (b"{\\rtf1", "不是 Word 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        (file_of(*["{{姓名}}"] * (TEMPLATE.places + 1)), "超过 2000 个的上限"),
        (b"x" * (TEMPLATE.file + 1), "超过了 450 KB 的上限"),
    ):
        path.write_bytes(data)
        with pytest.raises(FileError, match=words):
            read_template(path)


def test_the_example_is_a_template_and_every_field_is_explained(tmp_path):
    write_sample_template(tmp_path / "示例.docx")
    checked = read_template(tmp_path / "示例.docx")
    assert {"姓名", "正文", "编号", "二维码", "发证单位"} <= set(checked.fields)
    told = filled(checked.data)
    assert COMPLETION.number in told
    assert all(one.meaning and one.example for one in FIELDS)

"""Rare characters, asked of typefaces that are made up, so that no PC's own matter."""

from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.font_check import (
    ROLE_NAMES,
    face_states,
    missing_characters,
    summary,
)
from jyguide.documents.fonts import FontRole, word_stand_in
from jyguide.documents.page import Cell, Document, Paragraph, Row, Run, Shape, Style, Table
from jyguide.documents.rare import Coverage, rare_in, rare_sentence, shown

KNOWN = {"仿宋_GB2312": "王伟a1，", "仿宋": "王伟a1，喆", "宋体-ExtB": "𠮷", "图标": "\ue001𠮷"}


def a_coverage():
    return Coverage(
        lambda _role: ("仿宋_GB2312", "仿宋"),
        lambda: ("宋体-ExtB", "图标"),
        lambda family, character: character in KNOWN[family],
    )


def a_line(text, **shape):
    return Paragraph((Run(text, Style(size=16)),), Shape(**shape))


def test_each_character_stands_in_a_typeface_that_has_it():
    made = shown(a_line("王喆，𠮷\ue001𫟹", first_indent=2), a_coverage())
    assert [(run.text, run.style.family) for run in made.runs] == [
        ("王", ""),
        ("喆", "仿宋"),
        ("，", ""),
        ("𠮷", "宋体-ExtB"),
        ("〔U+E001〕", ""),
        ("〔U+2B7F9〕", ""),
    ]
    assert made.runs[-1].style.size < 8
    alone = shown(a_line("𫟹", first_indent=2), a_coverage())
    assert alone.first_indent_points == 32, "an indent is counted in characters of the text"


@given(st.text(max_size=20))
def test_no_text_is_lost_and_none_is_left_to_a_box(text):
    coverage = a_coverage()
    made = shown(a_line(text), coverage)
    said = "".join(run.text for run in made.runs)
    for character in set(text):
        assert character in said or f"〔U+{ord(character):04X}〕" in said
    plain = a_line("王伟a1，")
    assert shown(plain, coverage) is plain


def test_what_is_shown_otherwise_is_told():
    cell = Cell((a_line("𠮷"),))
    document = Document("文", (a_line("王喆𫟹"), Table((10.0,), (Row((cell,)),))))
    found = rare_in([document, document], a_coverage())
    assert [(one.character, one.family) for one in found] == [("𫟹", ""), ("𠮷", "宋体-ExtB")]
    assert rare_sentence(found).startswith(
        "有 2 个字本机的公文字体里没有：“𠮷”用“宋体-ExtB”代替显示"
    )
    assert "〔U+2B7F9〕" in rare_sentence(found)
    assert rare_sentence([]) == ""
    assert missing_characters("王伟", a_coverage()) == []
    assert len(missing_characters("𠮷", a_coverage())) == len(ROLE_NAMES)


def test_the_state_of_typefaces():
    nothing = face_states(lambda _name: False)
    assert not any(one.family for one in nothing)
    some = face_states({"仿宋", "黑体", "宋体", "Noto Serif CJK SC"}.__contains__)
    said = {one.role: (one.sound, one.family) for one in some}
    assert said[FontRole.BODY] == (True, "仿宋")
    assert said[FontRole.TITLE] == (False, "Noto Serif CJK SC")
    assert summary(some).startswith("本机没有小标宋、楷体")
    assert "可选功能" in next(one.advice for one in some if one.role is FontRole.KAI)


def test_word_is_told_a_typeface_for_what_gb2312_lacks():
    told = {one: word_stand_in(FontRole.BODY, one) for one in "王喆㛃𠮷·—A"}
    assert told == {
        "王": "",
        "喆": "仿宋",
        "㛃": "宋体",
        "𠮷": "SimSun-ExtB",
        "·": "",
        "—": "",
        "A": "",
    }

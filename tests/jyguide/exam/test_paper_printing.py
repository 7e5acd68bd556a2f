from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.documents.page import Paragraph, Spacer, Table
from jyguide.documents.word import write_word
from jyguide.exam.printing.paper_document import (
    PaperItem,
    PaperText,
    key_document,
    paper_document,
    sections,
)
from jyguide.exam.printing.printed_item import (
    answer_blocks,
    answer_text,
    item_blocks,
    options_on_a_line,
)


def an_item(kind=ItemKind.SINGLE, points=20, **rest):
    content = {"stem": "党员大会一般（ ）召开1次。", "options": ("每月", "每季度", "每年"), **rest}
    return PaperItem(ItemContent(kind, **content), points)


ITEMS = (
    an_item(ItemKind.SHORT_ANSWER, 100, stem="简述基本任务。", options=(), answer="任务是……"),
    an_item(
        answer="B", explanation="一般每季度一次。", regulation="支部工作条例", article="第十一条"
    ),
    an_item(ItemKind.TRUE_FALSE, 15, stem="每月一天。", options=(), answer="T"),
    an_item(stem="第二道单选", answer="A"),
    an_item(
        ItemKind.FILL_IN,
        stem="一般____召开，应当____开展。",
        options=(),
        answer=(("每月", "每个月"), ("定期",)),
    ),
    an_item(ItemKind.ORDERING, 30, stem="排序", answer="BAC"),
)
WIDE = "\u00a0" * 6
PAPER = PaperText("统一考试", ITEMS, 60, 120, "B", "ZT-A-7", date(2026, 11, 21))


def test_the_key_printed_after_a_correction_says_what_counts():
    """Every right answer, and that an item is void: whoever marks by hand has only this sheet."""
    kept = [an_item(answer="A") for _ in range(3)]
    both = replace(an_item(answer="B"), rights=("B", "C"))
    void = replace(an_item(answer="A"), rights=())
    judged = replace(an_item(ItemKind.TRUE_FALSE, options=(), answer="T"), rights=("F",))
    blanks = replace(ITEMS[4], rights=((("每月", "按月"), ("定期",)),))
    said = text_of(key_document(PaperText("考试", (*kept, both, void, judged, blanks))))
    assert "1–5：A\u2002A\u2002A\u2002B/C\u2002作废" in said
    assert "4．B 或 C（答案已更正）" in said
    assert "5．本题作废，人人得满分" in said
    assert "6．错误（×）（答案已更正）" in said
    assert "7．每月/按月；定期（答案已更正）" in said


def text_of(document):
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_sections_stand_in_fixed_order_and_numbers_run_through():
    parts = sections(ITEMS)
    assert [part.kind for part in parts] == [
        ItemKind.SINGLE,
        ItemKind.TRUE_FALSE,
        ItemKind.FILL_IN,
        ItemKind.ORDERING,
        ItemKind.SHORT_ANSWER,
    ]
    assert [part.first for part in parts] == [1, 3, 4, 5, 6]
    stems = [item.content.stem for item in parts[0].items]
    assert stems == ["党员大会一般（ ）召开1次。", "第二道单选"]


@given(st.lists(st.sampled_from(list(ItemKind)), max_size=30))
def test_no_item_is_lost_or_printed_twice(kinds):
    items = [an_item(kind, stem=str(n)) for n, kind in enumerate(kinds)]
    printed = [item.content.stem for part in sections(items) for item in part.items]
    assert sorted(printed, key=int) == [str(n) for n in range(len(kinds))]


def test_the_heading_says_what_a_section_is_worth():
    said = text_of(paper_document(PAPER))
    assert "一、单项选择题（每题2分，共4分）" in said
    assert "二、判断题（每题1.5分，共1.5分）" in said
    assert "满分：20.5分    合格：12分    时间：60分钟    试卷编号：ZT-A-7" in said
    assert "统一考试（B卷）" in said


def test_unequal_points_stand_at_the_items():
    paper = PaperText("考试", (an_item(points=15), an_item(points=30)))
    said = text_of(paper_document(paper))
    assert "一、单项选择题（共4.5分）" in said
    assert "（1.5分）" in said
    assert "（3分）" in said


def test_the_paper_gives_no_answer_away():
    said = text_of(paper_document(PAPER))
    for secret in ("一般每季度一次", "第十一条", "任务是", "每个月", "BAC", "正确（√）"):
        assert secret not in said


def test_the_key_gives_answer_explanation_and_grounds():
    said = text_of(key_document(PAPER)).splitlines()
    assert "1．B" in said
    assert "解析：一般每季度一次。" in said
    assert "依据：《支部工作条例》第十一条" in said
    assert "3．正确（√）" in said
    assert "4．每月/每个月；定期" in said
    assert "5．BAC" in said
    assert "6．任务是……" in said


def test_an_item_without_a_key_says_so():
    assert answer_text(ItemContent(ItemKind.SHORT_ANSWER, "题", answer=None)) == "（暂无参考答案）"


@pytest.mark.parametrize("place", ["（ ）", "( )", "（　　）", "（____）"])
def test_the_place_for_the_letter_is_always_wide(place):
    item = ItemContent(ItemKind.SINGLE, f"一般{place}召开", ("甲", "乙"))
    assert item_blocks(1, item, None)[0].text == f"1．一般（{WIDE}）召开"


def test_a_stem_without_a_place_gets_one():
    item = ItemContent(ItemKind.SINGLE, "正确的是", ("甲", "乙"))
    assert item_blocks(1, item, None)[0].text == f"1．正确的是（{WIDE}）"


@pytest.mark.parametrize(("longest", "width"), [("甲", 12), ("甲" * 8, 20), ("甲" * 40, 32)])
def test_blanks_are_drawn_as_wide_as_the_longest_answer_may_need(longest, width):
    item = ItemContent(ItemKind.FILL_IN, "____和__________", (), ((longest,), ("乙",)))
    assert item_blocks(1, item, None)[0].text == f"1．{'_' * width}和{'_' * width}"


def test_written_answers_get_room():
    blocks = item_blocks(1, ItemContent(ItemKind.SHORT_ANSWER, "简述。"), None)
    assert [type(block) for block in blocks] == [Paragraph, Spacer]
    assert blocks[0].text == "1．简述。"


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        (("每月", "每季度", "每半年", "每年"), 4),
        (("每月", "每季度", "每年"), 2),
        (("支部党员大会讨论决定", "支部委员会会议", "党小组会", "党课"), 2),
        (("由党支部派人同入党申请人谈话，了解其基本情况并向上级报告", "二"), 1),
        ((), 1),
    ],
)
def test_short_options_share_a_line(options, columns):
    assert options_on_a_line(options) == columns


def test_every_option_is_printed_with_its_letter():
    item = ItemContent(ItemKind.MULTIPLE, "题（ ）", tuple("甲乙丙丁戊"))
    text = "\t".join(block.text for block in item_blocks(1, item, None)[1:])
    assert text.split("\t") == ["A．甲", "B．乙", "C．丙", "D．丁", "E．戊"]


def test_stem_and_options_stay_together():
    *first, last = item_blocks(1, ITEMS[1].content, None)
    assert all(block.shape.keep_next for block in first)
    assert not last.shape.keep_next


def test_the_score_box_has_a_field_for_each_section():
    _, box = (block for block in paper_document(PAPER).blocks if isinstance(block, Table))
    heads = [cell.blocks[0].text for cell in box.rows[0].cells]
    assert heads == ["题号", "一", "二", "三", "四", "五", "总分", "阅卷人"]


@pytest.mark.parametrize("digits", [0, 4, 18])
def test_every_character_of_the_number_has_a_box(digits):
    blocks = paper_document(replace(PAPER, digits=digits)).blocks
    *fields, _score = (block for block in blocks if isinstance(block, Table))
    assert sum(cell.bordered for table in fields for cell in table.rows[0].cells) == digits
    assert all(sum(table.columns) <= 170 for table in fields)


def test_the_variant_heads_every_page_and_the_seal_line_is_optional():
    document = paper_document(replace(PAPER, seal_line=True))
    assert document.header.text == "B 卷　统一考试　试卷"
    assert "密" in text_of(document)
    assert "密" not in text_of(paper_document(PAPER))
    long = paper_document(replace(PAPER, title="长" * 60))
    assert long.header.text == "B 卷　试卷"
    assert paper_document(replace(PAPER, variant="")).header is None


def test_question_and_key_stay_on_one_page_unless_no_page_holds_them():
    item = an_item(options=("长" * 120,) * 4, explanation="因" * 300, regulation="条例")
    for blocks in (item_blocks(1, item.content, None), answer_blocks(1, item.content, None)):
        *first, last = blocks
        assert all(block.shape.keep_next and block.shape.keep_together for block in first)
        assert last.shape.keep_together
        assert not last.shape.keep_next
    huge = an_item(stem="长" * 1300, explanation="因" * 1300)
    for blocks in (item_blocks(1, huge.content, None), answer_blocks(1, huge.content, None)):
        assert not any(block.shape.keep_next or block.shape.keep_together for block in blocks)


def test_words_get_room_by_their_points_unless_there_is_an_answer_sheet():
    def room(points, **changes):
        items = (an_item(ItemKind.SHORT_ANSWER, points, stem="简述。", options=()),)
        blocks = paper_document(PaperText("考试", items, **changes)).blocks
        return [block.height for block in blocks if isinstance(block, Spacer)][1:]

    assert room(50) < room(100) < room(300)
    assert room(1000) == [110]
    assert room(100, room=False) == []


def test_five_answers_are_read_at_a_glance():
    items = tuple(an_item(answer=letter) for letter in "ABCCBA")
    said = text_of(key_document(PaperText("考试", items))).replace("\u2002", "")
    assert "1–5：ABCCB\t6：A" in said


def test_answers_of_many_letters_do_not_run_over_the_line():
    items = tuple(an_item(ItemKind.MULTIPLE, answer="ABCDE") for _ in range(15))
    blocks = key_document(PaperText("考试", items)).blocks
    lines = [one for one in blocks if isinstance(one, Paragraph) and "–" in one.runs[0].text]
    assert [one.runs[0].text.count("：") for one in lines] == [2, 1]


def test_word_holds_the_whole_paper(tmp_path):
    target = tmp_path / "p.docx"
    document = paper_document(PAPER)
    write_word(document, target)
    word = docx.Document(str(target))
    printed = [p.text for p in word.paragraphs if p.text]
    assert printed == [line for line in text_of(document).splitlines() if line]


def test_an_empty_paper_is_still_a_document(tmp_path):
    write_word(paper_document(PaperText("考试", ())), tmp_path / "p.docx")

import docx
import pytest

from jyguide.documents.measure import lines_needed
from jyguide.documents.page import MM_PER_POINT, Paragraph
from jyguide.documents.word import write_word
from jyguide.training.sign_in_sheet import ROWS_A_PAGE, SignInLine, SignInText, sign_in_sheet
from jyguide.training.sign_in_slips import sign_in_slips

FACTS = (("时间", "2026年11月20日 9:00"), ("地点", "三楼会议室"), ("学时", "8"))


def a_sheet(people):
    lines = tuple(
        SignInLine(f"张{n}", "某某村党总支", "村党组织书记", "13800000000") for n in range(people)
    )
    return sign_in_sheet(SignInText("任前培训班", FACTS, lines))


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (25, 1), (26, 2), (317, 13)])
def test_every_page_has_its_25_lines(people, pages):
    table = a_sheet(people).blocks[0]
    assert len(table.rows) - table.header_rows == pages * ROWS_A_PAGE


def test_head_rows_hold_title_facts_and_columns(tmp_path):
    target = tmp_path / "s.docx"
    write_word(a_sheet(26), target)
    table = docx.Document(str(target)).tables[0]
    head = ["".join(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows[:4]]
    assert head[0] == "任前培训班签到表"
    assert head[1] == "时间：2026年11月20日 9:00地点：三楼会议室"
    assert head[2] == "学时：8"
    assert head[3] == "序号姓名单位职务/类别联系电话签名备注"


def test_people_keep_their_order_and_empty_lines_their_numbers(tmp_path):
    target = tmp_path / "s.docx"
    write_word(a_sheet(26), target)
    rows = docx.Document(str(target)).tables[0].rows[4:]
    assert [row.cells[0].text for row in rows] == [str(n) for n in range(1, 51)]
    assert [row.cells[1].text for row in rows[24:27]] == ["张24", "张25", ""]
    assert [cell.text for cell in rows[0].cells][2:] == [
        "某某村党总支",
        "村党组织书记",
        "13800000000",
        "",
        "",
    ]


def test_a_sheet_without_facts_has_no_empty_lines_for_them():
    assert sign_in_sheet(SignInText("任前培训班")).blocks[0].header_rows == 2


def test_a_slip_holds_the_longest_words_in_its_height():
    line = SignInLine("尉迟建国迪力木拉提江阿吉", "江阴市周庄镇" * 9, code="0" * 41)
    text = SignInText("集中轮训示范培训班" * 9, (), (line,))
    (cell, *_) = sign_in_slips(text).blocks[0].rows[0].cells
    height = 28.0  # of the code
    for words in (block for block in cell.blocks if isinstance(block, Paragraph)):
        lines = lines_needed(words.text, words.runs[0].style.size, 44)
        assert lines <= 2
        height += lines * words.shape.line * MM_PER_POINT
    assert height <= 54.5

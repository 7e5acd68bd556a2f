"""The answer sheet has a place for every item under the number of the paper."""

from itertools import pairwise

import docx
import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.documents.page import Paragraph, Table
from jyguide.documents.word import write_word
from jyguide.exam.printing.answer_sheet import sheet_document
from jyguide.exam.printing.paper_document import PaperItem, PaperText

TEN = tuple("甲乙丙丁戊己庚辛壬癸")


def a_paper(*items, **changes):
    return PaperText("统一考试", tuple(PaperItem(*item) for item in items), **changes)


def choices(count, options=4, kind=ItemKind.SINGLE):
    return [(ItemContent(kind, f"题{n}（ ）", TEN[:options], "A"), 10) for n in range(count)]


def grid(document):
    """Lettered boxes by the number before them."""
    found = {}
    for block in document.blocks:
        if isinstance(block, Table):
            texts = [cell.blocks[0].text for row in block.rows for cell in row.cells]
            pairs = zip(texts[::2], texts[1::2], strict=False)
            found |= {int(number): boxes for number, boxes in pairs if number.isdigit()}
    return found


def text_of(document):
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("count", [1, 7, 100])
@pytest.mark.parametrize("options", [2, 4, 6, 10])
def test_every_choice_has_its_letters_and_fits_between_the_margins(count, options):
    document = sheet_document(a_paper(*choices(count, options)))
    boxes = " ".join(f"[{letter}]" for letter in "ABCDEFGHIJ"[:options])
    assert grid(document) == dict.fromkeys(range(1, count + 1), boxes)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert all(sum(table.columns) <= 170.01 for table in tables)
    # in SimSun a box is one and a half characters wide, and half a one stands between two
    room = tables[-1].columns[1] - 2
    assert (2 * options - 0.5) * 10.5 * 25.4 / 72 <= room


def test_numbers_run_down_the_columns():
    table = sheet_document(a_paper(*choices(8))).blocks[-1]
    numbers = [[cell.blocks[0].text for cell in row.cells[::2]] for row in table.rows]
    assert numbers == [["1", "3", "5", "7"], ["2", "4", "6", "8"]]


def test_the_sheet_follows_the_numbers_of_the_paper_and_tells_no_answer(tmp_path):
    paper = a_paper(
        (ItemContent(ItemKind.SHORT_ANSWER, "简述。", (), "任务是宣传"), 200),
        (ItemContent(ItemKind.FILL_IN, "__和__", (), (("政治",), ("思想",))), 20),
        (ItemContent(ItemKind.ORDERING, "排序", ("甲", "乙", "丙"), "BAC"), 20),
        (ItemContent(ItemKind.TRUE_FALSE, "判断", (), "T"), 10),
        *choices(2),
        variant="B",
    )
    document = sheet_document(paper)
    assert grid(document) == {1: "[A] [B] [C] [D]", 2: "[A] [B] [C] [D]", 3: "[√] [×]"}
    said = text_of(document)
    for part in ("4．① ", "4．② ", "5．（\u3000）→（\u3000）→（\u3000）", "6．（20分）"):
        assert part in said
    ruled = [one for one in document.blocks if isinstance(one, Paragraph) and one.shape.rule]
    assert len(ruled) == 14
    # all on one page, which a table's rows are not bound to; and a rule each, which Word draws
    # only where neighbours are indented differently
    assert [one.shape.keep_next for one in ruled] == [True] * 13 + [False]
    assert all(one.shape.left != other.shape.left for one, other in pairwise(ruled))
    assert document.header.text.startswith("B 卷")
    write_word(document, tmp_path / "答题纸.docx")
    cells = [
        cell.text
        for table in docx.Document(str(tmp_path / "答题纸.docx")).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert "卷别  B" in cells
    assert not any(secret in said + "".join(cells) for secret in ("政治", "宣传", "BAC"))

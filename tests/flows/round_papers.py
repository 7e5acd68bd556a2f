"""The papers of a round, read back as whoever receives them reads them."""

from __future__ import annotations

import docx
from openpyxl import load_workbook

from tests.flows.round_figures import C1, H1, H2, J1, LISTS, S1, S2, WAY_OF_S1, WHY_S1

LETTER = "周委〔2026〕31号"


def words(path):
    """All that stands on a Word document, without the gaps that set names off."""
    text = "".join(docx.Document(path).element.xpath("//w:t/text()"))
    return text.replace("\u3000", "").replace(" ", "")


def read_the_letter(path):
    said = words(path)
    assert LETTER in said
    assert "参加评定的党支部6个：示范2个、优秀3个、合格1个、不合格0个。" in said
    heads = ("三、示范", "四、优秀", "五、合格", "六、不合格")
    places = [said.index(head) for head in heads]
    ends = [*places[1:], len(said)]
    for names, begin, end in zip(LISTS.values(), places, ends, strict=True):
        part = said[begin:end]
        assert {name for name in (S1, S2, H1, H2, J1, C1) if name in part} == names


def read_the_workbook(path):
    book = load_workbook(path)
    heads = ("示范（2个）", "优秀（3个）", "合格（1个）", "不合格（0个）")
    for head, names in zip(heads, LISTS.values(), strict=True):
        rows = list(book[head].iter_rows(min_row=2, values_only=True))
        assert {row[2] for row in rows} == names
    whole = {row[2]: row for row in book["全部及逐项说明"].iter_rows(min_row=2, values_only=True)}
    points = {name: whole[name][4] for name in (S1, S2, H1, H2, J1)}
    assert points == {S1: 93, S2: 95, H1: 100, H2: 85, J1: 87.9}
    assert whole[S1][-1] == "\n".join((*WHY_S1, WAY_OF_S1))
    assert whole[S2][5:7] == ("合格", "示范")

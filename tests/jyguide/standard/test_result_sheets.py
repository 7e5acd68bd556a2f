"""评定结果单: whatever there is to say, a branch has one page."""

from __future__ import annotations

import uuid
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.documents.breaking import paragraph_points
from jyguide.documents.page import MM_PER_POINT, Paragraph, Spacer, Table
from jyguide.ids import OrganisationId, RoundBranchId, RoundId
from jyguide.standard.kinds import Aspect, BranchKind, Rating
from jyguide.standard.lists import ListedBranch, RatingLists
from jyguide.standard.printing.lists import result_sheets
from jyguide.standard.rating_rule import RatingRule

KEY = uuid.UUID(int=1)


def sheet(explanation):
    """The sheet of one branch with this explanation."""
    one = ListedBranch(
        RoundBranchId(KEY),
        OrganisationId(KEY),
        None,
        "𠮷庆社区阿卜杜拉·买买提网格党支部",
        "徐霞客镇",
        BranchKind.COMMUNITY,
        884,
        dict.fromkeys(Aspect, (100, 150)),
        Rating.EXCELLENT,
        Rating.EXCELLENT,
        explanation=tuple(explanation),
    )
    lists = RatingLists(
        RoundId(KEY),
        "标准化建设",
        2026,
        "江阴",
        RatingRule(),
        [one],
        published_on=date(2026, 11, 2),
    )
    return result_sheets(lists, [one])[0]


def height(document):
    """Millimetres of all blocks at most."""
    total = 0.0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            points = paragraph_points(block, document.setup.inner_width)
            total += (points + block.shape.before + block.shape.after) * MM_PER_POINT
        elif isinstance(block, Table):
            total += sum(row.height for row in block.rows)
        elif isinstance(block, Spacer):
            total += block.height
    return total


@settings(max_examples=8, deadline=None)  # a page is measured many times
@given(st.integers(0, 60), st.integers(1, 40))
def test_the_page_holds_any_number_of_lost_items(items, letters):
    parts = [f"A{at:02}“{'按' * letters}”扣 1 分（没有记录）" for at in range(items)]
    said = f"互查失分 {items} 项、{items} 分：{'；'.join(parts)}。"
    document = sheet(["互查 88.4 分 × 100% = 88.4 分。", said, said, "上一档：差 1.6 分。"])

    assert height(document) <= document.setup.inner_height
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "互查 88.4 分 × 100% = 88.4 分。" in texts
    assert "差 1.6 分。" in texts
    assert (said in texts) is not any("没有印出的失分项" in text for text in texts)

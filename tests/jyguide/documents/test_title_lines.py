from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jyguide.documents.measure import width_in_characters
from jyguide.documents.title_lines import ROOM, title_lines

CHINESE = st.sampled_from("关于报请批准基层党建工作指导员上岗续聘培训评定名单的通和2026年")
TITLES = st.text(CHINESE, min_size=1, max_size=70)
PARTS = st.lists(st.text(CHINESE, min_size=2, max_size=12), min_size=1, max_size=6)


@given(TITLES)
def test_any_title_is_whole_and_fits(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(0 < width_in_characters(line) <= ROOM for line in lines)
    assert len(lines) == 1 or all(len(line) > 1 for line in lines)


@given(st.text(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=20, max_size=55))
@example("丁" * 38)
def test_lines_grow_or_shrink_evenly_and_make_no_hourglass(title):
    """Of single characters any shape can be made."""
    widths = [len(line) for line in title_lines(title)]
    steps = [after - before for before, after in pairwise(widths)]
    assert all(1 <= abs(step) <= 6 for step in steps), widths
    assert not any(before < 0 < after for before, after in pairwise(steps)), widths


@given(PARTS)
def test_parts_stay_whole(parts):
    lines = title_lines(parts)
    assert "".join(lines) == "".join(parts)
    ends = {sum(map(len, parts[:count])) for count in range(1, len(parts) + 1)}
    assert {sum(map(len, lines[:count])) for count in range(1, len(lines) + 1)} <= ends


@pytest.mark.parametrize(
    "title",
    [
        "关于报请批准2026年第一批/基层党建工作指导员上岗的请示",
        "关于2026年村（社区）/党组织书记年度考核结果的通报",
        "整改通知书",
        "关于报请续聘基层党建工作指导员的请示",
    ],
)
def test_titles_of_ours(title):
    assert title_lines(title.replace("/", "")) == tuple(title.split("/"))
    assert title_lines("") == ("",)

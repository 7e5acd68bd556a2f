"""Roles as offices write them, and what a post lets one guess."""

import pytest

from jyguide.exchange.cell import CellError
from jyguide.people.normalise import read_position
from jyguide.people.person import PersonRole as R
from jyguide.people.role import is_role, read_role, suggested_role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (None, R.NONE),
        ("村党组织书记", R.VILLAGE_SECRETARY),
        (" 村 书 记", R.VILLAGE_SECRETARY),
        ("村党总支书记", R.VILLAGE_SECRETARY),
        ("社区党委书记", R.COMMUNITY_SECRETARY),
        ("两新组织党支部书记", R.TWO_NEW_SECRETARY),
        ("机关事业单位党组织书记", R.OFFICE_SECRETARY),
        ("党务工作者", R.PARTY_AFFAIRS),
        ("其他", R.OTHER),
    ],
)
def test_a_role_is_read_as_offices_write_it(text, role):
    assert read_role(text) is role


@pytest.mark.parametrize("text", ["村（社区）党组织书记", "书记", "专职", "农民"])
def test_what_leaves_the_role_open_is_refused(text):
    assert not is_role(text)
    with pytest.raises(CellError, match="应为村党组织书记、社区党组织书记"):
        read_role(text)


@pytest.mark.parametrize(
    ("post", "organisation", "role"),
    [
        ("村书记", "", R.VILLAGE_SECRETARY),
        ("村党组织书记", "", R.VILLAGE_SECRETARY),
        ("党总支书记", "三房巷村党总支", R.VILLAGE_SECRETARY),
        ("书记", "新村社区党委", R.COMMUNITY_SECRETARY),
        ("党支部书记", "江苏某某集团有限公司党支部", R.TWO_NEW_SECRETARY),
        ("书记、主任", "某村", R.VILLAGE_SECRETARY),
        ("党务干部", "", R.PARTY_AFFAIRS),
        ("党总支书记", "", R.NONE),
        ("村副书记", "三房巷村党总支", R.NONE),
        ("驻村第一书记", "", R.NONE),
        ("原村书记", "", R.NONE),
        ("团支部书记", "三房巷村", R.NONE),
        ("书记", "某村经济合作社", R.NONE),
        ("会计", "三房巷村党总支", R.NONE),
        ("", "三房巷村党总支", R.NONE),
    ],
)
def test_a_role_is_guessed_only_where_nothing_else_fits(post, organisation, role):
    assert suggested_role(post, organisation) is role


@pytest.mark.parametrize("value", ["0", "甲", "-1", "1.5", 1.5, "1000000"])
def test_a_position_is_a_whole_number(value):
    with pytest.raises(CellError, match="排序号"):
        read_position(value)
    assert (read_position(None), read_position("１２"), read_position(7.0)) == (None, 12, 7)

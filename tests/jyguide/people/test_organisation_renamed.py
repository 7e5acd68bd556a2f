"""Rows of a list that name an organisation otherwise than the tree does."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationKind, OrganisationRow
from jyguide.people.organisation_renamed import Listed, path_in_tree, renamed

K = OrganisationKind
KEY = OrganisationId(UUID(int=1))


def a_row(path, code="", kind=K.VILLAGE):
    return OrganisationRow(KEY, path[-1], kind, code, None, None, "", 0, "", path)


TREE = [
    a_row(("周庄镇",), kind=K.TOWN),
    a_row(("华士镇",), kind=K.TOWN),
    a_row(("周庄镇", "红豆村"), "JY-1"),
    a_row(("周庄镇", "红豆村", "第一党支部"), kind=K.BRANCH),
    a_row(("周庄镇", "东街村"), "JY-2"),
    a_row(("华士镇", "西街村"), "JY-3"),
]


def led(*listed):
    """By the row's last name: what it is led to, and whether it lies elsewhere."""
    found = renamed(TREE, listed)
    return {path[-1]: (one.row.name, one.moved) for path, one in found.items()}


def a_line(*path, code="", kind=K.VILLAGE):
    return Listed(path, kind, code)


def test_a_code_or_another_way_to_write_leads_to_what_is_there():
    village = a_line("周庄镇", "红豆新村", code="JY-1")
    branch = a_line("周庄镇", "红豆新村", "第一支部委员会", kind=K.BRANCH)
    same = a_line("周庄镇", "红豆新村", "第一党支部", kind=K.BRANCH)
    assert led(village, branch) == {
        "红豆新村": ("红豆村", False),
        "第一支部委员会": ("第一党支部", False),
    }
    assert led(village, same) == {"红豆新村": ("红豆村", False)}
    found = renamed(TREE, [village, same])
    assert path_in_tree(same.path, found) == ("周庄镇", "红豆村", "第一党支部")
    assert led(a_line("周庄镇", "红豆村村民委员会")) == {"红豆村村民委员会": ("红豆村", False)}
    assert led(a_line("周庄镇", "西街村", code="JY-3")) == {"西街村": ("西街村", True)}


def test_nothing_is_led_where_two_could_be_meant():
    new = a_line("周庄镇", "红豆新村", code="JY-1")
    assert led(new, a_line("周庄镇", "红豆村")) == {}, "the file names both"
    assert led(new, a_line("周庄镇", "新红豆村", code="JY-1")) == {}, "one code twice"
    assert led(a_line("周庄镇", "红豆新村", code="JY-1", kind=K.COMMUNITY)) == {}
    assert led(a_line("周庄镇", "东街村村委会", code="JY-9")) == {}, "two codes are two"
    assert led(a_line("周庄镇", "红豆村村委会"), a_line("周庄镇", "红豆村民委员会")) == {
        "红豆村村委会": ("红豆村", False)
    }


_NAMES = st.sampled_from(["红豆村", "红豆村委会", "东街村", "新村"])


@given(st.lists(st.tuples(_NAMES, st.sampled_from(["", "JY-1", "JY-2"])), max_size=6))
def test_no_two_rows_are_led_to_one(lines):
    listed = [a_line("周庄镇", name, code=code) for name, code in lines]
    found = renamed(TREE, listed)
    led_to = [one.row.path for one in found.values()]
    assert len(led_to) == len(set(led_to))
    assert not {one.path for one in listed} & set(led_to)

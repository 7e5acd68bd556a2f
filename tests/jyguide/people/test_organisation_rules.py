"""The tree of organisations as rules: what lies where, whatever two offices made of it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, PersonId, StationId
from jyguide.people.organisation import (
    OrganisationFacts,
    OrganisationKind,
    OrganisationRow,
    organisation_label,
)
from jyguide.people.organisation_match import Written, plain, proposals
from jyguide.people.organisation_path import OrganisationPaths, read_kind
from jyguide.people.organisation_rule import (
    LONGEST_NAME,
    PARENTS,
    checked_facts,
    fixed_because,
    home_under,
    kinds_under,
    misfit,
    new_order,
    refuse_place,
)
from jyguide.people.organisation_search import found_organisations
from jyguide.people.organisation_tree import Node, OrganisationTree

K = OrganisationKind
HERE, THERE = StationId(UUID(int=13)), StationId(UUID(int=12))


def key(number):
    return OrganisationId(UUID(int=number + 1))


def node(number, parent=None, kind=K.BRANCH, position=0, station=None):
    above = None if parent is None else key(parent)
    return Node(key(number), f"组织{number}", kind, above, station, position)


def row(number, *path, station=None, kind=K.BRANCH, parent=None):
    return OrganisationRow(
        key(number), path[-1], kind, "", parent, station, "", number, "", path if number else ()
    )


ROWS = [
    row(0, "江阴市", kind=K.CITY),
    row(1, "周庄镇", station=HERE, kind=K.TOWN),
    row(2, "周庄镇", "红豆村", station=HERE, kind=K.VILLAGE),
    row(3, "周庄镇", "红豆村", "第一党支部", station=HERE),
    row(4, "周庄镇", "东街村", station=HERE, kind=K.VILLAGE),
    row(5, "周庄镇", "东街村", "第一党支部", station=HERE),
    row(6, "华士镇", station=THERE, kind=K.TOWN),
    row(7, "华士镇", "红豆村", station=THERE, kind=K.VILLAGE),
    row(8, "市直机关"),
]


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=12))
def test_whatever_the_parents_say_everything_is_shown_once(parents):
    """Parents that are gone, one's own, or rings of any length, as two PCs can make them."""
    nodes = [node(at, above) for at, above in enumerate(parents)]
    tree = OrganisationTree(nodes)
    walked = [one.id for one in tree.walk()]
    assert sorted(walked) == sorted(one.id for one in nodes)
    assert walked == [one.id for one in OrganisationTree(reversed(nodes)).walk()]
    for one in nodes:
        above = tree.above(one.id)
        assert above[-1].id == one.id
        assert all(one.id in tree.below(other.id) for other in above)
        if tree.parent(one.id) is not None:
            assert walked.index(tree.parent(one.id)) < walked.index(one.id)
    assert tree.astray == {
        one.id for one in nodes if one.parent_id is not None and tree.parent(one.id) is None
    }


def test_siblings_stand_by_position_and_the_unplaced_last():
    tree = OrganisationTree(
        [node(0, kind=K.CITY), node(1, 0), node(2, 0, position=2), node(3, 0, position=1)]
    )
    assert [one.id for one in tree.children(key(0))] == [key(3), key(2), key(1)]
    assert tree.path(key(3)) == ("组织3",)
    assert tree.below(key(99)) == set()


@given(
    st.lists(st.integers(), min_size=1, unique=True).flatmap(
        lambda keys: st.tuples(
            st.just(keys), st.sampled_from(keys), st.one_of(st.none(), st.integers(-3, 20))
        )
    )
)
def test_a_new_order_moves_one_and_leaves_the_others(case):
    keys, moved, index = case
    order = new_order(keys, moved, index)
    assert sorted(order) == sorted(keys)
    assert [one for one in order if one != moved] == [one for one in keys if one != moved]
    if index is None:
        assert order[-1] == moved
    elif 0 <= index < len(keys):
        assert order[index] == moved


def test_every_kind_has_a_place_and_the_city_is_above_all():
    for kind, parents in PARENTS.items():
        assert (misfit(kind, None) == "") == (kind is K.CITY)
        assert K.CITY not in kinds_under(kind)
        assert all(not misfit(kind, parent) for parent in parents)
    assert kinds_under(K.GROUP) == []
    assert misfit(K.GROUP, K.VILLAGE) == "党小组不能放在村下面，只能放在党支部下面"
    assert misfit(K.TOWN, K.TOWN) == "镇不能放在镇下面，只能放在市下面"
    assert misfit(K.BRANCH, K.GENERAL_BRANCH) == ""


TREE = OrganisationTree(
    Node(one.id, one.name, one.kind, above, one.station_id)
    for one, above in zip(
        ROWS,
        (None, key(0), key(1), key(2), key(1), key(4), key(0), key(6), key(0)),
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("facts", "moved", "said"),
    [
        (OrganisationFacts("红豆村", K.VILLAGE, key(3)), key(2), "就在“红豆村”下面"),
        (OrganisationFacts("红豆村", K.VILLAGE, key(2)), key(2), "就在“红豆村”下面"),
        (OrganisationFacts("红豆村", K.VILLAGE, key(1)), None, "已经有一个“红豆村”"),
        (OrganisationFacts("新村", K.VILLAGE, key(0)), None, "村不能放在市下面"),
        (OrganisationFacts("新村", K.VILLAGE, key(77)), None, "已被删除"),
        (OrganisationFacts("无锡市", K.CITY, key(0)), None, "“市”是最上一级"),
        (OrganisationFacts("无锡市", K.CITY, None), None, "已经有“江阴市”，不能再有一个市"),
    ],
)
def test_a_place_that_cannot_hold_it_is_refused(facts, moved, said):
    with pytest.raises(RuleError, match=said) as caught:
        refuse_place(TREE, facts, moved)
    assert "没有改动" in caught.value.message
    assert caught.value.hint


def test_a_station_changes_its_own_and_the_city_everything():
    own, other, all_ = (TREE.nodes[key(at)] for at in (2, 7, 0))
    assert fixed_because(own, HERE) == ""
    assert fixed_because(other, HERE) == "“红豆村”归别的指导站管理，本站不能改动"
    assert fixed_because(all_, HERE) == "“江阴市”由市级维护，本站不能改动"
    assert not any(fixed_because(one, None) for one in (own, other, all_))
    assert home_under(other, HERE) == THERE
    assert home_under(all_, HERE) == HERE


def test_a_name_is_levelled_and_holds_no_stroke():
    kept = checked_facts(OrganisationFacts(" 红豆　村Ａ ", K.VILLAGE, None, " 1 2", " 备注 "))
    assert (kept.name, kept.code, kept.note) == ("红豆村A", "12", "备注")
    for name in ("", "　", "红/豆", "村" * (LONGEST_NAME + 1)):
        with pytest.raises(RuleError, match="没有保存"):
            checked_facts(OrganisationFacts(name, K.VILLAGE, None))
    longest = "村" * LONGEST_NAME
    assert checked_facts(OrganisationFacts(longest, K.VILLAGE, None)).name == longest


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("红豆", [2, 7]),
        ("hdc", [2, 7]),
        ("hongdou", [2, 7]),
        ("dyd", [3, 5]),
        ("djc dyd", [5]),
        ("hsz hdc", [7]),
        ("周庄 第一", [3, 5]),
        ("ongdou", []),
        ("", list(range(9))),
    ],
)
def test_an_organisation_is_found_as_people_type(typed, found):
    assert [one.id for one in found_organisations(ROWS, typed)] == [key(at) for at in found]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("中共江阴市周庄镇红豆村 第一支部委员会", "周庄镇红豆村第一党支部"),
        ("红豆村村民委员会", "红豆村"),
        ("红豆村委会", "红豆村"),
        ("红豆社区居委会", "红豆社区"),
        ("红豆村总支部委员会", "红豆村党总支"),
        ("周庄镇／红豆村", "周庄镇红豆村"),
    ],
)
def test_an_organisation_has_many_written_forms(written, same):
    assert plain(written) == plain(same)


def test_only_what_is_exactly_one_organisation_is_proposed():
    texts = {
        "红豆村第一支部": key(3),
        "周庄镇东街村党支部": None,
        "第一党支部": None,
        "红豆村": key(2),
        "市直机关": key(8),
        "": None,
    }
    people = [Written(PersonId(UUID(int=at)), "某人", text, HERE) for at, text in enumerate(texts)]
    made = {one.written.text: one.organisation_id for one in proposals(ROWS, people)}
    assert made == {text: found for text, found in texts.items() if found}
    assert proposals(ROWS, [Written(PersonId(UUID(int=9)), "某人", "红豆村", None)]) == []


def test_a_path_is_never_chosen_between_two():
    paths = OrganisationPaths(ROWS)
    assert paths.find("东街村").id == key(4)
    assert paths.find("江阴市/周庄镇/红豆村").id == key(2)
    assert paths.find(" 华士镇 / 红豆村 ").id == key(7)
    assert organisation_label(paths.find("江阴市")) == "江阴市"
    with pytest.raises(RuleError, match="“红豆村”可能是周庄镇/红豆村、华士镇/红豆村 2 个组织"):
        paths.find("红豆村")
    with pytest.raises(RuleError, match="没有名为“某村”的组织"):
        paths.find("某村")
    assert read_kind(" 支部 ") is K.BRANCH
    assert read_kind("庙") is None

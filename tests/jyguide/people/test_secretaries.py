"""Secretaries as the ledgers about them list and choose them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.attachment.kind import AttachmentKind
from jyguide.errors import RuleError
from jyguide.people.merging import chosen_facts, suggested
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import PersonRole
from jyguide.people.posting import PostingFacts
from jyguide.people.secretary import ServedTerm, in_post_since, years_in_post
from tests.jyguide.builders import a_person
from tests.postgres import only_sqlite

TODAY = date(2026, 11, 20)
VILLAGE = PersonRole.VILLAGE_SECRETARY
DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 31))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([VILLAGE, PersonRole.COMMUNITY_SECRETARY, PersonRole.PARTY_AFFAIRS]),
            st.none() | DAYS,
            st.none() | DAYS,
        ),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_the_run_up_to_today_has_no_day_without_a_term(raw, shuffled):
    terms = [ServedTerm(*one) for one in raw if not (one[1] and one[2] and one[2] < one[1])]
    since = in_post_since(terms, TODAY)
    again = list(terms)
    shuffled.shuffle(again)
    assert in_post_since(again, TODAY) == since

    def served(day):
        return any(
            term.role is not PersonRole.PARTY_AFFAIRS
            and (term.began_on is None or term.began_on <= day)
            and (term.ended_on is None or day <= term.ended_on)
            for term in terms
        )

    if since is not None:
        assert all(served(since + timedelta(days=n)) for n in range((TODAY - since).days + 1))
        assert not served(since - timedelta(days=1))
    else:
        assert not served(TODAY) or served(date.min)
        assert not served(TODAY) or all(
            served(TODAY - timedelta(days=n)) for n in range(0, 4200, 7)
        )


def test_whole_years_and_the_29th_of_february():
    assert years_in_post(date(2024, 2, 29), date(2026, 2, 28)) == 1
    assert years_in_post(date(2024, 2, 29), date(2026, 3, 1)) == 2
    assert years_in_post(None, TODAY) is None


@only_sqlite
def test_secretaries_in_the_order_of_the_tree_with_merged_people_read_as_one(app):
    town = next(one for one in app.organisations.rows() if one.name == "周庄镇")
    villages = [
        app.organisations.add(OrganisationFacts(name, OrganisationKind.VILLAGE, town.id))
        for name in ("倪家巷村", "长寿村")
    ]
    second = app.people.add(
        a_person("单雄", 1, role=VILLAGE, organisation_id=villages[1], post="书记")
    )
    first = app.people.add(a_person("陈明", 2, role=VILLAGE, organisation_id=villages[0]))
    app.people.add(a_person("王芳", 3, role=PersonRole.PARTY_AFFAIRS))
    nowhere = app.people.add(
        a_person("解珍", 4, role=PersonRole.COMMUNITY_SECRETARY, organisation="某社区")
    )
    app.postings.add(second, PostingFacts("长寿村", "书记", VILLAGE, date(2024, 3, 1)))
    double = app.people.add(a_person("单雄", 5, id_number="", role=VILLAGE))
    app.postings.add(
        double, PostingFacts("长寿村", "书记", VILLAGE, date(2020, 3, 1), date(2024, 2, 29))
    )
    one, other = app.people.people(ids=[second]) + app.people.people(ids=[double])
    app.doubles.merge(second, double, chosen_facts(one, other, suggested(one, other)))
    rows = app.secretaries.everybody()
    assert [row.person_id for row in rows] == [first, second, nowhere]
    assert [row.organisation for row in rows] == ["倪家巷村", "长寿村", "某社区"]
    assert {row.township for row in rows} == {"周庄镇"}
    assert rows[1].since == date(2020, 3, 1)
    assert rows[1].label == "单雄（周庄镇 长寿村）"
    assert "19" not in rows[1].masked_id[6:]
    assert app.secretaries.of(double) == rows[1]


@only_sqlite
def test_files_of_any_row_are_looked_up_by_its_key(app, tmp_path):
    path = tmp_path / "批复.txt"
    path.write_text("同意", encoding="utf-8")
    key = app.people.add(a_person())
    with pytest.raises(RuleError, match="已被删除"):
        app.attachments.add_to_subject(key, AttachmentKind.MATERIAL, [path])
    assert app.attachments.of_subject(key) == []
    assert app.attachments.counted([key]) == {}

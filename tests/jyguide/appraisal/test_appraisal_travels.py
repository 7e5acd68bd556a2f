"""The city's appraisal: stations key in for their own secretaries, the city publishes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.rows import AppraisalFacts
from jyguide.appraisal.scheme import Scheme
from jyguide.errors import RuleError
from jyguide.people.person import PersonRole
from tests.jyguide.appraisal.year import LaidAppraisal, all_said, batch
from tests.jyguide.builders import a_person

HALVES = Scheme({Source.SUPERIOR: 50, Source.GRASSROOTS: 50}, excellent_quota=50)


def test_a_station_keys_in_and_hears_of_its_own_secretaries_alone(offices):
    city, a, c = offices.city, offices.a, offices.c
    for at, (name, office) in enumerate((("陈明", a), ("阿卜杜拉·买买提", a), ("仇英", c))):
        station = office.place.station_name
        role = PersonRole.VILLAGE_SECRETARY
        city.people.add(a_person(name, 500 + at, station=station, role=role, kind=None))
    key = city.appraisals.lay_down(AppraisalFacts("书记考核", 2026, HALVES), everybody=True)
    day = city.clock().date()
    offices.round(["a", "c"])

    mine = {one.name: one for one in a.appraisals.subjects(key)}
    assert set(mine) == {"陈明", "阿卜杜拉·买买提"}, "nobody of another station"
    assert (a.appraisals.candidates(key), a.appraisal_lists.owns(a.appraisals.appraisal(key))) == (
        [],
        False,
    )
    sheet = replace(a.appraisal_scores.sheet(key, Source.SUPERIOR, "镇党委书记"), rated_on=day)
    points = {mine["陈明"].id: 900, mine["阿卜杜拉·买买提"].id: 920}
    a.appraisal_scores.save(key, sheet, points)
    laid = LaidAppraisal(key, [one.id for one in mine.values()])
    counted = batch(laid, "党员代表", all_said(20), all_said(20))
    a.ballots.save(key, replace(counted, counted_on=day), {})
    a.ballots.count_in(key)
    decides_nothing(a, key, mine["陈明"])
    offices.round(["a"])

    rated = city.appraisal_lists.rate(key)
    assert {one.subject.name: one.points for one in rated.standings} == {
        "陈明": 950,
        "阿卜杜拉·买买提": 960,
        "仇英": None,
    }
    published = city.appraisal_lists.publish(key, "澄组〔2026〕12号", day)
    offices.round(["a", "c"])
    told = a.appraisal_lists.published(published)
    assert {one.name: one.grade for one in told.people} == {
        "陈明": Grade.QUALIFIED,
        "阿卜杜拉·买买提": Grade.EXCELLENT,
    }
    assert (told.office, told.number) == ("中共江阴市委组织部", "澄组〔2026〕12号")
    assert [one.name for one in c.appraisal_lists.published(published).people] == ["仇英"]
    with pytest.raises(RuleError, match="由主办单位决定"):
        c.appraisals.remove(key)


def decides_nothing(station, key, one):
    """Scheme, lists and overrides are the city's."""
    lists, day = station.appraisal_lists, station.clock().date()
    for deed in (
        lambda: lists.publish(key, "", day),
        lambda: station.appraisals.change(key, AppraisalFacts("书记考核", 2026)),
        lambda: lists.override(one.id, Grade.BASIC, ("查实", "小组")),
    ):
        with pytest.raises(RuleError, match="主办单位"):
            deed()

"""An appraisal of a few secretaries, for tests with a data folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from jyguide.appraisal.ballots import Count
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.rows import AppraisalFacts, BatchSheet
from jyguide.appraisal.scheme import Scheme, Veto
from jyguide.people.person import PersonRole
from tests.jyguide.builders import a_person

NAMES = ("陈明", "单雄", "阿卜杜拉·买买提")
VILLAGES = ("红豆村", "华宏村", "金庄村")
TODAY = date(2026, 11, 20)
SCHEME = Scheme(
    {Source.SUPERIOR: 50, Source.GRASSROOTS: 50},
    excellent_quota=50,
    vetoes=(Veto("V1", "受到党纪处分"),),
)
FACTS = AppraisalFacts("2026年度村（社区）书记考核", 2026, SCHEME)


@dataclass(frozen=True)
class LaidAppraisal:
    """An appraisal, and its secretaries in the order of `NAMES`."""

    id: object
    subjects: list


def add_secretaries(app, names=NAMES):
    return [
        app.people.add(
            a_person(
                name,
                at,
                role=PersonRole.VILLAGE_SECRETARY,
                organisation=VILLAGES[at % len(VILLAGES)],
                station="周庄镇",
                kind=None,
            )
        )
        for at, name in enumerate(names)
    ]


def lay_appraisal(app, facts=FACTS):
    add_secretaries(app)
    key = app.appraisals.lay_down(facts, everybody=True)
    found = {one.name: one.id for one in app.appraisals.subjects(key)}
    return LaidAppraisal(key, [found[name] for name in NAMES])


def key_in(app, laid, source, rater, *points):
    """Points in whole numbers, in the order of the secretaries; None for nothing."""
    sheet = app.appraisal_scores.sheet(laid.id, source, rater)
    given = {
        subject: None if one is None else int(one * 10)
        for subject, one in zip(laid.subjects, points, strict=False)
    }
    return app.appraisal_scores.save(laid.id, replace(sheet, rated_on=TODAY), given)


def batch(laid, name, *counts, source=Source.GRASSROOTS):
    """A count for each secretary, as far as there are counts."""
    by = dict(zip(laid.subjects, counts, strict=False))
    return BatchSheet(source, name, by, TODAY, "王计票")


def all_said(voters, grade=Grade.EXCELLENT):
    """Everybody voted, and for one grade."""
    return Count(voters, voters, voters, 0, {grade: voters})

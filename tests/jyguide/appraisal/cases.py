"""Appraisals made up for the tests of their rules."""

from __future__ import annotations

import uuid

from hypothesis import strategies as st

from jyguide.appraisal.ballots import Batch, Count
from jyguide.appraisal.kinds import Grade, Missing, Source
from jyguide.appraisal.rating import Appraised, Found, Rater
from jyguide.appraisal.scheme import LINE_GRADES, Scheme, Veto
from jyguide.ids import AppraisalSubjectId, PersonId
from jyguide.quota import Ties

VETO = Veto("V1", "受到党纪处分")
POINTS = st.sampled_from([0, 590, 600, 745, 750, 895, 900, 905, 1000])


def count(voters, *grades, invalid=0):
    """Everybody voted: so many for each grade from the best down, the rest invalid."""
    counts = dict(zip(Grade, grades, strict=False))
    returned = sum(grades) + invalid
    return Count(voters, voters, returned, invalid, counts)


def secretary(number, points, vetoes=(), ballots=None):
    """Tenths by source, one rater each, or a list for several."""
    found = {
        source: Found(
            tuple(
                Rater(f"评价人{at}", one)
                for at, one in enumerate(each if isinstance(each, list) else [each])
            )
        )
        for source, each in points.items()
    }
    for source, each in (ballots or {}).items():
        raters = found[source].raters if source in found else ()
        found[source] = Found(raters, each)
    return Appraised(
        AppraisalSubjectId(uuid.UUID(int=number)),
        PersonId(uuid.UUID(int=1000 + number)),
        f"书记{number}",
        "红豆村",
        "周庄镇",
        found,
        dict.fromkeys(vetoes, "已查实"),
    )


@st.composite
def counts(draw, most=4):
    """Ballots that add up."""
    grades = draw(st.lists(st.integers(0, most), min_size=4, max_size=4))
    invalid = draw(st.integers(0, 2))
    absent = draw(st.integers(0, 2))
    returned = sum(grades) + invalid
    return Count(
        returned + absent,
        returned + absent,
        returned,
        invalid,
        dict(zip(Grade, grades, strict=True)),
    )


@st.composite
def secretaries(draw, most=8):
    """With few different points, so that many tie; some without a source, some vetoed."""
    made = []
    for number in range(draw(st.integers(0, most))):
        points = {
            source: draw(st.one_of(POINTS, st.lists(POINTS, min_size=2, max_size=3)))
            for source in Source
            if draw(st.integers(0, 7))
        }
        ballots = draw(st.dictionaries(st.just(Source.GRASSROOTS), counts()))
        vetoes = draw(st.sampled_from([(), (), (), ("V1",)]))
        made.append(secretary(number, points, vetoes, ballots))
    return made


@st.composite
def schemes(draw):
    """Sound schemes, with a quota or without."""
    lines = sorted(draw(st.lists(st.integers(0, 1000), min_size=3, max_size=3)), reverse=True)
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    edges = [0, *cuts, 100]
    weights = {source: edges[at + 1] - edges[at] for at, source in enumerate(Source)}
    return Scheme(
        weights,
        draw(st.sampled_from(Missing)),
        dict(zip(LINE_GRADES, lines, strict=True)),
        draw(st.sampled_from([None, 0, 20, 30, 50, 100])),
        draw(st.sampled_from(Ties)),
        vetoes=(VETO,),
    )


def batches(*each, pool=0):
    return [Batch(one, pool) for one in each]

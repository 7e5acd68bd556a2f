"""The yearly appraisal: 1,600 secretaries and four sources, and ten times as many."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db.keys import new_key
from db.models import AppraisalScore, AppraisalSubject, BallotBatch
from jyguide.app import Application
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.rating import rate_again, weigh
from jyguide.appraisal.rows import AppraisalFacts
from jyguide.ids import AppraisalId
from tests.bench import floors
from tests.bench.offices import make, opened, state_in, store
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit, bare, least

SECRETARIES = 1_600
_RATED_S, _AGAIN_MS, _PUBLISHED_S = 1.0, 50.0, 3.0
_TIMES = 5
_READ = (
    "select * from appraisal_subject",
    "select * from appraisal_score order by subject_id",
    "select * from ballot_batch order by subject_id",
)
_RATERS = (
    (Source.INTERNAL, "互评组"),
    (Source.SUPERIOR, "镇党委书记"),
    (Source.SUPERIOR, "镇纪委"),
    (Source.COMPOSITE, ""),
)


def run() -> Iterator[Limit]:
    """Lines at the city's size."""
    with _year(SECRETARIES) as (app, key):
        lists = app.appraisal_lists
        name = f"书记考核：{SECRETARIES} 人 × 四个来源"
        read = bare(floors.read(app.place.folder, *_READ), "s")
        yield Limit(f"{name}读取并评定", least(lambda: lists.rate(key)), "s", _RATED_S, read)
        found = lists.inputs(key)
        scheme = found.appraisal.facts.scheme
        weighed = weigh(found.subjects, scheme)
        tried = replace(scheme, lines={**scheme.lines, Grade.EXCELLENT: 905})
        again = 1000 * least(lambda: rate_again(weighed, tried))
        ranked = bare(lambda: sorted(weighed, key=id))
        yield Limit("书记考核：拖线时重新评定", again, "ms", _AGAIN_MS, ranked)
        began = time.perf_counter()
        lists.publish(key, "", datetime.now().astimezone().date())
        yield Limit(f"{name}公布", time.perf_counter() - began, "s", _PUBLISHED_S, read)


def growth() -> Iterator[Growth]:
    """Ten times as many secretaries."""
    found = []
    for scale in (1, TEN):
        with _year(SECRETARIES * scale) as (app, key):
            found.append(least(lambda app=app, key=key: app.appraisal_lists.rate(key)))
    yield Growth("书记考核评定", found[0], found[1], SECRETARIES, SECRETARIES * TEN)


@contextmanager
def _year(people: int) -> Iterator[tuple[Application, AppraisalId]]:
    """A city's folder with an appraisal that has everything."""
    with (
        tempfile.TemporaryDirectory() as name,
        state_in(Path(name) / "state"),
        opened(make(Path(name) / "city")) as app,
    ):
        year = app.clock().date().year
        key = app.appraisals.lay_down(AppraisalFacts(f"{year}年度书记考核", year))
        chance = random.Random(people)
        with store(app).begin("书记考核") as uow:
            subjects = [_subject(key, at) for at in range(people)]
            uow.add_many(AppraisalSubject, subjects)
            uow.add_many(
                AppraisalScore,
                [_score(one["id"], rater, chance) for one in subjects for rater in _RATERS],
            )
            uow.add_many(BallotBatch, [_batch(one["id"], chance) for one in subjects])
            uow.commit()
        yield app, key


def _subject(key: AppraisalId, at: int) -> dict[str, Any]:
    return {
        "id": new_key(),
        "station_id": None,
        "appraisal_id": key,
        "person_key": new_key(),
        "name": f"书记{at}",
        "organisation": f"第{at}村",
        "township": f"第{at % 17}镇",
        "position": at,
        "vetoes": {},
        "override_grade": "",
        "override_reason": "",
        "override_by": "",
        "left_on": None,
        "left_reason": "",
    }


def _score(subject: Any, rater: tuple[Source, str], chance: random.Random) -> dict[str, Any]:
    return {
        "id": new_key(),
        "subject_id": subject,
        "source": rater[0].value,
        "rater": rater[1],
        "points": chance.randint(700, 1000),
        "rated_on": None,
        "note": "",
    }


def _batch(subject: Any, chance: random.Random) -> dict[str, Any]:
    excellent = chance.randint(10, 30)
    counts = {Grade.EXCELLENT: excellent, Grade.QUALIFIED: 30 - excellent}
    return {
        "id": new_key(),
        "subject_id": subject,
        "source": Source.GRASSROOTS.value,
        "batch": "党员代表",
        "voters": 32,
        "issued": 32,
        "returned": 30,
        "invalid": 0,
        "counts": {grade.value: counts.get(grade, 0) for grade in Grade},
        "counted_on": date(2026, 1, 4),
        "counted_by": "",
        "pool": 1,
    }

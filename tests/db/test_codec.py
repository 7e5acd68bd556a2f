from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from db.base import SyncedRow
from db.codec import as_read, written
from db.models import AttemptClock, Certificate, Enrolment, ItemRevision, Person
from tests.db.house import MORNING

ZONES = st.builds(
    lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-14 * 60, 14 * 60)
)
MOMENTS = st.datetimes(timezones=ZONES).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
TEXTS = st.one_of(st.text(), st.sampled_from(["", "暨阳指导", "“引号”\\/\n\t", "𠮷野家", "null"]))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)
    ),
    max_leaves=12,
)
ROWS = st.one_of(
    st.fixed_dictionaries(
        {"station_id": st.none() | st.uuids(), "name": TEXTS, "birth": st.none() | st.dates()}
    ).map(lambda values: (Person, values)),
    st.fixed_dictionaries(
        {"session_id": st.uuids(), "signed_at": st.none() | MOMENTS, "reason": TEXTS}
    ).map(lambda values: (Enrolment, values)),
    st.fixed_dictionaries(
        {"options": st.lists(JSON), "answer": JSON, "difficulty": st.integers()}
    ).map(lambda values: (ItemRevision, values)),
    st.fixed_dictionaries(
        {"year": st.integers(), "issued_on": st.dates(), "wording": st.dictionaries(TEXTS, JSON)}
    ).map(lambda values: (Certificate, values)),
)


@given(ROWS)
def test_a_row_survives_the_journal(case: tuple[type[SyncedRow], dict[str, object]]):
    row_type, values = case
    text = json.dumps(written(values, values), ensure_ascii=False)
    back = as_read(row_type, json.loads(text))
    assert back == values
    for name, value in values.items():
        assert type(back[name]) is type(value)


@given(MOMENTS)
def test_a_moment_keeps_its_offset(moment: datetime):
    back = as_read(Enrolment, written({"signed_at": moment}, ["signed_at"]))["signed_at"]
    assert back.utcoffset() == moment.utcoffset()


def test_a_column_that_is_not_at_hand_is_no_null():
    with pytest.raises(KeyError):
        written({"name": "张三"}, ["name", "birth"])


def test_values_are_written_as_plainly_as_the_file_keeps_them():
    values = {"birth": date(1990, 1, 2), "signed_at": MORNING, "name": "张三"}
    assert written(values, values) == {
        "birth": "1990-01-02",
        "signed_at": "2026-03-02T08:55:00.000+08:00",
        "name": "张三",
    }


def test_moments_come_back_from_the_file_as_they_went(folder):
    shanghai = datetime(2026, 3, 2, 8, 55, 1, 999_999, tzinfo=ZoneInfo("Asia/Shanghai"))
    values = {"attempt_id": folder.origin.actor_id, "seconds_used": 1, "at": shanghai}
    with folder.engine.begin() as connection:
        connection.execute(insert(AttemptClock), values)
        (found,) = connection.scalars(select(AttemptClock.at))
    assert found == shanghai.replace(microsecond=999_000)
    assert found.utcoffset() == timedelta(hours=8)


def test_a_moment_without_zone_is_refused(folder):
    naive = MORNING.replace(tzinfo=None)
    statement = insert(AttemptClock)
    values = {"attempt_id": folder.origin.actor_id, "seconds_used": 1, "at": naive}
    with folder.engine.begin() as connection, pytest.raises(StatementError, match="time zone"):
        connection.execute(statement, values)

"""How credit, trainings, person-times, reserve talents and those new in post stand in tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jyguide.documents.dates import span_text, tenths_text
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.training.credit import CREDIT_SOURCE_NAMES, CreditEntry
from jyguide.training.credit_year import CreditLine
from jyguide.training.pace import ORDER, Light, YearSoFar, light_text
from jyguide.training.person_times import Attended, Tally
from jyguide.training.pre_post import NewInPost, PrePostState
from jyguide.training.reserve import RESERVE_OUTCOME_NAMES, ReserveOutcome, ReserveRow
from jyguide.training.session import SESSION_KIND_NAMES, SESSION_LEVEL_NAMES
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Adds, Column
from ui.widgets.labels import tone_icon
from ui.widgets.person_column import person_column

LIGHT_TONES = {
    Light.REACHED: Tone.GOOD,
    Light.ON_PACE: Tone.INFO,
    Light.WITHIN_REACH: Tone.WARN,
    Light.PENDING: Tone.NEUTRAL,
    Light.OUT_OF_REACH: Tone.BAD,
    Light.NONE: Tone.NEUTRAL,
}
_PRE_POST_TONES = {
    PrePostState.DONE: Tone.GOOD,
    PrePostState.LATE: Tone.INFO,
    PrePostState.OPEN: Tone.WARN,
    PrePostState.OVERDUE: Tone.BAD,
}
_NOT_ASKED = "不作要求"


def credit_columns(so_far: Callable[[], YearSoFar]) -> list[Column[CreditLine]]:
    """Everybody's year, the light before the figures it rests on.

    `so_far` is asked anew whenever a row is drawn: another year may be shown by then.
    """

    def light(row: CreditLine) -> str:
        return light_of(so_far(), row)

    def tone(row: CreditLine) -> Tone:
        return light_tone(so_far(), row)

    return [
        person_column(138),
        Column(
            "情况",
            light,
            lambda row: ORDER.index(row.light),
            width=156,
            tone=tone,
            mark=lambda row: "" if row.light is Light.NONE else tone_icon(tone(row)),
        ),
        Column("天数", lambda row: tenths_text(row.gained.days), _days, RIGHT, 52, adds=Adds.SUM),
        Column(
            "市级", lambda row: tenths_text(row.gained.city_days), _city, RIGHT, 52, adds=Adds.SUM
        ),
        Column(
            "镇级",
            lambda row: tenths_text(row.gained.township_days),
            _township,
            RIGHT,
            52,
            adds=Adds.SUM,
        ),
        Column(
            "学时", lambda row: tenths_text(row.gained.hours), _hours, RIGHT, 56, adds=Adds.SUM
        ),
        Column(
            "期数",
            lambda row: str(row.gained.times),
            lambda row: row.gained.times,
            RIGHT,
            52,
            adds=Adds.SUM,
        ),
        Column("单位", lambda row: row.person.organisation, width=150),
        Column("职务", post_text, width=100),
    ]


def light_of(so_far: YearSoFar, row: CreditLine) -> str:
    """The light in a word; of whom nothing is required that very thing."""
    return light_text(row.light, so_far) or _NOT_ASKED


def light_tone(so_far: YearSoFar, row: CreditLine) -> Tone:
    """The colour of that word, which itself says the same; a plan to be made alarms nobody."""
    if row.light is Light.OUT_OF_REACH and so_far.planning:
        return Tone.WARN
    return LIGHT_TONES[row.light]


def post_text(row: CreditLine) -> str:
    """His post, or for want of one his role."""
    return row.person.post or PERSON_ROLE_NAMES[row.person.role]


def credit_search(row: CreditLine) -> str:
    """What a line is found by beside the columns."""
    return f"{row.person.search}\n{row.person.station}"


def _days(row: CreditLine) -> int:
    return row.gained.days


def _city(row: CreditLine) -> int:
    return row.gained.city_days


def _township(row: CreditLine) -> int:
    return row.gained.township_days


def _hours(row: CreditLine) -> int:
    return row.gained.hours


def entry_columns() -> list[Column[CreditEntry]]:
    """The trainings behind one person's figures, where there is little room."""
    return [
        Column("日期", entry_when, lambda row: row.starts_on, width=84),
        Column("级别", lambda row: SESSION_LEVEL_NAMES[row.level], align=CENTRE, width=56),
        Column("天数", entry_days, lambda row: row.days, RIGHT, 52, adds=Adds.SUM),
        Column("来源", lambda row: CREDIT_SOURCE_NAMES[row.source], width=76),
        Column("培训", lambda row: row.title, width=90, tip=entry_tip),
    ]


def entry_days(row: CreditEntry) -> str:
    """Its days; what the rule does not count says so."""
    return tenths_text(row.days) if row.counts else "不计"


def entry_when(row: CreditEntry) -> str:
    """The first day, as short as a narrow column wants it."""
    return f"{row.starts_on.month}月{row.starts_on.day}日"


def entry_tip(row: CreditEntry) -> str:
    """All about a training that has no column."""
    parts = [
        row.title,
        span_text(row.starts_on, row.ends_on),
        SESSION_KIND_NAMES[row.kind],
        f"{tenths_text(row.hours)} 学时",
        row.organiser,
        row.note,
    ]
    return "　".join(part for part in parts if part)


def tally_columns() -> list[Column[Tally]]:
    """Person-times and people side by side."""
    return [
        Column("项目", lambda row: row.label, _no_order, width=420),
        Column("期数", lambda row: str(row.sessions), lambda row: row.sessions, RIGHT, 100),
        Column("人次", lambda row: str(row.times), lambda row: row.times, RIGHT, 100),
        Column("人数", lambda row: str(row.people), lambda row: row.people, RIGHT, 100),
        Column("", lambda _: "", width=60),
    ]


def _no_order(row: Tally) -> str:
    return row.label


def attended_columns(*, with_station: bool) -> list[Column[Attended]]:
    """The rows behind a figure of person-times."""
    station = [Column[Attended]("指导站", lambda row: row.person.station, width=96)]
    return [
        person_column(132),
        Column("日期", _session_day, lambda row: row.session.starts_on, width=100),
        Column("培训班", lambda row: row.session.title, width=240),
        *(station if with_station else []),
        Column("单位", lambda row: row.person.organisation, width=160),
        Column("职务", lambda row: row.person.post, width=100),
    ]


def _session_day(row: Attended) -> str:
    return row.session.starts_on.isoformat()


def reserve_columns() -> list[Column[ReserveRow]]:
    """The list of reserve talents."""
    return [
        Column("姓名", lambda row: row.name, lambda row: row.pinyin_key, width=136, names=True),
        Column(
            "培训进度",
            lambda row: row.progress,
            width=172,
            tone=reserve_tone,
            mark=lambda row: tone_icon(reserve_tone(row)),
        ),
        Column("状态", reserve_state, width=72),
        Column("列入日期", lambda row: row.facts.listed_on.isoformat(), _listed, width=100),
        Column("拟任职务", lambda row: row.facts.target, width=120),
        Column("单位", lambda row: row.organisation, width=120),
    ]


def reserve_state(row: ReserveRow) -> str:
    """在册, or how his time on the list ended."""
    return RESERVE_OUTCOME_NAMES[row.facts.outcome]


def reserve_tone(row: ReserveRow) -> Tone:
    """Only who is on the list and not done waits for somebody."""
    if row.complete:
        return Tone.GOOD
    return Tone.WARN if row.facts.outcome is ReserveOutcome.LISTED else Tone.NEUTRAL


def _listed(row: ReserveRow) -> date:
    return row.facts.listed_on


def new_in_post_columns(today: date) -> list[Column[NewInPost]]:
    """Those new in a secretary's post."""

    def tone(row: NewInPost) -> Tone:
        return _PRE_POST_TONES[row.state(today)]

    return [
        Column("姓名", lambda row: row.name, lambda row: row.pinyin_key, width=136, names=True),
        Column(
            "任前培训",
            lambda row: row.text(today),
            lambda row: (list(PrePostState).index(row.state(today)), row.term),
            width=300,
            tone=tone,
            mark=lambda row: tone_icon(tone(row)),
        ),
        Column("任职日期", lambda row: row.began_on.isoformat(), _began, width=100),
        Column("职务", lambda row: row.post or PERSON_ROLE_NAMES[row.role], width=100),
        Column("单位", lambda row: row.organisation, width=110),
    ]


def _began(row: NewInPost) -> date:
    return row.began_on

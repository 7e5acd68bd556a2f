"""How each column of the journal reads: enumerations by name, tenths, moments, lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from jyguide.access.disclosure import DISCLOSURE_NAMES
from jyguide.access.role import ROLE_NAMES
from jyguide.approval.step import (
    APPOINTMENT_KIND_NAMES,
    DUTY_STEP_NAMES,
    NOMINATION_OUTCOME_NAMES,
    SUBMISSION_KIND_NAMES,
)
from jyguide.attachment.kind import ATTACHMENT_KIND_NAMES
from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.bank.report import REPORT_STATE_NAMES, REPORTED_FAULT_NAMES
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES, STATUS_NAMES, UNIFIED, answer_text
from jyguide.certificate.kinds import TITLES
from jyguide.documents.dates import tenths_text
from jyguide.drill.review import DRILL_MODE_NAMES, GRADE_NAMES
from jyguide.errors import RuleError
from jyguide.exam.marking.key_change import TREATMENT_NAMES
from jyguide.exam.marking.mark import MULTIPLE_NAMES, ORDERING_NAMES, MarkingRule
from jyguide.exam.paper import lines_from_json
from jyguide.exam.row import EVENT_NAMES
from jyguide.history.labels import RULE_NAMES
from jyguide.history.names import MARK
from jyguide.history.year_values import YEAR_VALUES
from jyguide.people.organisation import ORGANISATION_KIND_NAMES
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from jyguide.quiz.plan import QuizRules
from jyguide.quiz.row import QUIZ_MODE_NAMES, ROUND_KIND_NAMES
from jyguide.standard.kinds import (
    ASPECT_NAMES,
    BRANCH_KIND_NAMES,
    LOT_PURPOSE_NAMES,
    PHASE_NAMES,
    RATING_NAMES,
    VERIFICATION_NAMES,
)
from jyguide.training.reserve import RESERVE_OUTCOME_NAMES
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SESSION_STAGE_NAMES,
)

Values = Mapping[str, Any]
"""Columns of one row in the JSON form of the journal."""

Write = Callable[[Any, Values], str]

_INSTRUCTOR_STATES = {"candidate": "候选"}
_EXAM_STATES = {"open": "进行中", "closed": "已结束"}
_ENDED_BY = {"candidate": "本人交卷", "time_up": "到时自动交卷", "proctor": "监考收卷"}
_ORIGINS = {"screen": "在电脑上", "paper": "纸质试卷"}
_REVEAL = {"at_once": "交卷即公布", "later": "由指导员公布"}


def written_value(table: str, column: str, values: Values) -> str:
    """A column that is no key as a person writes it; `values` says what kind of row it is."""
    value = values[column]
    write = _BY_TABLE.get((table, column)) or _BY_COLUMN.get(column) or _plain
    try:
        return write(value, values)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RuleError):
        return _plain(value, values)  # written by a release that knows more


def _plain(value: Any, _values: Values) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(_plain(one, {}) for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _named(names: Mapping[Any, str]) -> Write:
    """A value by its name in a table of names; one of a newer release as it is."""
    return lambda value, _: names.get(value, str(value))


def _tenths(unit: str) -> Write:
    return lambda value, _: f"{tenths_text(value)} {unit}"


def _moment(value: Any, _values: Values) -> str:
    return f"{datetime.fromisoformat(value):%Y-%m-%d %H:%M:%S}"


def _seconds(value: Any, _values: Values) -> str:
    minutes, seconds = divmod(value, 60)
    return (
        " ".join([f"{minutes} 分"] * bool(minutes) + [f"{seconds} 秒"] * bool(seconds)) or "0 秒"
    )


def _options(value: Any, _values: Values) -> str:
    return "　".join(
        f"{letter}. {text}" for letter, text in zip(OPTION_LETTERS, value, strict=False)
    )


def _order(value: Any, _values: Values) -> str:
    return " ".join(OPTION_LETTERS[at] for at in value)


def _answer(value: Any, values: Values) -> str:
    blanks = isinstance(value, list)
    kept = tuple(tuple(one) for one in value) if blanks else value
    return answer_text(ItemKind(values["kind"]), kept)


def _response(value: Any, values: Values) -> str:
    if isinstance(value, list):
        return "；".join(value)
    return answer_text(ItemKind(values["kind"]), value)


def _lines(value: Any, _values: Values) -> str:
    return "；".join(
        f"{line.name()} {line.count} 道，每道 {tenths_text(line.points)} 分"
        for line in lines_from_json(value)
    )


def _rule(value: Any, _values: Values) -> str:
    rule = MarkingRule.from_json(value)
    return f"多选题{MULTIPLE_NAMES[rule.multiple]}；排序题{ORDERING_NAMES[rule.ordering]}"


def _rating_rule(value: Any, _values: Values) -> str:
    from jyguide.standard.explaining import rule_sentences  # noqa: PLC0415 - not to start
    from jyguide.standard.stored import rule_from_json  # noqa: PLC0415 - not to start

    return "".join(rule_sentences(rule_from_json(value)))


def _terms(value: Any, values: Values) -> str:
    """What a rule of an office says; one this release does not know stands as it is kept."""
    if "required_days" in value:
        from jyguide.training.credit_rule import CreditRule  # noqa: PLC0415 - not to start
        from jyguide.training.year_report import rule_text  # noqa: PLC0415 - not to start

        return rule_text(CreditRule.from_json(2000, value))
    if "letterhead" in value:
        from jyguide.documents.letterhead import read_letterhead  # noqa: PLC0415 - not to start

        return read_letterhead(value).text
    if "minutes" in value:
        return f"开始后 {value['minutes']} 分钟"
    if "sessions" in value:
        return f"{len(value['sessions'])} 期培训"
    if "reports" in value:
        from jyguide.report.reminder import Schedule  # noqa: PLC0415 - not to start

        return Schedule.from_json(value).text
    return _plain(value, values)


def _marks(value: Any, _values: Values) -> str:
    places = sorted(value.items(), key=lambda pair: int(pair[0]))
    return "，".join(f"第 {place} 题 {tenths_text(points)} 分" for place, points in places)


def _places(value: Any, _values: Values) -> str:
    return f"第 {'、'.join(map(str, value))} 题" if value else ""


def _ordinals(value: Any, _values: Values) -> str:
    return f"第 {'、'.join(str(at + 1) for at in value)} 个" if value else ""


def _count(unit: str) -> Write:
    """A list that is too long to be read out: how much is in it."""
    return lambda value, _: f"{len(value)} {unit}"


def _gaps(value: Any, _values: Values) -> str:
    spans = [[datetime.fromisoformat(at) for at in gap] for gap in value]
    return "；".join(f"{since:%H:%M:%S} 至 {until:%H:%M:%S}" for since, until in spans)


def _quiz_rules(value: Any, _values: Values) -> str:
    rules = QuizRules.from_json(value)
    right, wrong = tenths_text(rules.right), tenths_text(rules.wrong)
    return f"每题 {rules.seconds} 秒，答对 {right} 分，答错扣 {wrong} 分"


def _quiz_results(value: Any, _values: Values) -> str:
    return "；".join(
        f"第 {one['side']} 方 {tenths_text(one.get('points') or 0)} 分"
        for one in value
        if "side" in one
    )


def _points(value: int) -> str:
    return f"{tenths_text(value)} 分"


def _by_name(names: Mapping[Any, str]) -> Write:
    """Which of several things are said; what is said of each stands elsewhere."""
    return lambda value, _: "、".join(names.get(name, name) for name in value)


def _left_out(_value: Any, _values: Values) -> str:
    return "（略）"


def _time_of_day(value: Any, _values: Values) -> str:
    hour, minute = divmod(value, 60)
    return f"{hour:02}:{minute:02}"


def _size(value: Any, _values: Values) -> str:
    return f"{value / 1024:.0f} KB" if value < 1024 * 1024 else f"{value / 1024 / 1024:.1f} MB"


def _certificate(value: Any, _values: Values) -> str:
    return f"{value['number']} {value['name']} {value['subject']}"


_BY_COLUMN: Mapping[str, Write] = {
    MARK: lambda value, _: "已删除" if value else "有效",
    "attendance": _named(ATTENDANCE_NAMES),
    "credit_hours": _tenths("学时"),
    "training_days": _tenths("天"),
    "points": _tenths("分"),
    "pass_points": _tenths("分"),
    "total_points": _tenths("分"),
    "minutes": lambda value, _: f"{value} 分钟",
    "seconds_allowed": _seconds,
    "seconds_used": _seconds,
    "extra_seconds": _seconds,
    "at": _moment,
    "handed_in_at": _moment,
    "issued_at": _moment,
    "signed_at": _moment,
    "started_at": _moment,
    "starts_at": _moment,
    "ended_at": _moment,
    "opened_at": _moment,
    "taken_in_at": _moment,
    "seconds": _seconds,
    "max_points": _tenths("分"),
    "ended_by": _named(_ENDED_BY),
    "role": _named(PERSON_ROLE_NAMES),
    "level": _named(SESSION_LEVEL_NAMES),
    "difficulty": _named(DIFFICULTY_NAMES),
    "source": _named({UNIFIED: "统一题库"}),
    "lines": _lines,
    "rule": _rule,
    "marks": _marks,
    "waiting": _places,
    "options": _options,
    "option_order": _order,
    "interruptions": _gaps,
}
_BY_TABLE: Mapping[tuple[str, str], Write] = {
    **YEAR_VALUES,
    ("answer", "response"): _response,
    ("attempt", "origin"): _named(_ORIGINS),
    ("attempt_event", "kind"): _named(EVENT_NAMES),
    ("disclosure", "kind"): _named(DISCLOSURE_NAMES),
    ("disclosure", "people"): lambda value, _: f"{value} 人",
    ("user", "role"): _named(ROLE_NAMES),
    ("drill_review", "grade"): _named(GRADE_NAMES),
    ("drill_review", "missed"): _ordinals,
    ("drill_review", "mode"): _named(DRILL_MODE_NAMES),
    ("exam", "reveal"): _named(_REVEAL),
    ("key_change", "treatment"): _named(TREATMENT_NAMES),
    ("marking", "key_changes"): _count("项"),
    ("oral_turn", "judges"): _count("位评委"),
    ("quiz", "items"): _count("道题"),
    ("quiz", "mode"): _named(QUIZ_MODE_NAMES),
    ("quiz", "rules"): _quiz_rules,
    ("quiz", "sides"): _count("方"),
    ("quiz_round", "kind"): _named(ROUND_KIND_NAMES),
    ("quiz_round", "results"): _quiz_results,
    ("sealed_exam", "payload"): lambda _value, _: "（略）",
    ("certificate", "kind"): _named(TITLES),
    ("certificate", "wording"): _certificate,
    ("exam", "state"): _named(_EXAM_STATES),
    ("instructor", "kind"): _named(INSTRUCTOR_KIND_NAMES),
    ("instructor", "state"): _named(_INSTRUCTOR_STATES),
    ("item", "status"): _named(STATUS_NAMES),
    ("item_report", "fault"): _named(REPORTED_FAULT_NAMES),
    ("item_report", "state"): _named(REPORT_STATE_NAMES),
    ("item_revision", "answer"): _answer,
    ("item_revision", "kind"): _named(KIND_NAMES),
    ("training_session", "kind"): _named(SESSION_KIND_NAMES),
    ("training_session", "stage"): _named(SESSION_STAGE_NAMES),
    ("training_session", "starts_at"): _time_of_day,
    ("training_session", "ends_at"): _time_of_day,
    ("credit_record", "kind"): _named(SESSION_KIND_NAMES),
    ("teaching", "hours"): _tenths("学时"),
    ("enrolment", "credited_hours"): _tenths("学时"),
    ("enrolment", "credited_days"): _tenths("天"),
    ("attachment", "kind"): _named(ATTACHMENT_KIND_NAMES),
    ("attachment", "size"): _size,
    ("attachment", "taken_at"): _moment,
    ("organisation", "kind"): _named(ORGANISATION_KIND_NAMES),
    ("reserve_talent", "outcome"): _named(RESERVE_OUTCOME_NAMES),
    ("submission", "kind"): _named(SUBMISSION_KIND_NAMES),
    ("nomination", "instructor_kind"): _named(INSTRUCTOR_KIND_NAMES),
    ("nomination", "outcome"): _named(NOMINATION_OUTCOME_NAMES),
    ("appointment", "kind"): _named(APPOINTMENT_KIND_NAMES),
    ("duty_change", "step"): _named(DUTY_STEP_NAMES),
    ("checklist", "criteria"): _count("项指标"),
    ("checklist", "kind"): _named(BRANCH_KIND_NAMES),
    ("standard_round", "checklists"): _by_name(BRANCH_KIND_NAMES),
    ("standard_round", "schedule"): _by_name(PHASE_NAMES),
    ("standard_round", "rule"): _rating_rule,
    ("phase_closing", "closed_at"): _moment,
    ("phase_closing", "phase"): _named(PHASE_NAMES),
    ("round_branch", "kind"): _named(BRANCH_KIND_NAMES),
    ("inspection", "completed_at"): _moment,
    ("inspection", "kind"): _named(BRANCH_KIND_NAMES),
    ("inspection", "phase"): _named(PHASE_NAMES),
    ("inspection", "result"): lambda value, _: _points(value["total"]) if value else "",
    ("inspection", "scores"): _count("项"),
    ("standard_lot", "drawn"): _count("个"),
    ("standard_lot", "drawn_at"): _moment,
    ("standard_lot", "pool"): _left_out,
    ("standard_lot", "purpose"): _named(LOT_PURPOSE_NAMES),
    ("standard_lot", "terms"): _left_out,
    ("rectification_measure", "full_points"): _tenths("分"),
    ("rectification_measure", "phase"): _named(PHASE_NAMES),
    ("rectification_measure", "points"): _tenths("分"),
    ("rectification_measure", "rescored_points"): _tenths("分"),
    ("rectification_measure", "verification"): _named(VERIFICATION_NAMES),
    ("rating_override", "rating"): _named(RATING_NAMES),
    ("rating_publication", "rule"): _rating_rule,
    ("branch_rating", "aspects"): lambda value, _: "；".join(
        f"{ASPECT_NAMES.get(name, name)} {_points(got)}" for name, (got, *_) in value.items()
    ),
    ("branch_rating", "computed"): _named(RATING_NAMES),
    ("branch_rating", "kind"): _named(BRANCH_KIND_NAMES),
    ("branch_rating", "points"): _tenths("分"),
    ("branch_rating", "rating"): _named(RATING_NAMES),
    ("rule", "code"): _named(RULE_NAMES),
    ("rule", "terms"): _terms,
}

"""Names and hours of those who teach."""

import uuid

import pytest

from jyguide.errors import RuleError
from jyguide.ids import LecturerId
from jyguide.training.lecturer import (
    LecturerFacts,
    TeachingLine,
    check_lines,
    checked_lecturer,
    hours_hint,
    lecturer_text,
    names_in,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王老师、李 老师，张三;王老师", ("王老师", "李 老师", "张三")),
        ("阿卜杜拉·买买提", ("阿卜杜拉·买买提",)),
        (" 、 ", ()),
        ("", ()),
    ],
)
def test_names_written_for_a_session_are_told_apart(text, names):
    assert names_in(text) == names
    assert names_in(lecturer_text([TeachingLine(None, name) for name in names])) == names


@pytest.mark.parametrize(
    ("hours", "said"),
    [((), ""), ((30, 50), "相符"), ((30,), "少 5 学时"), ((45, 50), "多 1.5 学时")],
)
def test_hours_are_compared_with_the_sessions_as_a_hint(hours, said):
    hint = hours_hint([TeachingLine(None, "甲", hours=each) for each in hours], 80)
    assert said in hint
    assert bool(hint) == bool(said)


def test_lines_that_cannot_be_are_refused():
    key = LecturerId(uuid.UUID(int=1))
    with pytest.raises(RuleError, match="两次"):
        check_lines([TeachingLine(key, "甲"), TeachingLine(key, "甲", "别的")])
    with pytest.raises(RuleError, match="负数"):
        check_lines([TeachingLine(None, "甲", hours=-1)])
    for name in (" ", "王老师、李老师", "长" * 41):
        with pytest.raises(RuleError):
            checked_lecturer(LecturerFacts(name))
    assert checked_lecturer(LecturerFacts(" 𠮷 田 ", " 党校 ")).name == "𠮷 田"

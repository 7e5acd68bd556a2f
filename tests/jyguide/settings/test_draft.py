"""What is kept of a form that was never sent."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from jyguide.settings.draft import (
    LONGEST,
    Draft,
    Entered,
    changes,
    draft_of_text,
    is_too_old,
    moment_word,
    named,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ENTRIES = (
    st.text()
    | st.booleans()
    | st.integers()
    | st.lists(st.lists(st.text(), min_size=2, max_size=2))
)


def a_draft(*changed, title="新增人员", subject="", at=NOW, **begun):
    return Draft("ui.x.Dialog", title, subject, "people", at, changed, begun)


@given(st.lists(st.builds(Entered, st.text(), st.text(), ENTRIES)), st.text())
def test_a_draft_reads_back_as_it_was(changed, subject):
    draft = a_draft(*changed, subject=subject, name="", count=3)
    assert draft_of_text(draft.text()) == draft


@given(st.text() | st.sampled_from(["{}", "[]", "3", '{"kept_at": "x", "changed": []}']))
def test_what_cannot_be_read_is_none(text):
    assert draft_of_text(text) is None


def test_a_naive_moment_and_a_wrong_kind_are_none_too():
    assert draft_of_text(a_draft(at=NOW.replace(tzinfo=None)).text()) is None
    assert draft_of_text(a_draft(title=3).text()) is None
    for strange in ([1, 2], [["key"]], {"a": 1}, None):
        assert draft_of_text(a_draft(Entered("a", "甲", strange)).text()) is None
    assert draft_of_text("[" * 100_000) is None


def test_one_tick_is_not_worth_keeping_and_typing_is():
    begun = {"name": "", "on": False, "kind": "甲", "day": "2026-11-20", "n": 1}
    ticked, chosen = Entered("on", "", value=True), Entered("n", "", 2)
    typed, day = Entered("name", "", "王"), Entered("day", "", "2026-11-21", day=True)
    assert changes(begun, [ticked, Entered("kind", "", "甲")]) == ()
    assert changes(begun, [day]) == ()
    assert changes(begun, [ticked, chosen]) == (ticked, chosen)
    assert changes(begun, [typed]) == (typed,)
    assert changes(begun, [Entered("name", "", "长" * (LONGEST + 1))]) == ()


def test_it_is_told_when_the_record_has_changed_meanwhile():
    draft = a_draft(phone="1", day="2026-11-20", kind="甲")
    assert not draft.begins_otherwise({"phone": "1", "day": "2026-12-01"}, ["day"])
    assert draft.begins_otherwise({"phone": "2", "day": "2026-11-20"}, ["day"])


def test_words():
    day = timedelta(days=1)
    moments = [NOW, NOW - day, NOW - 2 * day, NOW - 365 * day]
    assert [moment_word(one, NOW) for one in moments] == [
        "今天 9:00",
        "昨天 9:00",
        "11月18日 9:00",
        "2025年11月20日 9:00",
    ]
    left = [a_draft(), a_draft(), a_draft(title="修改人员", subject="王芳"), a_draft(title="c")]
    assert named(left) == "新增人员、修改人员（王芳）、c"
    assert named([*left, a_draft(title="d")]).endswith("c等 4 处")
    assert Entered("x", "", "一 二\n" * 60).said.endswith("…")
    assert not is_too_old(a_draft(at=NOW - 30 * day), NOW)
    assert is_too_old(a_draft(at=NOW - 31 * day), NOW)

"""The one table of settings, and what becomes of texts that do not fit it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.settings.pc import PcSettings
from jyguide.settings.setting import Choice, Number, Scope, Setting, Switch, Ticks, Words
from jyguide.settings.table import BY_NAME, ELSEWHERE, GROUPS, SETTINGS
from jyguide.training.usual_session import UsualSession, usual_session

UI = Path(__file__).parents[3] / "ui"


def values(form):
    match form:
        case Switch():
            return st.booleans()
        case Number():
            return st.integers(form.least, form.most)
        case Choice():
            return st.sampled_from([value for value, _ in form.offered])
        case Words():
            return st.text("镇会议室 A1", max_size=form.longest)
    names = [name for name, _ in form.offered]
    return st.sets(st.sampled_from(names)).map(lambda s: tuple(n for n in names if n in s))


@given(st.data())
def test_what_is_kept_reads_back_and_anything_else_is_the_default(data):
    setting = data.draw(st.sampled_from(SETTINGS))
    value = data.draw(values(setting.form))
    assert setting.form.fits(value)
    assert setting.of_text(setting.text_of(value)) == value
    assert setting.form.said(value)
    strange = data.draw(st.text() | st.integers().map(str) | st.none())
    read = setting.of_text(strange)
    assert setting.form.fits(read)
    assert setting.text_of(setting.default) is None


def test_out_of_bounds_and_unreadable_fall_back():
    most = Setting("x", Scope.USER, GROUPS[0], "题数", "", Number(5, 50, "题"), 20)
    assert [
        most.of_text(text) for text in ("5", "50", "４", "51", "4", "1e1", "9" * 5000, "")
    ] == [
        *(5, 50),
        *(20,) * 6,
    ]
    lock = BY_NAME["lock_most"]
    assert [lock.of_text(text) for text in ("30", "7", "-30", "True")] == [30, 60, 60, 60]
    assert BY_NAME["keep_drafts"].of_text("yes") is True
    place = BY_NAME["session_place"]
    assert [place.of_text(text) for text in ("二楼", "楼" * 61, "a\x00b")] == ["二楼", "", ""]
    cards = BY_NAME["home_cards"]
    assert cards.of_text("days,gone,flow,days") == ("flow", "days")
    assert cards.of_text("") == ()


def test_the_table_is_whole():
    assert len(BY_NAME) == len(SETTINGS)
    assert {one.group for one in (*SETTINGS, *ELSEWHERE)} == set(GROUPS)
    usual = PcSettings()
    for one in SETTINGS:
        assert one.form.fits(one.default), one.name
        assert one.hint.endswith("。"), one.name
        if one.scope is Scope.PC:
            assert getattr(usual, one.name) == one.default
    assert all(
        one.default == tuple(n for n, _ in one.form.offered)
        for one in SETTINGS
        if isinstance(one.form, Ticks)
    )


@pytest.mark.parametrize("one", ELSEWHERE, ids=lambda one: one.place)
def test_what_is_set_elsewhere_is_there(one):
    page, _, tab = one.place.partition(":")
    sources = "".join(path.read_text("utf-8") for path in (UI / page).glob("*.py"))
    assert f'name = "{page}"' in sources
    assert not tab or f'"{tab}"' in sources


def test_an_office_trains_where_and_when_it_usually_does():
    assert usual_session("二楼", 540, 990) == UsualSession("二楼", 540, 990)
    assert usual_session("", -1, -1) == UsualSession()
    assert usual_session("", 840, 690) == UsualSession("", 840, None)
    assert usual_session("", -1, 690) == UsualSession("", None, 690)

"""Settings kept, put back, and asked by the services they steer."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.errors import RuleError
from jyguide.settings.pc import keep_pc_settings
from jyguide.settings.preferences import Preferences
from jyguide.settings.service import KeptService


def test_choices_are_kept_for_whom_they_count_and_put_back(app):
    mine = app.preferences
    mine.change({"lock_most": 30, "open_folder": True, "notice_seconds": 15, "exam_minutes": 90})
    again = Preferences(app.kept, lambda: None)
    theirs = Preferences(KeptService(app._store, uuid.uuid4()), lambda: None)
    assert [again[name] for name in ("lock_most", "open_folder", "exam_minutes")] == [30, True, 90]
    assert [theirs["lock_most"], theirs["open_folder"], theirs["notice_seconds"]] == [
        30,
        False,
        15,
    ]
    keep_pc_settings(lock_minutes=60)
    assert mine.lock_minutes == 30
    keep_pc_settings(lock_minutes=10)
    assert mine.lock_minutes == 10
    keep_pc_settings(notice_seconds=-7)  # a file somebody wrote into
    assert mine["notice_seconds"] == 4
    found = mine.reset(["lock_most", "open_folder", "keep_drafts", "lock_minutes"])
    assert [one.name for one in found] == ["lock_most", "open_folder", "lock_minutes"]
    assert (mine["lock_most"], mine["open_folder"], mine.lock_minutes) == (60, False, 15)
    assert app.kept.read("station") == {"setting/exam_minutes": "90"}


def test_a_wrong_value_and_who_may_not_change_nothing(app):
    mine = app.preferences
    with pytest.raises(RuleError, match="锁屏等待最长"):
        mine.change({"open_folder": True, "lock_most": 7})
    head = app.permits
    object.__setattr__(app, "permits", replace(head, role=Role.INSTRUCTOR))  # it is frozen
    asked = Preferences(app.kept, lambda: app.permits.require("set_up", "更改本站设置"))
    with pytest.raises(PermissionRefused, match="更改本站设置"):
        asked.change({"open_folder": True, "lock_most": 30})
    assert app.kept.read("user") == app.kept.read("station") == {}
    asked.change({"open_folder": True})
    assert asked.on("open_folder")


def test_the_days_list_asks_how_early(app, monkeypatch):
    monkeypatch.setattr("jyguide.report.service.day._quiet_days", lambda *_: 9)
    monkeypatch.setattr(
        "jyguide.report.service.day._ends_of_posts",
        lambda *_: [app.clock().date() + timedelta(days=80)],
    )

    def said():
        return "".join(one.sentence for one in app.day.due().lines)

    before = said()
    assert "9 天没有与市级交换" in before
    assert "任期" not in before
    app.preferences.change({"quiet_days": 14, "expiring_days": 90})
    after = said()
    assert "没有与市级交换" not in after
    assert "任期 90 天内到期" in after

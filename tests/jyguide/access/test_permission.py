"""The one table of who may do what: every table decided about, every role asked for real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from db.models import InspectionDraft, whole_metadata
from jyguide.access.disclosure import DisclosureKind
from jyguide.access.permission import (
    _TABLES,
    EDITED,
    PERMISSION_NAMES,
    ROLES,
    Permission,
    may,
    needed_for,
    tables_asked_for,
)
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import ROLE_NAMES, Role, in_charge, roles_of
from jyguide.approval.row import Decree
from jyguide.attachment.kind import AttachmentKind
from jyguide.errors import AppError, RuleError
from jyguide.exam.row import EndedBy, ExamRules, Given, Pace, Reveal
from jyguide.ids import PersonId
from tests.jyguide.attachment.pictures import a_jpeg
from tests.jyguide.builders import a_person, a_plan, add_people, hold_exam, right, tail

DECREE = Decree("", date(2026, 1, 5), date(2026, 1, 5), None)


@pytest.fixture
def dialect():
    """Who may is decided before anything reaches a database."""
    return "sqlite"


def acting(app, role):
    """The same folder with somebody of this role at work."""
    permits = replace(app.permits, role=role)
    app._store.ask(permits.guard)
    return replace(app, permits=permits)


def test_somebody_has_decided_about_every_table():
    assert tables_asked_for() == whole_metadata().tables.keys()
    assert not EDITED & _TABLES.keys()


def test_every_permission_and_role_has_a_name_and_somebody_who_may():
    assert PERMISSION_NAMES.keys() == set(Permission)
    assert ROLE_NAMES.keys() == ROLES.keys() == set(Role)
    for city in (False, True):
        assert all(may(in_charge(city=city), permission) for permission in Permission)
        assert {Role.READ_ONLY, Role.INVIGILATOR} < set(roles_of(city=city))


def test_what_a_row_needs_is_asked_once():
    assert needed_for(["person", "answer", "attempt", "setting", "user"]) == (
        Permission.EDIT,
        Permission.INVIGILATE,
        Permission.MANAGE_USERS,
    )


# What each permission is about, by the service that asks for it; everybody asks about somebody
# else. Whoever may is told, if anything, that what he wants cannot be: he was not refused.
STATION = {
    Permission.EDIT: lambda app, _, i: app.people.add(a_person("李雷", 90 + i)),
    Permission.INVIGILATE: lambda app, held, i: app.sittings.begin(
        held.exam, held.people[i], tail(i)
    ),
    Permission.APPROVE: lambda app, held, i: app.approvals.recognise(
        [held.people[i]], DECREE, "原有任命"
    ),
    Permission.SEE_NUMBERS: lambda app, *_: app.disclosures.record(DisclosureKind.SEEN, "名册", 1),
    Permission.EXPORT_NUMBERS: lambda app, *_: app.disclosures.record(
        DisclosureKind.EXPORTED, "名册", 1
    ),
    Permission.EXCHANGE: lambda app, *_: app.sync.take_in(app.place.folder / "none"),
    Permission.MANAGE_USERS: lambda app, *_: app.users.rename(
        app.permits.user_id, "王芳", "unseen"
    ),
    Permission.BACK_UP: lambda app, *_: app.backups.choose_second(app.place.folder),
    Permission.SET_UP: lambda app, *_: app.preferences.change({"lock_most": 30}),
}
CITY = {
    Permission.RESTORE: lambda app: app.devices.write_recovery(app.place.folder / "x", "short"),
    Permission.ERASE: lambda app: app.upkeep.erase(PersonId(app.permits.user_id), ""),
}


def is_refused(deed, *given) -> bool:
    try:
        deed(*given)
    except PermissionRefused as error:
        return "数据没有改动" in error.message and bool(error.hint)
    except AppError:
        return False
    return False


def test_each_role_may_what_the_table_says_and_no_more(open_prepared, new_folder, open_at):
    assert STATION.keys() | CITY.keys() == set(Permission)
    app, held = open_prepared(_for_each_role)
    city = open_at(new_folder(""))
    for i, role in enumerate(Role):
        his, at_city = acting(app, role), acting(city, role)
        refused = {one for one, deed in STATION.items() if is_refused(deed, his, held, i)}
        refused |= {one for one, deed in CITY.items() if is_refused(deed, at_city)}
        assert refused == set(Permission) - ROLES[role], role


def _for_each_role(app):
    return hold_exam(app, len(Role))


def test_a_refusal_says_who_may_instead(app):
    with pytest.raises(PermissionRefused) as caught:
        acting(app, Role.READ_ONLY).people.add(a_person())
    assert caught.value.message == (
        "没有“新增人员“陈明””：值班指导员的身份是“只读”，没有“录入和修改”的权限，数据没有改动。"
    )
    assert "请由站长或指导员登录后来做" in caught.value.hint
    assert app.people.people() == []


def test_whoever_invigilates_holds_an_exam_from_start_to_marks(open_prepared):
    app, (held, exam) = open_prepared(_strict)
    his = acting(app, Role.INVIGILATOR)
    sitting = his.sittings.begin(exam, held.people[0], tail(0))
    key, pace = sitting.attempt_id, Pace(60, sitting.holder)
    for place in sitting.places:
        his.sittings.record(key, Given(place.id, right(place.content)), pace)
    his.sittings.beat(key, pace)
    his.sittings.lose_screen(key, pace)
    his.sittings.lock(key, pace)
    his.sittings.regain_screen(key, pace, 5)
    with pytest.raises(RuleError, match="监考码"):
        his.proctoring.check_code(exam, "0000", key)
    his.proctoring.unlock(key, "误触")
    his.proctoring.extra_time(key, 5, "停电")
    his.sittings.note_clock(key, pace, 120)
    his.sittings.hand_in(key, 90, EndedBy.PROCTOR)
    other = his.sittings.begin(exam, held.people[1], tail(1))
    his.proctoring.collect(other.attempt_id, "到时收卷")
    his.proctoring.void(other.attempt_id, "代考")
    his.proctoring.restore(other.attempt_id, "查无此事")
    his.results.mark_by_hand(key, {1: 0}, "复核")
    assert len(his.results.results(exam)) == 2
    with pytest.raises(PermissionRefused, match="录入和修改"):
        his.sittings.open_exam(held.paper, "再考一次", held.session)


def _strict(app):
    held = hold_exam(app, 2)
    rules = ExamRules("4821", leaving_locks=True, reveal=Reveal.AT_ONCE)
    return held, app.sittings.open_exam(held.paper, "结业考试", held.session, rules)


def test_undoing_takes_what_the_rows_take(app):
    (person,) = add_people(app, 1)
    app.approvals.recognise([person], DECREE, "原有任命")
    approved = app.history.latest_in_force()
    his = acting(app, Role.INSTRUCTOR)
    with pytest.raises(PermissionRefused, match="撤销“历史认定"):
        his.history.undo(approved)
    assert app.history.latest_in_force() == approved
    acting(app, Role.STATION_HEAD).history.undo(approved)
    added = app.history.latest_in_force()
    with pytest.raises(PermissionRefused):
        acting(app, Role.READ_ONLY).history.undo(added)
    acting(app, Role.INSTRUCTOR).history.undo(added)
    assert app.people.people() == []


def test_statements_are_asked_for_like_rows(app):
    """Drafts of inspections are written by statements, past the session's rows."""
    acting(app, Role.READ_ONLY)
    with (
        app._store.begin("录入检查结果") as uow,
        pytest.raises(PermissionRefused, match="录入检查结果"),
    ):
        uow.session.execute(delete(InspectionDraft))


def test_nobody_who_may_not_lays_files_on_the_shelf(app, tmp_path):
    session = app.training.plan(a_plan())
    photo = tmp_path / "合影.jpg"
    photo.write_bytes(a_jpeg())
    his = acting(app, Role.READ_ONLY).attachments
    for deed in (
        lambda: his.add(session, AttachmentKind.MATERIAL, [photo]),
        lambda: his.add_pasted(session, photo.read_bytes(), "粘贴.jpg"),
    ):
        with pytest.raises(PermissionRefused, match="没有“加入"):
            deed()
    assert not list((app.place.folder / "files").glob("*/*"))

from datetime import date, datetime, timedelta, timezone

import pytest

from jyguide.app import open_application
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.people.person import PersonFacts
from jyguide.training.session import SessionKind, SessionLevel, SessionPlan

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
DAY = NOW.date()
COMPLETION = CertificateKind.COMPLETION


@pytest.fixture
def app(tmp_path):
    create_folder(tmp_path / "station", NewFolder("周庄镇"), lambda: NOW)
    application = open_application(tmp_path / "station", lambda: NOW)
    yield application
    application.close()


@pytest.fixture
def attended(app):
    person = app.people.add(
        PersonFacts("张三", "男", date(1980, 1, 1), "", phone="13800000000", station="周庄镇")
    )
    plan = SessionPlan("任前培训", SessionKind.PRE_POST, SessionLevel.TOWNSHIP, DAY, DAY)
    session = app.training.plan(plan)
    app.training.enrol(session, [person])
    app.training.sign_in(session, person)
    return session, person


def test_next_number_is_the_one_that_issuing_spends(app, attended):
    session, person = attended
    foreseen = app.certificates.next_number(2026)
    (row,) = app.certificates.issue(session, COMPLETION, [person], DAY)
    assert row.number == str(foreseen)
    assert app.certificates.next_number(2026).sequence == foreseen.sequence + 1
    assert app.certificates.next_number(2027).sequence == 1


def test_preview_leaves_no_trace(app, attended):
    session, person = attended
    before = app.history.actions()
    document = app.certificates.preview(session, COMPLETION, person, DAY)
    assert "尚未编号" in str(document.blocks)
    assert "张三" in str(document.blocks)
    assert app.history.actions() == before
    assert app.certificates.certificates() == []
    assert app.certificates.next_number(2026).sequence == 1


def test_preview_of_a_removed_person_is_refused(app, attended):
    session, person = attended
    app.people.remove([person])
    with pytest.raises(RuleError):
        app.certificates.preview(session, COMPLETION, person, DAY)

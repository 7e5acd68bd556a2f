"""The certificate page on screen over a session that ended without an exam."""

from __future__ import annotations

import pytest

from jyguide.training.session import Attendance
from tests.ui.conftest import clock
from tests.ui.shown import put_up
from tests.ui.training.classroom import NAMES, a_session, people
from ui.certificate.page import CertificatePage


@pytest.fixture
def room(app):
    """Seven enrolled: the first five came, one is on leave, one is not settled."""
    keys = people(app, NAMES)
    session_id = a_session(app, keys)
    for key in keys[:5]:
        app.training.sign_in(session_id, key)
    app.training.settle(session_id, [keys[5]], Attendance.LEAVE, "公务")
    return keys, session_id


@pytest.fixture
def page(qtbot, app, desk):
    return put_up(qtbot, desk, CertificatePage(desk, app, clock))


@pytest.fixture
def rest(qtbot, desk):
    """Waits until the worker has nothing more to do."""
    return lambda: qtbot.waitUntil(lambda: not desk.jobs.busy)

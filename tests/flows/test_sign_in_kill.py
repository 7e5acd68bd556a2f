"""kill -9 at the door: whoever was told he is in is in, whoever was not is not, and it goes on."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from tests.jyguide.builders import a_plan, add_people

ROOT = Path(__file__).parents[2]


@pytest.mark.flow
def test_killed_while_signing_in_keeps_everybody_who_was_told(tmp_path):
    folder = tmp_path / "station"
    create_folder(folder, NewFolder("周庄镇"), system_clock)
    app = open_application(folder)
    keys = add_people(app, 3)
    today = app.clock().date()
    session = app.training.plan(a_plan(starts_on=today, ends_on=today))
    app.training.enrol(session, keys)
    app.close()
    words = [sys.executable, "-m", "tests.flows.sign_in_process", folder, session, *keys]
    done = subprocess.run(
        [str(word) for word in words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert done.stdout.split() == [str(key) for key in keys[:2]]
    app = open_application(folder)
    assert {row.person_id for row in app.training.enrolments(session) if row.attended} == {
        *keys[:2]
    }
    app.training.sign_in(session, keys[2])
    assert app.training.session(session).attended == 3
    app.close()

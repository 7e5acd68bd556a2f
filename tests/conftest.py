"""What every test gets: no screen, a themed application on request, and no tolerance for noise."""

from __future__ import annotations

import gc
import logging
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from jyguide.vault import secret
from tests.compiled import compile_once
from tests.fast_folder import fast_folder
from tests.set_aside import let_go, set_aside
from tests.states import States

# Each worker takes eight seconds to compile all tests, and every program that they start one:
# what was compiled once is kept, in containers too that are told to keep nothing.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Nothing that is imported and collected is garbage; to look for some meanwhile took a third of it.
gc.disable()

# Thousands of databases are made, opened and thrown away: in memory where there is room for them.
if fast := fast_folder():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", fast)

pytest_plugins = ["tests.postgres", "tests.ready_made"]

compile_once()

# A hundred examples a property, the library's own number, would take the run beyond five minutes;
# what needs more says so. How long an example takes depends on what else the PC does.
settings.register_profile(
    "suite", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")

# Values to try that stand in our own sources are looked for in all of them, by each worker, the
# first time in a clone: four seconds. JYGUIDE_CONSTANTS=1 has them tried nevertheless.
if not os.environ.get("JYGUIDE_CONSTANTS"):
    providers._get_local_constants = lambda: providers._local_constants  # none were looked for


def pytest_collection_finish():
    """Leave everything imported and collected out of looking for garbage: it lives to the end.

    So does what little of it is garbage by now: to look for that took most of a second.
    """
    gc.enable()
    set_aside()


def pytest_sessionfinish():
    """Whatever was never closed is still found, and told, at the very end."""
    let_go()


@pytest.fixture(scope="session", autouse=True)
def _cheap_secrets():
    """A quarter of a second for each login would be minutes of the run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret, "BY_HEART", secret.BY_MACHINE)
        yield


@pytest.fixture(scope="session", autouse=True)
def _set_aside_by_tests_alone():
    """For the program neither is done."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "unfreeze", lambda: None)
        yield


@pytest.fixture
def sets_aside(monkeypatch):
    """The program does both, as it does for users."""
    monkeypatch.setattr(gc, "freeze", set_aside)
    monkeypatch.setattr(gc, "unfreeze", let_go)


@pytest.fixture(scope="session", autouse=True)
def pc_states(tmp_path_factory):
    """Keeps what the program notes about its databases away from the user's own; see `States`."""
    return States(tmp_path_factory.mktemp("states"))


@pytest.fixture(autouse=True)
def own_state(pc_states):
    """A PC on which only the data folders that all tests copy have ever been opened."""
    yield pc_states.begin()
    pc_states.end()


@pytest.fixture(scope="session")
def qapp(qapp):
    """The one application of the run, in the look and language users see."""
    from ui.start import speak_chinese  # noqa: PLC0415 - tests without a window stay fast
    from ui.theme import apply_theme  # noqa: PLC0415 - as above

    speak_chinese(qapp)
    apply_theme(qapp)
    return qapp


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's hand, with a wait that ends at once; see `PromptBot`."""
    from tests.prompt_bot import PromptBot  # noqa: PLC0415 - as above

    return PromptBot(request)


@pytest.fixture(scope="session")
def made_offices(tmp_path_factory, pc_states):
    """The city and stations' PCs, all let in; to be copied and not opened."""
    from tests.jyguide.sync.offices import make_offices  # noqa: PLC0415 - as above

    root = tmp_path_factory.mktemp("offices")
    with pc_states.shared():
        make_offices(root)
    return root


@pytest.fixture
def offices(made_offices, tmp_path):
    """``offices.city``, ``offices.a`` …: PCs that exchange files; see ``PCS`` beside it."""
    from tests.jyguide.sync.offices import copied  # noqa: PLC0415 - as above

    offices = copied(made_offices, tmp_path / "offices")
    yield offices
    offices.shut_all()


@pytest.fixture
def alerts():
    """Answers in place of a person; see `RecordedAlerts`."""
    from tests.ui.recorded_alerts import RecordedAlerts  # noqa: PLC0415 - as above

    recorded = RecordedAlerts()
    yield recorded
    recorded.expect_all_heard()


@pytest.fixture
def jobs(qtbot):
    """A job runner whose worker is gone when the test ends."""
    from ui.jobs import JobRunner  # noqa: PLC0415 - as above

    runner = JobRunner()
    yield runner
    runner.shutdown()


@pytest.fixture(autouse=True)
def nothing_unexpected_logged(request, caplog):
    """A warning nobody asked for is a failure nobody noticed."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    stray = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not stray, [record.getMessage() for record in stray]

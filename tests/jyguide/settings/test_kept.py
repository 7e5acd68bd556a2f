"""What is kept beside the rows: by user, by folder, and on this PC."""

import uuid
from concurrent.futures import ThreadPoolExecutor

from jyguide.settings.pc import PcSettings, keep_pc_settings, pc_settings
from jyguide.settings.service import KeptService, Whose
from jyguide.state import state_folder


def test_each_user_has_his_own_and_the_station_one_of_all(app):
    mine = app.kept
    theirs = KeptService(app._store, uuid.uuid4())
    before = app.history.latest()
    mine.keep(Whose.USER, {"table/people": "a", "table/50%_": "b", "draft": "c"})
    mine.keep(Whose.STATION, {"lock": "15"})
    assert mine.read(Whose.USER, "table/") == {"table/people": "a", "table/50%_": "b"}
    assert theirs.read(Whose.USER) == {}
    assert theirs.read(Whose.STATION) == {"lock": "15"}
    mine.keep(Whose.USER, {"table/people": None, "draft": "d"})
    assert mine.read(Whose.USER) == {"table/50%_": "b", "draft": "d"}
    assert app.history.latest() == before  # nothing anybody did


def test_this_pc_begins_anew_from_what_cannot_be_read():
    assert pc_settings() == PcSettings()
    keep_pc_settings(large_type=True)
    assert keep_pc_settings(page="people") == PcSettings(large_type=True, page="people")
    for strange in (
        *(b'{"large_type": "', b"[1]", b"[" * 100_000),
        *(b'{"large_type": "yes", "page": 3, "x": 1}', b'{"notice_seconds": -5}'),
    ):
        (state_folder() / "pc.json").write_bytes(strange)
        assert pc_settings() == PcSettings()


def test_two_threads_lose_nothing_of_each_other():
    def keep(name):
        for turn in range(60):
            keep_pc_settings(**{name: f"{name} {turn}"})
            assert getattr(pc_settings(), name) == f"{name} {turn}"

    with ThreadPoolExecutor(2) as both:
        list(both.map(keep, ("page", "window")))
    assert not list(state_folder().glob("*.part"))

"""After keys were changed, photos follow while the window is at work."""

from contextlib import closing

from jyguide.attachment.shelf import Shelf
from jyguide.protection.service.changing import ask_for_new_keys
from tests.jyguide.shut import logged_in, make_shut, opened
from ui.access.resealing import Resealing


def test_photos_come_under_new_keys_beside_other_work(qtbot, desk, tmp_path):
    folder = make_shut(tmp_path / "station")
    before = logged_in(folder)
    name = Shelf(folder, before.vault).keep("照片".encode(), "照片.jpg")
    ask_for_new_keys(folder, before)
    with closing(opened(folder)) as app:
        assert Shelf(folder, app.place.vault).read(name, "照片.jpg") == "照片".encode()
        job = Resealing(desk, app).begin()
        qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert job is not None
    after = logged_in(folder)
    assert len(after.ring.files) == 1
    assert after.vault.is_newest(Shelf(folder, None).path(name).read_bytes())
    with closing(opened(folder)) as app:
        assert Resealing(desk, app).begin() is None, "nothing is left to do"

import gc

from ui.collector import InterfaceCollector


def test_what_lived_through_a_full_collection_is_not_looked_at_by_the_next(
    qtbot, monkeypatch, sets_aside
):
    gc.unfreeze()  # of windows before this
    collector = InterfaceCollector()
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 99))
    monkeypatch.setattr("ui.collector._LOOK_AGAIN", 3)
    looked_at = []
    monkeypatch.setattr(
        gc, "collect", lambda oldest: looked_at.append((oldest, gc.get_freeze_count()))
    )
    for _ in range(4):
        collector.collect()
    collector.stop()
    frozen = [bool(count) for _, count in looked_at]
    assert frozen == [False, True, True, False], "the third let go of it for the fourth"
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()

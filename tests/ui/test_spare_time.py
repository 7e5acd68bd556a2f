import threading

from ui.spare_time import SpareTime


def test_it_rests_first_gives_way_and_is_done_after_the_next_rest(qtbot, jobs):
    order, working, tries = [], threading.Event(), []

    def backup(_progress, cancel):
        tries.append(1)
        working.set()
        while len(tries) == 1:
            cancel.check()
        order.append("backup")

    def begin():
        return jobs.start(backup, lambda _job: None)

    spare = SpareTime(jobs, [lambda: order.append("look"), begin], rest_ms=0)
    jobs.start(lambda _progress, _cancel: order.append("figures"), lambda _job: None)
    qtbot.waitUntil(working.is_set)
    jobs.start(lambda _progress, _cancel: order.append("click"), lambda _job: None)
    qtbot.waitUntil(lambda: "backup" in order and not jobs.busy)
    assert order == ["figures", "look", "click", "backup"]
    assert not spare._rest.isActive(), "nothing is left to wait for"

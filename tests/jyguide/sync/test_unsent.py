"""What the board says has gone into no file yet: by it a clerk knows for whom to write one."""

from jyguide.bank.row import ItemStatus


def withdraw(app, at):
    app.items.set_status([app.bank.items()[at].id], ItemStatus.WITHDRAWN)


def unsent(offices, name):
    return offices.city.sync.office(offices.code(name)).unsent


def test_a_file_for_one_station_leaves_the_others_theirs_to_send(offices):
    before = unsent(offices, "c")
    withdraw(offices.city, 0)
    assert unsent(offices, "a") == unsent(offices, "c") == before + 1
    offices.export("city", "a")
    assert (unsent(offices, "a"), unsent(offices, "c")) == (0, before + 1)
    offices.export("city", "c")
    assert (unsent(offices, "a"), unsent(offices, "c")) == (0, 0)


def test_a_baseline_is_no_change_that_waits_to_be_sent(offices):
    withdraw(offices.city, 0)
    offices.export("city", "a")
    offices.clock.advance(60)
    offices.city.upkeep.archive()
    assert unsent(offices, "a") == 0
    withdraw(offices.city, 1)
    assert unsent(offices, "a") == 1

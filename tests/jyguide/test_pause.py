"""The collector is left as it was found."""

import gc

import pytest

from jyguide.pause import collector_paused


@collector_paused()
def fail_in_a_pause():
    assert not gc.isenabled()
    raise ZeroDivisionError


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on):
    was_on = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError):
            fail_in_a_pause()
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()

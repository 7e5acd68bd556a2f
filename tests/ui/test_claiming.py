"""A window that may not open says why, and leaves the folder as it is."""

from jyguide.instance import Claims, WindowOpenError
from ui.claiming import claim_for_window


def test_a_second_window_is_told_of_the_first(tmp_path, alerts):
    first = Claims().claim(tmp_path, window=True)
    assert claim_for_window(tmp_path, alerts) is None
    assert isinstance(alerts.take_error(), WindowOpenError)
    first.release()
    claimed = claim_for_window(tmp_path, alerts)
    assert claimed.window
    claimed.release()

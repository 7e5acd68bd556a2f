from __future__ import annotations

import threading
import time
import uuid

from db import keys


def test_hundred_thousand_keys_are_unique_and_rise():
    made = [keys.new_key() for _ in range(100_000)]
    assert len(set(made)) == len(made)
    assert made == sorted(made)
    assert [key.hex for key in made] == sorted(key.hex for key in made)  # as the file sorts them


def test_version_and_variant_are_those_of_rfc_9562():
    for key in (keys.new_key() for _ in range(1000)):
        assert key.version == 7
        assert key.variant == uuid.RFC_4122


def test_key_begins_with_the_millisecond_it_was_made_in():
    before = time.time_ns() // 1_000_000
    key = keys.new_key()
    after = time.time_ns() // 1_000_000
    # A burst of keys may run ahead of the clock by a fraction of what it used up.
    assert before <= key.int >> 80 <= after + 100


def test_keys_still_rise_when_the_clock_is_set_back(monkeypatch):
    first = keys.new_key()
    monkeypatch.setattr(keys.time, "time_ns", lambda: 1_000_000_000)
    assert first < keys.new_key() < keys.new_key()


def test_threads_never_share_a_key():
    made: list[uuid.UUID] = []
    threads = [
        threading.Thread(target=lambda: made.extend(keys.new_key() for _ in range(2000)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8000


def test_fixed_key_is_the_same_everywhere_and_tells_its_parts_apart():
    assert keys.fixed_key("station", "S07") == uuid.UUID("4d454c83-68ec-5f41-a09e-c7889eca6d73")
    assert keys.fixed_key("station", "S07") != keys.fixed_key("station", "S08")
    assert keys.fixed_key("item", "S07") != keys.fixed_key("station", "S07")
    assert keys.fixed_key("x", 1).version == 5

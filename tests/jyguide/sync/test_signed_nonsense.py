"""Bundles of a PC that is let in, with lies anywhere in what it signs, through the real import.

A few go through every run; ``make fuzz`` tries as many as FUZZ_EXAMPLES says.
"""

import os
import re
from random import Random

import msgspec

from db.merging.segments import read_head
from db.soundness import first_damage
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import EXPLAINED
from jyguide.place import DATABASE
from tests.fuzz.lying import changed
from tests.jyguide.builders import DAY, a_person, hold_exam, sit
from tests.jyguide.sync.offices import files_of, reseal, sign_segment

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
FIRST = int(os.environ.get("FUZZ_SEED", "0"))
CHINESE = re.compile("[\u4e00-\u9fff].*[。！？]", re.S)
HEADS = (
    *({"first": 1}, {"last": 1 << 52}, {"previous": "f" * 64}, {"v": 2}, {"schema": "9999"}),
    *({"size": 1 << 62}, {"needs": {"nowhere.up:S13": 1 << 52}}, {"device": "0" * 32}),
    *({"covers": {"x.up:S13": [(1 << 52, "f")]}, "final": True}, {"scope": "up:S07"}),
)


def lie(offices, sent, random):
    """The bundle with one of its own segments changed, and all of it signed by its sender."""

    def alter(manifest, bodies):
        at = random.randrange(len(bodies))
        head = read_head(manifest.pieces[at].head)
        odd = random.choice(HEADS) if random.random() < 0.2 else {}
        pieces = list(manifest.pieces)
        body = changed(bodies[at], random)
        pieces[at], bodies[at] = sign_segment(head, body, offices.keys("a"), **odd)
        return msgspec.structs.replace(manifest, pieces=pieces), bodies

    return reseal(offices, sent, "a", "city", alter)


def refusal(deed, path):
    try:
        deed(path)
    except EXPLAINED as error:
        return error
    return None


def test_lies_are_taken_in_kept_aside_or_refused_with_a_sentence(offices):
    held = hold_exam(offices.a, 2)
    sit(offices.a, held)
    offices.a.certificates.issue(held.session, CertificateKind.COMPLETION, held.people[:1], DAY)
    offices.a.people.change(held.people[0], a_person("陈明", 0, phone="13955550000"))
    sent = offices.export("a", "city")
    city, folder, kept = offices.city, offices.folder("city"), 0
    for number in range(FIRST, FIRST + EXAMPLES):
        path = lie(offices, sent, Random(number))
        before = files_of(folder)
        first = refusal(city.sync.rehearse, path)
        assert first is None or (CHINESE.search(first.message) and first.hint), number
        assert files_of(folder) == before, number
        if first is None:
            kept += 1
            assert refusal(city.sync.take_in, path) is None, number
        path.unlink()
    assert 0 < kept < EXAMPLES
    assert city.people.people() is not None
    assert city.sync.status().offices
    assert city.history.actions()
    assert city.sync.waiting() is not None
    city.sync.conflicts()
    offices.shut("city")
    assert first_damage(folder / DATABASE) == ""
    assert offices.city.sync.take_in(offices.export("c", "city")) is not None
    assert offices.city.people.people() is not None

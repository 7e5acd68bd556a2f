"""Files of a PC that is let in, and lies: signed well, and saying what none may say."""

import msgspec
import pytest

from db.keys import new_key
from db.lives import REPLICA, setting
from db.merging.segments import read_head
from jyguide.certificate.kinds import CertificateKind
from tests.jyguide.builders import DAY, a_person, hold_exam, looking_at, sit
from tests.jyguide.sync.offices import (
    doctor,
    dumped,
    opened,
    ops,
    reseal,
    try_in,
)

DAMAGED = "不完整或已经损坏"


# -- signed segments that say what none may say


def poison(where, value):
    """Puts a value into a new person's change: a column, or a place of the change or its act."""

    def change(acts):
        (op,) = ops(acts, "person")
        act = next(act for act in acts if op in act[6])
        if where.startswith("act:"):
            act[int(where[4:])] = value
        elif where.startswith("op:"):
            op[int(where[3:])] = value
        else:
            op[5][where] = value

    return change


DEEP = []
for _ in range(400):
    DEEP = [DEEP]

SURELY_WRONG = [
    ("sex", "外"),
    ("sex", None),
    ("sex", 1),
    ("name", None),
    ("name", 5),
    ("name", ["陈"]),
    ("name", {"a": 1}),
    ("name", DEEP),
    ("name", "陈\0明"),
    ("deleted", "yes"),
    ("deleted", 1),
    ("deleted", None),
    ("birth", "1970-13-01"),
    ("birth", "1970-1-1"),
    ("birth", "19700101"),
    ("birth", "1970-W01-1"),
    ("birth", "1970-01-01T00:00:00"),
    ("birth", 19700101),
    ("birth", "10000-01-01"),
    ("birth", ""),
    ("station_id", "周庄镇"),
    ("station_id", "../../../jyguide.db"),
    ("station_id", "0" * 31),
    ("station_id", 7),
    ("act:0", "no key"),
    ("act:0", "A" * 32),
    ("act:0", ""),
    ("act:1", 5),
    ("act:1", "新增\0人员"),
    ("act:2", "now"),
    ("act:2", (1 << 63) - 1),
    ("act:2", 1 << 63),
    ("act:2", 1 << 80),
    ("act:2", -(1 << 70)),
    ("act:2", 1.5),
    ("act:3", "nobody"),
    ("act:4", "../a"),
    ("act:5", "x"),
    ("act:6", None),
    ("act:6", [[1]]),
    ("op:0", 0),
    ("op:0", 1 << 63),
    ("op:0", -1),
    ("op:0", "1"),
    ("op:1", 5),
    ("op:1", "per\0son"),
    ("op:2", "no key"),
    ("op:2", "A" * 32),
    ("op:2", "' OR 1=1 --"),
    ("op:3", []),
    ("op:3", {"*": 1}),
    ("op:4", None),
    ("op:4", {}),
    ("op:4", {"*": [1, 2]}),
    ("op:4", {"*": [1, 1 << 70, "aaaaaaaaaaaa"]}),
    ("op:4", {"*": [1 << 70, 1, "aaaaaaaaaaaa"]}),
    ("op:4", {"*": ["1", 1, "aaaaaaaaaaaa"]}),
    ("op:4", {"*": [1, 1, 5]}),
    ("op:5", None),
    ("op:5", []),
    ("op:5", "text"),
    ("op:5", {}),
]


def test_what_no_program_would_write_is_refused_whole(offices, sent, refused):
    for where, value in SURELY_WRONG:
        told = refused(doctor(offices, sent, "a", "city", poison(where, value)))
        assert "不合规的内容" in told or DAMAGED in told, (where, value)


FORMS = [
    ("training_session", "kind", "holiday"),
    ("training_session", "level", ""),
    ("training_session", "starts_on", "20261120"),
    ("enrolment", "attendance", "perhaps"),
    ("enrolment", "signed_at", "2026-11-20T09:00:00"),
    ("exam", "state", "half open"),
    ("attempt", "ended_by", "fire"),
    ("attempt", "interruptions", 5),
    ("attempt", "started_at", None),
    ("answer", "response", {"a": 1}),
    ("answer", "response", [[1]]),
    ("answer", "at", "yesterday"),
    ("marking", "marks", [1]),
    ("marking", "waiting", "all"),
    ("paper_item", "option_order", "ABCD"),
    ("certificate", "kind", "doctorate"),
]


def test_a_word_or_a_list_that_no_page_knows_is_refused(offices, refused):
    """It would close the city's page to all stations."""
    held = hold_exam(offices.a, 2)
    sit(offices.a, held)
    kind = CertificateKind.COMPLETION
    offices.a.certificates.issue(held.session, kind, held.people[:1], DAY)
    sent = offices.export("a", "city")
    for name, column, value in FORMS:
        changed = []

        def change(acts, name=name, column=column, value=value, changed=changed):
            for op in ops(acts, name):
                if column in op[5]:
                    op[5][column] = value
                    changed.append(op)

        told = refused(doctor(offices, sent, "a", "city", change))
        assert changed, (name, column)
        assert "不合规的内容" in told, (name, column)
    assert offices.city.sync.take_in(sent).applied

    def word(acts):
        ops(acts, "training_session")[0][5]["kind"] = "holiday"

    newer = doctor(offices, sent, "a", "city", word, schema="9999")
    assert "更新版本的程序" in refused(newer)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("birth", "0001-01-01"),
        ("birth", "9999-12-31"),
        ("birth", None),
        ("joined", "1066-10-14"),
        ("name", ""),
        ("name", "陈" * 5000),
        ("name", "../../etc/passwd"),
        ("name", "<b>陈</b>\u202e"),
        ("phone", "😀"),
        ("act:1", "../../\u202e"),
        ("act:2", 0),
        ("act:2", -1),
        ("act:2", 100_000_000_000_000),
        ("act:3", "0" * 32),
        ("act:4", "f" * 32),
        ("act:5", "e" * 32),
        ("op:4", {"*": [1, -5, ""]}),
        ("op:4", {"*": [9_999, 1 << 52, "zzz"]}),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_what_is_odd_and_can_be_kept_is_taken_and_hurts_nobody(offices, sent, where, value):
    path = doctor(offices, sent, "a", "city", poison(where, value))
    offices.city.sync.take_in(path)
    assert len(offices.city.people.people()) == 1
    assert offices.city.history.actions()
    (person,) = offices.city.people.people()
    assert offices.city.history.record("person", person.id)
    assert offices.city.sync.status().offices
    assert not offices.city.sync.conflicts()
    report = offices.send("city", "b")
    assert report.applied
    assert len(offices.b.people.people()) == 1


def opens_and_lists(offices, name):
    offices.shut(name)
    app = offices[name]
    return app.people.people(), app.sync.status(), app.history.actions(), app.sync.waiting()


HEADS = [
    {"stream": "../../x.up:S13"},
    {"first": -5},
    {"first": 1 << 70, "last": 1 << 70},
    {"last": 1 << 70},
    {"last": -1},
    {"previous": "x" * 64},
    {"needs": {"nowhere": 5}},
    {"needs": {"": 5}},
    {"needs": {"a.up:S13": 1 << 80}},
    {"size": -1},
    {"v": 99},
    {"covers": {"nowhere": [(5, "x")]}, "final": True},
    {"covers": {"": []}, "final": True},
    {"covers": {"x.up:S13": [(1 << 70, "x")]}, "final": True},
]


def test_heads_that_make_no_sense_stop_nobody(offices, sent):
    """Refused in a sentence, or kept aside: never a file that ends the program for good."""
    for change in HEADS:
        try_in(offices.city, doctor(offices, sent, "a", "city", **change))
        assert offices.city.sync.status().offices, change
    opens_and_lists(offices, "city")
    offices.send("c", "city")
    offices.send("city", "c")


def test_a_newer_segment_asks_for_a_newer_program(offices, sent, refused):
    assert "更新版本的程序" in refused(doctor(offices, sent, "a", "city", v=2))


def test_a_baseline_may_only_speak_for_what_its_writer_may_write(offices, refused):
    """Else a station could have the city skip the work of another."""
    offices.c.people.add(a_person("解珍", 4, station="华士镇"))
    theirs = offices.export("c", "city")
    stream = read_head(opened(offices, theirs).manifest.pieces[-1].head).stream
    offices.a.people.add(a_person("陈明", 1))
    sent = offices.export("a", "city")
    covers = {stream: [(1 << 40, "f" * 64)]}
    told = refused(doctor(offices, sent, "a", "city", covers=covers, final=True))
    assert "无权改动" in told
    offices.city.sync.take_in(theirs)
    assert "解珍" in {row.name for row in offices.city.people.people()}


# -- newer programs


def test_what_a_newer_program_writes_is_kept_for_later(offices, sent):
    def change(acts):
        (op,) = ops(acts, "person")
        act = next(act for act in acts if op in act[6])
        op[5]["star_sign"] = "白羊"
        act[6].append([op[0] + 50, "horoscope", new_key().hex, None, op[4], {"text": "吉"}])

    def schema(acts):
        change(acts)

    last = read_head(opened(offices, sent).manifest.pieces[-1].head).last
    path = doctor(offices, sent, "a", "city", schema, last=last + 60, schema="9999")

    def newer(manifest, bodies):
        return msgspec.structs.replace(manifest, schema="9999"), bodies

    path = reseal(offices, path, "a", "city", newer)
    rows = dumped(offices.city)
    rehearsal = offices.city.sync.rehearse(path)
    assert dumped(offices.city) == rows
    assert any("比本机新" in note for note in rehearsal.notes)
    report = offices.city.sync.take_in(path)
    assert [row.name for row in offices.city.people.people()] == ["陈明"]
    assert len(report.waiting) == 2
    assert all("升级后自动补上" in row.why for row in report.waiting)
    assert offices.city.sync.status().waiting == 2
    opens_and_lists(offices, "city")
    assert len(offices.city.sync.waiting()) == 2
    assert offices.send("city", "b").waiting  # passed on as it is


def test_unknown_words_in_claims_and_manifest_are_passed_over(offices, sent):
    def alter(manifest, bodies):
        claims = msgspec.json.decode(manifest.claims) | {"weather": [1]}
        claims["totals"]["horoscope"] = 5
        raw = msgspec.Raw(msgspec.json.encode(claims))
        return msgspec.structs.replace(manifest, claims=raw), bodies

    path = reseal(offices, sent, "a", "city", alter)
    assert offices.city.sync.take_in(path).applied
    opens_and_lists(offices, "city")


CLAIMS = [
    {"epoch": 5},
    {"retired": "x"},
    {"number": -1},
    {"number": 1 << 70},
    {"at": 1 << 70},
    {"have": {"x": [[1]]}},
    {"have": {"x": [[1 << 70, "y"]]}},
    {"have": {"nowhere": [[5, "y"]]}},
    {"got": {"nobody": [[1, 10**12]]}},
    {"got": {"x": [[1, 1 << 70]]}},
    {"totals": {"person": -5}},
    {"totals": {"person": 1 << 80}},
    {"totals": {"person": "many"}},
    {},
]


def test_claims_that_make_no_sense_stop_nobody(offices, sent):
    for change in CLAIMS:

        def alter(manifest, bodies, change=change):
            claims = msgspec.json.decode(manifest.claims) | change
            line = manifest.line
            if "number" in change or "at" in change:
                line = msgspec.structs.replace(line, **change)
            raw = msgspec.Raw(msgspec.json.encode(claims if change else []))
            return msgspec.structs.replace(manifest, line=line, claims=raw), bodies

        try_in(offices.city, reseal(offices, sent, "a", "city", alter))
        assert offices.city.sync.status().offices, change
        offices.send("city", "a")
    opens_and_lists(offices, "city")
    offices.send("a", "city")


# -- under another name


@pytest.mark.parametrize("whose", ["b", "city"])
def test_a_pc_goes_on_under_nobody_elses_name(offices, refused, whose):
    """Else it could make a second history of another PC, which then begins a new life."""
    offices[whose].people.add(a_person("单雄", 2))
    if whose == "b":
        offices.send("b", "city")
    offices.a.people.add(a_person("陈明", 1))
    sent = offices.export("a", "city")
    stream = f"{replica_of(offices[whose])}.up:S13"
    told = refused(doctor(offices, sent, "a", "city", stream=stream, previous=""))
    assert "另一台电脑" in told
    assert offices.city.sync.status().notice == ""


@pytest.mark.parametrize("whose", ["c", "city"])
def test_a_pc_says_of_nobody_else_that_he_did_it(offices, sent, refused, whose):
    device = offices.keys(whose).device.hex
    assert "冒用" in refused(doctor(offices, sent, "a", "city", poison("act:4", device)))


@pytest.mark.parametrize("place", [0, 5])
def test_a_pc_neither_adds_to_the_work_of_another_nor_undoes_it(offices, place):
    key = offices.a.people.add(a_person("陈明", 1))
    offices.round(["a"])
    offices.city.people.change(key, a_person("陈明", 1, phone="13955550000"))
    mine = offices.city.history.latest_in_force()
    offices.a.people.add(a_person("单雄", 2))
    sent = offices.export("a", "city")

    def change(acts):
        acts[-1][place] = mine.hex

    try_in(offices.city, doctor(offices, sent, "a", "city", change))
    before = {row.name for row in offices.city.people.people()}
    assert offices.city.history.latest_in_force() == mine
    offices.city.history.undo(mine)
    assert {row.name for row in offices.city.people.people()} == before


def replica_of(app):
    with looking_at(app) as connection:
        return setting(connection, REPLICA)

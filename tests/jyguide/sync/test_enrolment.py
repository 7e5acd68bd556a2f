"""Letting PCs in and stopping them."""

import msgspec
import pytest

from jyguide.errors import AppError, FileError, RuleError
from jyguide.sync.code import short_code
from jyguide.sync.credential import describe_self
from jyguide.sync.enrolment import Reply, read_reply, reply_file, request_file
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.reading import read_open_line
from tests.cases import case
from tests.jyguide.builders import a_person
from tests.jyguide.sync.offices import PASSPHRASE, dumped, names, recover, write


@pytest.fixture
def newcomer(offices):
    """A PC of 周庄镇 that is not let in, its request and its code."""
    app = offices.make("e", "周庄镇", "C")
    request = offices.file(".jyreq")
    return app, request, app.devices.write_request(request)


def test_before_it_is_let_in_a_pc_neither_sends_nor_takes(offices, newcomer):
    app, *_ = newcomer
    assert app.devices.this() is None
    assert not app.sync.status().enrolled
    for deed in (
        lambda: app.sync.export("C00", offices.file()),
        lambda: app.sync.take_in(offices.export("city", "a")),
        lambda: app.sync.rehearse(offices.file()),
    ):
        with pytest.raises(RuleError, match="还没有在市级登记") as caught:
            deed()
        assert "申请入网" in caught.value.hint


def test_letting_in_takes_one_file_each_way_and_two_codes(offices, newcomer):
    app, request, code = newcomer
    row = offices.city.devices.inspect_request(request)
    assert (row.name, row.letter, row.here) == ("周庄镇", "C", False)
    reply = offices.file(".jycert")
    answer = offices.city.devices.accept(request, code, reply)
    assert len(code.split()) == len(answer.split()) == 6
    joined = app.devices.join(reply, answer.replace(" ", "－"))
    assert (joined.letter, joined.here) == ("C", True)
    assert app.sync.status().enrolled
    assert offices.send("e", "city").applied
    assert offices.send("city", "e").applied
    assert [one.letter for one in app.devices.devices() if one.name == "周庄镇"] == ["A", "B", "C"]


def test_another_code_lets_nobody_in(offices, newcomer):
    app, request, code = newcomer
    before = dumped(offices.city), dumped(app)
    reply = offices.file(".jycert")
    others = ("", "0", "1234 1234 1234 1234 1234 1234", "x")
    for wrong in others:
        with case(wrong), pytest.raises(RuleError, match="校验码对不上"):
            offices.city.devices.accept(request, wrong, reply)
        assert not reply.exists(), wrong
    assert dumped(offices.city) == before[0]
    offices.city.devices.accept(request, code, reply)
    for wrong in (*others, code):  # the last is the request's own
        with case(wrong), pytest.raises(RuleError, match="校验码对不上"):
            app.devices.join(reply, wrong)
    assert dumped(app) == before[1]


def test_the_reply_of_another_pc_is_not_taken(offices, newcomer):
    app, *_ = newcomer
    offices.make("f", "华士镇", "B")
    request, reply = offices.file(".jyreq"), offices.file(".jycert")
    code = offices.f.devices.write_request(request)
    answer = offices.city.devices.accept(request, code, reply)
    before = dumped(app)
    with pytest.raises(RuleError, match="另一台电脑"):
        app.devices.join(reply, answer)
    assert dumped(app) == before


def test_every_byte_of_request_and_reply_counts(offices, newcomer):
    app, request, code = newcomer
    reply = offices.file(".jycert")
    answer = offices.city.devices.accept(request, code, reply)
    before = dumped(offices.city), dumped(app)
    for path, deed in (
        (request, lambda path: offices.city.devices.accept(path, code, offices.file())),
        (reply, lambda path: app.devices.join(path, answer)),
    ):
        content = path.read_bytes()
        for at in range(0, len(content), 3):
            changed = bytearray(content)
            changed[at] ^= 1 << at % 8
            bad = write(offices, changed)
            with pytest.raises((FileError, RuleError)):
                deed(bad)
            bad.unlink()
    assert (dumped(offices.city), dumped(app)) == before


def test_files_of_other_kinds_are_no_request(offices, newcomer):
    app, request, code = newcomer
    folder = offices.file()
    folder.mkdir()
    others = [
        write(offices, b""),
        write(offices, b"JYREQ1\n"),
        write(offices, b"JYREQ1\n" + b"[" * 50_000),
        write(offices, b"JYCERT1\n{}"),
        write(offices, request.read_bytes() + b" " * (64 << 10)),
        offices.export("a", "city"),
        folder,
        offices.root / "没有.jyreq",
    ]
    for path in others:
        for deed in (
            offices.city.devices.inspect_request,
            lambda path: offices.city.devices.accept(path, code, offices.file()),
            lambda path: app.devices.join(path, code),
        ):
            with pytest.raises(FileError) as caught:
                deed(path)
            assert caught.value.hint


NONSENSE = (
    {"device": "no key"},
    {"device": ""},
    {"issued_at": "yesterday"},
    {"issued_at": ""},
    {"letter": ""},
    {"letter": "AA"},
    {"letter": "甲"},
    {"letter": "\0"},
    {"office": "C00"},
    {"office": "S99"},
    {"office": ""},
    {"seal_key": "age1nothing"},
    {"seal_key": ""},
)


def test_a_request_that_says_nonsense_is_refused(offices, newcomer):
    """Signed by its writer, so that it is whole; and what it says would do harm."""
    keys = DeviceKeys.make(offices.keys("e").device)
    true = describe_self(keys, "S13", "C", offices.clock())
    before = dumped(offices.city)
    for change in NONSENSE:
        said = msgspec.structs.replace(true, **change, signature="")
        signature = keys.sign(said._signed_text()).hex()
        path = write(offices, request_file(msgspec.structs.replace(said, signature=signature)))
        with case(change):
            with pytest.raises(AppError) as caught:
                code_of(offices, path)
            assert caught.value.hint
            assert dumped(offices.city) == before


def code_of(offices, path):
    """Let a request in with its own code, as somebody would who made it."""
    offices.city.devices.inspect_request(path)
    return offices.city.devices.accept(path, short_code(path.read_bytes()), offices.file())


def test_a_letter_that_is_taken_is_refused_with_a_free_one(offices):
    offices.make("f", "周庄镇", "A")
    request = offices.file(".jyreq")
    code = offices.f.devices.write_request(request)
    before = dumped(offices.city)
    with pytest.raises(RuleError, match="证书编号会重复") as caught:
        offices.city.devices.accept(request, code, offices.file())
    assert "代号 C " in caught.value.hint
    assert dumped(offices.city) == before


def test_asking_again_gets_the_same_credential(offices, newcomer):
    app, request, code = newcomer
    first, second = offices.file(), offices.file()
    offices.city.devices.accept(request, code, first)
    answer = offices.city.devices.accept(request, code, second)
    assert read_reply(first)[1].credential == read_reply(second)[1].credential
    app.devices.join(second, answer)
    app.devices.join(second, answer)
    assert sum(one.name == "周庄镇" for one in offices.city.devices.devices()) == 3


def test_a_reply_that_cannot_be_written_lets_nobody_in(offices, newcomer):
    _, request, code = newcomer
    before = dumped(offices.city)
    with pytest.raises(FileError):
        offices.city.devices.accept(request, code, offices.root / "没有" / "reply")
    assert dumped(offices.city) == before


def test_only_the_city_lets_in_and_stops(offices, newcomer):
    _, request, code = newcomer
    key = offices.keys("b").device
    for deed in (
        lambda: offices.a.devices.accept(request, code, offices.file()),
        lambda: offices.a.devices.revoke(key, "不要"),
        lambda: offices.a.devices.write_recovery(offices.file(), PASSPHRASE),
        lambda: offices.a.devices.restore_recovery(offices.file(), PASSPHRASE),
    ):
        with pytest.raises(RuleError, match="只有市级"):
            deed()
    with pytest.raises(RuleError, match="不需要申请"):
        offices.city.devices.write_request(offices.file())


def test_a_false_city_cannot_let_anybody_in_elsewhere(offices, newcomer):
    """Whoever joins a false city by a false code trusts it; all others do not."""
    app, request, code = newcomer
    offices.make("false", "", "A")
    reply = offices.file(".jycert")
    answer = offices["false"].devices.accept(request, code, reply)
    app.devices.join(reply, answer)
    with pytest.raises(FileError, match=r"没有在市级登记|不是市级签发|不是给这台电脑"):
        offices.send("e", "city")
    with pytest.raises(RuleError, match="还没有一台电脑在市级登记"):
        offices["false"].sync.export("S17", offices.file())


def test_the_city_vouches_for_itself(offices):
    (city,) = [one for one in offices.city.devices.devices() if one.here]
    assert (city.office, city.letter) == ("C00", "A")
    assert [one.office for one in offices.a.devices.devices()].count("C00") == 1


def test_a_reply_with_a_credential_for_ones_key_under_another_name(offices, newcomer):
    """Somebody lets himself in as the city of another PC: its root signs nothing else."""
    own = describe_self(offices.keys("e"), "S13", "C", offices.clock())
    city = describe_self(offices.keys("city"), "C00", "A", offices.clock())
    path = write(offices, reply_file(Reply(city, own, "")))
    with pytest.raises(FileError):
        read_reply(path)


# -- stopped PCs


def test_a_stopped_pc_is_believed_no_longer_and_what_it_delivered_stays(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    offices.a.people.add(a_person("单雄", 2))
    late = offices.export("a", "city")
    offices.city.devices.revoke(offices.keys("a").device, "电脑失窃")
    with pytest.raises(FileError, match="已被市级停用"):
        offices.city.sync.take_in(late)
    assert names(offices.city) == ["陈明"]
    row = next(one for one in offices.city.devices.devices() if one.id == offices.keys("a").device)
    assert (row.reason, row.revoked_at is not None) == ("电脑失窃", True)
    offices.send("city", "b")
    assert names(offices.b) == ["陈明"]
    again = offices.a.devices
    with pytest.raises(RuleError):
        offices.city.devices.revoke(offices.keys("a").device, "再次")
    assert again.this() is not None  # it has not heard of it yet
    line = bundle_line(offices, offices.export("city", "b"))
    assert offices.keys("a").device.hex not in line.to


def bundle_line(offices, path):
    return read_open_line(path)


def test_older_work_of_a_stopped_pc_still_comes_by_way_of_a_sibling(offices):
    offices.a.people.add(a_person("陈明", 1))
    offices.send("a", "city")
    offices.send("city", "b")
    offices.city.devices.revoke(offices.keys("a").device, "报废")
    offices.make("fresh", "", "B")  # the city begins again, with nothing in it
    recover(offices, "fresh")
    offices.send("b", "fresh", full=True)
    assert names(offices.fresh) == ["陈明"]


def test_newer_work_of_a_stopped_pc_waits_even_by_way_of_a_sibling(offices):
    """Two PCs of one station may hand each other files; what came after the stop stays aside."""
    offices.a.people.add(a_person("陈明", 1))
    offices.round(["a", "b"])
    offices.city.devices.revoke(offices.keys("a").device, "失窃")
    offices.a.people.add(a_person("单雄", 2))
    to_sibling = offices.file()
    offices.a.sync.export("S13", to_sibling)
    offices.b.sync.take_in(to_sibling)
    assert names(offices.b) == ["单雄", "陈明"]
    report = offices.send("b", "city")
    assert names(offices.city) == ["陈明"]
    assert any("已停用" in row.what for row in report.waiting)


def test_a_stop_needs_a_reason(offices):
    for reason in ("", "  ", "\n"):
        with case(reason), pytest.raises(RuleError, match="原因"):
            offices.city.devices.revoke(offices.keys("a").device, reason)


def test_the_city_does_not_stop_itself_nor_anybody_unknown(offices):
    with pytest.raises(RuleError, match="不能停用市级自己"):
        offices.city.devices.revoke(offices.keys("city").device, "误点")
    with pytest.raises(RuleError, match="没有登记"):
        offices.city.devices.revoke(
            DeviceKeys.make(offices.keys("a").device).device.__class__(int=9), "误点"
        )


def test_a_stopped_pc_is_not_let_in_again(offices):
    offices.city.devices.revoke(offices.keys("a").device, "失窃")
    request = offices.file()
    code = offices.a.devices.write_request(request)
    with pytest.raises(RuleError, match="已被停用"):
        offices.city.devices.accept(request, code, offices.file())

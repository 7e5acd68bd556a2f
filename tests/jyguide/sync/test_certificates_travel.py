"""Certificates shown at another station: signatures, revocations, stopped PCs."""

import pytest

from db.models import Certificate, CertificateRevocation
from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.certificate.register import remark
from jyguide.certificate.revocation import CertificateState
from jyguide.certificate.verify import Verdict
from jyguide.errors import RuleError
from tests.jyguide.builders import DAY, a_person, a_plan, table

COMPLETION, LOST = CertificateKind.COMPLETION, RevocationCause.LOST


def issue(app, count=2):
    """Certificates of a session without an exam."""
    people = [
        app.people.add(a_person(name, at, station=app.place.station_name))
        for at, name in enumerate(("陈明", "单雄")[:count])
    ]
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    for person in people:
        app.training.sign_in(session, person)
    return app.certificates.issue(session, COMPLETION, people, DAY)


def seal_of(app, row):
    with app._store.read() as session:
        return session.get_one(Certificate, row.id).wording["seal"]


@pytest.fixture
def issued(offices):
    """Two certificates of 周庄镇 A and the texts of their codes."""
    rows = issue(offices.a)
    return rows, [seal_of(offices.a, row) for row in rows]


def test_a_revocation_reaches_a_third_station_and_says_nothing_of_the_person(offices, issued):
    (old, other), (text, _) = issued
    assert offices.c.verification.check(text).is_valid, "the city's word for the PC is here"
    new = offices.a.certificates.reissue(old.id, DAY)
    offices.a.revocations.revoke([other.id], LOST, DAY, "陈明本人登报")
    assert offices.c.verification.check(text).is_valid, "not heard of yet"
    offices.send("a", "city")
    at_city = offices.city.verification.check(text)
    assert (at_city.verdict, at_city.as_of) == (Verdict.REVOKED, offices.clock().date())
    assert dict(at_city.facts)["登记内容"].startswith("陈明同志")
    offices.send("city", "c")
    check = offices.c.verification.check(text)
    assert check.verdict is Verdict.REVOKED
    assert f"换发为 {new.number}" in check.sentence
    assert check.as_of == offices.clock().date()
    offices.clock.advance(86_400)
    told = offices.a.verification.check(text).as_of
    assert told < offices.clock().date(), "B may have revoked some since"
    assert offices.c.verification.check_number(other.number, other.mark).verdict is Verdict.REVOKED
    assert offices.c.verification.check(seal_of(offices.a, new)).is_valid
    assert {row["note"] for row in table(offices.c, "certificate_revocation")} == {""}
    offices.send("city", "c")
    assert len(table(offices.c, "certificate_revocation")) == 2, "copied once"
    offices.send("city", "b")
    states = {row.number: row.state for row in offices.b.certificates.certificates()}
    assert states[old.number] is CertificateState.REPLACED
    assert states[other.number] is CertificateState.REVOKED
    offices.send("city", "a")
    assert offices.a.verification.check(text).as_of == offices.clock().date()
    notes = [row.revoked.note for row in offices.a.certificates.certificates() if row.revoked]
    assert "陈明本人登报" in notes


def test_the_city_revokes_for_everybody_and_writes_no_words_of_its_own(offices, issued):
    (row, _), (text, _) = issued
    offices.send("a", "city")
    with pytest.raises(RuleError, match="会发到各站"):
        offices.city.revocations.revoke([row.id], LOST, DAY, "陈明本人来电")
    offices.city.revocations.revoke([row.id], LOST, DAY)
    offices.send("city", "c")
    assert offices.c.verification.check(text).verdict is Verdict.REVOKED


def test_two_pcs_that_revoke_one_are_told_as_the_earlier_everywhere(offices, issued):
    (row, _), (text, _) = issued
    offices.send("a", "city")
    offices.send("city", "b")
    offices.b.revocations.revoke([row.id], RevocationCause.LEFT, DAY)
    offices.a.revocations.revoke([row.id], LOST, DAY)
    offices.send("a", "city")
    offices.send("b", "city")
    offices.send("city", "c")
    found = offices.c.verification.check(text).revoked
    assert found == offices.city.verification.check(text).revoked
    assert found.revoked_on == DAY


def test_what_offices_did_at_once_to_one_is_in_doubt_until_somebody_looks(offices, issued):
    (left, twice), _ = issued
    offices.send("a", "city")
    offices.send("city", "b")
    offices.city.revocations.revoke([left.id], RevocationCause.LEFT, DAY)
    new = offices.a.certificates.reissue(left.id, DAY)
    here = offices.a.certificates.reissue(twice.id, DAY)
    there = offices.b.certificates.reissue(twice.id, DAY)
    offices.settle_down(["a", "b"])
    for app in (offices.city, offices.a, offices.b):
        doubts = {
            row.number: remark(row) for row in app.certificates.certificates() if row.in_doubt
        }
        assert doubts == {
            new.number: "所换的证书已因“不再任职”作废，请核对",
            here.number: f"另一台电脑也换发了 {there.number}，请核对",
            there.number: f"另一台电脑也换发了 {here.number}，请核对",
        }
    assert "不再任职" in offices.city.verification.check(seal_of(offices.a, new)).cautions[-1]
    offices.a.revocations.revoke([new.id, here.id], LOST, DAY)
    assert not any(row.in_doubt for row in offices.a.certificates.certificates())


def test_nobody_revokes_what_another_station_issued(offices, issued):
    (row, _), (text, _) = issued
    with offices.d._store.begin("伪造作废") as uow:
        uow.session.add(
            CertificateRevocation(
                station_id=offices.d.place.station_id,
                certificate_key=row.id,
                number=row.number,
                mark=row.mark,
                revoked_on=DAY,
                cause="lost",
            )
        )
        uow.commit()
    offices.send("d", "city")
    offices.send("city", "c")
    assert offices.city.verification.check(text).is_valid
    assert offices.c.verification.check(text).is_valid
    assert offices.d.verification.check(text).is_valid


def test_a_stopped_pc_counts_for_what_it_issued_and_its_letter_for_both(offices, issued):
    _, (text, _) = issued
    device = next(row for row in offices.city.devices.devices() if row.office == offices.code("a"))
    offices.city.devices.revoke(device.id, "报废")
    offices.send("city", "c")
    check = offices.c.verification.check(text)
    assert check.is_valid
    assert "停用" in check.cautions[0]
    offices.make("g", "周庄镇", "A")
    offices.let_in("g")
    (again, _) = issue(offices.g)
    offices.send("city", "c")
    second = offices.c.verification.check(seal_of(offices.g, again))
    assert (second.number, second.is_valid, second.cautions) == (check.number, True, ())
    offices.g.revocations.revoke([again.id], LOST, DAY)
    offices.send("g", "city")
    offices.send("city", "c")
    assert not offices.c.verification.check(seal_of(offices.g, again)).is_valid
    assert offices.c.verification.check(text).is_valid, "one number, two papers"


def test_who_was_never_let_in_is_told_from_a_forger(offices, issued):
    _, (text, _) = issued
    stranger = offices.make("e", "青阳镇", "A")
    (mine,) = issue(stranger, 1)
    unknown = offices.c.verification.check(seal_of(stranger, mine))
    assert unknown.verdict is Verdict.UNKNOWN
    assert "还没有收到青阳镇 A 机的身份" in unknown.sentence
    assert "尚未入网" in stranger.verification.check(seal_of(stranger, mine)).cautions[0]
    assert "本机还没有入网" in stranger.verification.check(text).sentence
    clone = offices.make("f", "周庄镇", "A")
    (forged,) = issue(clone, 1)
    assert offices.c.verification.check(seal_of(clone, forged)).verdict is Verdict.FORGED

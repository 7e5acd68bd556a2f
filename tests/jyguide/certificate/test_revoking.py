"""Revoking, reissuing and checking at the station that issued."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
import segno
from PIL import Image

from db.models import Certificate, CertificateRevocation
from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.certificate.revocation import CertificateState
from jyguide.certificate.verify import Verdict
from jyguide.errors import FileError, RuleError, StationError
from jyguide.ids import CertificateId
from jyguide.sync.keys import KEY_FILE
from tests.jyguide.builders import DAY, prepared_station, rows_kept, table
from tests.jyguide.certificate.test_certificate_service import five
from tests.postgres import only_sqlite

COMPLETION, EXAM_PASS = CertificateKind.COMPLETION, CertificateKind.EXAM_PASS
LOST, VOID = RevocationCause.LOST, RevocationCause.RESULT_VOID


def certified(app):
    """Two who passed hold both certificates."""
    held = five(app)
    for kind in (COMPLETION, EXAM_PASS):
        app.certificates.issue(held.session, kind, held.people[:2], DAY)
    return held


station, app, held = prepared_station(certified)


def states(app):
    return [row.state.value for row in app.certificates.certificates()]


def sealed(app, row):
    return _wording(app, row)["seal"]


def _wording(app, row):
    with app._store.read() as session:
        return dict(session.get_one(Certificate, row.id).wording)


def picture(*texts):
    """A sheet with codes one beside the other, as a photo of it may look."""
    sheet = Image.new("RGB", (900 * len(texts), 1000), "white")
    for at, text in enumerate(texts):
        drawn = io.BytesIO()
        segno.make_qr(text, error="m").save(drawn, kind="png", scale=9, border=4)
        sheet.paste(Image.open(drawn), (900 * at + 60, 100))
    written = io.BytesIO()
    sheet.rotate(7, expand=True, fillcolor="white").save(written, "JPEG", quality=60)
    return written.getvalue()


def test_a_certificate_is_revoked_for_good_and_issued_anew(app, held):
    first, second, *_ = app.certificates.certificates()
    app.revocations.revoke([first.id, second.id, first.id], LOST, DAY, "  交回\n登报 ")
    assert states(app) == ["revoked", "revoked", "valid", "valid"]
    row = app.certificates.certificates()[0]
    assert (row.revoked.cause, row.revoked.note) == (LOST, "交回 登报")
    with pytest.raises(RuleError, match="没有"):
        app.history.undo(app.history.actions()[0].id)
    before = rows_kept(app)
    with pytest.raises(RuleError, match=f"{first.number} 已经作废，没有作废任何证书"):
        app.revocations.revoke([row.id for row in app.certificates.certificates()], LOST, DAY)
    assert rows_kept(app) == before
    ready = [
        one.name for one in app.certificates.recipients(held.session, COMPLETION) if one.ready
    ]
    assert ready == [first.name, second.name]
    (new,) = app.certificates.issue(held.session, COMPLETION, [first.person_id], DAY)
    reissued = app.certificates.reissue(second.id, DAY)
    kept = {row.number: row for row in app.certificates.certificates()}
    assert kept[second.number].state is CertificateState.REPLACED
    assert kept[second.number].revoked.replaced_by == reissued.number
    assert kept[new.number].state is CertificateState.VALID


@only_sqlite
def test_what_cannot_be_revoked_is_refused_whole(app, clock):
    row = app.certificates.certificates()[0]
    before = rows_kept(app)
    refuse = app.revocations.revoke
    for keys, cause, day, note, said in (
        ([], LOST, DAY, "", "没有选择证书"),
        ([row.id], RevocationCause.REPLACED, DAY, "", "由换发写入"),
        ([row.id], LOST, clock().date() + timedelta(days=1), "", "还没有到"),
        ([row.id], LOST, DAY - timedelta(days=1), "", "不能更早"),
        ([row.id], LOST, DAY, "长" * 201, "最多 200"),
        ([CertificateId(row.person_id)], LOST, DAY, "", "已不在登记里"),
    ):
        with pytest.raises(RuleError, match=said) as caught:
            refuse(keys, cause, day, note)
        assert "没有作废" in caught.value.message
        assert caught.value.hint
    with pytest.raises(RuleError, match="日期不能更早，没有换发"):
        app.certificates.reissue(row.id, DAY - timedelta(days=1))
    assert rows_kept(app) == before


@only_sqlite
def test_what_bears_a_day_to_come_can_be_revoked_today(app, clock):
    row = app.certificates.certificates()[0]
    new = app.certificates.reissue(row.id, DAY + timedelta(days=9))
    app.revocations.revoke([new.id], LOST, clock().date())
    assert not app.verification.check(sealed(app, new)).is_valid


@only_sqlite
def test_a_void_result_marks_the_certificate_and_is_not_reissued(app, held):
    attempt = app.results.results(held.exam)[0].attempt_id
    person = app.results.results(held.exam)[0].person_id
    app.proctoring.void(attempt, "代考")
    doubtful = [row for row in app.certificates.certificates() if row.in_doubt]
    assert {row.person_id for row in doubtful} == {person}
    assert len(doubtful) == 2
    check = app.verification.check(sealed(app, doubtful[0]))
    assert check.is_valid
    assert "成绩已作废" in check.cautions[-1]
    app.revocations.revoke([row.id for row in doubtful], VOID, DAY)
    assert not any(row.in_doubt for row in app.certificates.certificates())
    with pytest.raises(RuleError, match="因“成绩作废”作废，没有换发"):
        app.certificates.reissue(doubtful[0].id, DAY)


@only_sqlite
def test_a_print_is_checked_by_code_by_picture_and_by_number(app):
    first, second, third, *_ = app.certificates.certificates()
    text = sealed(app, first)
    check = app.verification.check(f"  {text.lower()}\n")
    assert check.is_valid
    assert check.cautions == ("本机签发，尚未入网：其他单位的电脑还核验不了这份证书。",)
    broken = app.verification.check(f"{text[:40]}U{text[41:]}")
    assert (broken.verdict, broken.facts) == (Verdict.FORGED, ())
    assert "被改动过" in broken.sentence
    facts = dict(check.facts)
    assert facts["核验码"] == first.mark
    assert facts["登记内容"].startswith(f"{first.name}同志于")
    app.revocations.revoke([second.id], LOST, DAY)
    shot = picture(text, sealed(app, second), "https://例.cn")
    found = app.verification.check_picture(shot, "证书.jpg")
    assert [one.verdict for one in found].count(Verdict.VALID) == 1
    assert {one.verdict for one in found} == {Verdict.VALID, Verdict.REVOKED, Verdict.NOT_OURS}
    with pytest.raises(FileError, match="没有找到二维码，没有核验"):
        app.verification.check_picture(_blank(), "白.png")
    with pytest.raises(FileError, match=r"没有核验"):
        app.verification.check_picture(b"\x89PNG broken", "坏.png")
    number = app.verification.check_number
    assert number(third.number.lower(), third.mark.lower().replace("-", "")).is_valid
    assert number(second.number, second.mark).verdict is Verdict.REVOKED
    assert number(third.number, second.mark).verdict is Verdict.FORGED
    assert number(first.number[:-4] + "0099", first.mark).verdict is Verdict.FORGED
    assert number(first.number, " ").verdict is Verdict.UNKNOWN
    assert app.verification.check(first.number) == number(first.number, "")
    assert number("2026-S18A-0001", first.mark).verdict is Verdict.UNKNOWN
    assert number("陈明", "").verdict is Verdict.NOT_OURS


def _blank():
    written = io.BytesIO()
    Image.new("L", (400, 400), 255).save(written, "PNG")
    return written.getvalue()


@only_sqlite
def test_an_older_certificate_has_no_code_and_rests_on_the_register(app):
    row = app.certificates.certificates()[0]
    with app._store.begin("旧证书") as uow:
        kept = uow.session.get_one(Certificate, row.id)
        plain = {name: said for name, said in kept.wording.items() if name not in ("seal", "mark")}
        old = Certificate(
            **{
                name: getattr(kept, name)
                for name in ("station_id", "kind", "station_code", "person_id", "session_id")
            },
            year=2025,
            device_letter="A",
            sequence=1,
            issued_on=DAY,
            wording={**plain, "number": "2025-" + kept.station_code + "A-0001"},
        )
        uow.session.add(old)
        uow.commit()
    number = "2025-" + app.place.station_code + "A-0001"
    assert app.verification.check_number(number, "").is_valid
    assert app.verification.check_number(number, row.mark).verdict is Verdict.FORGED
    (kept,) = [one for one in app.certificates.certificates() if one.number == number]
    assert kept.mark == ""
    app.revocations.revoke([kept.id], LOST, DAY)
    assert app.verification.check_number(number, "").verdict is Verdict.REVOKED


@only_sqlite
def test_with_a_spoilt_key_nothing_is_issued_and_checking_still_works(app, held):
    row = app.certificates.certificates()[0]
    text = sealed(app, row)
    key = app.place.folder / KEY_FILE
    kept = key.read_bytes()
    key.write_bytes(b"{}")
    before = rows_kept(app)
    with pytest.raises(StationError, match="不能给证书签名，没有发证"):
        app.certificates.reissue(row.id, DAY)
    assert rows_kept(app) == before
    assert app.verification.check(text).verdict is Verdict.FORGED
    key.unlink()
    assert app.verification.check(text).verdict is Verdict.FORGED
    assert not key.exists()
    key.write_bytes(kept)
    assert app.verification.check(text).is_valid


@only_sqlite
def test_two_that_revoke_the_same_are_told_as_the_earlier(app):
    row = app.certificates.certificates()[0]
    with app._store.begin("两台电脑") as uow:
        for day, cause in ((DAY + timedelta(days=2), "left"), (DAY, "lost")):
            uow.session.add(
                CertificateRevocation(
                    station_id=app.place.station_id,
                    certificate_key=row.id,
                    number=row.number,
                    mark=row.mark,
                    revoked_on=day,
                    cause=cause,
                )
            )
        uow.commit()
    kept = app.certificates.certificates()[0].revoked
    assert (kept.revoked_on, kept.cause) == (DAY, LOST)
    assert len(table(app, "certificate_revocation")) == 2
    assert replace(kept, note="") == kept

"""What came by a file, hard names, days and numbers: nothing stops, no number is given twice."""

import errno
from datetime import date
from pathlib import Path

import pytest

from db.keys import new_key
from db.models import Certificate
from jyguide.certificate.blank import BlankField, drawable
from jyguide.certificate.kept_words import UNKNOWN_NAME
from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.certificate.numbering import LAST_SEQUENCE
from jyguide.certificate.occasion import DUTY
from jyguide.certificate.service.verifying import VerificationService
from jyguide.certificate.text import text_of
from jyguide.certificate.word_names import word_targets
from jyguide.errors import FileError, RuleError
from jyguide.ids import CertificateId
from tests.jyguide.builders import DAY, add_people, rows_kept
from tests.postgres import only_sqlite

WORDINGS = (
    {},
    {"name": "甲"},
    {"number": 7, "name": ["甲"], "start": "无", "end": {}, "hours": "8", "score": True},
    {"design": "classic", "seal": "", "kind": "x", "issued": 3, "until": "2026-02-30"},
    {"design": {"id": "zz"}, "subject": None, "examined": 0, "number": "", "mark": ""},
    {"design": {"builtin": ["card"]}, "name": "\u202e甲\n乙", "hours": -5},
)


def _from_elsewhere(app, people, wordings, **changes):
    """Rows as a file of another PC may bring them."""
    with app._store.begin("导入") as uow:
        rows = [
            {
                "id": new_key(),
                "station_id": app.place.station_id,
                "kind": "duty",
                "year": 2026,
                "station_code": app.place.station_code,
                "device_letter": "Z",
                "sequence": at,
                "person_id": people[at - 1],
                "issued_on": DAY,
                "wording": said,
                **changes,
            }
            for at, said in enumerate(wordings, 1)
        ]
        uow.add_many(Certificate, rows)
        uow.commit()
    return [CertificateId(row["id"]) for row in rows]


def test_word_files_of_any_name_stay_in_their_folder():
    names = ("甲", "甲", "..\\..\\x", "../../etc", "王\n五", "CON", "王.", "𠮷" * 200, "a/b", "")
    day = date(2026, 11, 20)
    texts = [text_of({"name": one}, CertificateKind.DUTY, "2026-S13A-0001", day) for one in names]
    targets = word_targets(texts, Path("/x"))
    assert len({one.name.casefold() for one in targets}) == len(names)
    for one in targets:
        assert one.parent == Path("/x")
        assert not set(one.name) & set('\\/:*?"<>|\n')
        assert len(one.name.encode()) <= 255


def test_a_blank_or_a_code_that_nobody_can_draw_is_passed_over():
    good, bad = BlankField(10, 10, 100), BlankField(10**9, 0, 10)
    flat = BlankField(0, 0, 10, 0)
    assert drawable(1 << 31, 0, {"姓名": good, "编号": bad, "年": flat}) == (
        2970,
        2100,
        {"姓名": good},
    )
    assert drawable(4200, 500, {})[:2] == (4200, 500)
    for seal in ("A" * 10_000, "中" * 9, 5):
        assert text_of({"seal": seal}, CertificateKind.DUTY, "", DAY).code == ""


@only_sqlite
def test_a_full_disk_is_told_of_the_file_that_was_asked_for(app, tmp_path, monkeypatch):
    keys = _from_elsewhere(app, add_people(app, 1), [{"name": "甲"}])
    monkeypatch.setattr("jyguide.documents.word._write", _no_space)
    with pytest.raises(FileError, match=r"“2026-S13Z-0001 甲.docx”没有保存：磁盘空间不够"):
        app.certificates.write_word(keys, tmp_path)
    assert not list(tmp_path.glob("*.docx")) + list(tmp_path.glob("*.part"))


def _no_space(*_):
    raise OSError(errno.ENOSPC, "full")


def test_codes_beyond_those_that_are_checked_are_told_of(monkeypatch):
    texts = [f"X{at}" for at in range(51)]
    monkeypatch.setattr("jyguide.certificate.service.verifying.codes_in", lambda *_: texts)
    service = VerificationService(None, None)
    checks = service.check_picture(b"", "a.png")
    assert len(checks) == 51
    assert "只核验了前 50 个" in checks[-1].sentence
    assert not checks[-1].is_valid
    del texts[-1]
    assert len(service.check_picture(b"", "a.png")) == 50


@only_sqlite
def test_a_number_nobody_could_read_back_spends_none_and_the_last_one_is_refused(app):
    people, letter = add_people(app, 3), app.place.device_letter
    _from_elsewhere(app, people, [{}], device_letter=letter, sequence=1 << 40)
    keys = _from_elsewhere(app, people[1:], [{}], device_letter=letter, sequence=-5)
    new = app.certificates.reissue(keys[0], DAY)
    assert new.number == "2026-S13A-0001"
    _from_elsewhere(app, people[2:], [{}], device_letter=letter, sequence=LAST_SEQUENCE)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已用到最后一个，没有发放任何证书"):
        app.certificates.reissue(new.id, DAY)
    assert rows_kept(app) == before


@only_sqlite
def test_whatever_words_come_by_a_file_every_page_opens(app, tmp_path):
    keys = _from_elsewhere(app, add_people(app, len(WORDINGS)), WORDINGS)
    rows = app.certificates.certificates()
    assert [row.number for row in rows] == [f"2026-S13Z-{at:04d}" for at in range(1, 7)]
    assert [row.name for row in rows][:3] == [UNKNOWN_NAME, "甲", UNKNOWN_NAME]
    assert not any(one.number for one in app.certificates.occasions.recipients(DUTY))
    for pages in list(app.certificates.documents(keys)):
        assert pages.blocks or pages.placed
    assert len(app.certificates.write_word(keys[:1], tmp_path)) == 1
    assert app.verification.check_number(rows[0].number, "").is_valid
    new = app.certificates.reissue(keys[2], DAY)
    assert app.verification.check_number(new.number, new.mark).is_valid
    app.revocations.revoke(keys[:2], RevocationCause.LOST, DAY)
    assert "revoked" in {row.state.value for row in app.certificates.certificates()}

"""What came by a file, hard names, days and numbers: nothing stops, no number is given twice."""

from db.keys import new_key
from db.models import Certificate
from jyguide.certificate.kept_words import UNKNOWN_NAME
from jyguide.certificate.kinds import RevocationCause
from jyguide.certificate.occasion import DUTY
from jyguide.ids import CertificateId
from tests.jyguide.builders import DAY, add_people
from tests.postgres import only_sqlite

WORDINGS = (
    {},
    {"name": "甲"},
    {"number": 7, "name": ["甲"], "start": "无", "end": {}, "hours": "8", "score": True},
    {"design": "classic", "seal": "", "kind": "x", "issued": 3, "until": "2026-02-30"},
    {"design": {"id": "zz"}, "subject": None, "examined": 0, "number": "", "mark": ""},
    {"design": {"builtin": ["card"]}, "name": "\u202e甲\n乙", "hours": -5},
)


def _from_elsewhere(app, wordings, **changes):
    """Rows as a file of another PC may bring them."""
    people = add_people(app, len(wordings))
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
    return people, [CertificateId(row["id"]) for row in rows]


@only_sqlite
def test_whatever_words_come_by_a_file_every_page_opens(app, tmp_path):
    _, keys = _from_elsewhere(app, WORDINGS)
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
